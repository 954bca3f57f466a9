"""Why no plan exists is told in sentences a coordinator can act on: crews, shifts, tours."""

from __future__ import annotations

from dataclasses import replace

from busplan.season import Answer, CrewLimits, Requirement
from busplan.solver.reasons import why_no_plan
from tests.small_season import (
    MONDAY,
    NEXT_MONDAY,
    TUESDAY,
    a_season,
    with_area,
    with_association,
    with_bus,
)
from tests.solver.clashing_season import MONDAYS_DATE, check, danish, two_weeks, with_tours


def test_too_few_who_speak_a_language_are_counted_as_the_coordinator_would() -> None:
    season = with_tours(two_weeks(), requirements=(Requirement("boligsocialt", 4),))
    season = replace(season, crew=CrewLimits(1, 3, (Requirement("arabisk", 1, "boligsocialt"),)))
    season = with_area(season, "north", tags=("boligsocialt",), max_visits=10)
    season = with_association(season, "blue", tags=("arabisk",), max_shifts=1)
    season = with_association(season, "green", tags=("arabisk",), max_shifts=2)
    check(
        season,
        [
            (
                "Der er kun 2 foreninger med 'arabisk', og de kan tilsammen højst tage 3 ture; "
                "4 ture til områder med mærket 'boligsocialt' er krævet."
            ),
            "Mindst 4 ture skal besøge et område med mærket 'boligsocialt'.",
            (
                "Hver tur til et område med mærket 'boligsocialt' skal have mindst 1 forening med "
                "'arabisk' om bord: The Blue og The Green."
            ),
            "The Blue tager højst 1 vagt.",
            "The Green tager højst 2 vagter.",
        ],
        with_tours(season, requirements=()),
        replace(season, crew=CrewLimits(1, 3)),
        with_association(season, "blue", max_shifts=2),
        with_association(season, "green", max_shifts=3),
    )


def test_a_tag_that_nobody_has_is_told() -> None:
    season = with_tours(two_weeks(), min=1)
    season = replace(season, crew=CrewLimits(0, 3, (Requirement("vært", 1),)))
    check(
        season,
        [
            "Ingen forening har 'vært'; 1 tur er krævet.",
            "Sæsonen skal have mindst 1 tur.",
            "Hver tur skal have mindst 1 forening med 'vært' om bord: ingen.",
        ],
        with_tours(season, min=0),
        with_association(season, "red", tags=("vært",)),
    )


def test_two_of_a_kind_are_not_found_in_one_association() -> None:
    season = with_tours(two_weeks(), min=2)
    season = replace(season, crew=CrewLimits(0, 3, (Requirement("arabic", 2),)))
    check(
        season,
        [
            (
                "Der er kun 1 forening med 'arabic', og den kan ikke tage en eneste tur; "
                "2 ture er krævet med mindst 2 af dem om bord."
            ),
            "Sæsonen skal have mindst 2 ture.",
            "Hver tur skal have mindst 2 foreninger med 'arabic' om bord: The Green.",
        ],
        with_association(season, "red", tags=("arabic",)),
    )


def test_too_few_associations_for_a_crew_are_counted() -> None:
    season = replace(with_tours(two_weeks(), min=2), crew=CrewLimits(4, 5))
    assert danish(why_no_plan(season))[0] == (
        "Der er kun 3 foreninger, og de kan tilsammen ikke tage en eneste tur; "
        "2 ture er krævet med mindst 4 af dem om bord."
    )


def test_too_few_open_dates_are_counted_week_by_week() -> None:
    season = with_tours(two_weeks(), min=3, max_per_week=1)
    check(
        season,
        [
            "Der er kun plads til 2 ture på de datoer, hvor der kan køres; mindst 3 er krævet.",
            "Sæsonen skal have mindst 3 ture.",
            "I uge 3 i 2026 er der plads til 1 tur.",
            "I uge 4 i 2026 er der plads til 1 tur.",
        ],
        with_tours(season, min=2),
        with_tours(season, max_per_week=2),
    )


def test_a_season_without_an_open_date_is_told() -> None:
    season = with_tours(two_weeks(), min=1)
    season = replace(season, closed=frozenset(season.dates))
    check(
        season,
        ["Der er ingen datoer, hvor der kan køres en tur.", "Sæsonen skal have mindst 1 tur."],
    )


