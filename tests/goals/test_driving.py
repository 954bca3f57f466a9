"""Driving: minus the drive minutes of all tours, depot legs included."""

from __future__ import annotations

from busplan.goals.driving import DriveLittle
from tests.small_season import MONDAY, TUESDAY, a_plan, a_season, a_tour, with_bus

SEASON = a_season()


def driving(*tours: object) -> float:
    return DriveLittle().amount(a_plan(SEASON, *tours))


def test_legs_to_and_from_the_depot_count() -> None:
    assert driving(a_tour(SEASON, MONDAY, "north-1")) == -(10 + 10 + 10 + 10)


def test_a_leg_between_two_stops_counts() -> None:
    assert driving(a_tour(SEASON, MONDAY, "north-1 south-1")) == -50


def test_tours_add_up_and_no_tour_drives_nothing() -> None:
    assert driving(a_tour(SEASON, MONDAY), a_tour(SEASON, TUESDAY)) == -80
    assert driving() == 0


def test_a_slow_bus_drives_longer() -> None:
    season = with_bus(SEASON, "bus", speed_factor=1.25)
    plan = a_plan(season, a_tour(season, MONDAY))
    assert DriveLittle().amount(plan) == -4 * 13
