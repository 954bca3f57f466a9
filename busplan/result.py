"""A plan with what is claimed of it: the score, goal by goal, and how good it is proved to be."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from busplan.goals import GoalScore, goal_scores
from busplan.plan import Plan

__all__ = ["GoalScore", "Result", "Status", "judge", "round_up", "status_of"]

Status = Literal["optimal", "feasible"]

DECIMALS = 4
"""Decimals of amounts, points, score and bound in plan.json."""

RELATIVE_TOLERANCE = 0.000001
ABSOLUTE_TOLERANCE = 0.01
"""A gap up to relative × |score| + absolute points counts as closed (contract, section 4)."""


@dataclass(frozen=True)
class Result:
    """A plan and the statement that stands with it in plan.json.

    Attributes
    ----------
    status
        optimal when the bound meets the score, else feasible.
    score
        Sum of the goals' points.
    bound
        A proved upper bound, in points, of the score of every plan that keeps the rules.
    goals
        All seven goals in the order of the contract, rounded to 4 decimals as written.
    sound
        False when verification found a broken rule or a wrong figure: then nothing is proved.
    """

    plan: Plan
    status: Status
    score: float
    bound: float
    goals: tuple[GoalScore, ...]
    sound: bool = True

    @property
    def gap(self) -> float:
        """How far the best possible plan may be above this one, as a share of the score."""
        return max(0.0, self.bound - self.score) / max(1.0, abs(self.score))


def status_of(score: float, bound: float) -> Status:
    """Judge from score and bound whether a plan is proved optimal (contract, section 4)."""
    closed = bound - score <= RELATIVE_TOLERANCE * abs(score) + ABSOLUTE_TOLERANCE
    return "optimal" if closed else "feasible"


def judge(plan: Plan, bound: float) -> Result:
    """Score a plan and state it against a proved bound, rounded as plan.json has it.

    Amounts, points and score are rounded to 4 decimals; the bound is rounded up, and is never
    below the score, which is itself proved possible.
    """
    exact = goal_scores(plan)
    score = round(sum(goal.points for goal in exact), DECIMALS)
    rounded = tuple(
        GoalScore(goal.goal, _tidy(goal.amount), goal.weight, _tidy(goal.points)) for goal in exact
    )
    bound = max(score, round_up(bound))
    return Result(plan, status_of(score, bound), score, bound, rounded)


def round_up(bound: float) -> float:
    """Round a bound up to 4 decimals, so that it stays true."""
    steps: int = 10**DECIMALS
    return math.ceil(bound * steps - 1e-6) / steps


def _tidy(value: float) -> float:
    return float(round(value, DECIMALS)) + 0.0  # + 0.0 turns -0.0 into 0.0
