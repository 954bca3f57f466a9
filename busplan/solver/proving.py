"""From a first plan to a proof: bound by staffed tours, then the exact finish.

For larger seasons prices are found by rough rounds first, which cost a fraction; a dive then
makes a plan of them, and exact rounds lower the bound as far as time allows.
"""

from __future__ import annotations

import math
import random

from busplan.solver.construct import construct
from busplan.solver.decomposition import Decomposition
from busplan.solver.numbered import NumberedSeason
from busplan.solver.progress import Progress
from busplan.solver.rebuilding import Rebuilding
from busplan.solver.staffed_core import StaffedCore, offer
from busplan.solver.subgradient import PriceDescent
from busplan.solver.tie_break import break_ties_of_tours

QUICK = 1_000_000
"""Up to so many routes × departures × associations every round is exact from the start."""

REBUILD_SHARE = 0.05
"""Share of what is left that bettering the first plan may use before the bound is lowered."""

STALLED, PATIENCE = 0.002, 3
"""Rough rounds end once so many in a row moved bound and master by less than this share."""

BOUND_SHARE = 0.75
"""Share of what is left that lowering the bound may use."""

WIDE = 0.03
"""Share of the score from which on a gap is too wide for cores of larger seasons to close."""

MANY_TOURS = 25
"""With more tours than that a quick dive comes before the thorough one."""

DIVES = 2
"""A last dive is made where so many would fit into what lowering the bound may use."""

NEAR = 0.02
"""Share of the bound by which the master may be below it when a first dive is worth its time."""


def prove(progress: Progress, numbered: NumberedSeason) -> None:
    """Lower the bound and better the plan until they meet, or nothing is left."""
    decomposition = Decomposition(numbered)
    quick = sum(map(len, numbered.routes)) * len(numbered.association_ids) <= QUICK
    rebuilding = Rebuilding(progress, numbered, decomposition.pricing)
    if not quick:
        least = progress.left * (1 - REBUILD_SHARE)
        rebuilding.improve(lambda: not progress.closed and progress.left > least)
    if numbered.shares_routes:
        lower_by_prices(progress, decomposition)
        rebuilding.improve(lambda: not progress.ended)
        return
    if progress.best is not None:
        decomposition.take(progress.best)
    descent = Descent(progress, decomposition, progress.left * (1 - BOUND_SHARE))
    if not quick:
        descent.lower_roughly()
    descent.lower()
    if not quick and not progress.ended:
        least = progress.left * (1 - REBUILD_SHARE)
        rebuilding.improve(lambda: not progress.closed and progress.left > least)
    if progress.closed and decomposition.best is None:
        decomposition.round(lambda: progress.left)  # so that ties can be broken
    core = StaffedCore(progress, decomposition)
    if quick or progress.bound - progress.score <= WIDE * max(1.0, abs(progress.score)):
        core.search()
    tied = core.tied()
    if tied is not None:
        break_ties_of_tours(progress, decomposition.coupling, tied)
    if not quick and not numbered.season.pins:
        rebuilding.improve(lambda: not progress.ended)


def lower_by_prices(progress: Progress, decomposition: Decomposition) -> None:
    """Lower the bound of a vast season, whose master would be too slow, by moving prices alone."""
    least = progress.left * (1 - BOUND_SHARE)
    descent = PriceDescent(decomposition)
    spent = decomposition.work

    def seconds() -> float:
        if progress.budget.deterministic:
            return math.inf if progress.left > least else 0.0
        return progress.left - least

    while seconds() > 0 and not progress.closed and not descent.ended:
        if not descent.step(progress.score, seconds):
            return
        progress.spend(decomposition.work - spent)
        spent = decomposition.work
        if decomposition.best is not None:
            progress.lower_bound_to(decomposition.best.bound)


class Descent:
    """Lowers the bound round by round, and dives for plans where the master is good enough."""

    def __init__(self, progress: Progress, decomposition: Decomposition, least: float) -> None:
        self._progress = progress
        self._decomposition = decomposition
        self._least = least
        self._spent = 0.0
        self._a_dive = 0.0
        self._chance = random.Random(progress.budget.seed)  # noqa: S311 - no secret

    def lower_roughly(self) -> None:
        """Price the most promising departures only, until that moves little; then dive."""
        progress, decomposition = self._progress, self._decomposition
        before, stalled = (math.inf, -math.inf), 0
        while stalled < PATIENCE and self._seconds() > 0 and not progress.closed:
            going_on = decomposition.round(self._seconds, roughly=True)
            self._spend()
            if not going_on or decomposition.best is None:
                break
            progress.lower_bound_to(decomposition.best.bound)
            now = (decomposition.best.bound, decomposition.master.value)
            least = STALLED * abs(now[0])
            moved = before[0] - now[0] > least or now[1] - before[1] > least
            stalled = 0 if moved else stalled + 1
            before = now
        decomposition.met = False
        if decomposition.numbered.season.tours.max > MANY_TOURS:
            self.dive(soon=True)
        self.dive()

    def lower(self) -> None:
        """Price until the bound meets the master, or only `least` is left; dive twice."""
        progress, decomposition = self._progress, self._decomposition
        dived = False
        reserve = self._a_dive if DIVES * self._a_dive < self._seconds() else 0.0
        while self._seconds() > reserve and not progress.closed and not decomposition.met:
            if not decomposition.round(self._seconds):
                break
            self._spend()
            best = decomposition.best
            if best is None:
                continue
            progress.lower_bound_to(best.bound)
            near = best.bound - decomposition.master.value <= NEAR * max(1.0, abs(best.bound))
            if near and not dived:
                dived = True
                self.dive()
        self.dive()

    def dive(self, *, soon: bool = False) -> None:
        """Round the master to a plan, complete it where time ended, and offer it."""
        if self._progress.closed or self._seconds() <= 0:
            return
        before = self._progress.left
        tours, whole = self._decomposition.dive(self._seconds, self._chance, soon=soon)
        self._spend()
        self._a_dive = before - self._progress.left
        numbered = self._decomposition.numbered
        if whole:
            offer(self._progress, numbered, tours)
        elif tours and not numbered.season.pins:
            construct(self._progress, numbered, tours)

    def _seconds(self) -> float:
        left = self._progress.left - self._least
        if self._progress.budget.deterministic:
            return math.inf if left > 0 else 0.0
        return left

    def _spend(self) -> None:
        self._progress.spend(self._decomposition.work - self._spent)
        self._spent = self._decomposition.work