def test_of_many_demands_of_one_kind_only_some_are_told_and_the_rest_counted() -> None:
    season = with_tours(two_weeks(), min=15, max=15)
    season = replace(season, slots=a_season().slots)
    told = danish(why_no_plan(season))
    assert told[0] == (
        "Der er kun plads til 14 ture på de datoer, hvor der kan køres; mindst 15 er krævet."
    )
    assert f"Bussen The Bus kører højst én tur {MONDAYS_DATE}." in told
    assert told[-1] == "Sæsonen skal have mindst 15 ture."
    assert told[-2] == "… og 8 krav mere af samme slags."


def test_more_shifts_than_an_association_can_are_told_with_the_dates_it_can() -> None:
    season = with_association(two_weeks(), "red", min_shifts=3, default_answer=Answer.NO)
    answers = {("red", day, "morning"): Answer.YES for day in (MONDAY, NEXT_MONDAY)}
    season = replace(season, answers=answers)
    check(
        season,
        [
            (
                f"The Red kan på 2 af sæsonens 14 åbne datoer: {MONDAYS_DATE} og mandag den 19. "
                "januar 2026."
            ),
            "The Red skal have mindst 3 vagter.",
        ],
        with_association(season, "red", min_shifts=2),
        replace(season, answers={**answers, ("red", TUESDAY, "morning"): Answer.IF_NEEDED}),
    )


def test_shifts_that_must_lie_too_far_apart_are_told() -> None:
    season = with_association(two_weeks(), "red", min_shifts=2, min_days_between=30)
    check(
        season,
        [
            "The Red skal have mindst 2 vagter.",
            "The Red skal have mindst 30 dage fra én vagt til den næste.",
            f"The Red kan tidligst have vagt {MONDAYS_DATE} og senest søndag den 25. januar 2026.",
        ],
        with_association(season, "red", min_days_between=13),
        with_association(season, "red", min_shifts=1),
    )


def test_a_pair_apart_of_which_each_tour_needs_both_is_told() -> None:
    season = with_tours(two_weeks(), min=1)
    required = (Requirement("arabic", 1), Requirement("song", 1))
    season = replace(season, crew=CrewLimits(0, 3, required))
    season = with_association(season, "red", tags=("song",), apart=("green",))
    check(
        season,
        [
            "Sæsonen skal have mindst 1 tur.",
            "Hver tur skal have mindst 1 forening med 'arabic' om bord: The Green.",
            "Hver tur skal have mindst 1 forening med 'song' om bord: The Red.",
            "The Green og The Red må ikke have vagt på samme tur.",
        ],
        with_association(season, "red", apart=()),
        with_tours(season, min=0),
        replace(season, crew=CrewLimits(0, 3, required[:1])),
        replace(season, crew=CrewLimits(0, 3, required[1:])),
    )


def test_too_few_seats_are_told_with_what_the_smallest_crew_takes() -> None:
    season = replace(with_tours(two_weeks(), min=1), crew=CrewLimits(3, 3))
    season = with_bus(season, "bus", seats=5)
    check(
        season,
        [
            "Sæsonen skal have mindst 1 tur.",
            "Hver tur skal have mindst 3 foreninger om bord.",
            "Bussen The Bus har 5 siddepladser til bemandingen.",
            "De 3 mindste foreninger møder med 6 personer tilsammen.",
        ],
        with_bus(season, "bus", seats=6),
        replace(season, crew=CrewLimits(2, 3)),
        with_association(season, "red", people=1),
    )


def test_a_bus_and_an_association_named_like_an_area_are_not_taken_for_it() -> None:
    season = with_association(two_weeks(), "red", id="east", min_shifts=3, max_shifts=None)
    season = replace(season, stops=tuple(stop for stop in season.stops if stop.area != "east"))
    season = with_association(season, "east", weekdays=frozenset({0}))
    assert danish(why_no_plan(season)) == [
        (
            f"The Red kan på 2 af sæsonens 14 åbne datoer: {MONDAYS_DATE} og mandag den 19. "
            "januar 2026."
        ),
        "The Red skal have mindst 3 vagter.",
    ]
