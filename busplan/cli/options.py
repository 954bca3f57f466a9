"""Arguments and options that several commands share."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from busplan.cli.command_table import COMMANDS
from busplan.cli.screen import Screen
from busplan.cli.translated import TranslatedCommand, with_language, with_version
from busplan.cli.usage_errors import UnfitValue
from busplan.errors import Message, message
from busplan.workflow import LoadedSeason, load

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

A_PATH = click.Path(path_type=Path)

AGAIN_OUTPUT_HELP = message("Folder to write to (default: the folder of PLAN.json).")
"""What -o means to a command that shows a plan again."""


def busplan_command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command with translated help, and the options that every command has."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        made: click.Command = click.command(name, cls=TranslatedCommand, help=COMMANDS[name].text)(
            with_language(with_version(click.pass_obj(function)))
        )
        made.params.sort(key=lambda parameter: parameter.name in {"language", "version"})
        return made

    return decorate


def with_season(function: Decorated) -> Decorated:
    """Give a command the argument SEASON."""
    return click.argument("season_path", metavar="SEASON", type=A_PATH)(function)


def with_plan(function: Decorated) -> Decorated:
    """Give a command the argument PLAN.json."""
    return click.argument("plan_path", metavar="PLAN.json", type=A_PATH)(function)


def with_json(function: Decorated) -> Decorated:
    """Give a command the option --json."""
    told = message("Give the result as JSON on stdout, for a program to read.")
    return click.option("--json", "as_json", is_flag=True, help=told.text)(function)


def with_output(told: Message) -> Callable[[Decorated], Decorated]:
    """Give a command the option -o, with what is said of it."""

    def decorate(function: Decorated) -> Decorated:
        return click.option("-o", "--output", "out", metavar="OUT", type=A_PATH, help=told.text)(
            function
        )

    return decorate


class Seconds(click.ParamType):  # type: ignore[type-arg]
    """A number above 0, with decimal point or comma."""

    name = "seconds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read a number of seconds."""
        try:
            number = float(str(value).replace(",", "."))
        except ValueError:
            number = math.nan
        if not 0 < number < math.inf:
            said = message("“{value}” is not a number of seconds above 0.", value=str(value))
            raise UnfitValue(said, ctx, param)
        return number


class WholeNumber(click.ParamType):  # type: ignore[type-arg]
    """A whole number from `low` up to what the solver can count to."""

    name = "number"
    high = 2**31 - 1

    def __init__(self, low: int) -> None:
        self.low = low

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read a whole number."""
        try:
            number = int(str(value))
        except ValueError:
            number = self.low - 1
        if not self.low <= number <= self.high:
            said = message(
                "“{value}” is not a whole number from {low}.", value=str(value), low=self.low
            )
            raise UnfitValue(said, ctx, param)
        return number


def load_and_speak(screen: Screen, season_path: Path) -> LoadedSeason:
    """Load a season, and go on in its language."""
    loaded = load(season_path)
    screen.speak(loaded.season.language)
    return loaded
