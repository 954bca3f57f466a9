"""busplan explain --ladder: what more tours would give, when no area may lose a visit."""

from __future__ import annotations

from typing import Any

import click

from busplan.cli.claims import claims_json
from busplan.cli.rendered import tell_if_it_does_not_hold
from busplan.cli.screen import Screen
from busplan.cli.usage_errors import UnfitValue
from busplan.errors import message
from busplan.workflow.what_if import ExplainedLadder


class NumbersOfTours(click.ParamType):  # type: ignore[type-arg]
    """Numbers of tours with commas between: 4,6,8,10."""

    name = "numbers"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        """Read the numbers, fewest first."""
        parts = [part.strip() for part in str(value).split(",")]
        if not all(part.isdecimal() and 0 < int(part) <= MOST_TOURS for part in parts):
            said = message("“{value}” is not a list of numbers such as 4,6,8,10.", value=str(value))
            raise UnfitValue(said, ctx, param)
        return tuple(sorted({int(part) for part in parts}))


MOST_TOURS = 10_000


def show_ladder(screen: Screen, explained: ExplainedLadder) -> None:
    """Show the table of tours and residents, what each step adds, and the files."""
    from busplan.render.ladder import (  # noqa: PLC0415 - help needs no tables
        ladder_json,
        ladder_remark,
        ladder_steps,
        ladder_table,
    )

    tell_if_it_does_not_hold(screen, explained.plan)
    for name in explained.moved_aside:
        screen.tell(message("A file had been edited by hand and is kept as {file}.", file=name))
    ladder, language = explained.ladder, screen.language
    files = [str(explained.folder / name) for name in explained.files]
    if screen.as_json:
        screen.put_json(
            {
                **claims_json(explained.plan),
                "ladder": {**ladder_json(ladder, language), "files": files},
            }
        )
        return
    if ladder.rungs:
        screen.show(ladder_table(ladder, language))
    for headline, added in ladder_steps(ladder):
        screen.put(["", language.say(headline), *(f"  • {language.form(one)}" for one in added)])
    for remark in ladder_remark(ladder):
        screen.put([""] if ladder.rungs else [])
        screen.say(remark)
    if files:
        screen.put(["", *files])
