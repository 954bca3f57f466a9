"""Every tour that can be driven: stop sets with their best order, exact to the minute.

A tour's score depends on which stops it visits, on its crew, and on its drive minutes; not
otherwise on the order. So of all orders of a stop set that keep the timetable, the one with the
fewest drive minutes stands for the set, and a bound over these routes is a bound over all tours.
Stops of one area that reach the same residents and that no pin names differ in nothing but
driving either (`interchangeable`), so the best of them stands for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from busplan.clock import MINUTES_PER_DAY
from busplan.modelling import Route
from busplan.rules.open_dates import why_closed
from busplan.season import Departure, Season, Slot
from busplan.solver.enumeration import NEVER, Minutes, Timetable, Whole
from busplan.solver.route_table import Flags, RouteTable


def open_departures(season: Season) -> tuple[Departure, ...]:
    """Give the departures on which a tour may run at all (rule 1), in order."""
    return tuple(d for d in season.every_departure() if why_closed(season, d) is None)


def route_pool(
    season: Season, departures: Iterable[Departure]
) -> Mapping[Departure, tuple[Route, ...]]:
    """Enumerate the routes of each departure; departures of one kind share the same tuple.

    Two departures are of one kind when slot, the stops that are open, and the minutes that the
    bus drives agree.
    """
    pool = RoutePool(season)
    return {departure: pool.routes(departure) for departure in departures}


def interchangeable(season: Season) -> Mapping[str, int]:
    """Number the classes of stops that rules and goals cannot tell apart, by stop id.

    Two stops are of one class when they lie in the same area, reach the same groups of residents
    and stand in no pin.
    """
    reaches: dict[str, list[int]] = {stop.id: [] for stop in season.stops}
    for number, group in enumerate(season.groups):
        for reached in group.stops:
            reaches[reached].append(number)
    pinned = {pin.stop for pin in season.pins}
    classes: dict[tuple[str, tuple[int, ...], str], int] = {}
    found: dict[str, int] = {}
    for stop in season.stops:
        alone = stop.id if stop.id in pinned else ""
        key = (stop.area, tuple(reaches[stop.id]), alone)
        found[stop.id] = classes.setdefault(key, len(classes))
    return found


class RoutePool:
    """The routes of every departure of a season, worked out when they are asked for.

    One table of stop sets serves all dates, and all buses that drive alike; route objects are
    made once for the dates that share them, and only where `routes` or `best` gives them.
    """

    def __init__(self, season: Season) -> None:
        self._season = season
        self._grounds = _Grounds(season)
        self._tables: dict[tuple[bytes, bytes, int, int], RouteTable] = {}
        self._buses: dict[tuple[str, str], _Fleet | None] = {}
        self._fleets: dict[tuple[RouteTable, int], _Fleet] = {}
        self._open: dict[date, Flags] = {}
        self._question: tuple[bytes, int, float] | None = None
        self._answers: dict[tuple[_Fleet, bytes], tuple[Route, ...]] = {}
        self._arrays: dict[object, tuple[object, Whole, Whole]] = {}

    def routes(self, departure: Departure) -> tuple[Route, ...]:
        """Give all routes of a departure, ordered by length, then by stops; cached by kind."""
        fleet, is_open = self._fleet(departure), self._open_on(departure.date)
        if fleet is None:
            return ()
        kind = is_open.tobytes()
        if kind not in fleet.kinds:
            fleet.kinds[kind] = fleet.made(np.flatnonzero(fleet.table.chosen(is_open)))
        return fleet.kinds[kind]

    def count(self, departure: Departure) -> int:
        """Count the routes of a departure without making them."""
        fleet = self._fleet(departure)
        if fleet is None:
            return 0
        return int(np.count_nonzero(fleet.table.chosen(self._open_on(departure.date))))

    def best(
        self, departure: Departure, worth: Mapping[str, float], count: int, drive_price: float
    ) -> tuple[Route, ...]:
        """Give the routes of a departure that are worth most, and each area's best, in order.

        Parameters
        ----------
        worth
            Points for a visit to each stop, by stop id.
        count
            How many of the best routes to give; of equal ones the first. The best route of each
            area that any route visits comes on top, where it is not among them.
        drive_price
            Points that each drive minute costs.
        """
        fleet, is_open = self._fleet(departure), self._open_on(departure.date)
        if fleet is None:
            return ()
        points = np.array([worth[stop] for stop in self._grounds.ids], float)
        question = (points.tobytes(), count, drive_price)
        if question != self._question:
            self._question = question
            self._answers.clear()
        kind = (fleet, is_open.tobytes())
        if kind not in self._answers:
            best = fleet.table.best(is_open, points, count, drive_price)
            self._answers[kind] = fleet.made(best)
        return self._answers[kind]

    @property
    def number_of(self) -> Mapping[str, int]:
        """The number of each stop in `arrays`, by stop id."""
        return {stop: number for number, stop in enumerate(self._grounds.ids)}

    def arrays(self, departure: Departure) -> tuple[object, Whole, Whole]:
        """Give all routes of a departure as arrays, without making them one by one.

        Returns
        -------
        tuple
            A key that departures of one kind share, the stops (one column a route, the number of
            stops standing for "none") and the drive minutes, depot legs included.
        """
        fleet, is_open = self._fleet(departure), self._open_on(departure.date)
        if fleet is None:
            return None, np.empty((0, 0), Minutes), np.empty(0, Minutes)
        key = (fleet, is_open.tobytes())
        if key not in self._arrays:
            chosen = fleet.table.chosen(is_open)
            drive = fleet.table.drive[chosen] + fleet.outside
            self._arrays[key] = (key, fleet.table.stops[:, chosen], drive)
        return self._arrays[key]

    def all_arrays(self, departure: Departure) -> tuple[object, Whole, Whole]:
        """Give all tours of a departure as `arrays` does, those to stops closed that day too.

        Departures of all dates share them, so a vast season needs few of them.
        """
        fleet = self._fleet(departure)
        if fleet is None:
            return None, np.empty((0, 0), Minutes), np.empty(0, Minutes)
        return fleet, fleet.table.stops, fleet.table.drive + fleet.outside

    def closed_on(self, day: date) -> Sequence[int]:
        """Give the numbers of the stops that are closed on a date."""
        closed: list[int] = np.flatnonzero(~self._open_on(day)).tolist()
        return closed

    def _open_on(self, day: date) -> Flags:
        if day not in self._open:
            self._open[day] = np.array([stop.is_open_on(day) for stop in self._grounds.stops], bool)
        return self._open[day]

    def _fleet(self, departure: Departure) -> _Fleet | None:
        """Give the buses that drive as this one does in its slot, or None where none can."""
        key = (departure.bus, departure.slot)
        if key not in self._buses:
            self._buses[key] = self._new_fleet(*key)
        return self._buses[key]

    def _new_fleet(self, bus: str, slot_name: str) -> _Fleet | None:
        slot = self._season.slot_by_name[slot_name]
        to_boarding, to_depot = self._grounds.depot_legs(bus)
        if to_boarding is None or to_depot is None or slot.start < to_boarding:
            return None
        timetable = self._grounds.timetable(bus, slot, min(slot.end, MINUTES_PER_DAY - to_depot))
        if timetable.key not in self._tables:
            longest = self._season.tours.max_visits
            self._tables[timetable.key] = RouteTable(timetable, longest, self._grounds.classes)
        table = self._tables[timetable.key]
        outside = to_boarding + to_depot
        key = (table, outside)
        if key not in self._fleets:
            self._fleets[key] = _Fleet(self._grounds.ids, table, outside)
        return self._fleets[key]


@dataclass(frozen=True, eq=False)
class _Fleet:
    """Buses whose tours have the same times and drive minutes; `outside`: those of depot legs."""

    ids: tuple[str, ...]
    table: RouteTable
    outside: int
    kinds: dict[bytes, tuple[Route, ...]] = field(default_factory=dict)
    _known: dict[int, Route] = field(default_factory=dict)

    def made(self, tours: Whole) -> tuple[Route, ...]:
        """Give the routes of the table's tours by number, making those not made before."""
        new = np.array([tour for tour in tours.tolist() if tour not in self._known], np.int64)
        drives = self.table.drive[new].tolist()
        columns = self.table.stops[:, new].T.tolist()
        for tour, drive, column in zip(new.tolist(), drives, columns, strict=True):
            stops = tuple(self.ids[stop] for stop in column if stop < len(self.ids))
            self._known[tour] = Route(stops, drive + self.outside)
        return tuple(self._known[tour] for tour in tours.tolist())


