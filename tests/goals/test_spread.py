"""Spread: minus the empty ones of tours.max equal parts of the season."""

from __future__ import annotations

from datetime import timedelta

import pytest

from busplan.goals.spread import SpreadOverTheSeason
from busplan.season import Season, TourLimits
from tests.small_season import MONDAY, a_plan, a_season, a_tour


def ten_days_in_three() -> Season:
    """Days 0–3, 4–6 and 7–9, since floor(d × 3 / 10) grows at d = 4 and d = 7."""
    return a_season(
        first_date=MONDAY,
        last_date=MONDAY + timedelta(days=9),
        tours=TourLimits(max=3, max_visits=1),
    )


def spread(season: Season, *days: int) -> float:
    tours = (a_tour(season, season.first_date + timedelta(days=day)) for day in days)
    return SpreadOverTheSeason().amount(a_plan(season, *tours))


def test_a_season_without_tours_has_only_empty_parts() -> None:
    assert spread(ten_days_in_three()) == -3


def test_a_tour_in_each_part_leaves_none_empty() -> None:
    assert spread(ten_days_in_three(), 3, 4, 9) == 0


@pytest.mark.parametrize(
    ("days", "empty"), [((0, 3), 2), ((3, 4), 1), ((4, 6), 2), ((6, 7), 1), ((7, 9), 2)]
)
def test_the_parts_are_cut_where_the_floor_of_days_times_tours_grows(
    days: tuple[int, int], empty: int
) -> None:
    assert spread(ten_days_in_three(), *days) == -empty


def test_the_parts_follow_the_most_tours_a_season_may_have_not_those_it_has() -> None:
    season = a_season(tours=TourLimits(max=5, max_visits=1))
    assert spread(season, 0) == -4


def test_parts_without_a_single_day_stay_empty() -> None:
    season = a_season(first_date=MONDAY, last_date=MONDAY, tours=TourLimits(max=3, max_visits=1))
    assert spread(season, 0) == -2
