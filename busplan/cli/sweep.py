"""busplan sweep: plan many seasons and scenarios, and compare them in one table."""

from __future__ import annotations

import threading
from pathlib import Path

import click

from busplan.cli.background import stopped_by_signals
from busplan.cli.options import A_PATH, Seconds, WholeNumber, busplan_command, with_json
from busplan.cli.screen import Screen
from busplan.cli.sweep_progress import SweepProgress
from busplan.errors import message, plural
from busplan.render.sweep_rows import Ending
from busplan.workflow import PlanRequest
from busplan.workflow.sweep import Sweep, SweepRequest, sweep_seasons

OUT_HELP = message("Folder for the plans and the table (default sweep).")
CLUSTER_HELP = message("Address of a Dask scheduler whose workers shall do the work.")
PROCESSES_HELP = message("Plans that are made at the same time (default: one for each core).")
SET_HELP = message(
    "Plan with each of these values of a setting, such as tours.max=6,8,10; several --set give "
    "every combination."
)
LIMIT_HELP = message(
    "Seconds for each plan, loading included (default 60). With --deterministic: units of work."
)
SWEEP_SEED_HELP = message(
    "Another number may give others of several equally good plans (default 0)."
)
SWEEP_DETERMINISTIC_HELP = message("Count work instead of time: the same plans whatever the load.")
RENDER_HELP = message("Make maps, rosters and calendars of each plan too.")

EXIT_CODES: tuple[tuple[Ending, int], ...] = (
    ("faulty", 2),
    ("unsound", 1),
    ("lost", 1),
    ("no_plan", 3),
    ("no_time", 5),
)
"""What the command ends with if any row ended so, the first that fits."""

NOTHING_FOUND = 5


@busplan_command("sweep")
@click.argument("seasons", metavar="SEASONS…", type=A_PATH, nargs=-1, required=True)
@click.option("-o", "--output", "out", metavar="OUT", type=A_PATH, help=OUT_HELP.text)
@click.option("--cluster", metavar="ADDRESS", help=CLUSTER_HELP.text)
@click.option("--processes", type=WholeNumber(1), metavar="N", help=PROCESSES_HELP.text)
@click.option("--set", "settings", metavar="KEY=VALUE[,VALUE…]", multiple=True, help=SET_HELP.text)
@click.option("--time-limit", type=Seconds(), default=60.0, metavar="S", help=LIMIT_HELP.text)
@click.option("--seed", type=WholeNumber(0), default=0, metavar="K", help=SWEEP_SEED_HELP.text)
@click.option("--deterministic", is_flag=True, help=SWEEP_DETERMINISTIC_HELP.text)
@click.option("--render", is_flag=True, help=RENDER_HELP.text)
@with_json
def command(
    screen: Screen,
    seasons: tuple[Path, ...],
    out: Path | None,
    *,
    cluster: str | None,
    processes: int | None,
    settings: tuple[str, ...],
    time_limit: float,
    seed: int,
    deterministic: bool,
    render: bool,
    as_json: bool,
) -> int:
    """Plan many seasons; Ctrl-C keeps what is finished."""
    screen.as_json = as_json
    request = SweepRequest(
        seasons,
        settings,
        out or Path("sweep"),
        PlanRequest(time_limit, None, seed, deterministic, render),
        cluster,
        processes,
    )
    stop = threading.Event()
    with stopped_by_signals(stop), SweepProgress(screen) as progress:
        swept = sweep_seasons(request, screen.language, progress, stop)
    code = exit_code(swept)
    _show(screen, swept, code)
    return code


def exit_code(swept: Sweep) -> int:
    """Give the exit code of a sweep: that of the gravest row."""
    endings = {row.ending for row in swept.rows}
    for ending, code in EXIT_CODES:
        if ending in endings:
            return code
    return 0 if any(row.plan for row in swept.rows) else NOTHING_FOUND


def _show(screen: Screen, swept: Sweep, code: int) -> None:
    from busplan.render.sweep_table import render_sweep_screen, sweep_json  # noqa: PLC0415

    moved = [*swept.moved_aside, *(name for row in swept.rows for name in row.moved_aside)]
    for name in moved:
        screen.tell(message("A file had been edited by hand and is kept as {file}.", file=name))
    table = swept.folder / "sweep.csv"
    if screen.as_json:
        screen.put_json(
            {
                "exit_code": code,
                "folder": str(swept.folder),
                "table": str(table),
                "rows": sweep_json(swept.rows, screen.language),
            }
        )
        return
    screen.show(render_sweep_screen(swept.rows, screen.language))
    plans = sum(row.plan is not None for row in swept.rows)
    screen.say(
        plural("{count} plan of {all}", "{count} plans of {all}", plans, all=len(swept.rows)),
        message("Open {file}", file=str(table)),
    )