class _Grounds:
    """The stops of a season by number, in the order of their ids, and the minutes between them."""

    def __init__(self, season: Season) -> None:
        self._season = season
        self.stops = tuple(sorted(season.stops, key=lambda stop: stop.id))
        self.ids = tuple(stop.id for stop in self.stops)
        alike = interchangeable(season)
        self.classes = np.array([alike[stop] for stop in self.ids], Minutes)
        numbers = {area.id: number for number, area in enumerate(season.areas)}
        self.areas = np.array([numbers[stop.area] for stop in self.stops], Minutes)
        self._ways: dict[float, Whole] = {}

    def depot_legs(self, bus_id: str) -> tuple[int | None, int | None]:
        """Give the drive minutes from depot to boarding place and back, None where no way is."""
        factor = self._season.bus_by_id[bus_id].speed_factor
        boarding = self._season.boarding_place(bus_id)
        travel = self._season.travel
        return (
            travel.drive_minutes(bus_id, boarding, factor),
            travel.drive_minutes(boarding, bus_id, factor),
        )

    def timetable(self, bus_id: str, slot: Slot, latest: int) -> Timetable:
        """Give what the tours of a bus in a slot must keep when it must be back by `latest`."""
        factor = self._season.bus_by_id[bus_id].speed_factor
        boarding = self._season.boarding_place(bus_id)
        out = [self._minutes(boarding, stop, factor) for stop in self.ids]
        home = [self._minutes(stop, boarding, factor) for stop in self.ids]
        closes = [slot.end if s.closes is None else min(s.closes, slot.end) for s in self.stops]
        return Timetable(
            ways=np.vstack((self._between(factor), np.array(out, Minutes))),
            home=np.array(home, Minutes),
            areas=self.areas,
            opens=np.array([stop.opens or 0 for stop in self.stops], Minutes),
            closes=np.array(closes, Minutes),
            visits=np.array([min(s.visit_minutes, NEVER) for s in self.stops], Minutes),
            start=int(slot.start),
            latest=int(latest),
        )

    def _minutes(self, origin: str, destination: str, factor: float) -> int:
        minutes = self._season.travel.drive_minutes(origin, destination, factor)
        return NEVER if minutes is None else min(minutes, NEVER)

    def _between(self, factor: float) -> Whole:
        """Give the minutes from stop to stop, NEVER within an area or when tours visit one."""
        if factor not in self._ways:
            ways = np.full((len(self.stops), len(self.stops)), NEVER, Minutes)
            if self._season.tours.max_visits > 1:
                for row, origin in zip(ways, self.stops, strict=True):
                    row[:] = [
                        NEVER
                        if stop.area == origin.area
                        else self._minutes(origin.id, stop.id, factor)
                        for stop in self.stops
                    ]
            self._ways[factor] = ways
        return self._ways[factor]
