"""Read the sheets of a checked workbook with openpyxl, as grids of text."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter

from busplan.errors import message
from busplan.load.faults import FaultList, Place
from busplan.load.files import Unreadable
from busplan.load.workbook.package import Package
from busplan.load.workbook.parts import LAST_COLUMN, MOST_COLUMNS, PartFacts

_ESCAPED = re.compile(r"_x(005F|00[01][0-9A-F]|FFF[EF])_", re.IGNORECASE)
_MIDNIGHT = time()


@dataclass(frozen=True)
class ErrorValue:
    """What a cell shows when its formula went wrong: #REF!, #N/A and the like."""

    text: str


@dataclass(frozen=True)
class Sheet:
    """A sheet's title, its cells as values, and what the check of its part has noted."""

    title: str
    rows: tuple[tuple[object, ...], ...]
    facts: PartFacts

    def texts(self, file: str, faults: FaultList) -> list[list[str]]:
        """Give the cells as text, noting cells that hold no value of their own."""
        self._note_facts(file, faults)
        return [
            [self._text(value, row, column, file, faults) for column, value in enumerate(cells, 1)]
            for row, cells in enumerate(self.rows, 1)
        ]

    def _note_facts(self, file: str, faults: FaultList) -> None:
        for cell in self.facts.without_result:
            faults.add(
                Place(file, self.title),
                message("The formula in cell {cell} has no saved result.", cell=cell),
                message("Open the workbook in a spreadsheet and save it, or write the value."),
            )
        for cells in self.facts.merged:
            faults.warn(
                Place(file, self.title),
                message("The cells {cells} are merged; only the first has a value.", cells=cells),
                message("Split them and fill in each cell."),
            )
        if self.facts.beyond is not None:
            faults.warn(
                Place(file, self.title),
                message(
                    "Cell {cell} is not used: columns are read up to {last}.",
                    cell=self.facts.beyond,
                    last=LAST_COLUMN,
                ),
                message("Move what the season needs to the left."),
            )

    def _text(self, value: object, row: int, column: int, file: str, faults: FaultList) -> str:
        if isinstance(value, ErrorValue):
            cell = f"{get_column_letter(column)}{row}"
            faults.add(
                Place(file, self.title, row),
                message("Cell {cell} shows an error instead of a value.", cell=cell),
                message("Correct the formula, or write the value."),
                value=value.text,
            )
            return ""
        return text_of(value)


def text_of(value: object) -> str:
    """Write a cell's value as text, by the rule of `busplan.load.tables`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return _time_text(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second))
    if isinstance(value, timedelta):
        return _time_text(value)
    return str(value)


def _time_text(since_midnight: timedelta) -> str:
    minutes, seconds = divmod(round(since_midnight.total_seconds()), 60)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{seconds:02d}" if seconds else text


def read_sheets(package: Package) -> tuple[Sheet, ...]:
    """Read every sheet's cells: what a formula showed when it was last saved, hidden rows too."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(_sheets(package))
    except Exception:  # noqa: BLE001 - openpyxl lets through whatever its parsers stumble over
        raise Unreadable(
            message("The workbook is damaged, or is put together in a way that cannot be read."),
            message("Open it in Excel or LibreOffice and save it as .xlsx again."),
        ) from None


def _sheets(package: Package) -> Iterator[Sheet]:
    book = load_workbook(
        io.BytesIO(package.content), read_only=True, data_only=True, keep_links=False
    )
    for sheet in book.worksheets:
        part = getattr(sheet, "_worksheet_path", "")  # openpyxl tells it nowhere else
        facts = package.parts[part]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=facts.last_row, max_col=MOST_COLUMNS)
        cells = cast("Iterator[Sequence[ReadOnlyCell]]", rows)
        grid = tuple(map(_values, cells)) if facts.last_row else ()
        yield Sheet(sheet.title, grid, facts)


def _values(row: Sequence[ReadOnlyCell]) -> tuple[object, ...]:
    values = [_value(cell) for cell in row]
    while values and values[-1] is None:
        values.pop()
    return tuple(values)


def _value(cell: ReadOnlyCell) -> object:
    return ErrorValue(str(cell.value)) if cell.data_type == "e" else cell.value
