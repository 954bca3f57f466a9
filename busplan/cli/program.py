"""The program itself: finds a command, runs it, and leaves with its exit code."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from busplan.cli.command_table import COMMANDS
from busplan.cli.screen import Screen
from busplan.cli.translated import TranslatedContext, with_language, with_version
from busplan.cli.usage_errors import tell_usage_error, unknown_command
from busplan.errors import BusplanError, message

STOPPED = 130
"""Exit code of a command that was broken off by Ctrl-C (a search that was stopped has its own)."""


class CommandTable(click.Group):
    """Finds commands by name, and turns what stops them into a sentence and an exit code."""

    context_class = TranslatedContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's own file."""
        if cmd_name not in COMMANDS:
            if cmd_name.startswith("-"):
                return None
            raise unknown_command(cmd_name, COMMANDS, ctx)
        command: click.Command = importlib.import_module(f"busplan.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section(message("Commands").text):
            formatter.write_dl([(name, does.text) for name, does in COMMANDS.items()])

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command and leave with its exit code; what stops it is told on stderr."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        screen = Screen()
        extra.update(standalone_mode=False, obj=screen)
        try:
            code = super().main(*args, **extra)
        except BusplanError as error:
            screen.report(error)
            code = error.exit_code
        except click.UsageError as error:
            tell_usage_error(screen, error)
            code = error.exit_code
        except click.Abort:
            screen.tell(message("Stopped."))
            code = STOPPED
        sys.exit(code if isinstance(code, int) else 0)


@click.group(
    cls=CommandTable,
    help=message(
        "Plans a season of community bus tours: when, where, and which associations are on board."
    ).text,
    epilog=message("Each command tells more with --help. Exit codes: see docs/commands.md.").text,
)
@with_language
@with_version
def main() -> None:
    """Leave the work to the command that is named."""
