"""Clearly different plans that are nearly as good as the best one.

A plan within a share of the best score uses only staffed tours within that width of their price
(see `staffed_core`), so those tours hold every such plan. Among them CP-SAT looks for the plan
that is furthest from all that were given before: first in its visits, then in its shifts. Where
it finds none in a core that is complete, there is none.
"""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, field, replace

from busplan.goals import score
from busplan.modelling import Linear
from busplan.plan import Plan
from busplan.solver.cpsat import CpSat, Effort
from busplan.solver.near_best import NearBest, near_best, shifts_apart, visits_apart, visits_of
from busplan.solver.numbered import StaffedTour
from busplan.solver.progress import Budget, Progress
from busplan.solver.search import search
from busplan.solver.solution import keeps_all_rules
from busplan.solver.staffed_core import plan_of_tours
from busplan.what_if import Alternative, Alternatives, Step, StepWatcher, watch_no_steps

NEARLY = 0.01
"""Share of the best score that an alternative may lose."""

CLEARLY = 0.25
"""Share of a plan's visits that must be on another date or to another area, rounded up."""

BEST_SHARE, CORE_SHARE = 0.4, 0.4
"""Share of the time for the best plan, and of what is then left for the core."""

FAR_ENOUGH = 0.15
"""Share by which a plan may be nearer than the furthest: to prove the furthest takes long."""

MOST_CUTS = 50
"""Solutions that turn out to break a rule, or to be too poor by a hair, before it ends."""


def find_alternatives(
    plan: Plan,
    wanted: int,
    budget: Budget,
    stop: threading.Event | None = None,
    watch: StepWatcher = watch_no_steps,
) -> Alternatives:
    """Find plans that score nearly as much as the best and are clearly different.

    Each is clearly different from the given plan, which must keep every rule, and from those
    before it. Plans are clearly different when at least `CLEARLY` of the given plan's visits, and
    at least one, are on another date or to another area.
    """
    stop = stop or threading.Event()
    progress = Progress(plan.season, budget, stop=stop)
    progress.offer(plan)
    seconds = budget.seconds * BEST_SHARE
    best = search(plan.season, replace(budget, seconds=seconds), stop=stop, known=(plan,)).result
    progress.offer(best.plan)
    watch(Step(1, wanted + 2))
    least = best.score - NEARLY * abs(best.score)
    visits = visits_of(plan)
    asked = Alternatives(
        plan=plan,
        best=best,
        least_score=least,
        least_apart=max(1, math.ceil(CLEARLY * visits - 1e-9)),
        wanted=wanted,
        found=(),
        nothing_more=False,
    )
    core = near_best(progress, best.plan, least, CORE_SHARE)
    watch(Step(2, wanted + 2))
    if core is None or not core.tours:
        # a complete core without tours leaves the empty plan alone
        return replace(asked, nothing_more=core is not None and core.complete and not visits)
    return _Choosing(progress, core, asked, watch).all()


# -- choosing among its tours ----------------------------------------------------------------------


@dataclass
class _Choosing:
    """A model of the core to which each plan that is given adds what keeps the next one away."""

    progress: Progress
    core: NearBest
    asked: Alternatives
    watch: StepWatcher
    given: list[Plan] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.model = self.core.model(self.asked.least_score)
        self.linear = self.model.linear
        season = self.progress.season
        self.most_visits = season.tours.max * season.tours.max_visits
        self.most_apart = self.most_visits + max(self.most_visits, visits_of(self.asked.plan))
        self.apart = self.linear.variable(self.most_apart)
        self.in_shifts: list[tuple[float, int]] = []
        self.give(self.asked.plan)

    def all(self) -> Alternatives:
        found: list[Alternative] = []
        cuts = 0
        while len(found) < self.asked.wanted and self.progress.left > 0:
            tours, disproved = self._furthest(self.asked.wanted - len(found))
            if not tours:
                return self._answer(found, nothing_more=disproved and self.core.complete)
            plan = plan_of_tours(self.core.numbered, tours)
            points = score(plan)
            if not keeps_all_rules(plan) or points < self.asked.least_score - 1e-6:
                self.core.cut(self.model, tours)
                cuts += 1
                if cuts > MOST_CUTS:
                    break
                continue
            ours = self.asked.plan
            found.append(
                Alternative(plan, points, visits_apart(ours, plan), shifts_apart(ours, plan))
            )
            self.give(plan)
            self.watch(Step(2 + len(found), 2 + self.asked.wanted))
        return self._answer(found, nothing_more=False)

    def _answer(self, found: list[Alternative], *, nothing_more: bool) -> Alternatives:
        return replace(self.asked, found=tuple(found), nothing_more=nothing_more)

    def give(self, plan: Plan) -> None:
        """Demand that all further plans are clearly different from this one, and say how far."""
        apart, new_shifts = self.core.apart_from(plan)
        self.in_shifts += new_shifts.terms
        self.linear.add_row(apart, 2.0 * self.asked.least_apart, math.inf)
        self.linear.add_row(apart - self.apart, 0.0, math.inf)
        self.given.append(plan)

    def _furthest(self, more: int) -> tuple[list[StaffedTour], bool]:
        """Give the tours of the plan furthest from all given ones; else whether there is none."""
        season = self.progress.season
        weight = len(self.given) * season.tours.max * season.crew.max + 1.0
        objective = [*self.in_shifts, *((weight * c, v) for c, v in self.apart.terms)]
        self.linear.objective = Linear(tuple(objective))
        effort = Effort.rest_of(self.progress, self.progress.left / more)
        answer = CpSat(self.linear).solve(
            effort, stop=self.progress.stop, relative_gap_limit=FAR_ENOUGH
        )
        self.progress.spend(answer.work)
        return self.model.chosen(answer.values), answer.outcome == "infeasible"
