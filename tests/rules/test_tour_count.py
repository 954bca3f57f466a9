"""Rule 3, first half: the season has between tours.min and tours.max tours."""

from __future__ import annotations

from datetime import timedelta

import pytest

from busplan.plan import Tour
from busplan.rules.tour_count import NumberOfToursIsKept
from busplan.season import TourLimits
from tests.small_season import MONDAY, a_season, a_tour, keeps

RULE = NumberOfToursIsKept()
SEASON = a_season(tours=TourLimits(min=1, max=2, max_visits=3))


def tours(number: int) -> list[Tour]:
    return [a_tour(SEASON, MONDAY + timedelta(days=day)) for day in range(number)]


@pytest.mark.parametrize("number", [1, 2])
def test_from_the_least_to_the_most_tours_is_fine(number: int) -> None:
    assert keeps(RULE, SEASON, *tours(number))


@pytest.mark.parametrize("number", [0, 3])
def test_one_tour_less_or_more_is_not(number: int) -> None:
    assert not keeps(RULE, SEASON, *tours(number))


def test_no_tour_at_all_is_fine_where_none_is_demanded() -> None:
    assert keeps(RULE, a_season(tours=TourLimits(max=2, max_visits=3)))
