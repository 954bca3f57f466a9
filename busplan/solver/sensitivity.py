"""How far each weight may move before another plan is the best: exact, by planning again.

With all weights but one held, a plan's score is a line over that weight, and the best score is
the highest of all those lines: convex and piecewise linear. So where a better plan is found, the
plan's line is cut with that plan's line, the season is planned again at the cut, and so on until
nothing is better there: finite, as there are finitely many plans. Eisner and Severance (1976),
"Mathematical techniques for efficient record segmentation in large shared databases", J. ACM 23.
"""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass, field, replace
from typing import Literal

from busplan.errors import NoPlanExists, NoPlanInTime
from busplan.goals import GOALS
from busplan.plan import Plan
from busplan.result import Result, status_of
from busplan.season import GOAL_NAMES, Season
from busplan.solver.progress import Budget
from busplan.solver.search import search
from busplan.solver.takeover import nearest_better
from busplan.what_if import (
    End,
    Sensitivity,
    Standing,
    Step,
    StepWatcher,
    WeightRange,
    watch_no_steps,
)

ALONE = 100.0
"""Weight of a goal that is the only one that counts: so that small amounts are told apart."""

PROBE_SHARE = 0.6
"""Share of the time for an end that one plan may use, so that another can be tried inside."""

ENOUGH_MORE = 0.05
"""The plan that takes over is chosen where one that is known is better by so many points."""

SAME = 1e-9
"""Share of a figure below which a difference is noise of floating point."""


def weigh(
    plan: Plan,
    budget: Budget,
    stop: threading.Event | None = None,
    watch: StepWatcher = watch_no_steps,
) -> Sensitivity:
    """Find, for each goal, the weights between which a plan stays the best of all.

    The plan must keep every rule of its season. Where time ends first, or `stop` is set, ends are
    less than exact, and say so.
    """
    return _Weighing(plan, budget, stop or threading.Event(), watch).all_goals()


