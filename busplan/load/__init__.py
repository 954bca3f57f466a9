"""Files to values: the only room that reads files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from busplan.errors import Fault, FaultyInput, message, one_fault
from busplan.language import LOCALES
from busplan.load.assemble import assemble
from busplan.load.folder import SEASON_FILE, read_folder
from busplan.load.raw import RawSeason
from busplan.load.scenario import with_changes
from busplan.season import Season

WORKBOOK_FILE = "season.xlsx"

__all__ = ["load_season"]


def load_season(
    path: Path, changes: Mapping[str, str] | None = None
) -> tuple[Season, tuple[Fault, ...]]:
    """Load a season and its warnings from a folder, its season.toml or an Excel workbook.

    `changes` are settings, by dotted key, that hold instead of those in the file.
    Raises `FaultyInput` with every fault that was found, with the warnings, and with the season's
    language where that could be read.
    """
    raw = with_changes(_read(Path(path)), changes or {})
    try:
        return assemble(raw)
    except FaultyInput as faulty:
        written = str(raw.settings.get("language", "")).strip()
        faulty.language = written if written in LOCALES else None
        raise


def _read(path: Path) -> RawSeason:
    if path.is_dir():
        for name in (SEASON_FILE, WORKBOOK_FILE):
            if (path / name).exists():
                return _read(path / name)
        raise one_fault(
            path.name or ".",
            message("The folder holds neither season.toml nor season.xlsx."),
            message("Name the season's folder or file; busplan new makes one to start from."),
        )
    if path.suffix.casefold() == ".toml":
        return read_folder(path)
    if path.suffix.casefold() == ".xlsx":
        from busplan.load.workbook import read_workbook  # noqa: PLC0415 (openpyxl is slow to import)

        return read_workbook(path)
    if not path.exists():
        raise one_fault(
            path.name,
            message("There is no such season."),
            message("Check the name and the folder, capital letters too."),
        )
    raise one_fault(
        path.name,
        message("This is not a season."),
        message("Name a folder with season.toml, or an Excel workbook."),
    )
