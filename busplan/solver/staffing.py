"""Which tours somebody can crew at all: a cheap, exact sieve before any model is built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from busplan.modelling import Route
from busplan.season import Answer, Association, Departure, Season

Pool = Mapping[Departure, Sequence[Route]]


def willing(season: Season, departure: Departure) -> tuple[Association, ...]:
    """Give the associations that can crew a departure by themselves: answer, seats, shifts."""
    seats = season.bus_by_id[departure.bus].seats
    return tuple(
        who
        for who in season.associations
        if season.answer(who, departure.date, departure.slot) is not Answer.NO
        and who.people <= seats
        and who.max_shifts != 0
    )


def staffable(season: Season, pool: Pool) -> Pool:
    """Leave out departures and routes for which no crew can be found among the willing.

    Only what is needed of any crew is asked: enough associations, seats for the smallest of
    them, and enough of every tag that is required. No plan is lost.
    """
    areas = {stop.id: season.area_of(stop.id) for stop in season.stops}
    sieved: dict[tuple[int, frozenset[str]], tuple[Route, ...]] = {}
    kept: dict[Departure, Sequence[Route]] = {}
    for departure, routes in pool.items():
        barred = _barred_tags(season, departure)
        if barred is None:
            continue
        key = (id(routes), barred)
        if barred and key not in sieved:
            sieved[key] = tuple(
                route
                for route in routes
                if not any(barred.intersection(areas[stop].tags) for stop in route.stops)
            )
        left = sieved[key] if barred else routes
        if left:
            kept[departure] = left
    return kept


def _barred_tags(season: Season, departure: Departure) -> frozenset[str] | None:
    """Give the tags of areas for which no crew can be found; None when there is no crew at all."""
    able = willing(season, departure)
    least = season.crew.min
    smallest = sorted(who.people for who in able)[:least]
    if len(smallest) < least or sum(smallest) > season.bus_by_id[departure.bus].seats:
        return None
    barred: set[str] = set()
    for requirement in season.crew.requirements:
        count = min(season.crew.max, sum(requirement.tag in who.tags for who in able))
        if count < requirement.min:
            if requirement.where is None:
                return None
            barred.add(requirement.where)
    return frozenset(barred)
