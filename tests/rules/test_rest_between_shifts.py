"""Rule 9, third part: days between an association's shifts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from busplan.plan import Plan
from busplan.rules.rest_between_shifts import RestBetweenShifts
from tests.small_season import (
    MONDAY,
    TUESDAY,
    a_season,
    a_tour,
    broken,
    keeps,
    with_association,
)

RULE = RestBetweenShifts()


@pytest.mark.parametrize("days", [1, 7, 14])
def test_exactly_so_many_days_apart_is_fine_and_one_less_is_not(days: int) -> None:
    season = with_association(a_season(), "blue", min_days_between=days)
    first = a_tour(season, MONDAY, crew="blue")
    then = MONDAY + timedelta(days=days)
    too_soon = then - timedelta(days=1)
    assert keeps(RULE, season, first, a_tour(season, then, crew="blue", bus="van"))
    assert not keeps(RULE, season, first, a_tour(season, too_soon, crew="blue", bus="van"))


def test_where_no_day_must_lie_between_two_days_in_a_row_are_fine() -> None:
    season = a_season()
    assert keeps(
        RULE, season, a_tour(season, MONDAY, crew="blue"), a_tour(season, TUESDAY, crew="blue")
    )


def test_where_no_day_must_lie_between_two_tours_on_one_date_are_still_too_many() -> None:
    season = a_season()
    two_buses = (a_tour(season, MONDAY, crew="blue", bus=bus) for bus in ("bus", "van"))
    two_slots = (
        a_tour(season, MONDAY, crew="blue", slot=slot) for slot in ("morning", "afternoon")
    )
    assert not keeps(RULE, season, *two_buses)
    assert not keeps(RULE, season, *two_slots)


def test_each_association_rests_for_itself() -> None:
    season = with_association(a_season(), "blue", min_days_between=7)
    assert keeps(
        RULE,
        season,
        a_tour(season, MONDAY, crew="blue red"),
        a_tour(season, TUESDAY, crew="green red"),
    )


def test_the_violation_names_both_tours() -> None:
    season = with_association(a_season(), "blue", min_days_between=7)
    one, other = a_tour(season, MONDAY, crew="blue"), a_tour(season, TUESDAY, crew="blue")
    (violation,) = broken(RULE, season, one, other)
    assert violation.departures == (one.departure, other.departure)


def test_shifts_that_stand_out_of_order_are_judged_by_their_dates() -> None:
    season = a_season()
    late, early = a_tour(season, TUESDAY, crew="blue"), a_tour(season, MONDAY, crew="blue")
    assert list(RULE.violations(Plan(season, (late, early)))) == []
