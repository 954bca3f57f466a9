"""Read what has happened to a plan, as it is written on the command line: WHO@DATE and the like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from busplan.change import BusOut, Closed, Event, Unavailable
from busplan.errors import message
from busplan.load.faults import FaultList, Place, did_you_mean
from busplan.load.values import Unfit, to_date
from busplan.season import Association, Bus, Season

SEPARATOR = "@"


@dataclass(frozen=True)
class Happenings:
    """What has happened, each as it was written; see the options of `busplan replan`."""

    unavailable: Sequence[str] = ()
    closed: Sequence[str] = ()
    bus_out: Sequence[str] = ()
    begins: str | None = None


def read_happenings(written: Happenings, season: Season) -> tuple[tuple[Event, ...], date | None]:
    """Read all that has happened, and the date from which on a plan may change.

    Associations and buses are named by id or name. Raises `FaultyInput` with every fault.
    """
    faults = FaultList()
    reader = _Reader(season, faults)
    begins = None if written.begins is None else reader.day("--from", written.begins)
    events = [
        *reader.events("--unavailable", written.unavailable, reader.unavailable),
        *reader.events("--closed", written.closed, reader.closed),
        *reader.events("--bus-out", written.bus_out, reader.bus_out),
    ]
    for event in events:
        if begins is not None and event.date < begins:
            faults.add(
                Place("--from"),
                message("What happens on {date} is past already.", date=event.date),
                message("Choose an earlier date for --from, or leave the event out."),
                value=written.begins,
            )
    faults.raise_if_any()
    return tuple(dict.fromkeys(events)), begins


@dataclass(frozen=True)
class _Reader:
    season: Season
    faults: FaultList

    def events(
        self, option: str, texts: Iterable[str], read: Callable[[str, str], Event | None]
    ) -> list[Event]:
        found = (read(option, text) for text in texts)
        return [event for event in found if event is not None]

    def unavailable(self, option: str, text: str) -> Event | None:
        """Read ASSOCIATION@DATE, or ASSOCIATION@DATE@SLOT."""
        name, _, rest = text.partition(SEPARATOR)
        written, _, slot = rest.partition(SEPARATOR)
        who = self._named(option, text, name, self.season.associations)
        day = self.day(option, written, text)
        if slot and slot not in self.season.slot_by_name:
            self.faults.add(
                Place(option),
                message("There is no slot with this name."),
                did_you_mean(slot, self.season.slot_by_name),
                value=text,
            )
            return None
        return None if who is None or day is None else Unavailable(who, day, slot or None)

    def closed(self, option: str, text: str) -> Event | None:
        """Read DATE."""
        day = self.day(option, text)
        return None if day is None else Closed(day)

    def bus_out(self, option: str, text: str) -> Event | None:
        """Read BUS@DATE."""
        name, _, written = text.partition(SEPARATOR)
        bus = self._named(option, text, name, self.season.buses)
        day = self.day(option, written, text)
        return None if bus is None or day is None else BusOut(bus, day)

    def day(self, option: str, written: str, text: str | None = None) -> date | None:
        """Read a date of the season."""
        quoted = written if text is None else text
        try:
            day = to_date(written)
        except Unfit as unfit:
            self.faults.add(Place(option), unfit.what, unfit.remedy, value=quoted)
            return None
        if not self.season.first_date <= day <= self.season.last_date:
            self.faults.add(
                Place(option),
                message("The date lies outside the season."),
                message(
                    "The season goes from {first} to {last}.",
                    first=self.season.first_date,
                    last=self.season.last_date,
                ),
                value=quoted,
            )
            return None
        return day

    def _named(
        self, option: str, text: str, name: str, among: Sequence[Association | Bus]
    ) -> str | None:
        """Find an association or a bus by id or name, whatever the case of its letters."""
        wanted = name.strip().casefold()
        for one in among:
            if wanted in {one.id.casefold(), one.name.casefold()}:
                return one.id
        names = [known for one in among for known in (one.id, one.name)]
        self.faults.add(
            Place(option),
            message("There is no {name} in the season.", name=name.strip() or "…"),
            did_you_mean(name, names) or message("The known ids are {ids}.", ids=names[::2][:12]),
            value=text,
        )
        return None
