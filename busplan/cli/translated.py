"""Help in the user's language: click's texts and our own pass through the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from busplan.cli.screen import Screen
from busplan.cli.usage_errors import unexpected_arguments
from busplan.errors import message
from busplan.language import LOCALES

WIDTH = 100
"""Most columns that help takes."""

CLICKS_OWN = (
    message("Usage:"),
    message("Options"),
    message("Show this message and exit."),
    message("Show the version and exit."),
)
"""Texts that click puts into help by itself, for the catalogue."""

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class TranslatedFormatter(click.HelpFormatter):
    """Translates every text of a help page by its English source."""

    def __init__(self, screen: Screen, width: int) -> None:
        super().__init__(width=width)
        self._screen = screen

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how a command is written."""
        super().write_usage(prog, args, f"{self._text(prefix or 'Usage:')} ")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(self._text(heading))

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        super().write_text(self._text(text))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write a list of terms and what they mean."""
        translated = [(term, self._text(meaning)) for term, meaning in rows]
        super().write_dl(translated, col_max, col_spacing)

    def _text(self, source: str) -> str:
        return self._screen.language.text(source) if source else source


class TranslatedContext(click.Context):
    """A command's context, whose help is translated."""

    def make_formatter(self) -> click.HelpFormatter:
        """Make the formatter that translates."""
        screen = self.find_object(Screen) or Screen()
        return TranslatedFormatter(screen, min(self.terminal_width or screen.width, WIDTH))


class TranslatedCommand(click.Command):
    """A command whose help and usage errors are translated."""

    context_class = TranslatedContext

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; what is left over is a usage error in the user's language."""
        ctx.allow_extra_args = True
        try:
            left_over = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if left_over and not ctx.resilient_parsing:
            raise unexpected_arguments(left_over, ctx)
        return left_over


def _speak(ctx: click.Context, parameter: click.Parameter, code: str | None) -> None:
    del parameter
    screen = ctx.find_object(Screen)
    if code is not None and screen is not None:
        screen.speak(code)


def with_language(function: Decorated) -> Decorated:
    """Give a command the option --language."""
    return click.option(
        "--language",
        type=click.Choice(sorted(LOCALES)),
        callback=_speak,
        expose_value=False,
        is_eager=True,
        help=message(
            "Language of help and of errors before the season's own language is known "
            "(default da, or BUSPLAN_LANGUAGE)."
        ).text,
    )(function)


def with_version(function: Decorated) -> Decorated:
    """Give a command the option --version."""
    return click.version_option(package_name="busplan", message="%(prog)s %(version)s")(function)
