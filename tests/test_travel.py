"""Travel times between places, one-way, whatever source they came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from busplan.travel import Leg, TravelTimes


def one_way(minutes: float, km: float = 1.0) -> TravelTimes:
    return TravelTimes("matrix", {("here", "there"): Leg(minutes, km)})


def test_the_way_back_is_a_way_of_its_own() -> None:
    travel = one_way(12.0, 9.5)
    assert travel.leg("here", "there") == Leg(12.0, 9.5)
    assert travel.leg("there", "here") is None
    assert travel.drive_minutes("there", "here", 1.0) is None


def test_a_place_is_no_minutes_from_itself() -> None:
    travel = one_way(12.0)
    assert travel.leg("here", "here") == Leg(0.0, 0.0)
    assert travel.drive_minutes("nowhere", "nowhere", 3.0) == 0


@pytest.mark.parametrize(
    ("minutes", "factor", "whole"),
    [
        (22.0, 1.0, 22),
        (22.0000005, 1.0, 22),
        (22.000001, 1.0, 22),
        (22.0000011, 1.0, 23),
        (22.5, 1.0, 23),
        (0.0, 2.0, 0),
        (0.0000001, 1.0, 0),
        (10.0, 1.1, 11),
        (3.0, 1.1, 4),
        (29.0, 0.1, 3),
    ],
)
def test_a_leg_takes_whole_minutes_with_a_millionth_to_spare(
    minutes: float, factor: float, whole: int
) -> None:
    assert one_way(minutes).drive_minutes("here", "there", factor) == whole


@given(st.floats(0, 1000), st.floats(0.1, 10))
def test_rounding_costs_less_than_a_minute(minutes: float, factor: float) -> None:
    whole = one_way(minutes).drive_minutes("here", "there", factor)
    assert whole is not None
    assert minutes * factor - 0.000002 <= whole < minutes * factor + 1
