"""Search over a core of variables that grows until it proves the best plan best.

With a bound U of the relaxation and reduced costs d, a solution that uses a variable j scores at
most U + d[j]. So when the variables with d[j] < -w are left out, nothing better than U - w is
lost: the whole problem is bounded by max(bound of the core, U - w). Once U - w is no more than
the best score, the core holds everything that could be better.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from busplan.errors import NoPlanExists
from busplan.solver.cpsat import CpSat, Effort
from busplan.solver.linear import LinearModel
from busplan.solver.model import JointModel, build
from busplan.solver.neighbourhoods import improve
from busplan.solver.progress import Progress
from busplan.solver.relaxation import Relaxation, Relaxing
from busplan.solver.solution import plan_of, tours_of
from busplan.solver.staffing import Pool
from busplan.solver.tie_break import break_ties_of_model

WIDTHS = (0.00003, 0.0001, 0.0004, 0.0015, 0.005)
"""Widths of the cores, as shares of the relaxation's bound; the last core is as wide as the gap."""

SHARE = 0.25
"""Share of what is left that a core may use before the next wider one has its turn."""

TIE = 1e-6
"""Points by which two scores may differ and be equal all the same."""

BROAD = 70_000
"""From so many variables on cores are slow, and most of the time goes to improving."""

IMPROVING_SHARE = 0.7
"""Share of what is left after the relaxation that large models are improved piece by piece."""

RELAXATION_SHARE = 0.6
"""Share of what is left that the relaxation may use."""


def search_growing_core(progress: Progress, pool: Pool) -> bool:
    """Bound by the relaxation, then search wider and wider cores until proof or the end.

    The model is built, and its relaxation solved, in the background, while the best plan is
    improved piece by piece. As soon as a rough relaxation stands its first cores are searched,
    while the exact one is still being solved. In a deterministic search one waits for the other.

    Returns False when the model could not be built in its share of the time.
    """
    made: list[JointModel] = []

    def make() -> LinearModel:
        made.append(build(progress.season, pool))
        return made[0].linear

    fixed = progress.budget.deterministic
    relaxing = Relaxing(
        make,
        math.inf if fixed else progress.left * RELAXATION_SHARE,
        lambda found: progress.lower_bound_to(found.bound),
    )
    try:
        if fixed:
            relaxing.wait(progress.stop)
        improve(progress, pool, lambda: relaxing.under_way and relaxing.best is None)
        relaxing.wait_for_first(progress.stop)
        if made and not progress.ended:
            _search_cores(progress, made[0], relaxing, pool)
    finally:
        relaxing.leave()
    return bool(made)


def _search_cores(progress: Progress, model: JointModel, relaxing: Relaxing, pool: Pool) -> None:
    """Search cores by the rough relaxation, and by the exact one once it stands."""
    if len(model.linear.uppers) > BROAD:
        least = progress.left * (1 - IMPROVING_SHARE)
        improve(progress, pool, lambda: progress.left > least)
    rough = relaxing.best
    if relaxing.under_way and rough is not None:
        _search_widths(progress, model, rough, WIDTHS, lambda: relaxing.best is rough)
        relaxing.wait(progress.stop)
    if relaxing.best is None:
        _search_everything(progress, model)
    else:
        _search_widths(progress, model, relaxing.best, (*WIDTHS, math.inf), lambda: True)


def _search_everything(progress: Progress, model: JointModel) -> None:
    everything = np.ones(len(model.linear.uppers), dtype=bool)
    bound = search_core(progress, model, everything, progress.left)
    if bound is None:
        raise NoPlanExists
    progress.lower_bound_to(bound)


def _search_widths(
    progress: Progress,
    model: JointModel,
    relaxation: Relaxation,
    widths: Sequence[float],
    going_on: Callable[[], bool],
) -> None:
    """Search cores of several widths, narrow ones first, for as long as `going_on` says."""
    for width in widths:
        if progress.ended or not going_on():
            return
        _search_width(progress, model, relaxation, width * max(1.0, abs(relaxation.bound)))


def _search_width(
    progress: Progress, model: JointModel, relaxation: Relaxation, width: float
) -> None:
    gap = relaxation.bound - progress.score
    width = min(width, gap)
    kept = relaxation.reduced_costs >= -width
    last = width == gap
    effort = progress.left if last else progress.left * SHARE
    bound = search_core(progress, model, kept, effort)
    if bound is None and kept.all():
        raise NoPlanExists
    left_out = -math.inf if kept.all() else relaxation.bound - width
    inside = progress.score if bound is None else bound
    progress.lower_bound_to(max(inside, left_out, progress.score))
    if progress.closed and progress.breaks_ties:
        tied = relaxation.reduced_costs >= -(relaxation.bound - progress.score + TIE)
        break_ties_of_model(progress, model, model.linear.restricted_to(tied.tolist()))


def search_core(
    progress: Progress, model: JointModel, kept: np.typing.NDArray[np.bool_], effort: float
) -> float | None:
    """Search the solutions that use kept variables only, from the best plan so far.

    Returns a bound of those solutions in points, or None when there is none at all (better than
    the best plan so far).
    """
    season = progress.season
    solver = CpSat(
        model.linear.restricted_to(kept.tolist()),
        on_values=lambda values: progress.offer(plan_of(season, model, values)),
    )
    if progress.best is not None:
        start = model.values_of(tours_of(progress.best))
        if all(kept[variable] for variable, value in start.items() if value):
            solver.hint(start)
    answer = solver.solve(Effort.rest_of(progress, effort), stop=progress.stop)
    progress.spend(answer.work)
    return None if answer.outcome == "infeasible" else answer.bound
