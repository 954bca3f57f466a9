"""The sieve before the model leaves out tours that nobody can crew, and no others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from busplan.modelling import Route
from busplan.season import Answer, CrewLimits, Departure, Requirement, Season
from busplan.solver.staffing import staffable, willing
from busplan.solver.tours import open_departures, route_pool
from tests.small_season import MONDAY, TUESDAY, a_season, with_association, with_bus
from tests.solver.brute_force import plans_by_brute_force
from tests.solver.test_search_against_brute_force import TINY, short_tours
from tests.strategies import examples, gentle_seasons, seasons

BUS = Departure(MONDAY, "morning", "bus")
VAN = Departure(MONDAY, "morning", "van")
NORTH, SOUTH, BOTH = (
    Route(("north-1",), 40),
    Route(("south-1",), 40),
    Route(("north-1", "south-1"), 50),
)
ALL = {BUS: (NORTH, SOUTH, BOTH), VAN: (NORTH, SOUTH, BOTH)}


@examples(60)
@given(st.one_of(gentle_seasons(**TINY), seasons(**TINY)).map(short_tours))
def test_no_plan_is_lost(season: Season) -> None:
    pool = route_pool(season, open_departures(season))
    left = staffable(season, pool)
    stop_sets = {d: {frozenset(route.stops) for route in routes} for d, routes in left.items()}
    event(f"something is left out: {left != dict(pool)}")
    known = {d: {frozenset(route.stops) for route in routes} for d, routes in pool.items()}
    for plan in plans_by_brute_force(season):
        for tour in plan.tours:
            if frozenset(tour.stops) in known[tour.departure]:
                assert frozenset(tour.stops) in stop_sets[tour.departure]


@examples(60)
@given(st.one_of(gentle_seasons(**TINY), seasons(**TINY)))
def test_what_is_left_stays_in_order_and_holds_no_empty_departure(season: Season) -> None:
    pool = route_pool(season, open_departures(season))
    left = staffable(season, pool)
    assert list(left) == [departure for departure in pool if departure in left]
    for departure, routes in left.items():
        assert routes
        assert list(routes) == [route for route in pool[departure] if route in routes]


def with_crew(season: Season, *requirements: Requirement, least: int = 0) -> Season:
    """Give the season with crews of at least so many, three at most."""
    return replace(season, crew=CrewLimits(least, 3, requirements))


def test_what_everybody_can_crew_is_left_as_it_is() -> None:
    left = staffable(with_crew(a_season(), least=3), ALL)
    assert left == ALL
    assert left[BUS] is ALL[BUS]


def test_a_departure_for_which_too_few_are_willing_is_left_out() -> None:
    season = with_crew(a_season(answers={("red", MONDAY, "morning"): Answer.NO}), least=3)
    assert staffable(season, ALL) == {}
    assert staffable(with_crew(season, least=2), ALL) == ALL


def test_who_takes_no_shifts_or_has_no_seat_is_not_willing() -> None:
    season = with_association(a_season(), "red", max_shifts=0)
    season = with_association(season, "blue", people=7)
    assert [who.id for who in willing(season, BUS)] == ["green"]


def test_a_bus_with_too_few_seats_for_the_smallest_crew_is_left_out() -> None:
    season = with_bus(with_crew(a_season(), least=3), "van", seats=5)
    assert list(staffable(season, ALL)) == [BUS]
    assert list(staffable(with_crew(season, least=2), ALL)) == [BUS, VAN]


def test_a_departure_without_a_tag_that_every_crew_needs_is_left_out() -> None:
    answers = {("green", MONDAY, "morning"): Answer.NO}
    season = with_crew(a_season(answers=answers), Requirement("arabic", 1))
    assert staffable(season, ALL) == {}
    another = Departure(TUESDAY, "morning", "bus")
    assert staffable(season, {**ALL, another: (NORTH,)}) == {another: (NORTH,)}


def test_a_tag_that_only_some_areas_need_leaves_out_the_routes_to_them() -> None:
    answers = {("green", MONDAY, "morning"): Answer.NO}
    season = with_crew(a_season(answers=answers), Requirement("arabic", 1, where="social"))
    assert staffable(season, ALL) == {BUS: (SOUTH,), VAN: (SOUTH,)}
    assert staffable(season, {BUS: (NORTH, BOTH)}) == {}


@pytest.mark.parametrize(("seats", "kept"), [(6, ALL[BUS]), (1, ())])
def test_each_bus_is_asked_for_its_own_seats(seats: int, kept: tuple[Route, ...]) -> None:
    season = with_bus(with_crew(a_season(), Requirement("host", 1)), "bus", seats=seats)
    assert staffable(season, ALL).get(BUS, ()) == kept
    assert staffable(season, ALL)[VAN] == ALL[VAN]


def test_more_of_a_tag_than_a_crew_may_have_can_never_be_met() -> None:
    season = replace(a_season(), crew=CrewLimits(0, 1, (Requirement("host", 2, where="social"),)))
    assert staffable(season, ALL) == {BUS: (SOUTH,), VAN: (SOUTH,)}


def test_a_requirement_of_nobody_leaves_out_nothing() -> None:
    season = with_crew(a_season(), Requirement("song", 0), Requirement("song", 0, where="social"))
    assert staffable(season, ALL) == ALL
