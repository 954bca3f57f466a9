"""Rule 12: pins, decisions taken by hand before the season is planned."""

from __future__ import annotations

from busplan.rules.pins import PinsHold
from busplan.season import Pin, Season
from tests.small_season import MONDAY, TUESDAY, a_season, a_tour, broken, keeps

RULE = PinsHold()


def must(**names: str) -> Season:
    return a_season(pins=(Pin(must=True, date=MONDAY, **names),))


def never(**names: str) -> Season:
    return a_season(pins=(Pin(must=False, date=MONDAY, **names),))


def test_a_must_with_a_stop_is_met_by_a_tour_that_day_to_that_stop() -> None:
    season = must(stop="north-1")
    assert keeps(RULE, season, a_tour(season, MONDAY, "south-1 north-1"))
    assert not keeps(RULE, season, a_tour(season, MONDAY, "north-2"))
    assert not keeps(RULE, season, a_tour(season, TUESDAY, "north-1"))
    assert not keeps(RULE, season)


def test_a_must_with_an_association_is_met_by_any_tour_it_crews_that_day() -> None:
    season = must(association="blue")
    assert keeps(RULE, season, a_tour(season, MONDAY, "east-1", crew="blue red"))
    assert not keeps(RULE, season, a_tour(season, MONDAY, "east-1", crew="red"))
    assert not keeps(RULE, season, a_tour(season, TUESDAY, crew="blue"))


def test_a_must_with_both_needs_one_tour_that_has_both() -> None:
    season = must(stop="north-1", association="blue")
    assert keeps(RULE, season, a_tour(season, MONDAY, "north-1", crew="blue"))
    assert not keeps(
        RULE,
        season,
        a_tour(season, MONDAY, "north-1", crew="red", bus="bus"),
        a_tour(season, MONDAY, "south-1", crew="blue", bus="van"),
    )


def test_a_must_is_met_when_one_of_several_tours_meets_it() -> None:
    season = must(stop="north-1")
    assert keeps(
        RULE,
        season,
        a_tour(season, MONDAY, "south-1", bus="bus"),
        a_tour(season, MONDAY, "north-1", bus="van"),
    )


def test_a_never_with_a_stop_forbids_it_that_day_only() -> None:
    season = never(stop="north-1")
    assert not keeps(RULE, season, a_tour(season, MONDAY, "south-1 north-1"))
    assert keeps(RULE, season, a_tour(season, MONDAY, "north-2"))
    assert keeps(RULE, season, a_tour(season, TUESDAY, "north-1"))
    assert keeps(RULE, season)


def test_a_never_with_an_association_keeps_it_at_home_that_day() -> None:
    season = never(association="blue")
    assert not keeps(RULE, season, a_tour(season, MONDAY, crew="blue red"))
    assert keeps(RULE, season, a_tour(season, MONDAY, crew="red"))


def test_a_never_with_both_forbids_only_one_tour_that_has_both() -> None:
    season = never(stop="north-1", association="blue")
    assert not keeps(RULE, season, a_tour(season, MONDAY, "north-1", crew="blue"))
    assert keeps(
        RULE,
        season,
        a_tour(season, MONDAY, "north-1", crew="red", bus="bus"),
        a_tour(season, MONDAY, "south-1", crew="blue", bus="van"),
    )


def test_a_pin_with_a_slot_speaks_of_that_slot_only() -> None:
    season = must(stop="north-1", slot="morning")
    assert keeps(RULE, season, a_tour(season, MONDAY, slot="morning"))
    assert not keeps(RULE, season, a_tour(season, MONDAY, slot="afternoon"))
    season = never(stop="north-1", slot="morning")
    assert not keeps(RULE, season, a_tour(season, MONDAY, slot="morning"))
    assert keeps(RULE, season, a_tour(season, MONDAY, slot="afternoon"))


def test_a_pin_without_a_slot_speaks_of_all_slots_of_the_date() -> None:
    season = never(association="blue")
    for slot in ("morning", "afternoon"):
        assert not keeps(RULE, season, a_tour(season, MONDAY, crew="blue", slot=slot))


def test_each_tour_that_a_never_forbids_is_named() -> None:
    season = never(stop="north-1")
    tours = [a_tour(season, MONDAY, bus=bus) for bus in ("bus", "van")]
    (violation,) = broken(RULE, season, *tours)
    assert violation.departures == tuple(tour.departure for tour in tours)
