"""The narrow door to the search: a season and a budget in, a plan and what is proved of it out.

Small seasons go to CP-SAT as a whole. Larger ones are first relaxed: the relaxation bounds the
whole problem, and its reduced costs say which variables can matter; CP-SAT then searches a core
of those, which grows until it holds all that could still be better than the best plan. Seasons
whose joint model would not fit are searched over a part of their departures and routes, under a
bound that needs no model.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from busplan.errors import NoPlanExists, NoPlanInTime
from busplan.result import Result, judge
from busplan.season import Season
from busplan.solver.ceiling import ceiling
from busplan.solver.core import search_growing_core
from busplan.solver.cpsat import CpSat, Effort
from busplan.solver.model import JointModel, build
from busplan.solver.progress import Budget, Progress, Snapshot, Watcher, nobody
from busplan.solver.solution import plan_of
from busplan.solver.thinning import search_thinned
from busplan.solver.tours import open_departures, route_pool

__all__ = ["Budget", "SearchReport", "Snapshot", "search"]

SMALL = 6_000
"""Up to so many variables CP-SAT is given the whole model at once."""

LARGE = 160_000
"""From so many routes × departures on no joint model of the whole season is built."""


@dataclass(frozen=True)
class SearchReport:
    """A plan with its proof, and how the search went (nothing of which stands in plan.json)."""

    result: Result
    seconds: float
    first_plan_seconds: float
    seed: int


def search(
    season: Season,
    budget: Budget,
    watch: Watcher = nobody,
    stop: threading.Event | None = None,
) -> SearchReport:
    """Plan a season as well as the budget allows.

    Parameters
    ----------
    watch
        Is told of each better plan and bound, from whichever thread found it.
    stop
        Ends the search early once set, keeping the best plan so far.

    Raises
    ------
    NoPlanExists
        When it is proved that no plan keeps all rules (without reasons: see `solver.reasons`).
    NoPlanInTime
        When the budget ends, or `stop` is set, before any plan is found.
    """
    progress = Progress(season, budget, watch, stop or threading.Event())
    progress.lower_bound_to(ceiling(season))
    pool = route_pool(season, open_departures(season))
    if sum(map(len, pool.values())) >= LARGE:
        search_thinned(progress, pool)
    else:
        model = build(season, pool)
        if len(model.linear.uppers) <= SMALL:
            search_whole(progress, model)
        else:
            search_growing_core(progress, model)
    if progress.best is None:
        raise NoPlanInTime(progress.elapsed)
    result = judge(progress.best, progress.bound)
    return SearchReport(result, progress.elapsed, progress.first_plan_seconds, budget.seed)


def search_whole(progress: Progress, model: JointModel) -> None:
    """Give CP-SAT the whole model; its linear relaxation at full strength carries the proof."""
    solver = CpSat(
        model.linear,
        on_values=lambda values: progress.offer(plan_of(progress.season, model, values)),
        on_bound=progress.lower_bound_to,
    )
    answer = solver.solve(Effort.rest_of(progress), stop=progress.stop)
    progress.used += answer.work
    if answer.outcome == "infeasible":
        raise NoPlanExists
    progress.lower_bound_to(answer.bound)
