"""Answers to "what if?" about a plan, as values: other weights, more tours, other plans as good.

The solver makes them, the renderers put them into words; neither knows the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from busplan.errors import Message
from busplan.plan import Plan
from busplan.result import Result

Standing = Literal["best", "beaten", "open"]
"""Is a plan the best at its season's own weights: proved, disproved, or neither in time?"""


@dataclass(frozen=True)
class Step:
    """One more plan was made: how many so far, and how many there may be in all."""

    done: int
    expected: int


StepWatcher = Callable[[Step], None]


def watch_no_steps(step: Step) -> None:
    """Watch nothing."""
    del step


# -- other weights ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class End:
    """One end of the range in which a plan stays the best while one weight moves.

    Attributes
    ----------
    proved
        Up to (or down to) this weight the plan is proved the best; None where nothing is proved.
    left
        Beyond this weight the plan is not the best: the weight at which `other` is as good. None
        where no such plan was found.
    other
        The plan that takes over there.
    endless
        True when it is proved that no plan takes over: then `proved` is infinite, or 0 below.
    """

    proved: float | None
    left: float | None = None
    other: Plan | None = None
    endless: bool = False

    @property
    def exact(self) -> bool:
        """True when the end itself is proved, or that there is none."""
        return self.endless or (self.left is not None and self.proved == self.left)


@dataclass(frozen=True)
class WeightRange:
    """The weights of one goal between which a plan stays the best, all other weights held."""

    goal: str
    weight: float
    amount: float
    lower: End
    upper: End


@dataclass(frozen=True)
class Sensitivity:
    """Whether a plan is the best at its season's own weights, and the range of each weight.

    Attributes
    ----------
    standing
        best: proved; beaten: `again` holds a better plan, and there are no ranges; open: neither
        was proved in time, so only `End.left` is known.
    again
        What planning again at the season's own weights gave; None without time for it.
    """

    plan: Plan
    standing: Standing
    again: Result | None
    ranges: tuple[WeightRange, ...]


# -- more tours ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rung:
    """The plans with one number of tours.

    Attributes
    ----------
    tours
        How many tours.
    free
        The best plan found with so many tours, whatever fewer tours would visit.
    nested
        The best plan found that takes no visit from any area that fewer tours visit.
    reasons
        Why there is no plan with so many tours, where that is so.
    holds
        True when fewer tours visit areas, whose visits must be kept.
    """

    tours: int
    free: Result | None = None
    nested: Result | None = None
    reasons: tuple[Message, ...] = ()
    holds: bool = False

    @property
    def cost_at_least(self) -> float:
        """Points that nesting costs at least: by the free plan and the nested one's bound."""
        if self.free is None or self.nested is None:
            return 0.0
        return max(0.0, min(self.free.score - self.nested.bound, self.cost_at_most))

    @property
    def cost_at_most(self) -> float:
        """Points that nesting costs at most: by the free bound and the nested plan."""
        if self.free is None or self.nested is None or not self.holds:
            return 0.0
        if self.free.status == "optimal":
            return max(0.0, self.free.score - self.nested.score)
        return max(0.0, self.free.bound - self.nested.score)


@dataclass(frozen=True)
class Ladder:
    """Plans for rising numbers of tours in which no area ever loses a visit.

    `complete` is False when time, or a stop, ended it before every number had its plan.
    """

    rungs: tuple[Rung, ...]
    complete: bool


# -- other plans that are about as good ------------------------------------------------------------


@dataclass(frozen=True)
class Alternative:
    """Another plan, and how it differs from the one that was given.

    Attributes
    ----------
    score
        Points, with the season's weights.
    visits_apart
        Half the visits that only one of the two plans makes, rounded up, each told by its date
        and area: a visit that is moved or replaced counts one.
    shifts_apart
        Shifts (date and association) of this plan that the given one does not have.
    """

    plan: Plan
    score: float
    visits_apart: int
    shifts_apart: int


@dataclass(frozen=True)
class Alternatives:
    """Plans that are clearly different from a given one, and nearly as good as the best.

    Attributes
    ----------
    best
        The best plan found, with its bound.
    least_score
        What an alternative must score at least, in points.
    least_apart
        How many visits must be apart at least for plans to be clearly different.
    found
        Each clearly different from the given plan and from those before it.
    nothing_more
        True when it is proved that no further plan is both good enough and clearly different from
        all of these.
    """

    plan: Plan
    best: Result
    least_score: float
    least_apart: int
    wanted: int
    found: tuple[Alternative, ...]
    nothing_more: bool
