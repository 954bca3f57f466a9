"""busplan replan: the best new plan that disturbs at most so much, and what it changes."""

from __future__ import annotations

from pathlib import Path

import click

from busplan.cli.fault_list import fault_lines
from busplan.cli.options import (
    A_PATH,
    Seconds,
    WholeNumber,
    busplan_command,
    load_and_speak,
    with_json,
    with_output,
    with_plan,
    with_season,
)
from busplan.cli.rendered import tell_if_it_does_not_hold
from busplan.cli.screen import Screen
from busplan.cli.waiting import wait_for
from busplan.errors import Message, message
from busplan.load.happenings import Happenings
from busplan.workflow import ReplannedSeason, ReplanRequest, replan_season

UNAVAILABLE_HELP = message("An association (id or name) that can't come on a date; repeatable.")
CLOSED_HELP = message("A date on which no tour can run; repeatable.")
BUS_OUT_HELP = message("A bus (id or name) that can't run on a date; repeatable.")
CONFIRMED_HELP = message("CSV of association, date, slot: confirmed shifts, which weigh 3.")
FROM_HELP = message("Tours before this date are past and stay as they were.")
MAX_CHANGES_HELP = message("Most shifts that may be disturbed (default: as few as there is).")
MAX_ASKED_HELP = message("Most new shifts to ask for (default: no limit).")
TAKE_HELP = message("Take this one of the ranked repairs of a hole (1, 2 or 3).")
OUTPUT_HELP = message("Folder to write to (default: beside that of PLAN.json, with the version).")
TIME_HELP = message("Seconds that the repairs may take together (default 30).")
SEED_HELP = message("Another number may give another of several equally good repairs (default 0).")
NO_RENDER_HELP = message("Write plan.json and changes.json only.")


@busplan_command("replan")
@with_season
@with_plan
@click.option("--unavailable", multiple=True, metavar="WHO@DATE", help=UNAVAILABLE_HELP.text)
@click.option("--closed", multiple=True, metavar="DATE", help=CLOSED_HELP.text)
@click.option("--bus-out", multiple=True, metavar="BUS@DATE", help=BUS_OUT_HELP.text)
@click.option("--confirmed", type=A_PATH, metavar="FILE", help=CONFIRMED_HELP.text)
@click.option("--from", "begins", metavar="DATE", help=FROM_HELP.text)
@click.option("--max-changes", type=WholeNumber(0), metavar="N", help=MAX_CHANGES_HELP.text)
@click.option("--max-asked", type=WholeNumber(0), metavar="N", help=MAX_ASKED_HELP.text)
@click.option("--take", type=WholeNumber(1), metavar="K", help=TAKE_HELP.text)
@with_output(OUTPUT_HELP)
@click.option("--time-limit", type=Seconds(), default=30.0, metavar="S", help=TIME_HELP.text)
@click.option("--seed", type=WholeNumber(0), default=0, metavar="K", help=SEED_HELP.text)
@click.option("--no-render", is_flag=True, help=NO_RENDER_HELP.text)
@with_json
def command(
    screen: Screen,
    season_path: Path,
    plan_path: Path,
    *,
    unavailable: tuple[str, ...],
    closed: tuple[str, ...],
    bus_out: tuple[str, ...],
    confirmed: Path | None,
    begins: str | None,
    max_changes: int | None,
    max_asked: int | None,
    take: int | None,
    out: Path | None,
    time_limit: float,
    seed: int,
    no_render: bool,
    as_json: bool,
) -> None:
    """Repair a plan; the past stays, and as little as possible changes."""
    screen.as_json = as_json
    request = ReplanRequest(
        Happenings(unavailable, closed, bus_out, begins),
        confirmed,
        max_changes,
        max_asked,
        take,
        time_limit,
        seed,
        render=not no_render,
        started=screen.started,
    )
    loaded = load_and_speak(screen, season_path)
    replanned = wait_for(
        screen,
        time_limit,
        lambda _, stop: replan_season(loaded, plan_path, request, out, stop),
    )
    _show(screen, replanned)


def _show(screen: Screen, replanned: ReplannedSeason) -> None:
    from busplan.render.changes import score_in_words  # noqa: PLC0415
    from busplan.render.changes_json import changes_as_json  # noqa: PLC0415

    tell_if_it_does_not_hold(screen, replanned.old)
    screen.tell_lines(fault_lines(replanned.warnings, screen.language))
    for name in replanned.moved_aside:
        screen.tell(message("A file had been edited by hand and is kept as {file}.", file=name))
    changes = replanned.changes
    if screen.as_json:
        sentences = [screen.language.say(sentence) for sentence in changes.sentences]
        screen.put_json(
            {
                "exit_code": 0,
                "plan": str(replanned.folder / "plan.json"),
                "folder": str(replanned.folder),
                "status": replanned.result.status,
                "bound": replanned.result.bound,
                "rendered": replanned.rendered,
                "sentences": sentences,
                **changes_as_json(changes),
            }
        )
        return
    screen.say(*changes.sentences, score_in_words(changes))
    _show_curve(screen, replanned)
    _show_ways(screen, replanned)
    opened = "changes/season.pdf" if replanned.rendered else "changes.json"
    screen.put([""])
    screen.say(message("Open {file}", file=str(replanned.folder / opened)))


def _show_curve(screen: Screen, replanned: ReplannedSeason) -> None:
    from busplan.render.changes import in_points  # noqa: PLC0415

    screen.put([""])
    screen.say(message("The best plan when at most so many shifts may be disturbed:"))
    for point in replanned.changes.curve:
        line = message("  {most}: {points}", most=point.most_disturbed, points=in_points(point))
        screen.say(line)


def _show_ways(screen: Screen, replanned: ReplannedSeason) -> None:
    from busplan.render.change_words import tour_changes  # noqa: PLC0415

    ways = replanned.changes.ways
    if not ways:
        return
    screen.put([""])
    screen.say(message("The hole can be filled like this, the best first:"))
    for number, repair in enumerate(ways, start=1):
        screen.say(
            message(
                "  {number}. {way}: {points} points, {disturbed} disturbed, {asked} asked",
                number=number,
                way=WAYS[repair.way],
                points=round(repair.score, 1),
                disturbed=repair.difference.weight,
                asked=len(repair.difference.asked),
            )
        )
        moves = tour_changes(replanned.changes.old, repair.plan)
        screen.put(f"     • {screen.language.say(sentence)}" for sentence in moves)


WAYS: dict[str, Message] = {
    "best": message("The best plan"),
    "steps_in": message("Somebody steps in"),
    "swaps": message("A chain of swaps"),
    "moves": message("The tour moves"),
}
"""What each way to fill a hole is called."""
