"""The enumeration of tours finds every stop set that can be driven, in its shortest order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from busplan.clock import Clock
from busplan.rules import ROUTE_RULES
from busplan.rules.timetable import drive_of
from busplan.season import Departure, Pin, ResidentPoint, Season, Slot, TourLimits
from busplan.solver.tours import open_departures, route_pool
from busplan.travel import Leg
from tests.small_season import (
    MONDAY,
    NEXT_MONDAY,
    TUESDAY,
    a_season,
    travel,
    with_bus,
    with_stop,
)
from tests.solver.brute_force import routes_by_brute_force
from tests.strategies import examples, gentle_seasons, seasons

AFTERNOON = Departure(MONDAY, "afternoon", "bus")


def stop_sets(season: Season, departure: Departure = AFTERNOON) -> set[frozenset[str]]:
    (routes,) = route_pool(season, [departure]).values()
    return {frozenset(route.stops) for route in routes}


def kind_of(season: Season, stops: Iterable[str]) -> frozenset[object]:
    """What rules and goals can tell of a stop set: areas, residents reached, stops with a pin."""
    pinned = {pin.stop for pin in season.pins}
    return frozenset(
        (
            season.area_of(stop).id,
            frozenset(n for n, group in enumerate(season.groups) if stop in group.stops),
            stop if stop in pinned else None,
        )
        for stop in stops
    )


def shortest(season: Season, minutes: Mapping[Iterable[str], int]) -> dict[frozenset[object], int]:
    """Give the fewest drive minutes of each kind of stop set."""
    best: dict[frozenset[object], int] = {}
    for stops, drive in minutes.items():
        kind = kind_of(season, stops)
        best[kind] = min(best.get(kind, drive), drive)
    return best


@examples(50)
@given(st.one_of(gentle_seasons(most_days=3), seasons(most_days=3)))
def test_the_enumeration_is_what_trying_every_order_finds(season: Season) -> None:
    pool = route_pool(season, open_departures(season))
    for departure in season.every_departure():
        found = {route.stops: route.drive_minutes for route in pool.get(departure, ())}
        by_brute_force = routes_by_brute_force(season, departure)
        event(f"{len(by_brute_force)} stop sets")
        assert shortest(season, found) == shortest(season, by_brute_force)
        assert len({frozenset(stops) for stops in found}) == len(found)


@examples(20)
@given(gentle_seasons(most_days=3))
def test_every_route_keeps_the_route_rules_in_the_order_it_stands(season: Season) -> None:
    for departure, routes in route_pool(season, open_departures(season)).items():
        for route in routes:
            assert all(rule.admits(season, departure, route.stops) for rule in ROUTE_RULES)
            drive = drive_of(season, departure.bus, route.stops)
            assert drive is not None
            assert drive.minutes == route.drive_minutes


def test_of_the_orders_that_can_be_driven_the_one_with_the_fewest_minutes_is_kept() -> None:
    season = a_season(travel=travel(south_1__east_1=Leg(25.0, 20.0)))
    (routes,) = route_pool(season, [AFTERNOON]).values()
    (route,) = (r for r in routes if set(r.stops) == {"south-1", "east-1"})
    assert route.stops == ("east-1", "south-1")
    assert route.drive_minutes == 50


def test_an_order_that_misses_the_opening_hours_gives_way_to_a_longer_one() -> None:
    season = a_season(travel=travel(south_1__east_1=Leg(25.0, 20.0)))
    season = with_stop(season, "south-1", closes=Clock.parse("13:40"))
    (routes,) = route_pool(season, [AFTERNOON]).values()
    (route,) = (r for r in routes if set(r.stops) == {"south-1", "east-1"})
    assert route.stops == ("south-1", "east-1")
    assert route.drive_minutes == 65


def test_a_stop_set_that_no_order_can_keep_is_left_out() -> None:
    season = with_stop(a_season(), "north-1", closes=Clock.parse("13:40"))
    season = with_stop(season, "south-1", closes=Clock.parse("13:45"))
    assert frozenset({"north-1", "south-1"}) not in stop_sets(season)
    assert {frozenset({"north-1"}), frozenset({"south-1"})} <= stop_sets(season)


def test_stops_of_one_area_are_never_on_one_route() -> None:
    pinned = tuple(Pin(must=True, date=MONDAY, stop=stop) for stop in ("north-1", "north-2"))
    sets = stop_sets(a_season(pins=pinned))
    assert not any({"north-1", "north-2"} <= stops for stops in sets)
    assert frozenset({"north-1", "south-1", "east-1"}) in sets
    assert frozenset({"north-2", "south-1", "east-1"}) in sets


def test_of_stops_that_reach_the_same_residents_one_that_is_nearest_is_always_there() -> None:
    season = a_season(travel=travel(hall__north_1=Leg(25.0, 20.0)))
    assert frozenset({"north-2"}) in stop_sets(season)


def test_a_stop_that_a_pin_names_is_there_however_far() -> None:
    season = a_season(travel=travel(hall__north_1=Leg(25.0, 20.0)))
    season = replace(season, pins=(Pin(must=True, date=MONDAY, stop="north-1"),))
    assert {frozenset({"north-1"}), frozenset({"north-2"})} <= stop_sets(season)


def test_stops_of_one_area_that_reach_different_residents_are_all_there() -> None:
    here, there = (
        ResidentPoint(11.3, 55.4, 5, stops=frozenset({stop})) for stop in ("north-1", "north-2")
    )
    season = a_season(residents=(here, there), travel=travel(hall__north_1=Leg(25.0, 20.0)))
    assert {frozenset({"north-1"}), frozenset({"north-2"})} <= stop_sets(season)


def test_no_route_has_more_stops_than_a_tour_may_visit() -> None:
    season = a_season(tours=TourLimits(max=1, max_visits=2))
    assert max(map(len, stop_sets(season))) == 2


def test_a_stop_is_on_no_route_of_a_day_it_is_closed() -> None:
    season = with_stop(a_season(), "north-1", weekdays=frozenset({0}), closed={NEXT_MONDAY})
    season = with_stop(season, "north-2", closed=frozenset(season.dates))
    has_north = {
        day: any("north-1" in stops for stops in stop_sets(season, AFTERNOON._replace(date=day)))
        for day in (MONDAY, TUESDAY, NEXT_MONDAY)
    }
    assert has_north == {MONDAY: True, TUESDAY: False, NEXT_MONDAY: False}


def test_a_bus_with_no_way_to_the_meeting_point_has_no_routes() -> None:
    assert stop_sets(a_season(travel=travel(bus__hall=None))) == set()
    assert stop_sets(a_season(travel=travel(hall__bus=None))) == set()


def test_a_slow_bus_reaches_fewer_stops_in_its_slot() -> None:
    season = a_season(tours=TourLimits(max=1, max_visits=3))
    slow = with_bus(season, "bus", speed_factor=4.5)
    assert max(map(len, stop_sets(season))) == 3
    assert max(map(len, stop_sets(slow))) == 2


def test_days_on_which_the_same_stops_are_open_share_their_routes() -> None:
    season = a_season()
    pool = route_pool(season, [AFTERNOON, AFTERNOON._replace(date=TUESDAY)])
    one, other = pool.values()
    assert one is other


def test_closed_dates_are_no_departures() -> None:
    season = a_season(first_date=MONDAY, last_date=TUESDAY, closed=frozenset({MONDAY}))
    season = with_bus(season, "van", closed=frozenset({TUESDAY}))
    found = {(departure.date, departure.bus) for departure in open_departures(season)}
    assert found == {(TUESDAY, "bus")}


def test_the_pool_does_not_depend_on_the_order_of_the_stops() -> None:
    season = a_season()
    backwards = replace(season, stops=season.stops[::-1])
    assert dict(route_pool(season, [AFTERNOON])) == dict(route_pool(backwards, [AFTERNOON]))


@pytest.mark.parametrize(("start", "possible"), [("00:10", True), ("00:09", False)])
def test_the_bus_leaves_its_depot_no_earlier_than_midnight(start: str, *, possible: bool) -> None:
    slot = Slot("pm", "afternoon", Clock.parse(start), Clock.parse("12:00"))
    assert bool(stop_sets(a_season(slots=(slot,)))) == possible


@pytest.mark.parametrize(("start", "possible"), [("23:00", True), ("23:01", False)])
def test_the_bus_is_back_at_its_depot_no_later_than_midnight(start: str, *, possible: bool) -> None:
    slot = Slot("pm", "afternoon", Clock.parse(start), Clock.parse("24:00"))
    assert bool(stop_sets(a_season(slots=(slot,)))) == possible
