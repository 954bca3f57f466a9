"""busplan new: write a season to start from."""

from __future__ import annotations

from pathlib import Path

import click

from busplan.cli.options import A_PATH, busplan_command
from busplan.cli.screen import Screen
from busplan.errors import message
from busplan.workflow import new_season

XLSX_HELP = message("Write one Excel workbook instead of text files.")


@busplan_command("new")
@click.argument("directory", metavar="DIR", type=A_PATH)
@click.option("--xlsx", "workbook", is_flag=True, help=XLSX_HELP.text)
def command(screen: Screen, directory: Path, *, workbook: bool) -> None:
    """Write a season into a folder that is empty or not there yet."""
    open_this = new_season(directory, workbook=workbook)
    season = open_this if workbook else directory
    screen.say(
        message("A season to start from stands in {folder}.", folder=str(directory)),
        message(
            "Correct {file}, then run: {command}",
            file=str(open_this),
            command=f"busplan check {season}",
        ),
    )
