"""A tour has 1..max_visits stops and visits an area at most once (rule 4, first half)."""

from __future__ import annotations

import pytest

from busplan.rules.tour_length import TourVisitsAreaOnce, VisitsOnATourAreKept
from busplan.season import TourLimits
from tests.small_season import MONDAY, TUESDAY, a_season, a_tour, keeps

SEASON = a_season(tours=TourLimits(max=13, max_visits=2))


@pytest.mark.parametrize("stops", ["north-1", "north-1 south-1"])
def test_from_one_stop_to_the_most_is_fine(stops: str) -> None:
    assert keeps(VisitsOnATourAreKept(), SEASON, a_tour(SEASON, MONDAY, stops))


@pytest.mark.parametrize("stops", ["", "north-1 south-1 east-1"])
def test_no_stop_or_one_too_many_is_not(stops: str) -> None:
    assert not keeps(VisitsOnATourAreKept(), SEASON, a_tour(SEASON, MONDAY, stops))


def test_two_stops_of_one_area_may_not_be_on_one_tour() -> None:
    assert not keeps(TourVisitsAreaOnce(), SEASON, a_tour(SEASON, MONDAY, "north-1 north-2"))
    assert keeps(TourVisitsAreaOnce(), SEASON, a_tour(SEASON, MONDAY, "north-1 south-1"))


def test_the_same_stop_may_not_be_visited_twice_on_one_tour() -> None:
    tour = a_tour(SEASON, MONDAY, "north-1 south-1 north-1")
    assert not keeps(TourVisitsAreaOnce(), SEASON, tour)


def test_two_tours_may_visit_the_same_area() -> None:
    assert keeps(
        TourVisitsAreaOnce(),
        SEASON,
        a_tour(SEASON, MONDAY, "north-1"),
        a_tour(SEASON, TUESDAY, "north-2"),
    )
