"""RULES as a whole: the table of contents, and what every rule owes its reader."""

from __future__ import annotations

from busplan.rules import ROUTE_RULES, RULES, name_of

IN_ORDER = [
    "ToursRunOnOpenDates",
    "BusMakesOneTourADay",
    "NumberOfToursIsKept",
    "ToursAWeekAreKept",
    "VisitsOnATourAreKept",
    "TourVisitsAreaOnce",
    "StopsAreOpen",
    "TimetableHolds",
    "VisitsPerAreaAreKept",
    "WeeksBetweenVisitsAreKept",
    "TourRequirementsAreMet",
    "EveryTourIsCrewed",
    "CrewRequirementsAreMet",
    "NobodyCrewsAgainstTheirAnswer",
    "ShiftsPerAssociationAreKept",
    "RestBetweenShifts",
    "CrewFitsTheSeats",
    "ApartPairsAreKeptApart",
    "PinsHold",
]


def test_the_rules_stand_in_the_order_a_planner_explains_them() -> None:
    assert [name_of(rule) for rule in RULES] == IN_ORDER


def test_the_route_rules_are_those_one_tour_keeps_by_itself() -> None:
    assert [name_of(rule) for rule in ROUTE_RULES] == [
        "ToursRunOnOpenDates",
        "VisitsOnATourAreKept",
        "TourVisitsAreaOnce",
        "StopsAreOpen",
        "TimetableHolds",
    ]


def test_a_rule_has_a_sentence_of_its_own() -> None:
    sentences = {(type(rule).__doc__ or "").strip() for rule in RULES}
    assert len(sentences) == len(RULES)
    assert all(sentence.endswith(".") for sentence in sentences)
