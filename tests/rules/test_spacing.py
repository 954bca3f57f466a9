"""Windows of days: any two departures too close share one, any two far enough apart never do."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from busplan.rules.spacing import windows
from busplan.season import Departure

DAYS = st.lists(st.integers(0, 40), max_size=15).map(sorted)


def departures(days: list[int]) -> list[Departure]:
    first = date(2026, 1, 1)
    return [
        Departure(first + timedelta(days=day), f"slot {n}", "bus") for n, day in enumerate(days)
    ]


@given(DAYS, st.integers(1, 12))
def test_two_departures_share_a_window_exactly_when_they_lie_too_close(
    days: list[int], apart: int
) -> None:
    chances = departures(days)
    shared = {pair for window in windows(chances, apart) for pair in combinations(window, 2)}
    too_close = {
        (early, late)
        for early, late in combinations(chances, 2)
        if (late.date - early.date).days < apart
    }
    assert shared == too_close


@given(DAYS, st.integers(1, 12))
def test_no_window_lies_within_another(days: list[int], apart: int) -> None:
    found = [set(window) for window in windows(departures(days), apart)]
    assert not any(one <= other for one in found for other in found if one is not other)
