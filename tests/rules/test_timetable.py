"""Rule 5: the timetable: driving, waiting, visits within opening hours, all within the slot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from busplan.clock import Clock
from busplan.plan import Tour
from busplan.rules.timetable import TimetableHolds, drive_of, earliest_tour
from busplan.season import Departure, Season, Slot
from busplan.travel import Leg
from tests.small_season import (
    MONDAY,
    a_season,
    a_tour,
    broken,
    keeps,
    travel,
    with_bus,
    with_stop,
)

RULE = TimetableHolds()
AFTERNOON = Departure(MONDAY, "afternoon", "bus")


def at(text: str) -> Clock:
    return Clock.parse(text)


def with_slot(start: str, end: str, **changes: object) -> Season:
    """The slot "afternoon" from start to end; a tour with one stop takes 10 + 30 + 10 minutes."""
    return a_season(slots=(Slot("pm", "afternoon", at(start), at(end)),), **changes)


def possible(season: Season, *stops: str) -> bool:
    """What the search admits, after seeing that the plain half judges the same."""
    admitted = RULE.admits(season, AFTERNOON, stops)
    assert admitted == keeps(RULE, season, a_tour(season, MONDAY, " ".join(stops)))
    return admitted


def test_the_timetable_is_the_earliest_from_the_slots_start() -> None:
    season = with_stop(a_season(), "south-1", opens=at("14:30"))
    tour = earliest_tour(season, AFTERNOON, ("north-1", "south-1"))
    assert tour is not None
    assert (tour.leaves_depot, tour.departs) == (at("12:50"), at("13:00"))
    north, south = tour.visits
    assert (north.arrives, north.starts, north.leaves) == (at("13:10"), at("13:10"), at("13:40"))
    assert (south.arrives, south.starts, south.leaves) == (at("13:50"), at("14:30"), at("15:00"))
    assert (tour.returns, tour.back_at_depot) == (at("15:10"), at("15:20"))
    assert (tour.drive_minutes, tour.drive_km) == (50, 40.0)


def test_a_tour_may_be_back_exactly_when_the_slot_ends_and_not_a_minute_later() -> None:
    assert possible(with_slot("13:00", "13:50"), "north-1")
    assert not possible(with_slot("13:00", "13:49"), "north-1")


def test_a_visit_may_end_exactly_when_the_stop_closes_and_not_a_minute_later() -> None:
    assert possible(with_stop(a_season(), "north-1", closes=at("13:40")), "north-1")
    assert not possible(with_stop(a_season(), "north-1", closes=at("13:39")), "north-1")


def test_the_bus_waits_for_a_stop_to_open() -> None:
    season = with_stop(with_slot("13:00", "14:50"), "north-1", opens=at("14:10"))
    assert possible(season, "north-1")
    assert not possible(with_stop(season, "north-1", opens=at("14:11")), "north-1")


def test_the_whole_visit_lies_within_the_opening_hours() -> None:
    hours = {"opens": at("14:00"), "closes": at("14:29")}
    assert not possible(with_stop(a_season(), "north-1", **hours), "north-1")


def test_the_day_begins_at_midnight_for_the_bus_that_leaves_its_depot() -> None:
    assert possible(with_slot("00:10", "12:00"), "north-1")
    assert not possible(with_slot("00:09", "12:00"), "north-1")


def test_the_day_ends_at_midnight_for_the_bus_that_comes_home() -> None:
    late = with_stop(with_slot("13:00", "24:00"), "north-1", opens=at("23:10"))
    assert possible(late, "north-1")
    assert not possible(with_stop(late, "north-1", opens=at("23:11")), "north-1")


def test_without_a_meeting_point_the_crew_boards_at_the_depot() -> None:
    season = a_season(meeting_point=None)
    tour = earliest_tour(season, AFTERNOON, ("north-1",))
    assert tour is not None
    assert tour.leaves_depot == tour.departs
    assert tour.returns == tour.back_at_depot
    assert tour.drive_minutes == 20
    assert possible(season, "north-1")


def test_depot_legs_lie_outside_the_slot_and_count_as_driving() -> None:
    season = with_slot("13:00", "13:50", travel=travel(bus__hall=Leg(60.0, 50.0)))
    tour = earliest_tour(season, AFTERNOON, ("north-1",))
    assert tour is not None
    assert tour.leaves_depot == at("12:00")
    assert tour.drive_minutes == 60 + 10 + 10 + 10
    assert tour.drive_km == pytest.approx(50 + 3 * 8)


@pytest.mark.parametrize(
    ("minutes", "factor", "whole"),
    [
        (22.0, 1.0, 22),
        (22.0000005, 1.0, 22),
        (22.000002, 1.0, 23),
        (22.1, 1.0, 23),
        (20.0, 1.1, 22),
        (0.1, 3.0, 1),
        (0.0, 1.0, 0),
        (30.0, 0.5, 15),
        (31.0, 0.5, 16),
    ],
)
def test_a_leg_takes_its_minutes_times_the_speed_factor_rounded_up(
    minutes: float, factor: float, whole: int
) -> None:
    season = with_bus(a_season(), "bus", speed_factor=factor)
    season = replace(season, travel=travel(hall__north_1=Leg(minutes, 1.0)))
    drive = drive_of(season, "bus", ("north-1",))
    assert drive is not None
    assert drive.legs[0] == whole


def test_each_leg_is_rounded_up_by_itself() -> None:
    legs = {name: Leg(9.5, 1.0) for name in ("hall__north_1", "north_1__hall")}
    drive = drive_of(a_season(travel=travel(**legs)), "bus", ("north-1",))
    assert drive is not None
    assert drive.minutes == 10 + 10 + 10 + 10


def test_the_way_back_may_be_another_than_the_way_out() -> None:
    season = a_season(travel=travel(north_1__hall=Leg(25.0, 20.0)))
    drive = drive_of(season, "bus", ("north-1",))
    assert drive is not None
    assert drive.legs == (10, 25)


@pytest.mark.parametrize(
    "missing", ["bus__hall", "hall__north_1", "north_1__south_1", "south_1__hall", "hall__bus"]
)
def test_a_tour_needs_a_way_for_every_leg(missing: str) -> None:
    season = a_season(travel=travel(**{missing: None}))
    assert not possible(season, "north-1", "south-1")
    assert possible(a_season(travel=travel(south_1__north_1=None)), "north-1", "south-1")


def late(tour: Tour, minutes: int) -> Tour:
    """The same tour, everything some minutes later."""
    times = ("leaves_depot", "departs", "returns", "back_at_depot")
    moved = {name: Clock(getattr(tour, name) + minutes) for name in times}
    visits = tuple(
        replace(
            visit,
            **{
                name: Clock(getattr(visit, name) + minutes)
                for name in ("arrives", "starts", "leaves")
            },
        )
        for visit in tour.visits
    )
    return replace(tour, visits=visits, **moved)


def test_a_later_timetable_that_fits_the_slot_keeps_the_rule() -> None:
    season = with_slot("13:00", "14:00")
    tour = a_tour(season, MONDAY)
    assert keeps(RULE, season, late(tour, 10))
    assert not keeps(RULE, season, late(tour, 11))
    assert not keeps(RULE, season, late(tour, -1))


def test_waiting_before_a_visit_is_allowed_though_nothing_makes_the_bus_wait() -> None:
    season = a_season()
    tour = a_tour(season, MONDAY)
    (visit,) = tour.visits
    waiting = replace(visit, starts=Clock(visit.starts + 5), leaves=Clock(visit.leaves + 5))
    later = {name: Clock(getattr(tour, name) + 5) for name in ("returns", "back_at_depot")}
    assert keeps(RULE, season, replace(tour, visits=(waiting,), **later))


@pytest.mark.parametrize("name", ["leaves_depot", "departs", "returns", "back_at_depot"])
@pytest.mark.parametrize("minutes", [-1, 1])
def test_a_time_of_the_tour_that_does_not_fit_its_neighbours_is_told(
    name: str, minutes: int
) -> None:
    season = a_season()
    tour = a_tour(season, MONDAY)
    assert broken(RULE, season, replace(tour, **{name: Clock(getattr(tour, name) + minutes)}))


@pytest.mark.parametrize("name", ["arrives", "starts", "leaves"])
@pytest.mark.parametrize("minutes", [-1, 1])
def test_a_time_of_a_visit_that_does_not_fit_its_neighbours_is_told(
    name: str, minutes: int
) -> None:
    season = with_stop(a_season(), "north-1", opens=at("13:20"))
    tour = a_tour(season, MONDAY)
    (visit,) = tour.visits
    visit = replace(visit, **{name: Clock(getattr(visit, name) + minutes)})
    assert broken(RULE, season, replace(tour, visits=(visit,)))


def test_a_bus_out_before_midnight_of_its_date_is_told() -> None:
    season = with_slot("00:05", "12:00")
    (violation,) = broken(RULE, season, a_tour(season, MONDAY))
    assert "before the day begins" in str(violation.message)
