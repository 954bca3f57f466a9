"""The ceiling needs no solver, and no plan of any season scores more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from busplan.goals import GOALS, score
from busplan.plan import Plan
from busplan.rules.availability import NobodyCrewsAgainstTheirAnswer
from busplan.rules.rest_between_shifts import RestBetweenShifts
from busplan.season import Answer, Area, ResidentPoint, Season
from busplan.solver.ceiling import MOST, ceiling
from tests.small_season import MONDAY, TUESDAY, a_season, with_area, with_association
from tests.solver.brute_force import plans_by_brute_force
from tests.solver.test_search_against_brute_force import TINY, short_tours
from tests.strategies import examples, gentle_seasons, plans, seasons, trimmed


@examples(40)
@given(st.one_of(gentle_seasons(**TINY), seasons(**TINY)).map(short_tours))
def test_no_plan_that_keeps_the_rules_scores_more_than_the_ceiling(season: Season) -> None:
    best = max(map(score, plans_by_brute_force(season)), default=None)
    event("no plan" if best is None else "a plan")
    if best is not None:
        assert best <= ceiling(season) + 1e-9


@examples(100)
@given(seasons().flatmap(plans))
def test_no_goal_of_a_plan_within_the_limits_is_above_its_own_ceiling(plan: Plan) -> None:
    """The plan may break rules, but for those that the ceiling counts on."""
    plan = trimmed(plan)
    season = plan.season
    tours = [replace(tour, crew=tour.crew[: season.crew.max]) for tour in plan.tours]
    plan = replace(plan, tours=tuple(tours))
    counted_on = (NobodyCrewsAgainstTheirAnswer(), RestBetweenShifts())
    for goal in GOALS:
        if goal.name == "wishes" and any(list(rule.violations(plan)) for rule in counted_on):
            continue
        assert goal.amount(plan) <= MOST[goal.name](season) + 1e-9, goal.name


def one_goal(season: Season, goal: str, weight: float = 1.0) -> Season:
    """Switch all goals off but one."""
    return replace(season, weights={**dict.fromkeys(season.weights, 0.0), goal: weight})


def small(**changes: object) -> Season:
    """Two tours of one stop, crews of two, and three of who can be on board."""
    season = a_season(**changes)
    return replace(
        season,
        tours=replace(season.tours, max=2, max_visits=1),
        crew=replace(season.crew, max=2),
    )


def test_reach_takes_the_most_rewarding_areas_first() -> None:
    """North has 60 + 3 × 40 = 180; its second visit is worth 72, South's first 50."""
    season = one_goal(small(), "reach", 0.5)
    assert ceiling(season) == pytest.approx(0.5 * (180 + 72))


def test_reach_counts_no_more_visits_to_an_area_than_it_may_have() -> None:
    season = one_goal(with_area(small(), "north", max_visits=1), "reach")
    assert ceiling(season) == pytest.approx(180 + 50)


@pytest.mark.parametrize(("factor", "most"), [(0.0, 180 + 50), (1.0, 180 + 180)])
def test_reach_weighs_repeats_by_their_factor(factor: float, most: float) -> None:
    season = small()
    season = replace(season, reach=replace(season.reach, repeat_factor=factor))
    assert ceiling(one_goal(season, "reach")) == pytest.approx(most)


def test_with_a_residents_file_each_visit_may_reach_others_anew() -> None:
    """Two stops of North reach 10 and 30; either visit may be the one that reaches 30."""
    points = (
        ResidentPoint(11.3, 55.5, 10, area="north", stops=frozenset({"north-1"})),
        ResidentPoint(11.3, 55.5, 30, area="north", stops=frozenset({"north-2"})),
        ResidentPoint(11.3, 55.2, 25, area="south", stops=frozenset({"south-1"})),
        ResidentPoint(11.3, 55.2, 99, area="south"),
    )
    assert ceiling(one_goal(small(residents=points), "reach")) == pytest.approx(30 + 30)


def test_participation_fills_the_crews_with_new_associations_first() -> None:
    assert ceiling(one_goal(small(), "participation")) == pytest.approx(3 + 0.4)
    nobody_else = with_association(small(), "red", max_shifts=0)
    assert ceiling(one_goal(nobody_else, "participation")) == pytest.approx(2 + 0.8)


def test_wishes_count_each_preferred_slot_up_to_the_shifts_that_can_be() -> None:
    preferred = {("blue", day, "morning"): Answer.PREFER for day in (MONDAY, TUESDAY)}
    season = one_goal(small(answers=preferred), "wishes")
    assert ceiling(season) == 2
    assert ceiling(with_association(season, "blue", max_shifts=1)) == 1
    assert ceiling(with_association(season, "red", default_answer=Answer.PREFER)) == 4


def test_local_counts_no_more_homes_than_a_tour_has_stops() -> None:
    season = with_association(small(), "red", home_areas=("north", "south"), max_shifts=1)
    assert ceiling(one_goal(season, "local")) == 1
    longer = replace(season, tours=replace(season.tours, max_visits=2))
    assert ceiling(one_goal(longer, "local")) == 2


def test_needs_count_only_what_somebody_can_bring() -> None:
    season = with_area(small(), "south", needs=("arabic", "host", "song"), max_visits=1)
    season = with_area(season, "east", needs=("arabic",))
    assert ceiling(one_goal(season, "needs")) == 2 + 1


@pytest.mark.parametrize("goal", ["spread", "driving"])
def test_what_can_only_cost_gives_nothing_at_best(goal: str) -> None:
    assert ceiling(one_goal(small(), goal, 1000)) == 0


def test_a_season_that_wants_nothing_is_worth_nothing() -> None:
    assert ceiling(one_goal(small(), "reach", 0)) == 0


def test_a_season_without_stops_or_associations_has_a_ceiling_too() -> None:
    season = small(areas=(), stops=(), associations=())
    assert ceiling(season) == 0
    lonely = replace(season, areas=(Area("far", "Far", a_season().areas[0].geometry, 100),))
    assert ceiling(lonely) == 0
