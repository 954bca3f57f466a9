"""The step that plans: from a season to plan.json and the documents that show it."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from busplan.errors import NoPlanExists, NoPlanInTime, UnsoundPlan
from busplan.result import Result
from busplan.season import Season
from busplan.workflow.output_folder import OutputFolder
from busplan.workflow.seasons import LoadedSeason

if TYPE_CHECKING:
    from busplan.solver.search import SearchReport, Snapshot

PLAN_FILE = "plan.json"

MOST_SECONDS_FOR_REASONS = 30.0
"""Seconds that looking for a clash of rules may take once no plan is known to exist."""

RESERVED_SECONDS = 0.3
"""Seconds of the time limit that are kept for verifying and writing the plan."""


@dataclass(frozen=True)
class PlanRequest:
    """How a season shall be planned.

    Attributes
    ----------
    time_limit
        Seconds from `started` to plan.json, loading included; with `deterministic` units of work.
    workers
        Search threads; None: as many as the search thinks best.
    render
        False leaves out maps, rosters and calendars.
    started
        The moment the work began, on the clock of `time.monotonic`.
    """

    time_limit: float = 60.0
    workers: int | None = None
    seed: int = 0
    deterministic: bool = False
    render: bool = True
    started: float = field(default_factory=time.monotonic)

    def seconds_left(self) -> float:
        """Seconds (or units of work) a search may take, so that plan.json stands in time."""
        if self.deterministic:
            return self.time_limit
        used = time.monotonic() - self.started
        return max(0.05, self.time_limit - used - RESERVED_SECONDS)


@dataclass(frozen=True)
class PlannedSeason:
    """A plan that has been written.

    Attributes
    ----------
    report
        The plan with its proof, and how the search went.
    folder
        Where it was written.
    moved_aside
        New names of files in the folder that somebody had edited by hand.
    rendered
        False when the documents were not asked for, or were broken off.
    """

    report: SearchReport
    folder: Path
    moved_aside: tuple[str, ...]
    rendered: bool

    @property
    def result(self) -> Result:
        """The plan with what is claimed of it."""
        return self.report.result


class Onlooker:
    """Is told how planning goes, from whichever thread does the work; does nothing by itself."""

    def search_came_to(self, snapshot: Snapshot) -> None:
        """The search found a better plan or a better bound."""

    def plan_is_written(self, planned: PlannedSeason) -> None:
        """plan.json stands in its folder; the documents come next."""

    def looks_for_reasons(self, seconds: float) -> None:
        """No plan exists; a smallest clash of rules is looked for, at most so long."""


def default_output(season_path: Path) -> Path:
    """Give maps/NAME, in the current folder, for a season's folder or workbook."""
    path = season_path.resolve()
    if path.suffix.casefold() == ".toml":
        path = path.parent
    name = path.stem if path.suffix.casefold() == ".xlsx" else path.name
    return Path("maps") / (name or "season")


def plan_season(
    loaded: LoadedSeason,
    out: Path | None = None,
    request: PlanRequest | None = None,
    onlooker: Onlooker | None = None,
    stop: threading.Event | None = None,
) -> PlannedSeason:
    """Plan a season and write its plan.json, then its maps, rosters and calendars.

    Parameters
    ----------
    out
        The folder to write to; None: see `default_output`. Files there that busplan wrote are
        replaced as a whole, as soon as the plan stands.
    stop
        Ends the search, keeping the best plan, or the rendering, keeping plan.json.

    Raises
    ------
    FaultyInput
        When the folder cannot be written to.
    NoPlanExists, NoPlanInTime
        When there is no plan to write; what stood in the folder stays.
    UnsoundPlan
        When the search gives a plan that verification refuses, which is a fault of busplan.
    """
    request = request or PlanRequest()
    onlooker = onlooker or Onlooker()
    stop = stop or threading.Event()
    folder = OutputFolder(out or default_output(loaded.path))
    folder.refuse_unless_ours()
    report = search_for_plan(loaded.season, request, onlooker, stop)
    moved = folder.write({PLAN_FILE: plan_bytes(report.result)})
    planned = PlannedSeason(report, folder.path, moved, rendered=False)
    onlooker.plan_is_written(planned)
    return _with_documents(planned, folder, stop) if request.render else planned


def search_for_plan(
    season: Season, request: PlanRequest, onlooker: Onlooker, stop: threading.Event
) -> SearchReport:
    """Search as the request says; where no plan exists, look for the rules that clash.

    Raises `NoPlanExists` or `NoPlanInTime`.
    """
    from busplan.solver.search import Budget, search

    budget = Budget(
        seconds=request.seconds_left(), seed=request.seed, deterministic=request.deterministic
    )
    if request.workers is not None:
        budget = replace(budget, workers=request.workers)
    if stop.is_set():
        raise NoPlanInTime(time.monotonic() - request.started)
    try:
        return search(season, budget, onlooker.search_came_to, stop)
    except NoPlanExists as disproved:
        if disproved.reasons:
            raise
    from busplan.solver.reasons import why_no_plan

    onlooker.looks_for_reasons(MOST_SECONDS_FOR_REASONS)
    raise NoPlanExists(why_no_plan(season, MOST_SECONDS_FOR_REASONS, stop))


def plan_bytes(result: Result) -> bytes:
    """Write a plan down, once the judge that shares no code with the search agrees with it."""
    from busplan.render.plan_json import render_plan_json
    from busplan.verify import verify

    wrong = tuple(finding.message for finding in verify(result) if finding.wrong)
    if wrong:
        raise UnsoundPlan(wrong)
    return render_plan_json(result)


def _with_documents(
    planned: PlannedSeason, folder: OutputFolder, stop: threading.Event
) -> PlannedSeason:
    from busplan.render.documents import MAPS, ROSTERS, map_documents, roster_documents

    files: dict[str, bytes] = {}
    for name, make in {
        **map_documents(planned.result),
        **roster_documents(planned.result),
    }.items():
        if stop.is_set():
            return planned
        files[name] = make()
    moved = folder.write(files, (*MAPS, *ROSTERS))
    return replace(planned, moved_aside=(*planned.moved_aside, *moved), rendered=True)
