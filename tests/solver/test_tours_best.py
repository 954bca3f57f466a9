"""A thinned pool holds the routes that are worth most and still covers every area."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from busplan.modelling import Route
from busplan.season import Departure, Season
from busplan.solver import route_table
from busplan.solver.tours import RoutePool, open_departures
from tests.small_season import MONDAY, a_season
from tests.solver.test_tours_reference import crowded_seasons
from tests.strategies import examples

MORNING = Departure(MONDAY, "morning", "bus")


def by_sorting(
    season: Season, routes: tuple[Route, ...], worth: Mapping[str, int], count: int, price: int
) -> tuple[Route, ...]:
    """Sort all routes, take the first ones, and the first of each area."""

    def cost(route: Route) -> int:
        return price * route.drive_minutes - sum(worth[stop] for stop in route.stops)

    ranked = sorted(routes, key=cost)
    kept = set(ranked[:count])
    for area in season.areas:
        visits = (r for r in ranked if any(season.area_of(s) == area for s in r.stops))
        kept.update(list(visits)[:1])
    return tuple(route for route in routes if route in kept)


@examples(30)
@given(
    crowded_seasons(),
    st.integers(0, 1000),
    st.sampled_from((0, 1, 5, 30)),
    st.sampled_from((0, 1, 3)),
    st.sampled_from((1, 256)),
)
def test_the_best_routes_are_the_first_by_worth_and_the_first_of_each_area(
    season: Season, seed: int, count: int, price: int, part: int
) -> None:
    dice = Random(seed)  # noqa: S311
    worth = {stop.id: dice.choice((0, 10, 10, 50)) for stop in season.stops}
    pool = RoutePool(season)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(route_table, "PART", part)
        for departure in open_departures(season):
            routes = pool.routes(departure)
            best = pool.best(departure, worth, count, price)
            event(f"thinned: {len(best) < len(routes)}")
            assert best == by_sorting(season, routes, worth, count, price)


def test_an_area_that_is_worth_nothing_is_still_covered() -> None:
    worth = {"north-1": 100.0, "north-2": 100.0, "south-1": 100.0, "east-1": -100.0}
    best = RoutePool(a_season()).best(MORNING, worth, 1, 0.5)
    assert [route.stops for route in best] == [
        ("north-1", "south-1"),
        ("east-1", "north-1", "south-1"),
    ]


def test_another_question_gets_another_answer() -> None:
    pool = RoutePool(a_season())
    cheap = dict.fromkeys(("north-1", "north-2", "south-1", "east-1"), 1.0)
    dear = dict.fromkeys(cheap, 100.0)
    of_cheap = pool.best(MORNING, cheap, 1, 1.0)
    assert pool.best(MORNING, dear, 1, 1.0) != of_cheap
    assert pool.best(MORNING, cheap, 1, 1.0) == of_cheap
    assert len(pool.best(MORNING, cheap, 5, 1.0)) > len(of_cheap)


def test_dates_on_which_the_same_stops_are_open_share_their_best_routes() -> None:
    pool = RoutePool(a_season())
    worth = dict.fromkeys(("north-1", "north-2", "south-1", "east-1"), 1.0)
    tuesday = MORNING._replace(date=MONDAY.replace(day=13))
    assert pool.best(MORNING, worth, 2, 1.0) is pool.best(tuesday, worth, 2, 1.0)
    assert all(route in pool.routes(MORNING) for route in pool.best(MORNING, worth, 2, 1.0))
