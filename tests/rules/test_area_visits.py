"""Rule 6, first half: each area is visited between min_visits and max_visits times."""

from __future__ import annotations

from busplan.rules.area_visits import VisitsPerAreaAreKept
from tests.small_season import (
    MONDAY,
    NEXT_MONDAY,
    TUESDAY,
    a_season,
    a_tour,
    broken,
    keeps,
    with_area,
)

RULE = VisitsPerAreaAreKept()


def test_as_many_visits_as_the_area_may_have_is_fine_and_one_more_is_not() -> None:
    season = with_area(a_season(), "north", max_visits=2)
    two = [a_tour(season, MONDAY), a_tour(season, TUESDAY)]
    assert keeps(RULE, season, *two)
    assert not keeps(RULE, season, *two, a_tour(season, NEXT_MONDAY))


def test_visits_to_different_stops_of_an_area_count_together() -> None:
    season = with_area(a_season(), "north", max_visits=1)
    assert not keeps(
        RULE, season, a_tour(season, MONDAY, "north-1"), a_tour(season, TUESDAY, "north-2")
    )


def test_an_area_has_at_least_the_visits_it_must_have() -> None:
    season = with_area(a_season(), "east", min_visits=1)
    (violation,) = broken(RULE, season, a_tour(season, MONDAY, "north-1"))
    assert "East" in str(violation.message)
    assert keeps(RULE, season, a_tour(season, MONDAY, "north-1 east-1"))


def test_an_area_may_go_without_a_visit_where_none_is_demanded() -> None:
    assert keeps(RULE, a_season())
