"""GOALS as a whole: their order, their weights, the score, and the shape of repeats."""

from __future__ import annotations

from dataclasses import replace

import pytest

from busplan.goals import GOALS, goal_scores, score
from busplan.goals.goal import repeated
from busplan.season import DEFAULT_WEIGHTS, GOAL_NAMES, Season, TourLimits
from busplan.solver.cpsat import CpSat, Effort
from busplan.solver.model import build
from busplan.solver.tours import open_departures, route_pool
from tests.hand_season import hand_plan, hand_result
from tests.small_season import MONDAY, a_plan, a_season, a_tour


def test_the_goals_stand_in_the_order_of_the_contract() -> None:
    assert [goal.name for goal in GOALS] == list(GOAL_NAMES)
    assert list(DEFAULT_WEIGHTS) == list(GOAL_NAMES)


@pytest.mark.parametrize(
    ("count", "factor", "worth"),
    [(0, 0.4, 0), (1, 0.0, 1), (5, 0.0, 1), (2, 0.4, 1.4), (3, 1.0, 3), (3, 0.5, 1.75)],
)
def test_repeats_add_up_as_a_geometric_sum(count: int, factor: float, worth: float) -> None:
    assert repeated(count, factor) == pytest.approx(worth)


def test_the_plan_made_by_hand_scores_what_was_counted_by_hand() -> None:
    by_hand = {goal.goal: goal.amount for goal in hand_result().goals}
    counted = {goal.goal: goal.amount for goal in goal_scores(hand_plan())}
    assert counted == pytest.approx(by_hand)
    assert score(hand_plan()) == pytest.approx(1242.0)


def test_a_goal_of_weight_zero_is_still_counted_and_gives_no_points() -> None:
    season = a_season(weights=dict.fromkeys(GOAL_NAMES, 0))
    plan = a_plan(season, a_tour(season, MONDAY, "north-1", crew="blue"))
    scores = goal_scores(plan)
    assert [goal.goal for goal in scores] == list(GOAL_NAMES)
    assert scores[0].amount == 180
    assert all(goal.points == 0 for goal in scores)
    assert score(plan) == 0


def best(season: Season) -> float:
    model = build(season, route_pool(season, open_departures(season)))
    answer = CpSat(model.linear).solve(Effort(seconds=60, workers=1))
    assert answer.outcome == "optimal"
    return answer.bound


@pytest.mark.parametrize("goal", GOAL_NAMES)
def test_the_model_aims_at_the_one_goal_that_has_a_weight(goal: str) -> None:
    season = a_season(
        last_date=MONDAY,
        first_date=MONDAY,
        tours=TourLimits(min=1, max=1, max_visits=1),
        weights={**dict.fromkeys(GOAL_NAMES, 0), goal: 2},
    )
    season = replace(season, buses=season.buses[:1])
    at_best = {"reach": 180, "participation": 3, "spread": 0, "driving": -40}
    assert best(season) == pytest.approx(2 * at_best.get(goal, 0))


def test_with_every_weight_zero_all_plans_are_as_good_as_another() -> None:
    season = a_season(last_date=MONDAY, first_date=MONDAY, weights=dict.fromkeys(GOAL_NAMES, 0))
    assert best(season) == 0
