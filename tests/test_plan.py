"""What a plan can be asked: about its tours, its visits and its people."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from busplan.clock import Clock
from busplan.coverage import coverage_of, visits_to
from busplan.plan import Plan
from busplan.season import Answer, Departure, Slot
from tests.hand_season import FIRST_TOUR_DATE, SECOND_TOUR_DATE, hand_plan
from tests.small_season import MONDAY, TUESDAY, a_plan, a_season, a_tour

PLAN = hand_plan()
FIRST, SECOND = PLAN.tours


def test_a_plan_and_its_tours_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        PLAN.version = 2
    with pytest.raises(FrozenInstanceError):
        FIRST.crew = ()


def test_tours_stand_by_date_then_slot_start_then_bus() -> None:
    season = a_season()
    in_order = (
        a_tour(season, MONDAY, slot="morning", bus="van"),
        a_tour(season, MONDAY, slot="afternoon", bus="bus"),
        a_tour(season, MONDAY, slot="afternoon", bus="van"),
        a_tour(season, TUESDAY, slot="morning", bus="bus"),
    )
    assert a_plan(season, *in_order[::-1]).tours == in_order


def test_a_tour_knows_its_departure_and_its_stops() -> None:
    assert SECOND.departure == Departure(SECOND_TOUR_DATE, "eftermiddag", "museumsbus")
    assert SECOND.stops == ("dalmosehallen", "bisserup-havn")


def test_a_tours_id_is_its_own_or_made_of_date_slot_and_bus() -> None:
    assert PLAN.tour_id(FIRST) == "2026-09-15-eftermiddag-museumsbus"
    named = replace(FIRST, given_id="kept")
    assert PLAN.tour_id(named) == "kept"
    assert PLAN.file_stem(named) == "2026-09-15-eftermiddag-museumsbus"


def test_an_id_holds_the_slots_id_and_not_its_name() -> None:
    season = a_season()
    assert a_plan(season).tour_id(a_tour(season, MONDAY)) == "2026-01-12-pm-bus"


def test_a_plan_knows_areas_crew_and_people_of_a_tour() -> None:
    assert [area.id for area in PLAN.areas_of(SECOND)] == ["dalmose-gimlinge", "bisserup"]
    assert [who.name for who in PLAN.crew_of(FIRST)] == [
        "Bydelsmødre",
        "Frivilligcenter Slagelse",
        "Røde Kors",
    ]
    assert PLAN.people_on(FIRST) == 6
    assert PLAN.people_on(SECOND) == 7


def test_visits_come_in_order_with_tour_stop_and_area() -> None:
    seen = [(tour.date, stop.id, area.id) for tour, _, stop, area in PLAN.visits()]
    assert seen == [
        (FIRST_TOUR_DATE, "motalavej", "korsoer-halsskov"),
        (SECOND_TOUR_DATE, "dalmosehallen", "dalmose-gimlinge"),
        (SECOND_TOUR_DATE, "bisserup-havn", "bisserup"),
    ]


def test_every_area_has_its_tours_and_an_area_without_any_has_none() -> None:
    assert PLAN.tours_by_area["korsoer-halsskov"] == (FIRST,)
    assert PLAN.tours_by_area["boeslunde"] == ()


def test_every_association_has_its_shifts_by_date() -> None:
    red_cross = PLAN.season.association_by_id["roede-kors"]
    assert PLAN.shifts_of(red_cross) == (FIRST, SECOND)
    backwards = Plan(PLAN.season, (SECOND, FIRST))
    assert backwards.shifts_of(red_cross) == (FIRST, SECOND)


def test_visits_are_counted_by_stop() -> None:
    season = a_season()
    plan = a_plan(season, a_tour(season, MONDAY, "north-1 south-1"), a_tour(season, TUESDAY))
    assert plan.visits_by_stop == {"north-1": 2, "south-1": 1}


def test_a_plan_knows_what_was_answered_for_a_tour() -> None:
    mothers = PLAN.season.association_by_id["bydelsmoedre"]
    assert PLAN.answer_for(mothers, FIRST) is Answer.PREFER
    assert PLAN.answer_for(mothers, SECOND) is Answer.YES


def test_cancelled_tours_are_no_tours_of_the_plan() -> None:
    plan = replace(PLAN, tours=(SECOND,), cancelled=(FIRST,))
    assert plan.tours_by_area["korsoer-halsskov"] == ()
    assert len(list(plan.visits())) == 2


def test_coverage_counts_each_resident_once_however_often_visited() -> None:
    season = a_season()
    plan = a_plan(season, a_tour(season, MONDAY, "north-1"), a_tour(season, TUESDAY, "north-2"))
    north = season.groups[0]
    assert visits_to(plan, north) == 2
    whole = coverage_of(plan).whole
    assert (whole.residents, whole.reached) == (170, 100)
    assert (whole.social_residents, whole.social_reached) == (40, 40)
    assert whole.share == pytest.approx(100 / 170)
    assert (whole.weight, whole.weight_reached) == (180 + 50 + 20, 180)


def test_an_area_nobody_lives_in_is_covered_by_nothing_of_nothing() -> None:
    season = a_season(areas=tuple(replace(area, residents=0) for area in a_season().areas))
    season = replace(
        season, areas=tuple(replace(area, social_residents=0) for area in season.areas)
    )
    whole = coverage_of(a_plan(season)).whole
    assert (whole.share, whole.social_share, whole.weight_share) == (0, 0, 0)


# -- what a season can be asked ----------------------------------------------------------------


def test_departures_come_by_date_then_slot_start_then_bus_closed_dates_too() -> None:
    early = Slot("b", "B", Clock.parse("09:00"), Clock.parse("10:00"))
    season = a_season(first_date=MONDAY, last_date=TUESDAY, closed=frozenset({MONDAY}))
    season = replace(season, slots=(*season.slots[::-1], early))
    found = list(season.every_departure())
    assert len(found) == 2 * 3 * 2
    assert [(d.slot, d.bus) for d in found[:6]] == [
        ("B", "bus"),
        ("B", "van"),
        ("morning", "bus"),
        ("morning", "van"),
        ("afternoon", "bus"),
        ("afternoon", "van"),
    ]


def test_a_season_counts_both_its_first_and_its_last_date() -> None:
    assert a_season(first_date=MONDAY, last_date=TUESDAY).days == 2
    assert a_season(first_date=MONDAY, last_date=MONDAY).dates == (MONDAY,)


def test_the_crew_boards_at_the_meeting_point_or_else_at_the_depot() -> None:
    assert a_season().boarding_place("van") == "hall"
    assert a_season(meeting_point=None).boarding_place("van") == "van"
