"""The joint model as it stands, given to a solver as a whole: CP-SAT by default, and tuned.

The model is busplan's own, so the peers get its tight rows, its exact route enumeration and its
sieve of routes that nobody can crew for nothing.
"""

from __future__ import annotations

from benchmarks.contenders.record import NotTried, Record
from busplan.errors import NoPlanExists
from busplan.solver.cpsat import CpSat, Effort
from busplan.solver.model import JointModel, build
from busplan.solver.solution import plan_of
from busplan.solver.staffing import staffable
from busplan.solver.tours import RoutePool, open_departures

MOST_ROUTES = 400_000
"""Routes × departures up to which a joint model is built (about 5 GB with its solver)."""

TUNED_WORKERS = 8
"""CP-SAT's makers advise so many threads at least: each follows a strategy of its own."""


def joint_model(record: Record) -> JointModel:
    """Build the joint model over all routes; NotTried when it is too large or takes too long."""
    season = record.season
    table = RoutePool(season)
    departures = open_departures(season)
    routes = sum(map(table.count, departures))
    if routes > MOST_ROUTES:
        raise NotTried(f"model too large: {routes:,} routes × departures")
    with record.in_time():
        return build(season, staffable(season, {d: table.routes(d) for d in departures}))


def plain(record: Record) -> None:
    """Give the joint model to CP-SAT with its default parameters and as many threads as agreed."""
    _solve(record, Effort(record.left, 1, record.terms.seed), linearization_level=1)


def tuned(record: Record) -> None:
    """Give it to CP-SAT as its makers advise for models with a strong relaxation.

    Full linearisation, eight threads, and two of them on strategies that bound.
    """
    workers = max(TUNED_WORKERS, record.terms.workers)
    _solve(record, Effort(record.left, workers, record.terms.seed), linearization_level=2)


def _solve(record: Record, effort: Effort, linearization_level: int) -> None:
    model = joint_model(record)
    solver = CpSat(
        model.linear,
        on_values=lambda values: record.offer(plan_of(record.season, model, values)),
        on_bound=record.lower_bound_to,
    )
    workers = effort.workers if effort.workers > 1 else record.terms.workers
    answer = solver.solve(
        Effort(record.left, effort.workers, effort.seed),
        num_workers=workers,
        linearization_level=linearization_level,
    )
    if answer.outcome == "infeasible":
        raise NoPlanExists
    record.lower_bound_to(answer.bound)
