"""Within the weights that are told the plan is the best of all; just beyond them it is not."""

from __future__ import annotations

import math
import threading
from dataclasses import replace

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from busplan.goals import GOALS, score
from busplan.plan import Plan
from busplan.result import judge
from busplan.season import GOAL_NAMES, Season
from busplan.solver import sensitivity
from busplan.solver.near_best import visits_apart
from busplan.solver.progress import Budget
from busplan.solver.sensitivity import weigh
from busplan.what_if import Step
from tests.small_season import MONDAY, a_plan, a_tour, with_area
from tests.solver.brute_force import plans_by_brute_force
from tests.solver.test_forcing import best_plan, one_tour
from tests.solver.test_search_against_brute_force import TINY, short_tours
from tests.strategies import examples, gentle_seasons

BUDGET = Budget(seconds=60)
CLOSED = 0.011
"""Points by which the best plan may be missed where the search calls it proved, and a little."""


def points_at(plan: Plan, goal: str, weight: float) -> float:
    weights = {**plan.season.weights, goal: weight}
    return sum(weights[one.name] * one.amount(plan) for one in GOALS)


def best_at(plans: list[Plan], goal: str, weight: float) -> float:
    return max(points_at(plan, goal, weight) for plan in plans)


def assert_nearest(
    plans: list[Plan], plan: Plan, other: Plan, goal: str, weight: float, way: int
) -> None:
    """See that no plan that takes over at the same weight, no later, is nearer than the other."""
    amount = {one.name: one.amount for one in GOALS}[goal]
    tied = [
        one
        for one in plans
        if way * (amount(one) - amount(other)) >= 0
        and abs(points_at(one, goal, weight) - points_at(plan, goal, weight)) < 1e-9
    ]
    assert visits_apart(plan, other) <= min(visits_apart(plan, one) for one in tied)


@examples(25)
@given(gentle_seasons(**TINY).map(short_tours), st.data())
def test_inside_its_range_the_plan_is_the_best_and_just_outside_it_is_not(
    season: Season, data: st.DataObject
) -> None:
    plans = list(plans_by_brute_force(season))
    assume(plans)
    plan = max(plans, key=score)
    found = weigh(plan, BUDGET)
    assert found.standing == "best"
    assert [one.goal for one in found.ranges] == list(GOAL_NAMES)
    for one in found.ranges:
        assert one.lower.exact
        assert one.upper.exact
        assert one.lower.proved <= one.weight + 1e-9
        assert one.upper.proved >= one.weight - 1e-9
        highest = 1e6 if math.isinf(one.upper.proved) else one.upper.proved
        inside = data.draw(st.sampled_from((0.1, 0.5, 0.9)))
        between = one.lower.proved + inside * (highest - one.lower.proved)
        for weight in (one.lower.proved, between, highest):
            best = best_at(plans, one.goal, weight)
            assert points_at(plan, one.goal, weight) >= best - CLOSED - 2e-6 * abs(best)
        for end, way in ((one.lower, -1), (one.upper, 1)):
            if end.other is None:
                event(f"no end, {'below' if way < 0 else 'above'}")
                continue
            event(f"an end, {'below' if way < 0 else 'above'}")
            outside = end.left + way * max(1e-6, 1e-6 * abs(end.left))
            ahead = points_at(end.other, one.goal, outside) - points_at(plan, one.goal, outside)
            assert ahead > 0
            if end.left > 0.1 or way > 0:
                assert_nearest(plans, plan, end.other, one.goal, end.left, way)


def test_the_end_is_where_two_lines_meet() -> None:
    """North has 180 points of reach and one tour; South 150, and half an hour less to drive."""
    season = with_area(one_tour(), "south", residents=150)
    weights = {**season.weights, "local": 10.0}
    here = replace(season.associations[0], home_areas=("south",))
    season = replace(season, weights=weights, associations=(here, *season.associations[1:]))
    plan = a_plan(season, a_tour(season, MONDAY, "north-1", slot="morning"))
    found = {one.goal: one for one in weigh(plan, BUDGET).ranges}
    # South brings 150 of reach, and one local association: 150 w + 10 against 180 w
    assert found["reach"].lower.left == pytest.approx(1 / 3)
    assert found["reach"].lower.exact
    assert math.isinf(found["reach"].upper.proved)
    assert found["local"].upper.left == pytest.approx(30)
    other = found["local"].upper.other
    assert other is not None
    assert len(other.tours_by_area["south"]) == 1
    assert found["local"].lower.proved == 0.0
    assert found["local"].lower.other is None


def test_a_plan_that_is_not_the_best_has_no_ranges_and_the_better_one_is_given() -> None:
    season = one_tour()
    plan = a_plan(season, a_tour(season, MONDAY, "south-1", slot="morning"))
    found = weigh(plan, BUDGET)
    assert found.standing == "beaten"
    assert found.ranges == ()
    assert found.again is not None
    assert found.again.score == 180


def test_without_time_nothing_is_claimed() -> None:
    season = one_tour()
    plan = best_plan(season)
    assert plan is not None
    stop = threading.Event()
    stop.set()
    found = weigh(plan, BUDGET, stop)
    assert (found.standing, found.again) == ("open", None)
    for one in found.ranges:
        assert not one.lower.exact
        assert not one.upper.exact
        assert one.lower.proved is one.upper.proved is None


def test_ends_that_are_not_proved_are_at_least_so_far_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A search that proves nothing but at the season's own weights leaves only those."""
    season = one_tour()
    plan = best_plan(season)
    assert plan is not None

    class Report:
        result = judge(plan, score(plan))

    def only_here(asked: Season, *_: object, **__: object) -> type[Report]:
        Report.result = judge(replace(plan, season=asked), 180.0 if asked == season else 1e6)
        return Report

    monkeypatch.setattr(sensitivity, "search", only_here)
    found = weigh(plan, BUDGET)
    assert found.standing == "best"
    for one in found.ranges:
        assert one.upper.proved == one.weight
        assert not one.upper.exact
        assert one.lower.exact == (one.weight == 0.0)


def test_each_plan_that_is_made_is_told() -> None:
    season = one_tour()
    plan = best_plan(season)
    assert plan is not None
    steps: list[Step] = []
    weigh(plan, BUDGET, watch=steps.append)
    assert [step.done for step in steps] == list(range(1, len(steps) + 1))
    assert all(step.expected >= step.done for step in steps)
