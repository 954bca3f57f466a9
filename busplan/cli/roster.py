"""busplan roster: make the rosters, run sheets and calendars of a plan again, without solving."""

from __future__ import annotations

from pathlib import Path

from busplan.cli.options import (
    AGAIN_OUTPUT_HELP,
    busplan_command,
    load_and_speak,
    with_output,
    with_plan,
    with_season,
)
from busplan.cli.rendered import tell_of_rendered
from busplan.cli.screen import Screen
from busplan.workflow import write_rosters


@busplan_command("roster")
@with_season
@with_plan
@with_output(AGAIN_OUTPUT_HELP)
def command(screen: Screen, season_path: Path, plan_path: Path, out: Path | None) -> None:
    """Write rosters and calendars beside the plan, or in another folder."""
    tell_of_rendered(screen, write_rosters(load_and_speak(screen, season_path), plan_path, out))