@dataclass
class _Weighing:
    """The plans found so far, and the time that is left."""

    plan: Plan
    budget: Budget
    stop: threading.Event
    watch: StepWatcher
    began: float = field(default_factory=time.monotonic)
    others: list[Plan] = field(default_factory=list)
    solved: int = 0
    ends_left: int = 2 * len(GOAL_NAMES)

    def __post_init__(self) -> None:
        self.season = self.plan.season
        self.amounts = _amounts(self.plan)

    # -- the questions -----------------------------------------------------------------------

    def all_goals(self) -> Sensitivity:
        again = self._best_at(self.season, self._seconds_left() / 2)
        standing = self._standing(again)
        if standing == "beaten":
            return Sensitivity(self.plan, standing, again, ())
        ranges = tuple(self._range(goal, proved=standing == "best") for goal in GOAL_NAMES)
        return Sensitivity(self.plan, standing, again, ranges)

    def _standing(self, again: Result | None) -> Standing:
        if again is None:
            return "open"
        score = self._points(self.plan, self.season)
        if status_of(score, again.bound) == "optimal":
            return "best"
        return "beaten" if status_of(score, again.score) != "optimal" else "open"

    def _range(self, goal: str, *, proved: bool) -> WeightRange:
        weight = self.season.weights[goal]
        if weight == 0.0:
            lower = End(0.0, endless=True) if proved else End(None)
            self.ends_left -= 1
        else:
            lower = self._end(goal, -1, proved=proved)
        upper = self._end(goal, 1, proved=proved)
        return WeightRange(goal, weight, self.amounts[goal], lower, upper)

    def _end(self, goal: str, way: Literal[-1, 1], *, proved: bool) -> End:
        """Go to the nearest weight at which a plan that is known takes over; look again there."""
        weight = self.season.weights[goal]
        ends_at = time.monotonic() + self._seconds_left() / max(1, self.ends_left)
        self.ends_left -= 1
        inner = weight if proved else None
        at, other = self._nearest(goal, way)
        if other is None:
            met = self._nothing_beyond(goal, way, ends_at)
            at, other = self._nearest(goal, way)
            if other is None:
                if met and proved:
                    return End(math.inf if way > 0 else 0.0, endless=True)
                return End(inner)
        while proved and time.monotonic() < ends_at and not self.stop.is_set():
            if self._is_best(self._with(goal, at), ends_at, other):
                return End(at, at, self._least_other(goal, way, at, other, ends_at))
            nearer, taker = self._nearest(goal, way)
            if abs(nearer - at) <= SAME * max(1.0, abs(at)):
                inner = self._proved_inside(goal, weight, at, ends_at)
                break
            at, other = nearer, taker
        return End(inner, at, other)

    def _nothing_beyond(self, goal: str, way: Literal[-1, 1], ends_at: float) -> bool:
        """Prove that the plan stays the best however far the weight moves, or find who takes over.

        Upwards that is so when no plan has more of the goal, so the goal alone is planned for.
        """
        if way < 0:
            return self._is_best(self._with(goal, 0.0), ends_at)
        alone = {name: ALONE if name == goal else 0.0 for name in GOAL_NAMES}
        return self._is_best(replace(self.season, weights=alone), ends_at)

    def _proved_inside(self, goal: str, weight: float, at: float, ends_at: float) -> float:
        """Prove the plan the best halfway to an end that could not be proved in time, or not."""
        between = (weight + at) / 2
        return between if self._is_best(self._with(goal, between), ends_at) else weight

    def _least_other(
        self, goal: str, way: Literal[-1, 1], at: float, other: Plan | None, ends_at: float
    ) -> Plan | None:
        """Give, of the plans that take over at an end, the one that differs least."""
        if other is None:
            return None
        more = way * (_amounts(other)[goal] - self.amounts[goal])
        beyond = at + way * ENOUGH_MORE / more
        seconds = ends_at - time.monotonic()
        if beyond < 0.0 or seconds <= 0.0 or self.stop.is_set():
            return other
        season = self._with(goal, beyond)
        budget = replace(self.budget, seconds=seconds)
        nearer = nearest_better(season, self.plan, other, budget, self.stop)
        if nearer is None:
            return other
        self.others.append(replace(nearer, season=self.season))
        meets = self._cut(goal, way, self.others[-1])
        return self.others[-1] if abs(meets - at) <= SAME * max(1.0, abs(at)) else other

    # -- lines and cuts ----------------------------------------------------------------------

    def _nearest(self, goal: str, way: Literal[-1, 1]) -> tuple[float, Plan | None]:
        """Give the nearest weight at which a known plan takes over, and that plan."""
        nearest: tuple[float, Plan | None] = (math.inf * way, None)
        for other in self.others:
            at = self._cut(goal, way, other)
            if at >= 0.0 and way * at < way * nearest[0]:
                nearest = (at, other)
        return nearest

    def _cut(self, goal: str, way: Literal[-1, 1], other: Plan) -> float:
        """Give the weight at which another plan takes over; infinite where it never does."""
        more = way * (_amounts(other)[goal] - self.amounts[goal])
        if more <= SAME * max(1.0, abs(self.amounts[goal])):
            return math.inf * way
        behind = self._points(self.plan, self.season) - self._points(other, self.season)
        return self.season.weights[goal] + way * max(0.0, behind) / more

    def _with(self, goal: str, weight: float) -> Season:
        return replace(self.season, weights={**self.season.weights, goal: weight})

    def _points(self, plan: Plan, season: Season) -> float:
        amounts = _amounts(plan)
        return math.fsum(season.weights[goal] * amounts[goal] for goal in GOAL_NAMES)

    # -- planning again ----------------------------------------------------------------------

    def _is_best(self, season: Season, ends_at: float, other: Plan | None = None) -> bool:
        """Plan with other weights; True when the plan is proved the best there.

        A better plan is remembered.
        """
        found = self._best_at(season, PROBE_SHARE * (ends_at - time.monotonic()), other)
        if found is None:
            return False
        score = self._points(self.plan, season)
        ahead = self._points(found.plan, season) - score
        if ahead > SAME * max(1.0, abs(score)):
            self.others.append(replace(found.plan, season=self.season))
            if status_of(score, found.score) != "optimal":
                return False
        return status_of(score, found.bound) == "optimal"

    def _best_at(self, season: Season, seconds: float, other: Plan | None = None) -> Result | None:
        if seconds <= 0 or self.stop.is_set():
            return None
        known = [self.plan] if other is None else [self.plan, other]
        budget = replace(self.budget, seconds=seconds)
        try:
            found = search(season, budget, stop=self.stop, known=known, break_ties=False).result
        except (NoPlanInTime, NoPlanExists):
            return None
        self.solved += 1
        self.watch(Step(self.solved, max(self.solved, 1 + 3 * 2 * len(GOAL_NAMES))))
        return found

    def _seconds_left(self) -> float:
        return self.budget.seconds - (time.monotonic() - self.began)


def _amounts(plan: Plan) -> dict[str, float]:
    return {goal.name: goal.amount(plan) for goal in GOALS}
