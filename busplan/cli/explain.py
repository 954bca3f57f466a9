"""busplan explain: what each goal gave, and why an area or an association is where it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from busplan.cli.explain_area import area_json
from busplan.cli.explain_association import answer_about_association
from busplan.cli.explain_clash import answer_about_clash
from busplan.cli.explain_what_if import (
    WhatIf,
    answer,
    refuse_folder_without_ladder,
    refuse_two_questions,
    with_what_if,
)
from busplan.cli.options import (
    A_PATH,
    Seconds,
    busplan_command,
    load_and_speak,
    with_json,
    with_season,
)
from busplan.cli.rendered import tell_if_it_does_not_hold
from busplan.cli.screen import Screen
from busplan.cli.usage_errors import UsageFault
from busplan.cli.waiting import wait_for
from busplan.errors import Message, message
from busplan.workflow import ExplainedPlan, LoadedSeason, explain_plan, find_area

if TYPE_CHECKING:
    from busplan.language import Language
    from busplan.render.explanation import GoalExplanation

AREA_HELP = message(
    "Say why this area (id or name) is visited or not, and what it would cost to force it."
)
ASSOCIATION_HELP = message(
    "Say why this association (id or name) has its shifts, why not others, and who could stand in."
)
DATE_HELP = message("With --association: why it has a shift on this date, or why not.")
CLASH_HELP = message("For a season without a plan: which rules clash, and what would help.")
TIME_HELP = message("Seconds that all planning again may take (default 60).")


@busplan_command("explain")
@with_season
@click.argument("plan_path", metavar="[PLAN.json]", type=A_PATH, required=False)
@click.option("--area", "area", metavar="X", help=AREA_HELP.text)
@click.option("--association", "association", metavar="X", help=ASSOCIATION_HELP.text)
@click.option("--date", "day", metavar="D", help=DATE_HELP.text)
@click.option("--clash", is_flag=True, help=CLASH_HELP.text)
@with_what_if
@click.option("--time-limit", type=Seconds(), default=60.0, metavar="S", help=TIME_HELP.text)
@with_json
def command(
    screen: Screen,
    season_path: Path,
    plan_path: Path | None,
    *,
    area: str | None,
    association: str | None,
    day: str | None,
    clash: bool,
    time_limit: float,
    as_json: bool,
    sensitivity: bool,
    ladder: tuple[int, ...] | None,
    alternatives: int | None,
    out: Path | None,
) -> None:
    """Explain a plan goal by goal, or one area, association, date or clash."""
    screen.as_json = as_json
    what_if = WhatIf(sensitivity, ladder, alternatives)
    refuse_two_questions(
        what_if.asked + sum((area is not None, association is not None, clash)),
    )
    _refuse_date_of_nobody(association, day)
    refuse_folder_without_ladder(out, what_if)
    if clash:
        answer_about_clash(screen, load_and_speak(screen, season_path), time_limit)
        return
    if plan_path is None:
        raise _usage(message("PLAN.json is missing; only --clash does without it."))
    loaded = load_and_speak(screen, season_path)
    if what_if.asked:
        answer(screen, loaded, plan_path, what_if, time_limit, out)
    elif association is not None:
        answer_about_association(screen, loaded, plan_path, association, day, time_limit)
    else:
        _answer_about_plan(screen, loaded, plan_path, area, time_limit)


def _refuse_date_of_nobody(association: str | None, day: str | None) -> None:
    """Refuse a date without the association whose shift it is about."""
    if day is not None and association is None:
        raise _usage(message("--date needs --association: whose shift is it about?"))


def _usage(said: Message) -> UsageFault:
    return UsageFault(said, click.get_current_context())


def _answer_about_plan(
    screen: Screen, loaded: LoadedSeason, plan_path: Path, area: str | None, time_limit: float
) -> None:
    if area is None:
        explained = explain_plan(loaded, plan_path)
    else:
        find_area(loaded.season, area)  # a wrong name is told before anything else
        screen.tell(message("Plans again with the opposite, for at most {s} s.", s=time_limit))
        explained = wait_for(
            screen,
            time_limit,
            lambda seconds, stop: explain_plan(loaded, plan_path, area, seconds, stop),
        )
    tell_if_it_does_not_hold(screen, explained.plan)
    if screen.as_json:
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
        given["area"] = area_json(explained.area, language)
    return given


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
