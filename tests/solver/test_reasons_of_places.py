"""Why no plan exists is told in sentences a coordinator can act on: pins, areas, stops."""

from __future__ import annotations

from dataclasses import replace

from busplan.clock import Clock
from busplan.season import Answer, Pin, Requirement, VisitLimits
from tests.small_season import TUESDAY, a_season, travel, with_area, with_stop
from tests.solver.clashing_season import MONDAYS_DATE, TUESDAYS_DATE, check, two_weeks, with_tours


def test_a_pin_on_a_closed_date_is_told_with_what_closes_the_date() -> None:
    pin = Pin(must=True, date=TUESDAY, stop="north-1")
    season = two_weeks(closed=frozenset({TUESDAY}), pins=(pin,))
    check(
        season,
        [
            f"En tur skal besøge North One {TUESDAYS_DATE} (fastlåst).",
            f"Der er lukket i sæsonens kalender {TUESDAYS_DATE}.",
        ],
        replace(season, closed=frozenset()),
        replace(season, pins=()),
    )


def test_a_pin_on_a_date_on_which_the_stop_is_closed_is_told() -> None:
    pin = Pin(must=True, date=TUESDAY, stop="north-1")
    season = with_stop(two_weeks(pins=(pin,)), "north-1", closed=frozenset({TUESDAY}))
    check(
        season,
        [
            f"En tur skal besøge North One {TUESDAYS_DATE} (fastlåst).",
            f"North One har lukket {TUESDAYS_DATE}.",
        ],
    )


def test_a_pin_against_the_answer_of_the_association_is_told() -> None:
    pin = Pin(must=True, date=TUESDAY, association="red")
    season = two_weeks(pins=(pin,), answers={("red", TUESDAY, "morning"): Answer.NO})
    check(
        season,
        [
            "The Red kan på 13 af sæsonens 14 åbne datoer.",
            f"The Red skal have vagt {TUESDAYS_DATE} (fastlåst).",
            f"The Red kan ikke have vagt {TUESDAYS_DATE}.",
        ],
        replace(season, answers={}),
        replace(season, pins=()),
    )


def test_an_association_pinned_to_a_date_without_any_tour_is_told() -> None:
    pin = Pin(must=True, date=TUESDAY, association="red")
    season = two_weeks(pins=(pin,))
    stops = (replace(stop, closed=frozenset({TUESDAY})) for stop in season.stops)
    check(
        replace(season, stops=tuple(stops)),
        [
            f"The Red skal have vagt {TUESDAYS_DATE} (fastlåst).",
            f"Der kan ikke køres nogen tur {TUESDAYS_DATE}.",
        ],
    )


def test_two_pins_that_say_the_opposite_are_told() -> None:
    must, never = (Pin(must=must, date=TUESDAY, stop="north-1") for must in (True, False))
    season = two_weeks(pins=(must, never))
    check(
        season,
        [
            f"En tur skal besøge North One {TUESDAYS_DATE} (fastlåst).",
            f"Ingen tur må besøge North One {TUESDAYS_DATE} (fastlåst).",
        ],
        replace(season, pins=(must,)),
        replace(season, pins=(never,)),
    )


def test_two_pins_for_which_one_tour_is_not_enough_are_told() -> None:
    one, other = (Pin(must=True, date=TUESDAY, stop=stop) for stop in ("north-1", "north-2"))
    season = two_weeks(pins=(one, other))
    check(
        season,
        [
            f"En tur skal besøge North One {TUESDAYS_DATE} (fastlåst).",
            f"En tur skal besøge North Two {TUESDAYS_DATE} (fastlåst).",
            (
                "Ingen tur kan besøge både North One og North Two, og der kan højst køres 1 tur "
                f"{TUESDAYS_DATE}."
            ),
        ],
        replace(season, pins=(one,)),
        replace(season, pins=(other,)),
        replace(season, buses=a_season().buses),
    )


def test_an_area_whose_stop_is_closed_all_season_is_told() -> None:
    season = with_area(two_weeks(), "south", min_visits=1)
    closed = with_stop(season, "south-1", closed=frozenset(season.dates))
    check(
        closed,
        ["South skal besøges mindst én gang.", "South One er lukket på alle sæsonens åbne datoer."],
        season,
    )


def test_an_area_without_a_stop_is_told() -> None:
    season = with_area(two_weeks(), "south", min_visits=1)
    stops = tuple(stop for stop in season.stops if stop.area != "south")
    check(
        replace(season, stops=stops),
        ["South skal besøges mindst én gang.", "South har intet stoppested."],
    )


def test_a_stop_too_far_for_every_slot_is_told_in_minutes() -> None:
    season = with_area(with_stop(two_weeks(), "south-1", visit_minutes=170), "south", min_visits=1)
    check(
        season,
        [
            "South skal besøges mindst én gang.",
            (
                "En tur til South One tager mindst 190 minutter med opholdet på 170 minutter; det "
                "længste tidsrum er på 180 minutter."
            ),
        ],
        with_stop(season, "south-1", visit_minutes=160),
        with_area(season, "south", min_visits=0),
    )


def test_a_stop_whose_hours_fit_no_slot_is_told_with_its_hours() -> None:
    hours = {"opens": Clock.parse("15:00"), "closes": Clock.parse("16:30")}
    season = with_area(two_weeks(), "south", min_visits=1)
    check(
        with_stop(season, "south-1", **hours),
        [
            "South skal besøges mindst én gang.",
            (
                "Opholdet på 30 minutter ved South One kan ikke nås i noget tidsrum: stoppestedet "
                "har kun åbent kl. 15.00–16.30."
            ),
        ],
        season,
    )


def test_a_stop_to_which_no_way_leads_is_told() -> None:
    season = with_area(two_weeks(), "south", min_visits=1)
    pairs = (f"{place}__south_1" for place in ("hall", "north_1", "north_2", "east_1"))
    check(
        replace(season, travel=travel(**dict.fromkeys(pairs))),
        ["South skal besøges mindst én gang.", "Ingen bus kan køre til South One."],
    )


def test_tours_to_areas_with_a_tag_that_none_has_are_told() -> None:
    season = with_tours(two_weeks(), requirements=(Requirement("havn", 1),))
    check(
        season,
        [
            "Mindst 1 tur skal besøge et område med mærket 'havn'.",
            "Intet område har mærket 'havn'.",
        ],
    )


def test_weeks_between_visits_against_the_visits_that_must_be_are_told() -> None:
    season = with_area(two_weeks(), "east", min_visits=2)
    season = replace(season, visits=VisitLimits(2, 3))
    check(
        season,
        [
            "East skal besøges mindst 2 gange.",
            "Der skal gå mindst 21 dage fra ét besøg i East til det næste.",
            f"East kan tidligst besøges {MONDAYS_DATE} og senest søndag den 25. januar 2026.",
        ],
        replace(season, visits=VisitLimits(2, 1)),
        with_area(season, "east", min_visits=1),
    )
