"""The narrow door to the search: a season and a budget in, a plan and what is proved of it out.

Small seasons go to CP-SAT as a whole. Larger ones get a first plan, tours before crews, and are
then relaxed: the relaxation bounds the whole problem, and its reduced costs say which variables
can matter; CP-SAT then searches a core of those, which grows until it holds all that could still
be better than the best plan. Seasons whose joint model would not fit are improved piece by piece
under a bound that needs no model.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from busplan.errors import NoPlanExists, NoPlanInTime
from busplan.plan import Plan
from busplan.result import Result, judge
from busplan.season import Season
from busplan.solver.ceiling import ceiling
from busplan.solver.construct import construct
from busplan.solver.core import search_growing_core
from busplan.solver.cpsat import CpSat, Effort
from busplan.solver.first_plan import first_plan
from busplan.solver.model import JointModel, build
from busplan.solver.neighbourhoods import improve
from busplan.solver.numbered import NumberedSeason
from busplan.solver.progress import Budget, Progress, Snapshot, Watcher, nobody
from busplan.solver.proving import prove
from busplan.solver.solution import keeps_all_rules, plan_of
from busplan.solver.staffing import Pool, staffable
from busplan.solver.thinning import Worth
from busplan.solver.tie_break import break_ties_of_model
from busplan.solver.tours import RoutePool, open_departures

__all__ = ["Budget", "SearchReport", "Snapshot", "search"]

SMALL = 6_000
"""Up to so many variables CP-SAT is given the whole model at once."""

FEW_ROUTES = 4_000
"""Routes × departures up to which it is worth building the model to see whether it is small."""

MANY = 30_000
"""From so many routes × departures on the first plan is made tour by tour."""

LARGE = 160_000
"""From so many routes × departures on no joint model of the whole season is built."""

VAST = 20_000_000
"""From so many routes × departures on only the most rewarding routes are kept at all."""

MANY_ROUTES = 300
"""How many of them at each departure."""


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
    known: Iterable[Plan] = (),
    near: Plan | None = None,
    *,
    break_ties: bool = True,
) -> SearchReport:
    """Plan a season as well as the budget allows.

    Parameters
    ----------
    watch
        Is told of each better plan and bound, from whichever thread found it.
    stop
        Ends the search early once set, keeping the best plan so far.
    known
        Plans of this season, or of one that differs in limits and weights only, to start from;
        those that break a rule of this season are passed over.
    near
        Of several best plans the nearest to this one is chosen: with most of its routes and
        shifts, and fewest others.
    break_ties
        False ends as soon as any best plan is proved.

    Raises
    ------
    NoPlanExists
        When it is proved that no plan keeps all rules (without reasons: see `solver.reasons`).
    NoPlanInTime
        When the budget ends, or `stop` is set, before any plan is found.
    """
    progress = Progress(season, budget, watch, stop or threading.Event(), near=near)
    progress.breaks_ties = break_ties
    progress.lower_bound_to(ceiling(season))
    _offer_known(progress, known)
    table = RoutePool(season)
    is_whole = sum(map(table.count, open_departures(season))) < VAST
    numbered = NumberedSeason(season, table, share=not is_whole)
    pool = cache(lambda: staffable(season, _routes(season, table, is_whole=is_whole)))
    if progress.best is None and sum(map(len, numbered.routes)) > MANY and not season.pins:
        construct(progress, numbered)
    if progress.best is None and progress.left > 0:
        _find_first(progress, pool(), is_large=_is_large(pool(), is_whole=is_whole))
    if progress.best is not None and (progress.left > 0 if break_ties else not progress.ended):
        prove(progress, numbered)
    if not progress.ended:
        _search_on(progress, pool(), is_large=_is_large(pool(), is_whole=is_whole))
    if progress.best is None:
        raise NoPlanInTime(progress.elapsed)
    result = judge(progress.best, progress.bound)
    return SearchReport(result, progress.elapsed, progress.first_plan_seconds, budget.seed)


def _offer_known(progress: Progress, known: Iterable[Plan]) -> None:
    for plan in known:
        here = replace(plan, season=progress.season)
        if keeps_all_rules(here):
            progress.offer(here)


def _routes(season: Season, routes: RoutePool, *, is_whole: bool) -> Pool:
    """Give the routes of every departure, or where there are far too many the most rewarding.

    Of the latter nothing may be proved: neither a bound nor that no plan exists.
    """
    departures = open_departures(season)
    if is_whole:
        return {departure: routes.routes(departure) for departure in departures}
    worth = Worth(season)
    points = worth.of_stops()
    return {d: routes.best(d, points, MANY_ROUTES, worth.minute) for d in departures}


def _is_large(pool: Pool, *, is_whole: bool) -> bool:
    """Tell whether no joint model of the whole season may be built."""
    return not is_whole or sum(map(len, pool.values())) >= LARGE


def _find_first(progress: Progress, pool: Pool, *, is_large: bool) -> None:
    """Look for a first plan: once, or in a large season until there is one."""
    for nth in itertools.count():
        first_plan(progress, pool, nth)
        if progress.best is not None or progress.ended or not is_large:
            return


def _search_on(progress: Progress, pool: Pool, *, is_large: bool) -> None:
    """Go on where staffed tours gave no proof, or where no first plan was found."""
    if not is_large and sum(map(len, pool.values())) <= FEW_ROUTES:
        model = build(progress.season, pool)
        if len(model.linear.uppers) <= SMALL:
            search_whole(progress, model)
            return
    if is_large or progress.best is not None or not search_growing_core(progress, pool):
        improve(progress, pool, lambda: True)


def search_whole(progress: Progress, model: JointModel) -> None:
    """Give CP-SAT the whole model; its linear relaxation at full strength carries the proof."""
    solver = CpSat(
        model.linear,
        on_values=lambda values: progress.offer(plan_of(progress.season, model, values)),
        on_bound=progress.lower_bound_to,
    )
    answer = solver.solve(Effort.rest_of(progress), stop=progress.stop)
    progress.spend(answer.work)
    if answer.outcome == "infeasible":
        raise NoPlanExists
    progress.lower_bound_to(answer.bound)
    if progress.closed and progress.breaks_ties:
        break_ties_of_model(progress, model, model.linear)
