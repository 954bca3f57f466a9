"""What can happen to a season that is planned already, and the season as it is then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from busplan.errors import Message, message
from busplan.season import Answer, Season


@dataclass(frozen=True)
class Unavailable:
    """An association cannot crew any tour of a date; in `slot` only, if that is given."""

    association: str
    date: date
    slot: str | None = None

    def befall(self, season: Season) -> Season:
        """Give the season in which the association has answered no."""
        slots = [slot.name for slot in season.slots if self.slot in {None, slot.name}]
        refused = {(self.association, self.date, slot): Answer.NO for slot in slots}
        return replace(season, answers={**season.answers, **refused})

    def told(self, season: Season) -> Message:
        """Say what has happened."""
        who = season.association_by_id[self.association].name
        if self.slot is None:
            return message("{association} can't come on {date}.", association=who, date=self.date)
        return message(
            "{association} can't come on {date} ({slot}).",
            association=who,
            date=self.date,
            slot=self.slot,
        )


@dataclass(frozen=True)
class Closed:
    """No tour can run on a date."""

    date: date

    def befall(self, season: Season) -> Season:
        """Give the season in which the date is closed."""
        return replace(season, closed=season.closed | {self.date})

    def told(self, season: Season) -> Message:
        """Say what has happened."""
        del season
        return message("No tour can run on {date}.", date=self.date)


@dataclass(frozen=True)
class BusOut:
    """A bus cannot run on a date."""

    bus: str
    date: date

    def befall(self, season: Season) -> Season:
        """Give the season in which the bus does not run on the date."""
        buses = tuple(
            replace(bus, closed=bus.closed | {self.date}) if bus.id == self.bus else bus
            for bus in season.buses
        )
        return replace(season, buses=buses)

    def told(self, season: Season) -> Message:
        """Say what has happened."""
        return message(
            "{bus} can't run on {date}.", bus=season.bus_by_id[self.bus].name, date=self.date
        )


Event: TypeAlias = Unavailable | Closed | BusOut


def changed_season(season: Season, events: Iterable[Event]) -> Season:
    """Give the season as it is after all events; every plan of it keeps the rules of the old."""
    for event in events:
        season = event.befall(season)
    return season
