"""From a first plan to a proof: bound by staffed tours, then the exact finish.

For larger seasons the plan is improved in a thread of its own while the bound is being lowered;
in a deterministic search one follows the other.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from busplan.solver.decomposition import Decomposition
from busplan.solver.neighbourhoods import improve
from busplan.solver.numbered import NumberedSeason
from busplan.solver.progress import Progress
from busplan.solver.staffed_core import StaffedCore
from busplan.solver.staffing import Pool
from busplan.solver.tours import RoutePool

QUICK = 60_000
"""Up to so many routes × departures the bound is found so soon that nothing is improved beside."""

BOUND_SHARE = 0.6
"""Share of what is left that lowering the bound may use."""

MASTER_SHARE = 0.1
"""Share of what is left that choosing among the master's tours may use."""


def prove(progress: Progress, pool: Pool, routes: RoutePool) -> None:
    """Lower the bound and better the plan until they meet, or nothing is left."""
    numbered = NumberedSeason(progress.season, routes)
    decomposition = Decomposition(numbered)
    if progress.best is not None:
        decomposition.take(progress.best)
    quick = sum(map(len, numbered.routes)) <= QUICK
    with _improving(progress, pool, beside=not quick and not progress.budget.deterministic):
        lower(progress, decomposition, progress.left * (1 - BOUND_SHARE))
    core = StaffedCore(progress, decomposition)
    if not progress.ended:
        core.search_master(MASTER_SHARE)
    core.search()


def lower(progress: Progress, decomposition: Decomposition, least: float) -> None:
    """Price round by round until the bound meets the master, or only `least` is left."""

    def seconds() -> float:
        left = progress.left - least
        return (math.inf if left > 0 else 0.0) if progress.budget.deterministic else left

    spent = decomposition.work
    while seconds() > 0 and not progress.closed and not decomposition.met:
        if not decomposition.round(seconds):
            break
        progress.spend(decomposition.work - spent)
        spent = decomposition.work
        if decomposition.best is not None:
            progress.lower_bound_to(decomposition.best.bound)


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
