"""Read a row or a section of settings field by field, noting every fault.

A required field that is missing or unfit gives a neutral value ("" or 0) after its fault is noted,
so that reading goes on to the next; a season with faults is never returned.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from busplan.clock import Clock
from busplan.errors import Message, message
from busplan.load.faults import FaultList, Place
from busplan.load.headings import is_note
from busplan.load.tables import Record, Table, warn_of_unknown
from busplan.load.values import (
    MOST,
    Unfit,
    to_choice,
    to_clock,
    to_date,
    to_dates,
    to_flag,
    to_id,
    to_items,
    to_number,
    to_text,
    to_weekdays,
    to_whole,
)

T = TypeVar("T")


@dataclass
class Fields:
    """The fields of one row, GeoJSON feature or section of settings.

    Attributes
    ----------
    values
        The values by canonical name; "" and absent are the same.
    locate
        Gives the place of a field.
    faults
        Where faults are noted.
    """

    values: Mapping[str, object]
    locate: Callable[[str], Place]
    faults: FaultList
    _asked: set[str] = field(default_factory=set)
    _unfit: set[str] = field(default_factory=set)

    def raw(self, key: str) -> object | None:
        """Give a field as it stands, or None when it is absent or empty."""
        self._asked.add(key)
        value = self.values.get(key)
        return None if isinstance(value, str) and not value.strip() else value

    def fault(self, key: str, what: Message, remedy: Message | None = None) -> None:
        """Note a fault of a field, quoting its value."""
        self._unfit.add(key)
        self.faults.add(self.locate(key), what, remedy, value=self.values.get(key))

    def warn(self, key: str, what: Message, remedy: Message | None = None) -> None:
        """Note something odd about a field, quoting its value."""
        self.faults.warn(self.locate(key), what, remedy, value=self.values.get(key))

    def read(self, key: str, parse: Callable[[object], T], default: T) -> T:
        """Parse an optional field; gives the default where it is absent or unfit."""
        value = self.raw(key)
        if value is None:
            return default
        try:
            return parse(value)
        except Unfit as unfit:
            self.fault(key, unfit.what, unfit.remedy)
            return default

    def sound(self, *keys: str) -> bool:
        """Tell whether no fault was noted of some fields, so that they can be compared."""
        return not self._unfit.intersection(keys)

    def require(self, key: str) -> None:
        """Note a fault when a field is absent or empty."""
        if self.raw(key) is None:
            self._unfit.add(key)
            self.faults.add(
                self.locate(key),
                message("{field} is missing.", field=self.locate(key).column or key),
                message("Fill it in; it has no default."),
            )

    # -- texts -------------------------------------------------------------------------------

    def text(self, key: str, *, required: bool = False) -> str:
        """Read text, trimmed."""
        if required:
            self.require(key)
        return self.read(key, to_text, "")

    def id(self, key: str = "id") -> str:
        """Read a required id."""
        self.require(key)
        return self.read(key, to_id, "")

    def items(self, key: str) -> tuple[str, ...]:
        """Read a list of texts, each once."""
        nothing: tuple[str, ...] = ()
        return tuple(dict.fromkeys(self.read(key, to_items, nothing)))

    def choice(self, key: str, words: Mapping[str, str], default: str) -> str:
        """Read one of some words, in English or Danish; gives the English one."""
        return self.read(key, lambda value: to_choice(value, words), default)

    # -- numbers -----------------------------------------------------------------------------

    def whole(
        self, key: str, default: int | None = None, low: int = 0, high: int = int(MOST)
    ) -> int:
        """Read a whole number from low to high; required when it has no default."""
        if default is None:
            self.require(key)
        return self.read(key, lambda value: to_whole(value, low, high), default or 0)

    def whole_or_none(self, key: str, low: int = 0) -> int | None:
        """Read a whole number that may be left out."""
        return None if self.raw(key) is None else self.whole(key, low, low)

    def number(
        self, key: str, default: float | None = None, low: float = 0, high: float = MOST
    ) -> float:
        """Read a number from low to high; required when it has no default."""
        if default is None:
            self.require(key)
        return self.read(key, lambda value: to_number(value, low, high), default or 0.0)

    def number_or_none(self, key: str, low: float = 0, high: float = MOST) -> float | None:
        """Read a number that may be left out."""
        return None if self.raw(key) is None else self.number(key, low, low, high)

    def above_zero(self, key: str, default: float, high: float) -> float:
        """Read a number that is greater than 0."""
        number = self.number(key, default, 0, high)
        if number == 0:
            self.fault(key, message("The number must be greater than 0."))
            return default
        return number

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Read yes or no."""
        return self.read(key, to_flag, default)

    # -- the calendar ------------------------------------------------------------------------

    def day(self, key: str) -> date | None:
        """Read a required date; None when it is missing or unfit."""
        self.require(key)
        return self.read(key, to_date, None)

    def clock(self, key: str) -> Clock | None:
        """Read a time of day that may be left out."""
        return self.read(key, to_clock, None)

    def weekdays(self, key: str = "weekdays") -> frozenset[int] | None:
        """Read a list of weekdays; None when it is left out or empty."""
        nothing: frozenset[int] = frozenset()
        return self.read(key, to_weekdays, nothing) or None

    def closed(self, first: date, last: date, key: str = "closed") -> frozenset[date]:
        """Read dates and intervals, those of the season only."""
        return self.read(key, lambda value: to_dates(value, first, last), frozenset())

    # -- the end -----------------------------------------------------------------------------

    def warn_of_unknown(self, also_known: Sequence[str] = ()) -> None:
        """Warn of every key that was never asked for, unless it is a note."""
        known = (*sorted(self._asked), *also_known)
        for key in self.values:
            if key not in known and not is_note(key):
                warn_of_unknown(key, known, self.faults, self.locate(key))


def fields_of(table: Table, record: Record, faults: FaultList) -> Fields:
    """Give one row of a table as fields."""
    return Fields(
        dict(zip(table.headings, record.cells, strict=False)),
        lambda column: table.place_of(record, column),
        faults,
    )
