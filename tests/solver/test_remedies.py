"""Each remedy of a clash is a season that has a plan, and the least of its kind."""

from __future__ import annotations

from dataclasses import replace

from busplan.rules import RULES
from busplan.season import Answer, CrewLimits, Requirement, Season
from busplan.solver.reasons import find_clash
from busplan.solver.remedies import Remedies, remedies
from tests.small_season import MONDAY, with_area, with_association
from tests.solver.clashing_season import can_be_planned, danish, two_weeks, with_tours


def tried(season: Season) -> Remedies:
    return remedies(season, find_clash(season), 60)


def told(season: Season) -> list[str]:
    found = tried(season).found
    for remedy in found:
        assert can_be_planned(remedy.season)
        assert not [one for rule in RULES for one in rule.violations(remedy.plan)]
    return danish([remedy.sentence for remedy in found])


def test_too_many_tours_for_the_weeks_are_helped_by_fewer_or_by_more_a_week() -> None:
    season = with_tours(two_weeks(), min=4, max_per_week=1)
    assert told(season) == [
        "Op til 2 ture på en uge i stedet for 1.",
        "2 ture færre: mindst 2 i stedet for 4.",
    ]


def test_as_few_answers_as_will_do_are_asked_for() -> None:
    season = with_association(two_weeks(), "red", min_shifts=2, default_answer=Answer.NO)
    season = replace(season, answers={("red", MONDAY, "morning"): Answer.YES})
    sentences = told(season)
    assert "The Red nøjes med 1 vagt i stedet for 2." in sentences
    asked = [one for one in sentences if one.startswith("The Red siger ja til ")]
    assert len(asked) == 1
    assert " og " not in asked[0]


def test_a_tag_that_nobody_brings_is_helped_by_a_newcomer() -> None:
    season = replace(with_tours(two_weeks(), min=1), crew=CrewLimits(0, 3, (Requirement("x", 1),)))
    assert "1 forening mere med 'x', som kan alle dage." in told(season)


def test_a_closed_date_is_opened_where_there_are_too_few() -> None:
    season = with_tours(two_weeks(), min=1)
    season = replace(season, closed=frozenset(season.dates))
    found = tried(season).found
    assert sorted(remedy.kind for remedy in found) == ["calendar", "tours.min"]


def test_a_change_that_does_not_help_is_not_told() -> None:
    season = with_area(with_tours(two_weeks(), max=1), "north", min_visits=2)
    season = with_area(season, "south", min_visits=4, max_visits=2)
    assert tried(season).found == ()
