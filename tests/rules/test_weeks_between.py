"""Rule 6, second half: visits to one area lie at least 7 × min_weeks_between days apart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from busplan.plan import Plan
from busplan.rules.weeks_between import WeeksBetweenVisitsAreKept
from busplan.season import Season, VisitLimits
from tests.small_season import MONDAY, TUESDAY, a_season, a_tour, broken, keeps

RULE = WeeksBetweenVisitsAreKept()


def season_with(weeks: float) -> Season:
    return a_season(visits=VisitLimits(min_weeks_between=weeks))


@pytest.mark.parametrize(("weeks", "days"), [(1, 7), (3, 21), (0.5, 4), (1 / 7, 1), (0.3, 3)])
def test_so_many_days_apart_is_fine_and_one_less_is_not(weeks: float, days: int) -> None:
    season = season_with(weeks)
    first = a_tour(season, MONDAY)
    assert keeps(RULE, season, first, a_tour(season, MONDAY + timedelta(days=days)))
    assert not keeps(RULE, season, first, a_tour(season, MONDAY + timedelta(days=days - 1)))


def test_two_stops_of_one_area_are_visits_to_one_area() -> None:
    season = season_with(1)
    (violation,) = broken(
        RULE, season, a_tour(season, MONDAY, "north-1"), a_tour(season, TUESDAY, "north-2")
    )
    assert len(violation.departures) == 2


def test_two_areas_may_be_visited_the_same_day() -> None:
    season = season_with(3)
    assert keeps(
        RULE,
        season,
        a_tour(season, MONDAY, "north-1"),
        a_tour(season, MONDAY, "south-1", bus="van"),
    )


def test_where_no_week_must_lie_between_two_buses_may_come_the_same_day() -> None:
    season = season_with(0)
    assert keeps(RULE, season, a_tour(season, MONDAY), a_tour(season, MONDAY, bus="van"))


def test_of_three_visits_each_two_that_follow_each_other_are_judged() -> None:
    season = season_with(1)
    days = (MONDAY, MONDAY + timedelta(days=7), MONDAY + timedelta(days=13))
    (violation,) = broken(RULE, season, *(a_tour(season, day) for day in days))
    assert [departure.date for departure in violation.departures] == list(days[1:])


def test_tours_that_stand_out_of_order_are_judged_by_their_dates() -> None:
    season = season_with(1)
    late, early = a_tour(season, MONDAY + timedelta(days=7)), a_tour(season, MONDAY)
    assert list(RULE.violations(Plan(season, (late, early)))) == []
