"""Collect every fault of a season in one run, each with the place where it stands."""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time

from busplan.errors import Fault, FaultyInput, Message, faults_only, message, plural

MOST_OF_A_KIND = 100
"""Faults of one kind in one file that are told one by one; the rest are counted."""

LONGEST_QUOTE = 200
"""Characters of a value that a message quotes."""


@dataclass(frozen=True)
class Place:
    """Where a value stands: file, sheet, row as a spreadsheet counts, column.

    `item` names a GeoJSON feature or another thing that has no row.
    """

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    item: Message | None = None

    def at(self, column: str) -> Place:
        """Give the place of another column in the same row."""
        return replace(self, column=column)


def quote(value: object) -> str:
    """Write a value as it stands in its file, cut when it is very long."""
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, int) and value.bit_length() > 1_000:
        text = hex(value)
    elif isinstance(value, (date, time)):
        text = value.isoformat()
    elif isinstance(value, (list, dict)):
        text = compact_json(value)
    else:
        text = str(value)
    return shown(text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…")


def compact_json(value: object) -> str:
    """Write a value as JSON does, or "…" where it is nested or long beyond all measure."""
    try:
        return json.dumps(value, ensure_ascii=False, default=quote)
    except (ValueError, RecursionError):
        return "…"


def shown(text: str) -> str:
    """Write text so that it does nothing to a terminal: characters without a face are escaped."""
    return text if text.isprintable() else "".join(map(_shown_mark, text))


def _shown_mark(mark: str) -> str:
    harmless = mark.isprintable() or mark in "\N{NO-BREAK SPACE}\N{ZERO WIDTH JOINER}"
    return mark if harmless else ascii(mark)[1:-1]


def _shown_message(said: Message | None) -> Message | None:
    if said is None:
        return None
    return replace(said, values=tuple((name, _shown_value(v)) for name, v in said.values))


def _shown_value(value: object) -> object:
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, Message):
        return _shown_message(value)
    if isinstance(value, tuple):
        return tuple(_shown_value(item) for item in value)
    return value


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that a misspelt one most likely means, or None."""
    by_folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word[:LONGEST_QUOTE].casefold(), list(by_folded), n=1)
    return by_folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> Message | None:
    """Suggest the nearest known word, when one is near."""
    suggestion = nearest(word, known)
    return None if suggestion is None else message("Did you mean {name}?", name=suggestion)


_Kind = tuple[str, str | None, str, bool]
"""File, sheet, source sentence and whether it is a warning."""


@dataclass
class FaultList:
    """Faults and warnings in the order they are found; floods of one kind are counted."""

    found: list[Fault] = field(default_factory=list)
    _counts: Counter[_Kind] = field(default_factory=Counter)
    _first: dict[_Kind, Message] = field(default_factory=dict)

    def add(
        self,
        place: Place,
        what: Message,
        remedy: Message | None = None,
        *,
        value: object = None,
        warning: bool = False,
    ) -> None:
        """Note something wrong at a place, and the value that stands there."""
        kind = (place.file, place.sheet, what.text, warning)
        self._counts[kind] += 1
        self._first.setdefault(kind, _shown_message(what) or what)
        if self._counts[kind] > MOST_OF_A_KIND:
            return
        if place.item is not None:
            what = message("{item}: {what}", item=place.item, what=what)
        self.found.append(
            Fault(
                shown(place.file),
                _shown_message(what) or what,
                _shown_message(remedy),
                place.sheet,
                place.row,
                None if place.column is None else quote(place.column),
                None if value is None else quote(value),
                warning,
            )
        )

    def warn(
        self, place: Place, what: Message, remedy: Message | None = None, *, value: object = None
    ) -> None:
        """Note something odd but usable."""
        self.add(place, what, remedy, value=value, warning=True)

    def everything(self) -> tuple[Fault, ...]:
        """Give what was found, and how many more there are of each kind that came in floods."""
        floods = tuple(
            Fault(
                file,
                plural(
                    "There is {count} more like this one: {first}",
                    "There are {count} more like this one: {first}",
                    count - MOST_OF_A_KIND,
                    first=self._first[file, sheet, text, warning],
                ),
                sheet=sheet,
                warning=warning,
            )
            for (file, sheet, text, warning), count in self._counts.items()
            if count > MOST_OF_A_KIND
        )
        return (*self.found, *floods)

    @property
    def any_faults(self) -> bool:
        """True when something other than warnings was found."""
        return any(not fault.warning for fault in self.found)

    def raise_if_any(self) -> None:
        """Stop with everything found, unless all of it is warnings."""
        if self.any_faults:
            everything = self.everything()
            warnings = tuple(fault for fault in everything if fault.warning)
            raise FaultyInput(faults_only(everything), warnings)
