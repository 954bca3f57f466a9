"""Read a strict JSON document step by step, noting every fault with the way to it."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from busplan.clock import Clock
from busplan.errors import Message, message
from busplan.load.faults import FaultList, Place, compact_json, did_you_mean
from busplan.load.json_text import Figure
from busplan.load.sections import setting_name
from busplan.load.values import MOST, Unfit, to_text

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-2][0-9]:[0-5][0-9]")


@dataclass(frozen=True)
class JsonFields:
    """One object of a document: its values, the way to it, and where faults are noted.

    A missing or unfit value gives a neutral one after its fault is noted.
    """

    values: dict[str, object]
    path: tuple[str | int, ...]
    place: Place
    faults: FaultList

    @classmethod
    def of(
        cls, found: object, path: tuple[str | int, ...], place: Place, faults: FaultList
    ) -> JsonFields | None:
        """Take a value as an object; None, with a fault noted, when it is none."""
        if isinstance(found, dict):
            return cls(found, path, place, faults)
        faults.add(
            place.at(setting_name(path)) if path else place,
            message("This must be an object with keys: {{…}}."),
            value=_written(found),
        )
        return None

    def fault(self, key: str, what: Message, remedy: Message | None = None) -> None:
        """Note a fault of a key, quoting its value."""
        place = self.place.at(setting_name((*self.path, key)))
        value = _written(self.values[key]) if key in self.values else None
        self.faults.add(place, what, remedy, value=value)

    def _has(self, key: str) -> bool:
        if key not in self.values:
            self.fault(key, message("The key {key} is missing.", key=key))
        return key in self.values

    # -- texts -------------------------------------------------------------------------------

    def text(self, key: str) -> str:
        """Read required text."""
        if not self._has(key):
            return ""
        value = self.values[key]
        if type(value) is str:
            try:
                to_text(value)
            except Unfit as unfit:
                self.fault(key, unfit.what, unfit.remedy)
                return ""
            return value
        self.fault(key, message("This must be text."))
        return ""

    def known(self, key: str, names: Container[str], unknown: Message) -> str:
        """Read required text that must be one of some names; "" when it is not."""
        name = self.text(key)
        if not name or name in names:
            if not name and type(self.values.get(key)) is str:
                self.fault(key, unknown)
            return name
        suggestion = did_you_mean(name, names) if isinstance(names, Iterable) else None
        self.fault(key, unknown, suggestion)
        return ""

    # -- numbers -----------------------------------------------------------------------------

    def whole(self, key: str) -> int:
        """Read a required whole number, at least 0, written without decimals."""
        if not self._has(key):
            return 0
        value = self.values[key]
        if isinstance(value, Figure) and _WHOLE.fullmatch(value) and 0 <= int(value) <= MOST:
            return int(value)
        self.fault(key, message("This must be a whole number, at least 0."))
        return 0

    def number(self, key: str, low: float = -math.inf) -> float:
        """Read a required finite number."""
        if not self._has(key):
            return 0.0
        value = self.values[key]
        number = float(value) if isinstance(value, Figure) else math.nan
        if math.isfinite(number) and low <= number and abs(number) <= MOST * MOST:
            return number
        if isinstance(value, Figure) and math.isfinite(number):
            self.fault(key, message("The number is out of range."))
        else:
            self.fault(key, message("This must be a finite number."))
        return 0.0

    # -- the calendar ------------------------------------------------------------------------

    def day(self, key: str) -> date:
        """Read a required ISO date."""
        written = self.text(key)
        try:
            if _DATE.fullmatch(written):
                return date.fromisoformat(written)
        except ValueError:
            pass
        if written or self.values.get(key) == "":
            self.fault(key, message("This is not a date."), message("Write it as 2026-10-14."))
        return date.min

    def clock(self, key: str) -> Clock:
        """Read a required time of day, "HH:MM" from 00:00 to 24:00."""
        written = self.text(key)
        try:
            if _TIME.fullmatch(written):
                return Clock.parse(written)
        except ValueError:
            pass
        if written or self.values.get(key) == "":
            self.fault(key, message("This is not a time of day."), message("Write it as 13:05."))
        return Clock(0)

    # -- lists -------------------------------------------------------------------------------

    def items(self, key: str) -> list[object]:
        """Read a required list."""
        if not self._has(key):
            return []
        found = self.values[key]
        if isinstance(found, list):
            return found
        self.fault(key, message("This must be a list."))
        return []

    def objects(self, key: str) -> Iterator[JsonFields]:
        """Read a required list of objects; what is none is left out, with its fault noted."""
        for number, item in enumerate(self.items(key)):
            fields = JsonFields.of(item, (*self.path, key, number), self.place, self.faults)
            if fields is not None:
                yield fields


def _written(value: object) -> str:
    """Write a value as its JSON file does."""
    if isinstance(value, Figure):
        return str(value)
    return compact_json(value)
