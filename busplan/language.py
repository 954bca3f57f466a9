"""Danish and English: sentences through gettext, dates, times and numbers through Babel.

Source sentences are English. The Danish ones stand in ``locale/da/*.po``, one catalogue a room,
and are read as they are, so there is no compiled file that could be stale.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from busplan.clock import Clock
from busplan.errors import Message

LOCALE_FOLDER = Path(__file__).parent / "locale"
LOCALES = {"da": "da_DK", "en": "en_GB"}
"""The Babel locale of each language a season may name."""


@lru_cache
def _translations(code: str) -> gettext.NullTranslations:
    files = sorted((LOCALE_FOLDER / code).glob("*.po"))
    if not files:
        return gettext.NullTranslations()
    whole = Catalog(locale=LOCALES[code])
    for file in files:
        with file.open("rb") as lines:
            for entry in read_po(lines, locale=LOCALES[code]):
                if entry.id and entry.string:
                    whole.add(entry.id, entry.string)
    compiled = io.BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class Language:
    """Says messages, dates, times and numbers in one language ("da" or "en")."""

    def __init__(self, code: str) -> None:
        if code not in LOCALES:
            raise ValueError(code)
        self.code = code
        self.locale = LOCALES[code]
        self._translations = _translations(code)

    # -- sentences ---------------------------------------------------------------------------

    def say(self, said: Message) -> str:
        """Translate a message and put its values in, each in this language's form."""
        if said.plural is None:
            template = self._translations.gettext(said.text)
        else:
            template = self._translations.ngettext(said.text, said.plural, said.count)
        return template.format_map({name: self.form(value) for name, value in said.values})

    def text(self, source: str) -> str:
        """Translate a source sentence that takes no values (a heading, a label)."""
        return self._translations.gettext(source)

    def form(self, value: object) -> str:
        """Put one value in the language's form: message, date, time, number, list or text."""
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, Clock):
            return self.time(value)
        if isinstance(value, date):
            return self.long_date(value)
        if isinstance(value, bool):
            return str(value)
        if isinstance(value, (int, float)):
            return self.number(value)
        if isinstance(value, (tuple, list, frozenset)):
            return self.join(self.form(item) for item in value)
        return str(value)

    def join(self, items: Iterable[str]) -> str:
        """Join items as a sentence does: "A, B og C"."""
        return format_list(list(items), locale=self.locale)

    # -- dates and times ---------------------------------------------------------------------

    def long_date(self, day: date) -> str:
        """Write a date in full: "onsdag den 14. oktober 2026", "Wednesday 14 October 2026"."""
        pattern = "EEEE 'den' d. MMMM y" if self.code == "da" else "EEEE d MMMM y"
        return format_date(day, pattern, locale=self.locale)

    def short_date(self, day: date) -> str:
        """Write a date in short: "ons. 14. okt. 2026", "Wed 14 Oct 2026"."""
        pattern = "EEE d. MMM y" if self.code == "da" else "EEE d MMM y"
        return format_date(day, pattern, locale=self.locale)

    def day_month(self, day: date) -> str:
        """Write day and month only: "14. okt.", "14 Oct"."""
        pattern = "d. MMM" if self.code == "da" else "d MMM"
        return format_date(day, pattern, locale=self.locale)

    def weekday(self, number: int) -> str:
        """Name a weekday in full, Monday 0: "onsdag"."""
        return format_date(date(2024, 1, 1 + number), "EEEE", locale=self.locale)

    def week(self, day: date) -> str:
        """Name a date's ISO week: "uge 42", "week 42"."""
        return f"{'uge' if self.code == 'da' else 'week'} {day.isocalendar().week}"

    def time(self, clock: Clock) -> str:
        """Write a time of day: "13.30" in Danish, "13:30" in English; the day's end is 24."""
        return str(clock).replace(":", "." if self.code == "da" else ":")

    def time_span(self, start: Clock, end: Clock) -> str:
        """Write a span of times: "kl. 13.00–17.00", "13:00–17:00"."""
        prefix = "kl. " if self.code == "da" else ""
        return f"{prefix}{self.time(start)}–{self.time(end)}"

    # -- numbers -----------------------------------------------------------------------------

    def number(self, value: float, decimals: int | None = None) -> str:
        """Write a number with the language's marks, with so many decimals (None: as needed)."""
        if decimals is None:
            pattern = "#,##0.####"
        else:
            pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(value, format=pattern, locale=self.locale)

    def percent(self, share: float, decimals: int = 0) -> str:
        """Write a share of 0..1 as percent: "12,5 %", "12.5%"."""
        mark = "\N{NO-BREAK SPACE}%" if self.code == "da" else "%"
        return self.number(share * 100, decimals) + mark
