"""What is wanted: each goal with its amount, in the order of the contract, section 3.

Weights stand with the season (`Season.weights`, defaults in `season.DEFAULT_WEIGHTS`), never in
a goal; `score` is the one place where amounts and weights meet.
"""

from __future__ import annotations

from busplan.goals.driving import DriveLittle
from busplan.goals.goal import Goal, GoalScore
from busplan.goals.local import BringLocals
from busplan.goals.needs import MeetNeeds
from busplan.goals.participation import LetManyTakePart
from busplan.goals.reach import ReachResidents
from busplan.goals.spread import SpreadOverTheSeason
from busplan.goals.wishes import KeepToWishes
from busplan.plan import Plan

GOALS: tuple[Goal, ...] = (
    ReachResidents(),
    LetManyTakePart(),
    KeepToWishes(),
    BringLocals(),
    MeetNeeds(),
    SpreadOverTheSeason(),
    DriveLittle(),
)


def goal_scores(plan: Plan) -> tuple[GoalScore, ...]:
    """Count every goal in a plan: amount, weight and points, unrounded."""
    weights = plan.season.weights
    scores: list[GoalScore] = []
    for goal in GOALS:
        amount = goal.amount(plan)
        scores.append(GoalScore(goal.name, amount, weights[goal.name], weights[goal.name] * amount))
    return tuple(scores)


def score(plan: Plan) -> float:
    """Add up weight × amount over all goals, in points (contract, section 3)."""
    return sum(goal.points for goal in goal_scores(plan))


__all__ = ["GOALS", "Goal", "GoalScore", "goal_scores", "score"]
