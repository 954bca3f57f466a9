"""A part of what is possible that a model has room for: some departures, and their best routes."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from busplan.modelling import Route
from busplan.season import Answer, Departure, Season
from busplan.solver.staffing import Pool, willing

Floats = npt.NDArray[np.float64]


class Worth:
    """Rough worth, in points, of visits and of departures; only heuristics use it.

    `points` holds what a first visit to each stop may bring, `minute` what a drive minute costs.
    """

    def __init__(self, season: Season) -> None:
        self._season = season
        weights = season.weights
        stops = {stop.id: 1.0 for stop in season.stops}
        for group in season.groups:
            for reached in group.stops:
                stops[reached] += group.weight * weights["reach"]
        offered = {tag for association in season.associations for tag in association.tags}
        for stop in season.stops:
            needs = offered.intersection(season.area_of(stop.id).needs)
            stops[stop.id] += len(needs) * weights["needs"]
        self.points = np.array(list(stops.values()))
        self.minute = weights["driving"]
        self._numbers = {stop: number for number, stop in enumerate(stops)}
        self._tables: dict[int, _Table] = {}

    def of_stops(self) -> Mapping[str, float]:
        """Give the points that a first visit to each stop may bring, by stop id."""
        return {stop: float(self.points[number]) for stop, number in self._numbers.items()}

    def table(self, routes: Sequence[Route]) -> _Table:
        """Give some routes as arrays, made once."""
        if id(routes) not in self._tables:
            self._tables[id(routes)] = _Table(routes, self._numbers)
        return self._tables[id(routes)]

    def departure(self, departure: Departure) -> float:
        """Rate a departure by how many associations can crew it, those that prefer it twice."""
        season = self._season
        able = willing(season, departure)
        return sum(
            1.0 + (season.answer(who, departure.date, departure.slot) is Answer.PREFER)
            for who in able
        )


def some_departures(
    season: Season, pool: Pool, wanted: int, worth: Worth, chance: random.Random
) -> list[Departure]:
    """Give the departures of pinned dates, and so many well-staffed others, week by week in turn.

    So all of the season stays open. `chance` lets each call give others.
    """
    pinned = {pin.date for pin in season.pins}
    chosen = {departure for departure in pool if departure.date in pinned}
    weeks: dict[tuple[int, int], list[tuple[float, int, Departure]]] = defaultdict(list)
    for number, departure in enumerate(pool):
        year, week, _ = departure.date.isocalendar()
        key = -worth.departure(departure) * chance.uniform(0.6, 1.0)
        weeks[year, week].append((key, number, departure))
    queues = [[departure for *_, departure in sorted(week)] for week in weeks.values()]
    for departure in _in_turn(queues):
        if len(chosen) >= wanted:
            break
        chosen.add(departure)
    return [departure for departure in pool if departure in chosen]


def _in_turn(queues: Sequence[Sequence[Departure]]) -> Iterator[Departure]:
    """Give the first of each queue, then the second of each, and so on."""
    for nth in range(max(map(len, queues), default=0)):
        for queue in queues:
            if nth < len(queue):
                yield queue[nth]


def rewarding_routes(
    pool: Pool,
    departures: Sequence[Departure],
    worth: Worth,
    count: int,
    chance: random.Random,
) -> dict[Departure, Sequence[Route]]:
    """Keep about `count` rewarding routes of each departure, and each of one stop.

    `chance` shifts the worth of each stop anew for each departure, so that together they keep
    many different ones: the same few areas would soon have had all their visits.
    """
    part: dict[Departure, Sequence[Route]] = {}
    for departure in departures:
        table = worth.table(pool[departure])
        shifts = np.array([chance.uniform(0.1, 1.0) for _ in worth.points])
        part[departure] = table.best(worth.points * shifts, worth.minute, count)
    return part


class _Table:
    """The routes of one kind of departure as arrays."""

    def __init__(self, routes: Sequence[Route], numbers: Mapping[str, int]) -> None:
        self.routes = routes  # kept, so that nothing else gets the id it is found by
        longest = max(len(route.stops) for route in routes)
        blank = len(numbers)
        self._stops = np.full((len(routes), longest), blank)
        for row, route in enumerate(routes):
            self._stops[row, : len(route.stops)] = [numbers[stop] for stop in route.stops]
        self._drive = np.array([route.drive_minutes for route in routes], dtype=np.float64)
        self._single = np.flatnonzero(np.array([len(route.stops) == 1 for route in routes]))

    def best(self, points: Floats, minute: float, count: int) -> tuple[Route, ...]:
        """Give the routes of most points, and those of one stop, in their order."""
        values = np.append(points, 0.0)[self._stops].sum(axis=1) - minute * self._drive
        most = np.argsort(-values, kind="stable")[:count]
        kept = np.union1d(most, self._single)
        return tuple(self.routes[number] for number in kept.tolist())
