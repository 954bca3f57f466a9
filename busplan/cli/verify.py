"""busplan verify: whether a plan keeps every rule, and every figure in its file is right."""

from __future__ import annotations

from pathlib import Path

from busplan.cli.finding_list import finding_lines, findings_json
from busplan.cli.options import (
    busplan_command,
    load_and_speak,
    with_json,
    with_plan,
    with_season,
)
from busplan.cli.screen import Screen
from busplan.errors import FaultyPlan, message, plural
from busplan.workflow import VerifiedPlan, verify_plan


@busplan_command("verify")
@with_season
@with_plan
@with_json
def command(screen: Screen, season_path: Path, plan_path: Path, *, as_json: bool) -> int:
    """Judge a plan without the solver; the exit code says whether anything is wrong."""
    screen.as_json = as_json
    screen.errors_on_stdout = True
    verified = verify_plan(load_and_speak(screen, season_path), plan_path)
    exit_code = 0 if verified.holds else FaultyPlan.exit_code
    if as_json:
        screen.put_json(
            {
                "exit_code": exit_code,
                "holds": verified.holds,
                "score": verified.result.score,
                "bound": verified.result.bound,
                "status": verified.result.status,
                "findings": findings_json(verified.wrong, screen.language),
                "remarks": findings_json(verified.remarks, screen.language),
            }
        )
    else:
        _show(screen, verified)
    return exit_code


def _show(screen: Screen, verified: VerifiedPlan) -> None:
    season = verified.result.plan.season
    if verified.holds:
        screen.say(
            message(
                "The plan keeps every rule, and every figure in it is right: {points} points.",
                points=verified.result.score,
            )
        )
    else:
        wrong = len(verified.wrong)
        screen.say(
            plural(
                "{count} thing is wrong with the plan:",
                "{count} things are wrong with the plan:",
                wrong,
            )
        )
        screen.put(finding_lines(verified.wrong, season, screen.language))
    if verified.remarks:
        screen.say(plural("{count} remark:", "{count} remarks:", len(verified.remarks)))
        screen.put(finding_lines(verified.remarks, season, screen.language))
