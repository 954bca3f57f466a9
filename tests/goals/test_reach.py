"""Reach: weighted residents, each further visit worth less."""

from __future__ import annotations

from dataclasses import replace

import pytest

from busplan.goals.reach import ReachResidents
from busplan.plan import Tour
from busplan.season import Reach, ResidentPoint, Season
from tests.small_season import (
    MONDAY,
    NEXT_MONDAY,
    TUESDAY,
    a_plan,
    a_season,
    a_tour,
    with_area,
)

NORTH = 60 + 3 * 40
"""North has 100 residents, 40 of them in social housing, who count three times each."""


def reach(season: Season, *tours: Tour) -> float:
    return ReachResidents().amount(a_plan(season, *tours))


def point(
    residents: float, *stops: str, social: float = 0, area: str | None = None
) -> ResidentPoint:
    return ResidentPoint(11.3, 55.4, residents, social, area, frozenset(stops))


def test_no_tour_reaches_nobody() -> None:
    assert reach(a_season()) == 0


def test_residents_in_social_housing_count_as_many_as_the_season_says() -> None:
    season = a_season()
    assert reach(season, a_tour(season, MONDAY, "north-1")) == NORTH
    season = a_season(reach=Reach(social_weight=1.0))
    assert reach(season, a_tour(season, MONDAY, "north-1")) == 100


def test_an_areas_priority_multiplies_its_residents() -> None:
    season = with_area(a_season(), "north", priority=2.5)
    assert reach(season, a_tour(season, MONDAY, "north-1 south-1")) == 2.5 * NORTH + 50


@pytest.mark.parametrize(
    ("factor", "visits", "worth"),
    [
        (0.0, 1, 1),
        (0.0, 3, 1),
        (0.4, 1, 1),
        (0.4, 2, 1.4),
        (0.4, 3, 1.56),
        (1.0, 3, 3),
    ],
)
def test_each_further_visit_is_worth_the_repeat_factor_of_the_one_before(
    factor: float, visits: int, worth: float
) -> None:
    season = a_season(reach=Reach(repeat_factor=factor))
    tours = [a_tour(season, day, "north-1") for day in (MONDAY, TUESDAY, NEXT_MONDAY)[:visits]]
    assert reach(season, *tours) == pytest.approx(NORTH * worth)


def test_visits_to_two_stops_of_an_area_are_two_visits_to_its_residents() -> None:
    season = a_season()
    tours = a_tour(season, MONDAY, "north-1"), a_tour(season, TUESDAY, "north-2")
    assert reach(season, *tours) == pytest.approx(NORTH * 1.4)


def test_with_a_residents_file_only_the_points_near_the_stop_are_reached() -> None:
    season = a_season(residents=(point(30, "north-1"), point(7, "south-1"), point(1000)))
    assert reach(season, a_tour(season, MONDAY, "north-1")) == 30
    assert reach(season, a_tour(season, MONDAY, "north-2")) == 0


def test_two_stops_that_reach_a_point_count_twice_also_on_one_tour() -> None:
    season = a_season(residents=(point(30, "north-1", "south-1"),))
    assert reach(season, a_tour(season, MONDAY, "north-1 south-1")) == pytest.approx(30 * 1.4)


def test_a_point_weighs_by_its_social_housing_and_by_the_priority_of_its_area() -> None:
    inside = point(10, "north-1", social=4, area="north")
    outside = point(10, "north-1", social=4)
    season = with_area(a_season(residents=(inside, outside)), "north", priority=2)
    assert reach(season, a_tour(season, MONDAY, "north-1")) == 2 * (6 + 12) + (6 + 12)


def test_the_residents_file_takes_the_place_of_the_areas_residents() -> None:
    season = a_season(residents=())
    assert reach(season, a_tour(season, MONDAY, "north-1")) == 0


def test_a_cancelled_tour_reaches_nobody() -> None:
    season = a_season()
    plan = replace(a_plan(season), cancelled=(a_tour(season, MONDAY, "north-1"),))
    assert ReachResidents().amount(plan) == 0
