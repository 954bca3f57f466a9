"""busplan plan: find the best plan, write it, and say how good it is."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import click

from busplan.cli.background import Background, leave_at_once, stopped_by_signals
from busplan.cli.options import (
    Seconds,
    WholeNumber,
    busplan_command,
    load_and_speak,
    with_json,
    with_output,
    with_season,
)
from busplan.cli.patience import Patience
from busplan.cli.progress import Progress
from busplan.cli.screen import Screen
from busplan.errors import BusplanError, NoPlanInTime, message, plural
from busplan.workflow import LoadedSeason, PlannedSeason, PlanRequest, plan_season

STOPPED = 130
"""Exit code when a second Ctrl-C breaks off what the first one asked to end."""

OUTPUT_HELP = message("Folder to write to (default maps/NAME-OF-THE-SEASON-FOLDER).")
TIME_LIMIT_HELP = message(
    "Seconds until plan.json stands, loading included (default 60). With --deterministic: "
    "units of work."
)
WORKERS_HELP = message("Threads that search (default: what suits the search).")
SEED_HELP = message("Another number may give another of several equally good plans (default 0).")
DETERMINISTIC_HELP = message("Count work instead of time: the same plan whatever the load.")
NO_RENDER_HELP = message("Write plan.json only, no maps, rosters or calendars.")


@busplan_command("plan")
@with_season
@with_output(OUTPUT_HELP)
@click.option("--time-limit", type=Seconds(), default=60.0, metavar="S", help=TIME_LIMIT_HELP.text)
@click.option("--workers", type=WholeNumber(1), metavar="N", help=WORKERS_HELP.text)
@click.option("--seed", type=WholeNumber(0), default=0, metavar="K", help=SEED_HELP.text)
@click.option("--deterministic", is_flag=True, help=DETERMINISTIC_HELP.text)
@click.option("--no-render", is_flag=True, help=NO_RENDER_HELP.text)
@with_json
def command(
    screen: Screen,
    season_path: Path,
    out: Path | None,
    *,
    time_limit: float,
    workers: int | None,
    seed: int,
    deterministic: bool,
    no_render: bool,
    as_json: bool,
) -> None:
    """Plan a season; Ctrl-C keeps the best plan so far."""
    screen.as_json = as_json
    request = PlanRequest(
        time_limit, workers, seed, deterministic, render=not no_render, started=screen.started
    )
    try:
        loaded = load_and_speak(screen, season_path)
    except KeyboardInterrupt:
        raise NoPlanInTime from None
    if loaded.warnings:
        screen.tell(
            plural(
                "The season has {count} warning; see: {command}",
                "The season has {count} warnings; see: {command}",
                len(loaded.warnings),
                command=f"busplan check {season_path}",
            )
        )
    planned = _plan(screen, loaded, out, request)
    _tell_of_files(screen, planned, request)
    _show(screen, planned)


def _plan(
    screen: Screen, loaded: LoadedSeason, out: Path | None, request: PlanRequest
) -> PlannedSeason:
    """Plan in another thread, while this one draws, hears Ctrl-C and watches the clock."""
    stop = threading.Event()
    progress = Progress(screen)
    patience = Patience(request, progress, stop)
    with stopped_by_signals(stop):
        work = Background(partial(plan_season, loaded, out, request, progress, stop))
        try:
            with progress:
                while work.under_way():
                    progress.draw()
                    patience.raise_if_exhausted()
        except KeyboardInterrupt:
            screen.tell(message("Stopped."))
            leave_at_once(0 if progress.plan_is_on_disk else STOPPED)
        except BusplanError as error:
            screen.report(error)
            leave_at_once(error.exit_code)
    return work.outcome()


def _tell_of_files(screen: Screen, planned: PlannedSeason, request: PlanRequest) -> None:
    for name in planned.moved_aside:
        screen.tell(message("A file had been edited by hand and is kept as {file}.", file=name))
    if request.render and not planned.rendered:
        screen.tell(message("Stopped before maps and rosters were made; plan.json is written."))


def _show(screen: Screen, planned: PlannedSeason) -> None:
    """Show the plan, and end with what was planned, how good it is, and what to open."""
    from busplan.render.terminal import closing_lines, render_terminal  # noqa: PLC0415

    open_this = planned.folder / ("tours.html" if planned.rendered else "plan.json")
    if screen.as_json:
        screen.put_json(_json(planned))
        return
    screen.show(render_terminal(planned.result))
    screen.put([""])
    screen.say(*closing_lines(planned.result, str(open_this)))


def _json(planned: PlannedSeason) -> dict[str, object]:
    result, report = planned.result, planned.report
    return {
        "exit_code": 0,
        "season": result.plan.season.name,
        "status": result.status,
        "score": result.score,
        "bound": result.bound,
        "gap": round(result.gap, 6),
        "tours": len(result.plan.tours),
        "seconds": round(report.seconds, 3),
        "first_plan_seconds": round(report.first_plan_seconds, 3),
        "seed": report.seed,
        "folder": str(planned.folder),
        "plan": str(planned.folder / "plan.json"),
        "rendered": planned.rendered,
        "moved_aside": list(planned.moved_aside),
    }
