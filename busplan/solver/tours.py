"""Every tour that can be driven: stop sets with their best order, exact to the minute.

A tour's score depends on which stops it visits, on its crew, and on its drive minutes; not
otherwise on the order. So of all orders of a stop set that keep the timetable, the one with the
fewest drive minutes stands for the set, and a bound over these routes is a bound over all tours.
Stops of one area that reach the same residents and that no pin names differ in nothing but
driving either (`interchangeable`), so the best of them stands for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from busplan.clock import MINUTES_PER_DAY
from busplan.modelling import Route
from busplan.rules.open_dates import why_closed
from busplan.season import Departure, Season, Stop


def open_departures(season: Season) -> tuple[Departure, ...]:
    """Give the departures on which a tour may run at all (rule 1), in order."""
    return tuple(d for d in season.every_departure() if why_closed(season, d) is None)


def route_pool(
    season: Season, departures: Iterable[Departure]
) -> Mapping[Departure, tuple[Route, ...]]:
    """Enumerate the routes of each departure; departures of one kind share the same tuple.

    Two departures are of one kind when bus, slot and the stops that are open agree.
    """
    alike = interchangeable(season)
    pools: dict[tuple[str, str, frozenset[str]], tuple[Route, ...]] = {}
    found: dict[Departure, tuple[Route, ...]] = {}
    for departure in departures:
        stops = tuple(stop for stop in season.stops if stop.is_open_on(departure.date))
        kind = (departure.bus, departure.slot, frozenset(stop.id for stop in stops))
        if kind not in pools:
            pools[kind] = _Enumeration(season, departure, stops, alike).routes()
        found[departure] = pools[kind]
    return found


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


@dataclass(frozen=True)
class _Partial:
    """The stops so far, when the bus leaves the last of them, and the minutes driven so far."""

    stops: tuple[int, ...]
    leaves: int
    drive: int


class _Enumeration:
    """All routes of one kind of departure, grown stop by stop."""

    def __init__(
        self,
        season: Season,
        departure: Departure,
        stops: tuple[Stop, ...],
        alike: Mapping[str, int],
    ) -> None:
        bus = season.bus_by_id[departure.bus]
        self.slot = season.slot_by_name[departure.slot]
        self.longest = season.tours.max_visits
        boarding = season.boarding_place(bus.id)

        def minutes(origin: str, destination: str) -> int | None:
            return season.travel.drive_minutes(origin, destination, bus.speed_factor)

        self.stops = stops
        self.classes = [alike[stop.id] for stop in stops]
        self.ways_out = [minutes(boarding, stop.id) for stop in stops]
        self.ways_home = [minutes(stop.id, boarding) for stop in stops]
        self.ways = (
            [[minutes(a.id, b.id) if a.area != b.area else None for b in stops] for a in stops]
            if self.longest > 1
            else []
        )
        self.to_boarding = minutes(bus.id, boarding)
        self.to_depot = minutes(boarding, bus.id)

    def routes(self) -> tuple[Route, ...]:
        """Give the best route of every set of stop classes, ordered by length, then by stops."""
        if self.to_boarding is None or self.to_depot is None:
            return ()
        if self.slot.start < self.to_boarding:
            return ()
        best: dict[frozenset[int], tuple[int, int, tuple[str, ...]]] = {}
        partials = [_Partial((), self.slot.start, self.to_boarding + self.to_depot)]
        for _ in range(self.longest):
            partials = [longer for partial in partials for longer in self._extensions(partial)]
            for partial in partials:
                self._keep_if_best(partial, best)
        routes = [Route(stops, drive) for drive, _, stops in best.values()]
        return tuple(sorted(routes, key=lambda route: (len(route.stops), route.stops)))

    def _extensions(self, partial: _Partial) -> Iterable[_Partial]:
        """Give the partial tours with one stop more that still keep opening hours and slot."""
        ways = self.ways[partial.stops[-1]] if partial.stops else self.ways_out
        areas = {self.stops[index].area for index in partial.stops}
        for index, stop in enumerate(self.stops):
            drive = ways[index]
            if drive is None or stop.area in areas:
                continue
            starts = partial.leaves + drive
            if stop.opens is not None and starts < stop.opens:
                starts = int(stop.opens)
            leaves = starts + stop.visit_minutes
            if leaves > self.slot.end or (stop.closes is not None and leaves > stop.closes):
                continue
            yield _Partial((*partial.stops, index), leaves, partial.drive + drive)

    def _keep_if_best(
        self, partial: _Partial, best: dict[frozenset[int], tuple[int, int, tuple[str, ...]]]
    ) -> None:
        """Close a partial tour, and keep it if it is back in time and the best of its kind."""
        home = self.ways_home[partial.stops[-1]]
        if home is None or self.to_depot is None:
            return
        returns = partial.leaves + home
        if returns > self.slot.end or returns + self.to_depot > MINUTES_PER_DAY:
            return
        stops = tuple(self.stops[index].id for index in partial.stops)
        candidate = (partial.drive + home, returns, stops)
        key = frozenset(self.classes[index] for index in partial.stops)
        if key not in best or candidate < best[key]:
            best[key] = candidate
