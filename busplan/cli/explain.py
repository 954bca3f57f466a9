"""busplan explain: what each goal gave, and why an area is visited or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from busplan.cli.explain_what_if import (
    WhatIf,
    answer,
    refuse_folder_without_ladder,
    refuse_two_questions,
    with_what_if,
)
from busplan.cli.options import (
    Seconds,
    busplan_command,
    load_and_speak,
    with_json,
    with_plan,
    with_season,
)
from busplan.cli.rendered import tell_if_it_does_not_hold
from busplan.cli.screen import Screen
from busplan.errors import message
from busplan.workflow import ExplainedPlan, explain_plan, find_area

if TYPE_CHECKING:
    from busplan.language import Language
    from busplan.render.explanation import GoalExplanation
    from busplan.solver.forcing import AreaExplanation

AREA_HELP = message(
    "Say why this area (id or name) is visited or not, and what it would cost to force it."
)
TIME_HELP = message("Seconds that planning again may take (default 60).")


@busplan_command("explain")
@with_season
@with_plan
@click.option("--area", "area", metavar="X", help=AREA_HELP.text)
@with_what_if
@click.option("--time-limit", type=Seconds(), default=60.0, metavar="S", help=TIME_HELP.text)
@with_json
def command(
    screen: Screen,
    season_path: Path,
    plan_path: Path,
    *,
    area: str | None,
    time_limit: float,
    as_json: bool,
    sensitivity: bool,
    ladder: tuple[int, ...] | None,
    alternatives: int | None,
    out: Path | None,
) -> None:
    """Explain a plan goal by goal."""
    screen.as_json = as_json
    what_if = WhatIf(sensitivity, ladder, alternatives)
    refuse_two_questions(what_if.asked + (area is not None))
    refuse_folder_without_ladder(out, what_if)
    loaded = load_and_speak(screen, season_path)
    if what_if.asked:
        answer(screen, loaded, plan_path, what_if, time_limit, out)
        return
    if area is not None:
        find_area(loaded.season, area)  # a wrong name is told before anything else
        screen.tell(message("Plans again with the opposite, for at most {s} s.", s=time_limit))
    explained = explain_plan(loaded, plan_path, area, time_limit)
    tell_if_it_does_not_hold(screen, explained.plan)
    if as_json:
        screen.put_json(_json(explained, screen.language))
    elif explained.area is not None:
        screen.say(*explained.area.sentences)
    else:
        _show(screen, explained)


def _show(screen: Screen, explained: ExplainedPlan) -> None:
    from busplan.render.terminal import score_card  # noqa: PLC0415

    screen.show(score_card(explained.result))
    for goal in explained.goals:
        screen.put(["", *_lines(goal, screen.language)])


def _lines(goal: GoalExplanation, language: Language) -> Iterator[str]:
    headline = message(
        "{goal}: {points} points", goal=goal.name, points=round(goal.given.points, 1)
    )
    yield language.say(headline)
    yield f"  {language.say(goal.about)}"
    yield from (f"  • {language.say(sentence)}" for sentence in goal.sentences)


def _json(explained: ExplainedPlan, language: Language) -> dict[str, object]:
    given: dict[str, object] = {
        "exit_code": 0,
        "holds": explained.plan.holds,
        "score": explained.result.score,
        "bound": explained.result.bound,
        "status": explained.result.status,
        "goals": [_goal_json(goal, language) for goal in explained.goals],
    }
    if explained.area is not None:
        area = explained.area
        sentences = [language.say(sentence) for sentence in area.sentences]
        given["area"] = {
            "id": area.area.id,
            "name": area.area.name,
            "sentences": sentences,
            **_opposite_json(area.opposite),
        }
    return given


def _opposite_json(opposite: AreaExplanation | None) -> dict[str, object]:
    if opposite is None:
        return {}
    found = opposite.result
    return {
        "visits": opposite.visits,
        "forced": "in" if opposite.forced_in else "out",
        "score": None if found is None else found.score,
        "bound": None if found is None else found.bound,
        "cost_at_least": opposite.cost_at_least,
        "cost_at_most": opposite.cost_at_most,
    }


def _goal_json(goal: GoalExplanation, language: Language) -> dict[str, object]:
    return {
        "goal": goal.given.goal,
        "name": language.say(goal.name),
        "amount": goal.given.amount,
        "weight": goal.given.weight,
        "points": goal.given.points,
        "about": language.say(goal.about),
        "sentences": [language.say(sentence) for sentence in goal.sentences],
    }
