"""What a shift is worth, and who could stand in, are exact differences of scores and rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from busplan.crewing import joining, leaving, stand_ins
from busplan.goals import score
from busplan.plan import Plan
from busplan.season import Answer, Association, CrewLimits, Requirement, Season
from tests.small_season import MONDAY, TUESDAY, a_plan, a_season, a_tour, with_association


def with_yellow(season: Season) -> Season:
    return replace(season, associations=(*season.associations, Association("yellow", "The Yellow")))


def two_tours(season: Season) -> Plan:
    return a_plan(
        season,
        a_tour(season, MONDAY, "north-1", "blue red"),
        a_tour(season, TUESDAY, "south-1", "blue green"),
    )


def test_stand_ins_are_ranked_by_the_score_with_them_on_board() -> None:
    season = with_association(with_yellow(a_season()), "yellow", home_areas=("north",))
    plan = two_tours(season)
    tour = plan.tours[0]
    ranked = stand_ins(plan, tour, season.association_by_id["blue"])
    assert [one.association.id for one in ranked] == ["yellow", "green"]
    for one in ranked:
        crew = tuple(sorted(("red", one.association.id)))
        other = replace(plan, tours=(replace(tour, crew=crew), plan.tours[1]))
        assert one.change.points == pytest.approx(score(other) - score(plan))
        assert one.change.allowed


def test_one_who_would_break_a_rule_comes_last_and_the_rule_is_named() -> None:
    season = with_association(with_yellow(a_season()), "yellow", default_answer=Answer.NO)
    plan = two_tours(season)
    last = stand_ins(plan, plan.tours[0], season.association_by_id["blue"])[-1]
    assert last.association.id == "yellow"
    assert [broken.rule for broken in last.change.broken] == ["NobodyCrewsAgainstTheirAnswer"]


def test_a_rest_too_short_is_seen_across_tours() -> None:
    season = with_association(a_season(), "green", min_days_between=3)
    plan = two_tours(season)
    change = joining(plan, plan.tours[0], season.association_by_id["green"])
    assert [broken.rule for broken in change.broken] == ["RestBetweenShifts"]


def test_a_shift_that_a_requirement_needs_is_told_by_the_rule_it_would_break() -> None:
    season = replace(a_season(), crew=CrewLimits(0, 3, (Requirement("host", 1),)))
    plan = two_tours(season)
    change = leaving(plan, plan.tours[0], season.association_by_id["blue"])
    assert [broken.rule for broken in change.broken] == ["CrewRequirementsAreMet"]
    assert change.points == pytest.approx(-40.0)  # the second shift of an association: 0.4 × 100
