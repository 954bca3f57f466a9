"""Rule 4, second half: never a stop on a weekday or date it is closed."""

from __future__ import annotations

from busplan.rules.open_stops import StopsAreOpen
from tests.small_season import (
    MONDAY,
    NEXT_MONDAY,
    TUESDAY,
    a_season,
    a_tour,
    broken,
    keeps,
    with_stop,
)

RULE = StopsAreOpen()


def test_a_stop_is_visited_only_on_its_weekdays() -> None:
    season = with_stop(a_season(), "north-1", weekdays=frozenset({0}))
    assert keeps(RULE, season, a_tour(season, MONDAY))
    assert not keeps(RULE, season, a_tour(season, TUESDAY))


def test_a_stop_without_weekdays_is_open_on_all() -> None:
    season = a_season()
    assert keeps(RULE, season, a_tour(season, MONDAY), a_tour(season, TUESDAY))


def test_a_stop_is_not_visited_on_a_date_it_is_closed() -> None:
    season = with_stop(a_season(), "north-1", closed=frozenset({MONDAY}))
    assert not keeps(RULE, season, a_tour(season, MONDAY))
    assert keeps(RULE, season, a_tour(season, NEXT_MONDAY))


def test_a_closed_date_wins_over_an_open_weekday() -> None:
    season = with_stop(a_season(), "north-1", weekdays=frozenset({0}), closed=frozenset({MONDAY}))
    assert not keeps(RULE, season, a_tour(season, MONDAY))


def test_one_closed_stop_among_open_ones_breaks_the_rule_by_name() -> None:
    season = with_stop(a_season(), "south-1", closed=frozenset({MONDAY}))
    (violation,) = broken(RULE, season, a_tour(season, MONDAY, "north-1 south-1 east-1"))
    assert "South One" in str(violation.message)
