"""Clearly different plans that are nearly as good as the best one.

A plan within a share of the best score uses only staffed tours within that width of their price
(see `staffed_core`), so those tours hold every such plan. Among them CP-SAT looks for the plan
that is furthest from all that were given before: first in its visits, then in its shifts. Where
it finds none in a core that is complete, there is none.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from busplan.goals import score
from busplan.modelling import Linear
from busplan.plan import Plan
from busplan.result import Result
from busplan.season import Season
from busplan.solver.cpsat import CpSat, Effort, whole_scale, whole_up
from busplan.solver.decomposition import Decomposition
from busplan.solver.numbered import NumberedSeason, StaffedTour
from busplan.solver.progress import Budget, Progress
from busplan.solver.proving import Descent
from busplan.solver.search import VAST, search
from busplan.solver.solution import keeps_all_rules
from busplan.solver.staffed_core import CoreModel, StaffedCore, plan_of_tours
from busplan.solver.tours import RoutePool, open_departures
from busplan.what_if import Alternative, Alternatives, Step, StepWatcher, watch_no_steps

NEARLY = 0.01
"""Share of the best score that an alternative may lose."""

CLEARLY = 0.25
"""Share of a plan's visits that must be on another date or to another area, rounded up."""

BEST_SHARE, CORE_SHARE = 0.4, 0.4
"""Share of the time for the best plan, and of what is then left for the core."""

MOST_TOURS = 20_000
"""Staffed tours in the core at most; where there are more it is not complete."""

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
    visits = sum(len(tour.visits) for tour in plan.tours)
    asked = Alternatives(
        plan=plan,
        best=best,
        least_score=least,
        least_apart=max(1, math.ceil(CLEARLY * visits - 1e-9)),
        wanted=wanted,
        found=(),
        nothing_more=False,
    )
    core = _core(progress, best, least)
    watch(Step(2, wanted + 2))
    if core is None or not core.tours:
        # a complete core without tours leaves the empty plan alone
        return replace(asked, nothing_more=core is not None and core.complete and not visits)
    return _Choosing(progress, core, asked, watch).all()


# -- how far apart plans are -----------------------------------------------------------------------


def visits_apart(plan: Plan, other: Plan) -> int:
    """Count the visits, by date and area, that are not in both: half of them, rounded up."""
    theirs = [(tour.date, area.id) for tour, _, _, area in other.visits()]
    ours = [(tour.date, area.id) for tour, _, _, area in plan.visits()]
    shared = sum(visit in set(ours) for visit in theirs)
    return max(0, math.ceil((len(ours) + len(theirs) - 2 * shared) / 2))


def shifts_apart(plan: Plan, other: Plan) -> int:
    """Count the shifts, by date and association, that the other plan has and this one has not."""
    ours = {(tour.date, who) for tour in plan.tours for who in tour.crew}
    return sum((tour.date, who) not in ours for tour in other.tours for who in tour.crew)


# -- the core --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Core:
    """Staffed tours; `complete` when they hold every plan that is good enough."""

    numbered: NumberedSeason
    decomposition: Decomposition
    tours: Sequence[StaffedTour]
    complete: bool


def _core(progress: Progress, best: Result, least: float) -> _Core | None:
    """Find the tours that a plan of so many points can use; None when time ended first."""
    numbered = _numbered(progress.season)
    decomposition = Decomposition(numbered)
    decomposition.take(best.plan)
    Descent(progress, decomposition, progress.left * (1 - CORE_SHARE)).lower()
    priced = decomposition.best
    if priced is None or progress.left <= 0:
        return None
    needed = priced.bound - least
    found, width = StaffedCore(progress, decomposition).within(priced, needed, MOST_TOURS)
    tours = [tour for _, tour in found]
    return _Core(numbered, decomposition, tours, complete=width >= needed)


def _numbered(season: Season) -> NumberedSeason:
    table = RoutePool(season)
    is_whole = sum(map(table.count, open_departures(season))) < VAST
    return NumberedSeason(season, table, share=not is_whole)


# -- choosing among its tours ----------------------------------------------------------------------


@dataclass
class _Choosing:
    """A model of the core to which each plan that is given adds what keeps the next one away."""

    progress: Progress
    core: _Core
    asked: Alternatives
    watch: StepWatcher
    given: list[Plan] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.model = CoreModel(self.core.decomposition.coupling, self.core.tours)
        self.linear = self.model.linear
        self._demand_score()
        season = self.progress.season
        self.most_visits = season.tours.max * season.tours.max_visits
        self.most_apart = self.most_visits + max(self.most_visits, self._visits(self.asked.plan))
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
                self._cut(tours)
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
        numbered, season = self.core.numbered, self.progress.season
        visits = {(tour.date, area.id) for tour, _, _, area in plan.visits()}
        shifts = {(tour.date, who) for tour in plan.tours for who in tour.crew}
        terms: list[tuple[float, int]] = []
        for number, tour in enumerate(self.core.tours):
            day = numbered.departures[tour.departure].date
            shared = sum((day, season.areas[area].id) in visits for area in tour.areas)
            terms.append((float(len(tour.areas) - 2 * shared), number))
            new = sum((day, numbered.association_ids[who]) not in shifts for who in tour.crew)
            self.in_shifts.append((float(new), number))
        apart = Linear(tuple(terms), float(self._visits(plan)))
        self.linear.add_row(apart, 2.0 * self.asked.least_apart, math.inf)
        self.linear.add_row(apart - self.apart, 0.0, math.inf)
        self.given.append(plan)

    def _visits(self, plan: Plan) -> int:
        return sum(len(tour.visits) for tour in plan.tours)

    def _demand_score(self) -> None:
        """Demand the least score, in whole numbers that never leave a good plan out."""
        points = self.linear.objective
        terms = self.linear.merged(points)
        scale = whole_scale(coefficient for coefficient, _ in terms)
        scaled = tuple((float(whole_up(c * scale)), variable) for c, variable in terms)
        least = math.floor((self.asked.least_score - points.constant) * scale)
        self.linear.add_row(Linear(scaled), float(least), math.inf)

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

    def _cut(self, tours: Sequence[StaffedTour]) -> None:
        """Forbid exactly this choice of tours."""
        keys = {tour.key for tour in tours}
        terms = tuple(
            (1.0 if tour.key in keys else -1.0, number)
            for number, tour in enumerate(self.core.tours)
        )
        self.linear.add_row(Linear(terms), -math.inf, len(tours) - 1.0)
