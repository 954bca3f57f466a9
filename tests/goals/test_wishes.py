"""Wishes: shifts answered prefer minus shifts answered if_needed."""

from __future__ import annotations

from busplan.goals.wishes import KeepToWishes
from busplan.season import Answer
from tests.small_season import MONDAY, TUESDAY, a_plan, a_season, a_tour, with_association

SEASON = a_season(
    answers={
        ("blue", MONDAY, "afternoon"): Answer.PREFER,
        ("green", MONDAY, "afternoon"): Answer.PREFER,
        ("red", MONDAY, "afternoon"): Answer.IF_NEEDED,
        ("blue", TUESDAY, "afternoon"): Answer.YES,
        ("green", TUESDAY, "afternoon"): Answer.NO,
    }
)


def wishes(*tours: object) -> float:
    return KeepToWishes().amount(a_plan(SEASON, *tours))


def test_preferred_shifts_count_up_and_those_taken_if_needed_count_down() -> None:
    assert wishes(a_tour(SEASON, MONDAY, crew="blue")) == 1
    assert wishes(a_tour(SEASON, MONDAY, crew="red")) == -1
    assert wishes(a_tour(SEASON, MONDAY, crew="blue green red")) == 1


def test_a_yes_and_even_a_no_count_nothing() -> None:
    assert wishes(a_tour(SEASON, TUESDAY, crew="blue green red")) == 0


def test_a_wish_that_is_not_followed_counts_nothing() -> None:
    assert wishes(a_tour(SEASON, MONDAY, "north-1")) == 0
    assert wishes(a_tour(SEASON, MONDAY, crew="blue", slot="morning")) == 0


def test_a_wish_counts_on_a_day_outside_the_associations_weekdays_too() -> None:
    season = with_association(SEASON, "blue", weekdays=frozenset({6}))
    assert KeepToWishes().amount(a_plan(season, a_tour(season, MONDAY, crew="blue"))) == 1
