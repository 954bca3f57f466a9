"""Parse single values, of cells and of settings alike; whatever does not fit says why.

Every parser takes text or an already typed value and raises `Unfit`. Text may be Danish or
English, with decimal point or comma; there is no thousands separator, so nothing is guessed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from busplan.clock import Clock
from busplan.errors import Message, message
from busplan.load.faults import quote
from busplan.load.headings import folded
from busplan.vocabulary import WEEKDAYS, YES_NO

MOST = 1e9
"""Beyond this no number of a season makes sense."""

LONGEST_TEXT = 2_000
"""Characters that a name or another text may have."""

_NUMBER = re.compile(r"[+-]?[0-9]{1,20}(?:[.,][0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_DANISH = re.compile(r"([0-9]{1,2})([-.])([0-9]{1,2})\2([0-9]{4})")
_SHORT = re.compile(r"([0-9]{1,2})/([0-9]{1,2})-([0-9]{2}|[0-9]{4})")
_SLASHES = re.compile(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}")
_ID = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,79}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)

DATE_FORMS = message("Write the date as 2026-10-14 or 14-10-2026.")


class Unfit(Exception):
    """A value that cannot be used: what is wrong with it, what to do, and the part meant."""

    def __init__(self, what: Message, remedy: Message | None = None, value: object = None) -> None:
        super().__init__(str(what))
        self.what = what
        self.remedy = remedy
        self.value = value


def to_text(value: object) -> str:
    """Read text, trimmed; typed values, control characters and very long text do not fit."""
    if not isinstance(value, str):
        raise Unfit(message("This must be text."), message('Put it in quotation marks: "…".'))
    if _CONTROL.search(value):
        raise Unfit(
            message("The text holds a character that cannot be shown."),
            message("Write the text again without it."),
        )
    text = value.strip()
    if len(text) > LONGEST_TEXT:
        raise Unfit(
            message("The text is longer than {most} characters.", most=LONGEST_TEXT),
            message("Shorten it."),
        )
    return text


def to_id(value: object) -> str:
    """Read an id: it becomes file names and links, so it keeps to the contract's letters."""
    text = to_text(value)
    if len(text) > 80:
        raise Unfit(
            message("The id is longer than 80 characters."), message("Choose a shorter id.")
        )
    if not _ID.fullmatch(text):
        raise Unfit(
            message("This cannot be an id, because ids become file names."),
            message(
                "Use the letters a–z, digits, _, . and - only, and do not begin with a full stop."
            ),
        )
    if text.casefold() == "season" or text.casefold().split(".")[0] in _DEVICES:
        raise Unfit(
            message("This word is reserved and cannot be an id."), message("Choose another id.")
        )
    return text


def to_number(value: object, low: float = -MOST, high: float = MOST) -> float:
    """Read a finite number from low to high, both included."""
    number: float
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise Unfit(message("This must be a number."))
    if isinstance(value, str):
        text = value.strip()
        if not _NUMBER.fullmatch(text):
            raise Unfit(
                message("This is not a number."),
                message("Write digits, with a point or a comma before decimals."),
            )
        number = float(text.replace(",", "."))
    else:
        number = float(value) if abs(value) <= MOST * MOST else math.inf
    if not math.isfinite(number):
        raise Unfit(message("This is not a finite number."), message("Write a plain number."))
    if not low <= number <= high:
        raise _out_of_range(low, high)
    return float(number)


def _out_of_range(low: float, high: float) -> Unfit:
    if high < MOST:
        remedy = message("It must be from {low} to {high}.", low=low, high=high)
    elif low > -MOST:
        remedy = message("It must be at least {low}, and of a sensible size.", low=low)
    else:
        remedy = message("It must be of a sensible size.")
    return Unfit(message("The number is out of range."), remedy)


def to_whole(value: object, low: int = 0, high: int = int(MOST)) -> int:
    """Read a whole number from low to high, both included; 3.0 and "3,0" are whole."""
    number = to_number(value, -MOST * MOST)
    if number != int(number):
        raise Unfit(message("This must be a whole number."), message("Leave out the decimals."))
    if not low <= number <= high:
        raise _out_of_range(low, high)
    return int(number)


def to_flag(value: object) -> bool:
    """Read yes or no, in Danish or English, true or false."""
    if isinstance(value, bool):
        return value
    word = folded(value) if isinstance(value, str) else ""
    if word in {"true", "yes", "sand", folded(YES_NO["yes"]), "1"}:
        return True
    if word in {"false", "no", "falsk", folded(YES_NO["no"]), "0"}:
        return False
    raise Unfit(message("This must be yes or no."))


