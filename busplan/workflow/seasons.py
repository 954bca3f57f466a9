"""The steps before planning: write a season to start from, read and check a season."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from busplan.errors import Fault
from busplan.season import Season
from busplan.workflow.output_folder import OutputFolder

WEEKS_AHEAD = 8
"""A new season begins on a Monday at least so many weeks from today."""


@dataclass(frozen=True)
class LoadedSeason:
    """A season that could be read, where it was read from, and what is odd about it."""

    path: Path
    season: Season
    warnings: tuple[Fault, ...]


def load(path: Path, changes: Mapping[str, str] | None = None) -> LoadedSeason:
    """Read and check everything of a season, with some settings changed if so wished.

    Raises
    ------
    FaultyInput
        With every fault and warning.
    """
    from busplan.load import load_season

    season, warnings = load_season(path, changes)
    return LoadedSeason(path, season, warnings)


def new_season(directory: Path, *, workbook: bool, first_date: date | None = None) -> Path:
    """Write a season to start from into a folder that is empty or not there yet.

    Parameters
    ----------
    workbook
        True writes season.xlsx instead of season.toml and its files.
    first_date
        The season's first day; None: a Monday some weeks ahead.

    Returns
    -------
    Path
        The file to open.
    """
    from busplan.bundled import bundled_areas
    from busplan.render.season_template import BUNDLED_FILES, new_season_folder

    folder = OutputFolder(directory)
    folder.refuse_unless_empty()
    areas = {name: (bundled_areas() / name).read_bytes() for name in BUNDLED_FILES.values()}
    files: Mapping[str, bytes] = new_season_folder(first_date or _a_monday_ahead(), areas)
    if workbook:
        files = {"season.xlsx": _as_workbook(files)}
    folder.fill(files)
    return directory / ("season.xlsx" if workbook else "season.toml")


def _a_monday_ahead() -> date:
    earliest = date.today() + timedelta(weeks=WEEKS_AHEAD)  # noqa: DTZ011 - the user's own date
    return earliest + timedelta(days=-earliest.weekday() % 7)


def _as_workbook(files: Mapping[str, bytes]) -> bytes:
    from tempfile import TemporaryDirectory

    from busplan.render.season_workbook import render_season_workbook

    with TemporaryDirectory(prefix="busplan-") as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        return render_season_workbook(load(Path(folder)).season)
