"""Read a season from one Excel workbook: the same raw season that a folder gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from busplan.errors import FaultyInput, message, one_fault
from busplan.load.faults import FaultList, Place, did_you_mean
from busplan.load.files import Unreadable, read_bytes
from busplan.load.headings import folded
from busplan.load.raw import RawSeason
from busplan.load.tables import Table, table_from_grid
from busplan.load.workbook.grids import Sheet, read_sheets
from busplan.load.workbook.package import open_package
from busplan.load.workbook.settings_sheets import SettingsFromSheets
from busplan.vocabulary import COLUMNS, ENGLISH_SHEETS, SHEETS

MOST_BYTES = 32 * 1024 * 1024
"""Bytes that a workbook may have."""

_REQUIRED = ("season", "areas", "stops", "associations")
_SETTINGS = ("buses", "slots", "requirements", "pins")
_NAMES = {
    folded(name): table
    for names in (SHEETS, ENGLISH_SHEETS, {table: table for table in SHEETS})
    for table, name in names.items()
}
_MORE_OF_SHAPE = re.compile(rf"(?:geometry|{COLUMNS['geometry']})_?\d+", re.IGNORECASE)


def read_workbook(path: Path) -> RawSeason:
    """Read a workbook as a raw season, to be parsed and checked like a folder.

    Sheets and headings may be Danish or English; hidden sheets and rows count like others.

    Raises
    ------
    FaultyInput
        When the file is no readable workbook, or not one of a season.
    """
    file = path.name
    if path.suffix.casefold() != ".xlsx":
        raise one_fault(
            file,
            message("A workbook with this ending is not read."),
            message("Save it as .xlsx (Excel workbook without macros)."),
        )
    try:
        sheets = read_sheets(open_package(read_bytes(path, MOST_BYTES)))
    except Unreadable as unreadable:
        raise one_fault(file, unreadable.what, unreadable.remedy) from None
    faults = FaultList()
    by_table = _sheets_by_table(sheets, file, faults)
    _check_required(by_table, file)
    tables = {
        name: table
        for name, sheet in by_table.items()
        if (table := _table(name, sheet, file, faults)) is not None
    }
    settings = SettingsFromSheets(faults)
    if "season" in tables:
        settings.add_settings(tables["season"])
    for name in _SETTINGS:
        if name in tables:
            settings.add_rows(tables[name])
    return RawSeason(
        file=file,
        settings=settings.settings,
        tables={name: table for name, table in tables.items() if _counts(name, table)},
        faults=faults,
        places=settings.places,
        unreadable=frozenset(_REQUIRED[1:]) - frozenset(tables),
    )


def _counts(name: str, table: Table) -> bool:
    """True for a table to be checked: an optional one without rows is as good as absent."""
    return name not in ("season", *_SETTINGS) and (name in _REQUIRED or bool(table.records))


def _sheets_by_table(sheets: Iterable[Sheet], file: str, faults: FaultList) -> dict[str, Sheet]:
    """Give each sheet by the table it holds; warn of others, refuse two for one table."""
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        table = _NAMES.get(folded(sheet.title))
        place = Place(file, sheet.title)
        if table == "guide" or sheet.title.casefold().startswith("x_"):
            continue
        if table is None:
            if sheet.rows:
                faults.warn(
                    place,
                    message("This sheet is not known, so busplan does not use it."),
                    did_you_mean(sheet.title, (*SHEETS.values(), *ENGLISH_SHEETS.values()))
                    or message("Begin its name with x_ if it is a note of your own."),
                )
        elif table in found:
            faults.add(
                place,
                message("The sheet {other} holds the same table.", other=found[table].title),
                message("Keep one of them."),
            )
        else:
            found[table] = sheet
    return found


def _check_required(found: dict[str, Sheet], file: str) -> None:
    if not found:
        raise one_fault(
            file,
            message("The workbook has none of the sheets of a season."),
            message("Start from the workbook that `busplan new --xlsx` makes."),
        )
    missing = FaultList()
    for table in _REQUIRED:
        if table not in found:
            missing.add(
                Place(file),
                message(
                    "The sheet {danish} ({english}) is missing.",
                    danish=SHEETS[table],
                    english=ENGLISH_SHEETS[table],
                ),
                message("Add it, or start from the workbook that `busplan new --xlsx` makes."),
            )
    if missing.found:
        raise FaultyInput(tuple(missing.found))


def _table(name: str, sheet: Sheet, file: str, faults: FaultList) -> Table | None:
    if not sheet.rows and name not in _REQUIRED:
        return None
    grid = _joined_shapes(sheet.texts(file, faults))
    return table_from_grid(name, grid, faults, file=file, sheet=sheet.title)


def _joined_shapes(grid: list[list[str]]) -> list[list[str]]:
    """Put a shape that goes on in columns geometry_2, geometry_3 ... back into one cell."""
    headings = [heading.strip() for heading in grid[0]] if grid else []
    more = [number for number, text in enumerate(headings) if _MORE_OF_SHAPE.fullmatch(text)]
    shape = folded(COLUMNS["geometry"]), folded("geometry")
    base = next((n for n, text in enumerate(headings) if folded(text) in shape), None)
    if base is None or not more:
        return grid
    for row in grid[1:]:
        if len(row) > base:
            row[base] += "".join(row[number] for number in more if number < len(row))
    return [[cell for n, cell in enumerate(row) if n not in more] for row in grid]
