"""Search of seasons whose joint model would not fit: over a changing part of what is possible.

Each round takes the tours of the best plan so far, some other departures, and the most rewarding
routes of each, and solves the joint model of just those. Its plans are plans of the whole season;
its bounds are not, so they stay in the round.
"""

from __future__ import annotations

import heapq
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from busplan.errors import NoPlanExists
from busplan.modelling import Route
from busplan.season import Answer, Departure, Season
from busplan.solver.core import search_growing_core
from busplan.solver.model import build
from busplan.solver.progress import Progress, Snapshot

Pool = Mapping[Departure, Sequence[Route]]

DEPARTURES_PER_TOUR = 3
"""Departures that a first round considers for each tour of the season."""

ROUTES = 60
"""Most rewarding routes that a round considers at each departure."""

ROUND_SHARE = 0.4
"""Share of what is left that a round may use."""


def search_thinned(progress: Progress, pool: Pool) -> None:
    """Search one part of the season after the other until the budget ends."""
    chance = random.Random(progress.budget.seed)  # noqa: S311 (no secret depends on it)
    breadth = DEPARTURES_PER_TOUR
    while not progress.ended:
        departures = _some_departures(progress, pool, breadth, chance)
        part = _thinned(progress, pool, departures, chance)
        try:
            _round(progress, part)
        except NoPlanExists:
            if len(departures) == len(pool):
                raise
            breadth *= 2


def _round(progress: Progress, part: Pool) -> None:
    """Search a part for a share of what is left, handing better plans on at once."""
    budget = replace(progress.budget, seconds=progress.left * ROUND_SHARE)

    def hand_on(snapshot: Snapshot) -> None:
        del snapshot
        if inner.best is not None:
            progress.offer(inner.best)

    inner = Progress(
        progress.season, budget, hand_on, progress.stop, best=progress.best, score=progress.score
    )
    try:
        search_growing_core(inner, build(progress.season, part))
    finally:
        progress.used += inner.used


def _some_departures(
    progress: Progress, pool: Pool, breadth: int, chance: random.Random
) -> list[Departure]:
    """Give the departures of the best plan, those of pinned dates, and well-staffed others.

    The others are taken week by week in turn, so that all of the season stays open.
    """
    season = progress.season
    chosen = {tour.departure for tour in progress.best.tours} if progress.best else set()
    pinned = {pin.date for pin in season.pins}
    chosen.update(departure for departure in pool if departure.date in pinned)
    weeks: dict[tuple[int, int], list[Departure]] = defaultdict(list)
    for departure in pool:
        year, week, _ = departure.date.isocalendar()
        weeks[year, week].append(departure)
    for departures in weeks.values():
        keys = {d: _willing(season, d) * chance.uniform(0.5, 1.0) for d in departures}
        departures.sort(key=lambda d: -keys[d])
    wanted = breadth * season.tours.max
    for departure in _in_turn(list(weeks.values())):
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


def _willing(season: Season, departure: Departure) -> int:
    """Count the associations that can crew a departure, those that prefer it twice."""
    answers = (season.answer(who, departure.date, departure.slot) for who in season.associations)
    return sum((answer is not Answer.NO) + (answer is Answer.PREFER) for answer in answers)


def _thinned(
    progress: Progress, pool: Pool, departures: Sequence[Departure], chance: random.Random
) -> Pool:
    """Keep the most rewarding routes of each departure, for every stop its best, and the plan's."""
    worth = {
        stop: points * chance.uniform(0.3, 1.0)
        for stop, points in _points_of_stops(progress.season).items()
    }
    price = progress.season.weights["driving"]
    best = progress.best
    driven = {tour.departure: tour.stops for tour in best.tours} if best is not None else {}
    kept: dict[int, tuple[Route, ...]] = {}
    part: dict[Departure, Sequence[Route]] = {}
    for departure in departures:
        routes = pool[departure]
        if id(routes) not in kept:
            kept[id(routes)] = _rewarding(routes, worth, price)
        part[departure] = kept[id(routes)]
        if departure in driven:
            extra = [route for route in routes if route.stops == driven[departure]]
            part[departure] = tuple(dict.fromkeys((*part[departure], *extra)))
    return part


def _points_of_stops(season: Season) -> Mapping[str, float]:
    """Give the points that a first visit to each stop would bring in reach."""
    points = {stop.id: 1.0 for stop in season.stops}
    for group in season.groups:
        for stop in group.stops:
            points[stop] += group.weight * season.weights["reach"]
    return points


def _rewarding(
    routes: Sequence[Route], worth: Mapping[str, float], price: float
) -> tuple[Route, ...]:
    """Keep the most rewarding routes, and the most rewarding one that visits each stop."""
    points = {
        route: sum(worth[stop] for stop in route.stops) - price * route.drive_minutes
        for route in routes
    }
    kept = set(heapq.nlargest(ROUTES, routes, key=lambda route: (points[route], route.stops)))
    best_at: dict[str, Route] = {}
    for route in routes:
        for stop in route.stops:
            if stop not in best_at or points[route] > points[best_at[stop]]:
                best_at[stop] = route
    kept.update(best_at.values())
    return tuple(route for route in routes if route in kept)