def to_choice(value: object, words: Mapping[str, str]) -> str:
    """Read one of some words, in English or Danish; gives the English one."""
    text = to_text(value)
    for english, danish in words.items():
        if folded(text) in {folded(english), folded(danish)}:
            return english
    raise Unfit(
        message("This word is not known here."),
        message("Write one of: {words}.", words=", ".join((*words, *words.values()))),
    )


def to_date(value: object) -> date:
    """Read a date: 2021-09-14, 14-09-2021, 14.09.2021 or 14/9-21; never an American one."""
    if isinstance(value, datetime):
        if value.time() != time():
            raise Unfit(message("This is a moment, not a date."), DATE_FORMS)
        return _sensible(value.date())
    if isinstance(value, date):
        return _sensible(value)
    if not isinstance(value, str):
        raise Unfit(message("This is not a date."), DATE_FORMS)
    return _date_from_text(value.strip())


@lru_cache(maxsize=4096)
def _date_from_text(text: str) -> date:
    if match := _ISO.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _DANISH.fullmatch(text):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
    elif match := _SHORT.fullmatch(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
        year += 2000 if year < 100 else 0
    elif _SLASHES.fullmatch(text):
        raise Unfit(
            message("The date has slashes, so day and month could be swapped as Americans do."),
            DATE_FORMS,
        )
    else:
        raise Unfit(message("This is not a date."), DATE_FORMS)
    try:
        return _sensible(date(year, month, day))
    except ValueError:
        raise Unfit(message("There is no such date."), DATE_FORMS) from None


def _sensible(day: date) -> date:
    if not 1900 <= day.year <= 2200:
        raise Unfit(message("The year is not one of ours."), DATE_FORMS)
    return day


def to_clock(value: object) -> Clock:
    """Read a time of day from 00:00 to 24:00, "13:05" or "13.05"."""
    if isinstance(value, time) and value.second == value.microsecond == 0:
        return Clock(value.hour * 60 + value.minute)
    if isinstance(value, str) and value.isascii():
        text = value.strip()
        try:
            return Clock.parse(text[:-3] if re.fullmatch(r"..?:..:00", text) else text)
        except ValueError:
            pass
    raise Unfit(
        message("This is not a time of day."),
        message("Write hours and minutes from 00:00 to 24:00, such as 13:30."),
    )


def to_items(value: object) -> tuple[str, ...]:
    """Read a list: a list of texts, or text split by commas; empty items are left out."""
    if isinstance(value, str):
        return tuple(item for item in map(to_text, value.split(",")) if item)
    if isinstance(value, (list, tuple)):
        items = (to_text(item) for item in value)
        return tuple(dict.fromkeys(item for item in items if item))
    raise Unfit(message("This must be a list of texts."), message('Write it as ["…", "…"].'))


_WEEKDAY_WORDS = {
    folded(name): number
    for number, (short, danish, long, long_danish) in enumerate(
        zip(
            WEEKDAYS.keys(),
            WEEKDAYS.values(),
            ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
            ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
            strict=True,
        )
    )
    for name in (short, danish, long, long_danish)
}


def to_weekdays(value: object) -> frozenset[int]:
    """Read a list of weekdays, in Danish or English, short or in full; Monday is 0."""
    days = set()
    for item in to_items(value):
        number = _WEEKDAY_WORDS.get(folded(item.rstrip(".")))
        if number is None:
            raise Unfit(
                message("There is no weekday {word}.", word=quote(item)),
                message("Write one of: {words}.",
                        words=", ".join((*WEEKDAYS, *WEEKDAYS.values()))),
            )  # fmt: skip
        days.add(number)
    return frozenset(days)


def to_dates(value: object, first: date, last: date) -> frozenset[date]:
    """Read a list of dates and ISO intervals, both ends included; keeps those first to last."""
    if isinstance(value, (date, str)):
        value = list(to_items(value)) if isinstance(value, str) else [value]
    if not isinstance(value, (list, tuple)):
        raise Unfit(message("This must be a list of dates."), DATE_FORMS)
    days: set[date] = set()
    for item in value:
        start, end = _interval(item)
        start, end = max(start, first), min(end, last)
        days.update(start + timedelta(days=n) for n in range((end - start).days + 1))
    return frozenset(days)


def _interval(item: object) -> tuple[date, date]:
    if isinstance(item, str) and re.fullmatch(r"[^/]{6,20}/[^/]{6,20}", item):
        start, end = (to_date(part) for part in item.split("/"))
        if end < start:
            raise Unfit(
                message("The interval ends before it starts."), message("Swap the two dates.")
            )
        return start, end
    return to_date(item), to_date(item)
