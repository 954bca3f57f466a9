"""Repairs of a plan, as values: what the solver finds and the documents tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from busplan.change.disturbance import Difference
from busplan.plan import Plan
from busplan.result import status_of

Way = Literal["best", "steps_in", "swaps", "moves"]


@dataclass(frozen=True)
class Repair:
    """A new plan, and what it changes of the old.

    Attributes
    ----------
    way
        best: under a ceiling; steps_in: somebody fills the hole; swaps: a chain of shifts that
        change hands; moves: the tour runs on another date.
    bound
        No plan that repairs in this way scores more points; infinite where nothing is proved.
    """

    way: Way
    plan: Plan
    score: float
    bound: float
    difference: Difference

    @property
    def proved(self) -> bool:
        """True when no repair of the kind is better, a hundredth of a point aside."""
        return status_of(self.score, self.bound) == "optimal"


@dataclass(frozen=True)
class Ceiling:
    """What the best plan is when at most so much may be disturbed.

    `impossible` is True when it is proved that there is no such plan.
    """

    most_disturbed: int
    repair: Repair | None
    impossible: bool
