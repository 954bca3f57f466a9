"""A command that was written wrongly: what is wrong, in the user's language, and where help is."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import click

from busplan.cli.screen import Screen
from busplan.errors import Message, message, plural


class UsageFault(click.UsageError):
    """A usage error that carries its message untranslated."""

    def __init__(self, said: Message, ctx: click.Context | None = None) -> None:
        super().__init__(str(said), ctx)
        self.said = said


class UnfitValue(click.BadParameter):
    """A value that an option cannot take, with its message untranslated."""

    def __init__(
        self, said: Message, ctx: click.Context | None, param: click.Parameter | None
    ) -> None:
        super().__init__(str(said), ctx, param)
        self.said = said


def unknown_command(name: str, known: Iterable[str], ctx: click.Context) -> UsageFault:
    """Say that there is no such command, and which one may have been meant."""
    return UsageFault(
        _with_suggestion(message("There is no command {name}.", name=name), name, known), ctx
    )


def unexpected_arguments(arguments: list[str], ctx: click.Context) -> UsageFault:
    """Say that there are more arguments than the command takes."""
    said = plural(
        "The argument {arguments} is one too many.",
        "The arguments {arguments} are too many.",
        len(arguments),
        arguments=tuple(arguments),
    )
    return UsageFault(said, ctx)


def tell_usage_error(screen: Screen, error: click.UsageError) -> None:
    """Tell on stderr what is wrong with the command, how it is written, and where help is."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return
    if error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
    screen.tell(_said(error))
    if error.ctx is not None:
        command = error.ctx.command_path
        screen.tell(message("More with: {command}", command=f"{command} --help"))


def _said(error: click.UsageError) -> Message:
    if isinstance(error, UsageFault):
        return error.said
    if isinstance(error, UnfitValue) and error.param is not None:
        return message("{option}: {said}", option=error.param.opts[0], said=error.said)
    if isinstance(error, click.NoSuchOption):
        said = message("There is no option {name}.", name=error.option_name)
        return _with_suggestion(said, error.option_name, error.possibilities or ())
    if isinstance(error, click.MissingParameter) and error.param is not None:
        name = error.param.make_metavar(error.ctx) if error.ctx else error.param.name
        return message("{name} is missing.", name=name)
    if isinstance(error, click.BadOptionUsage):
        return message("The option {name} is not used like that.", name=error.option_name)
    if isinstance(error, click.BadParameter) and isinstance(error.param, click.Option):
        choices = getattr(error.param.type, "choices", ())
        return message(
            "{option} takes one of these: {choices}.",
            option=error.param.opts[0],
            choices=" / ".join(choices),
        )
    return message("{detail}", detail=error.format_message())


def _with_suggestion(said: Message, name: str, known: Iterable[str]) -> Message:
    found = get_close_matches(name, list(known), n=1)
    if not found:
        return said
    return message("{said} Did you mean {name}?", said=said, name=found[0])
