"""Rule 2: a bus makes at most one tour a date."""

from __future__ import annotations

from busplan.rules.bus_once_a_day import BusMakesOneTourADay
from tests.small_season import MONDAY, TUESDAY, a_season, a_tour, broken, keeps

RULE = BusMakesOneTourADay()
SEASON = a_season()


def test_a_bus_may_not_run_in_two_slots_of_one_date() -> None:
    morning = a_tour(SEASON, MONDAY, slot="morning")
    afternoon = a_tour(SEASON, MONDAY, slot="afternoon")
    (violation,) = broken(RULE, SEASON, morning, afternoon)
    assert violation.departures == (morning.departure, afternoon.departure)


def test_a_bus_may_run_on_two_days_in_a_row() -> None:
    assert keeps(RULE, SEASON, a_tour(SEASON, MONDAY), a_tour(SEASON, TUESDAY))


def test_two_buses_may_run_in_the_same_slot() -> None:
    tours = (a_tour(SEASON, MONDAY, bus=bus) for bus in ("bus", "van"))
    assert keeps(RULE, SEASON, *tours)


def test_the_same_departure_twice_is_two_tours() -> None:
    assert not keeps(RULE, SEASON, a_tour(SEASON, MONDAY), a_tour(SEASON, MONDAY, "south-1"))
