"""The work on one plan of a sweep, done in a process of its own or on a worker of a cluster."""

from __future__ import annotations

import pickle
import threading
import time
import zlib
from dataclasses import dataclass, replace

from busplan.errors import Fault, FaultyInput, Message, NoPlanExists, NoPlanInTime, UnsoundPlan
from busplan.render.sweep_rows import Ending, Figures, figures_of
from busplan.season import Season
from busplan.workflow.planning import (
    PLAN_FILE,
    Onlooker,
    PlanRequest,
    plan_bytes,
    search_for_plan,
)
from busplan.workflow.seasons import load
from busplan.workflow.sweep.tasks import SweepTask

EVENTS = "busplan-sweep"
"""The cluster's list of events that says which work was begun."""


@dataclass(frozen=True)
class Outcome:
    """What came of the work on one plan; everything in it can travel between machines.

    Attributes
    ----------
    files
        What the files hold that shall be written, by their path in the plan's folder.
    seconds
        From the start of the work to the plan, loading included.
    """

    ending: Ending
    title: str = ""
    figures: Figures | None = None
    faults: tuple[Fault, ...] = ()
    reasons: tuple[Message, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    seconds: float = 0.0


def load_and_plan(task: SweepTask, request: PlanRequest, stop: threading.Event) -> Outcome:
    """Load the season of a task, change its settings, and plan it; the clock starts now."""
    request = replace(request, started=time.monotonic())
    try:
        loaded = load(task.path, dict(task.changes))
    except FaultyInput as faulty:
        return Outcome("faulty", faults=faulty.faults, seconds=_since(request))
    return plan_loaded(loaded.season, request, stop)


def plan_loaded(season: Season, request: PlanRequest, stop: threading.Event) -> Outcome:
    """Plan a season and make its files, without writing them."""
    title = season.name
    try:
        result = search_for_plan(season, request, Onlooker(), stop).result
        files = {PLAN_FILE: plan_bytes(result)}
    except NoPlanExists as none:
        return Outcome("no_plan", title, reasons=none.reasons, seconds=_since(request))
    except NoPlanInTime:
        ending: Ending = "stopped" if stop.is_set() else "no_time"
        return Outcome(ending, title, seconds=_since(request))
    except UnsoundPlan as unsound:
        return Outcome("unsound", title, reasons=unsound.findings, seconds=_since(request))
    seconds = _since(request)
    if request.render:
        from busplan.render.documents import map_documents, roster_documents

        documents = {**map_documents(result), **roster_documents(result)}
        files.update({name: make() for name, make in documents.items()})
    return Outcome(
        result.status, title, figures_of(result), files=tuple(files.items()), seconds=seconds
    )


def without_people(season: Season) -> Season:
    """Leave out names, e-mails and phones of persons, which no plan depends on."""
    associations = tuple(
        replace(one, contact="", email="", phone="") for one in season.associations
    )
    buses = tuple(replace(one, driver="", driver_phone="") for one in season.buses)
    stops = tuple(replace(one, host="", host_phone="") for one in season.stops)
    return replace(season, associations=associations, buses=buses, stops=stops)


def packed(season: Season) -> bytes:
    """Pack a season so that it can travel to a worker that shares no disk with us."""
    return zlib.compress(pickle.dumps(season), level=1)


def plan_packed(season: bytes, request: PlanRequest, name: str, loading_seconds: float) -> Outcome:
    """Plan a packed season on a worker of a cluster, and note there that it was begun."""
    from distributed import get_worker

    get_worker().log_event(EVENTS, name)
    request = replace(request, started=time.monotonic() - loading_seconds)
    unpacked: Season = pickle.loads(zlib.decompress(season))  # noqa: S301 - from our own client
    return plan_loaded(unpacked, request, threading.Event())


def _since(request: PlanRequest) -> float:
    return time.monotonic() - request.started
