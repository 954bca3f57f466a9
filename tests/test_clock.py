"""Times of day as whole minutes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from busplan.clock import MINUTES_PER_DAY, Clock


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("00:00", 0), ("9:05", 545), ("09.05", 545), (" 13:30 ", 810), ("24:00", 1440)],
)
def test_a_time_is_read_with_colon_or_dot(text: str, minutes: int) -> None:
    assert Clock.parse(text) == minutes


@pytest.mark.parametrize(
    "text",
    ["", "13", "13:5", "13:60", "24:01", "25:00", "-1:00", "13:30:00", "1330", "13-30"],
)
def test_what_is_no_time_of_the_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Clock.parse(text)


@given(st.integers(0, MINUTES_PER_DAY).map(Clock))
def test_a_time_reads_as_it_is_written(clock: Clock) -> None:
    assert Clock.parse(str(clock)) == clock


def test_the_end_of_the_day_is_24_and_not_0() -> None:
    assert str(Clock(1440)) == "24:00"


def test_adding_to_a_time_gives_plain_minutes() -> None:
    assert Clock.parse("23:50") + 20 == 1450
    assert type(Clock(1) + 1) is int


def test_a_time_shows_itself_in_a_traceback() -> None:
    assert repr(Clock(810)) == "Clock('13:30')"
