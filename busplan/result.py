"""A plan with what is claimed of it: the score, goal by goal, and how good it is proved to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from busplan.plan import Plan

Status = Literal["optimal", "feasible"]

RELATIVE_TOLERANCE = 0.000001
ABSOLUTE_TOLERANCE = 0.01
"""A gap up to relative × |score| + absolute points counts as closed (contract, section 4)."""


@dataclass(frozen=True)
class GoalScore:
    """What one goal gave: the amount in the goal's unit, points per unit, and the points."""

    goal: str
    amount: float
    weight: float
    points: float


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
    """

    plan: Plan
    status: Status
    score: float
    bound: float
    goals: tuple[GoalScore, ...]

    @property
    def gap(self) -> float:
        """How far the best possible plan may be above this one, as a share of the score."""
        return max(0.0, self.bound - self.score) / max(1.0, abs(self.score))


def status_of(score: float, bound: float) -> Status:
    """Judge from score and bound whether a plan is proved optimal (contract, section 4)."""
    closed = bound - score <= RELATIVE_TOLERANCE * abs(score) + ABSOLUTE_TOLERANCE
    return "optimal" if closed else "feasible"
