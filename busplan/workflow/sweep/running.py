"""The step that plans many seasons and scenarios, and writes plans and one result table."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from busplan.errors import FaultyInput
from busplan.language import Language
from busplan.render.sweep_rows import SweepRow
from busplan.render.sweep_table import render_sweep_csv, render_sweep_json
from busplan.workflow.output_folder import OutputFolder
from busplan.workflow.planning import PLAN_FILE, PlanRequest
from busplan.workflow.sweep.cluster import DaskCluster
from busplan.workflow.sweep.processes import Finished, LocalProcesses, Planners
from busplan.workflow.sweep.tasks import SweepTask, tasks_of

TABLE_CSV, TABLE_JSON = "sweep.csv", "sweep.json"
_TABLE = (TABLE_CSV, TABLE_JSON)
SECONDS_BETWEEN_WRITES = 5.0


@dataclass(frozen=True)
class SweepRequest:
    """What shall be planned, how, and where.

    Attributes
    ----------
    seasons
        Season folders, workbooks, or folders that hold such.
    settings
        Scenarios, each as KEY=VALUE[,VALUE…]; every combination is planned.
    out
        The folder to write to.
    plan
        How each season shall be planned; `started` has no meaning here.
    cluster
        The address of a Dask scheduler; None: this machine.
    processes
        Plans that are made at the same time on this machine; None: one for each core.
    """

    seasons: tuple[Path, ...]
    settings: tuple[str, ...] = ()
    out: Path = Path("sweep")
    plan: PlanRequest = field(default_factory=lambda: PlanRequest(render=False))
    cluster: str | None = None
    processes: int | None = None


class SweepOnlooker:
    """Is told how a sweep goes; does nothing by itself."""

    def sweep_begins(self, total: int) -> None:
        """So many plans will be made."""

    def row_is_finished(self, row: SweepRow, done: int, total: int) -> None:
        """The work on one plan has come to an end."""


@dataclass(frozen=True)
class Sweep:
    """What a sweep found: a row for each plan in the order of the request, and where it stands."""

    rows: tuple[SweepRow, ...]
    folder: Path
    moved_aside: tuple[str, ...]


def sweep_seasons(
    request: SweepRequest,
    language: Language,
    onlooker: SweepOnlooker | None = None,
    stop: threading.Event | None = None,
) -> Sweep:
    """Plan many seasons and scenarios; write each plan as it is found, and the table of all.

    Parameters
    ----------
    language
        Of the table's headings and numbers.
    stop
        Ends the work; what is finished is kept.

    Raises
    ------
    FaultyInput
        When the settings are wrong, the folder cannot be written to, or no cluster answers. A
        season with faults is a row of the table instead.
    """
    onlooker = onlooker or SweepOnlooker()
    tasks = tasks_of(request.seasons, request.settings)
    folder = OutputFolder(request.out)
    folder.refuse_unless_ours()
    table = _TableFile(folder, tasks, language)
    onlooker.sweep_begins(len(tasks))
    try:
        for finished in _planners(request).run(tasks, stop or threading.Event()):
            row = _written(finished, request.out)
            table.add(finished.task, row)
            onlooker.row_is_finished(row, len(table.rows), len(tasks))
    finally:
        if table.rows:
            table.write()
    return Sweep(table.in_order(), request.out, tuple(table.moved_aside))


def _planners(request: SweepRequest) -> Planners:
    if request.cluster is not None:
        return DaskCluster(request.plan, request.cluster)
    return LocalProcesses(request.plan, request.processes or cores())


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _written(finished: Finished, out: Path) -> SweepRow:
    """Write the files of a finished plan, and give its row."""
    task, outcome = finished.task, finished.outcome
    row = SweepRow(
        task.name,
        task.scenario,
        outcome.ending,
        outcome.title,
        outcome.figures,
        outcome.faults,
        outcome.reasons,
        outcome.seconds,
        finished.attempts,
    )
    if not outcome.files:
        return row
    try:
        moved = OutputFolder(out / task.folder).write(dict(outcome.files))
    except FaultyInput as unwritable:
        return replace(row, ending="faulty", figures=None, faults=unwritable.faults)
    return replace(row, plan=(task.folder / PLAN_FILE).as_posix(), moved_aside=moved)


@dataclass
class _TableFile:
    """The table on disk: true of what is finished, however the sweep ends."""

    folder: OutputFolder
    tasks: Sequence[SweepTask]
    language: Language
    rows: dict[SweepTask, SweepRow] = field(default_factory=dict)
    moved_aside: list[str] = field(default_factory=list)
    _last_write: float = 0.0

    def add(self, task: SweepTask, row: SweepRow) -> None:
        """Add a row, and write the table unless that was done just now."""
        self.rows[task] = row
        if time.monotonic() - self._last_write > SECONDS_BETWEEN_WRITES:
            self.write()

    def in_order(self) -> tuple[SweepRow, ...]:
        """Give the rows in the order of the request."""
        return tuple(self.rows[task] for task in self.tasks if task in self.rows)

    def write(self) -> None:
        """Write the table."""
        rows = self.in_order()
        files = {
            TABLE_CSV: render_sweep_csv(rows, self.language),
            TABLE_JSON: render_sweep_json(rows, self.language),
        }
        self.moved_aside += self.folder.write(files, _TABLE)
        self._last_write = time.monotonic()
