"""From a first plan to a proof: bound by staffed tours, then the exact finish.

For larger seasons the plan is improved in a thread of its own while the bound is being lowered;
in a deterministic search one follows the other.
"""

from __future__ import annotations

import math
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from busplan.solver.decomposition import Decomposition
from busplan.solver.neighbourhoods import improve
from busplan.solver.numbered import NumberedSeason
from busplan.solver.progress import Progress
from busplan.solver.staffed_core import StaffedCore, offer
from busplan.solver.staffing import Pool

QUICK = 60_000
"""Up to so many routes × departures the bound is found so soon that nothing is improved beside."""

BOUND_SHARE = 0.6
"""Share of what is left that lowering the bound may use."""

NEAR = 0.02
"""Share of the bound by which the master may be below it when a first dive is worth its time."""


def prove(progress: Progress, pool: Pool, numbered: NumberedSeason) -> None:
    """Lower the bound and better the plan until they meet, or nothing is left."""
    decomposition = Decomposition(numbered)
    if progress.best is not None:
        decomposition.take(progress.best)
    quick = sum(map(len, numbered.routes)) <= QUICK
    descent = Descent(progress, decomposition, progress.left * (1 - BOUND_SHARE))
    with _improving(progress, pool, beside=not quick and not progress.budget.deterministic):
        descent.lower()
    core = StaffedCore(progress, decomposition)
    core.search()


class Descent:
    """Lowers the bound round by round, and dives for plans where the master is good enough."""

    def __init__(self, progress: Progress, decomposition: Decomposition, least: float) -> None:
        self._progress = progress
        self._decomposition = decomposition
        self._least = least
        self._spent = 0.0
        self._chance = random.Random(progress.budget.seed)  # noqa: S311 - no secret

    def lower(self) -> None:
        """Price until the bound meets the master, or only `least` is left; dive twice."""
        progress, decomposition = self._progress, self._decomposition
        dived = False
        while self._seconds() > 0 and not progress.closed and not decomposition.met:
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

    def dive(self) -> None:
        """Round the master to a plan, and offer it if it keeps all rules."""
        if self._progress.closed or self._seconds() <= 0:
            return
        tours = self._decomposition.dive(self._seconds, self._chance)
        self._spend()
        if tours:
            offer(self._progress, self._decomposition.numbered, tours)

    def _seconds(self) -> float:
        left = self._progress.left - self._least
        if self._progress.budget.deterministic:
            return math.inf if left > 0 else 0.0
        return left

    def _spend(self) -> None:
        self._progress.spend(self._decomposition.work - self._spent)
        self._spent = self._decomposition.work


@contextmanager
def _improving(progress: Progress, pool: Pool, *, beside: bool) -> Iterator[None]:
    """Improve the plan in a thread of its own for as long as the block runs."""
    going_on = threading.Event()
    going_on.set()
    thread = threading.Thread(
        target=improve, args=(progress, pool, going_on.is_set), name="improving", daemon=True
    )
    if beside:
        thread.start()
    try:
        yield
    finally:
        going_on.clear()
        if beside:
            thread.join(max(0.0, progress.left) + 1.0)
