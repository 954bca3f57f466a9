"""Read CSV as spreadsheets write it: comma or semicolon, UTF-8 or Windows-1252."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from busplan.errors import message
from busplan.load.faults import FaultList, Place
from busplan.load.files import Unreadable, decode_table, note_unreadable
from busplan.load.tables import Table, table_from_grid

_QUOTED = re.compile(r'"[^"]*"')
_SEPARATOR_LINE = re.compile(r'"?sep=([,;])"?\s*\r?\n', re.IGNORECASE)


def read_csv_table(name: str, content: bytes, file: str, faults: FaultList) -> Table | None:
    """Read the bytes of a CSV file as a table; None, with a fault noted, when that fails."""
    try:
        text = decode_table(content)
        separator, text = _separator_of(text)
        return table_from_grid(name, _rows(text, separator), faults, file=file)
    except Unreadable as unreadable:
        note_unreadable(faults, Place(file), unreadable)
        return None


def _separator_of(text: str) -> tuple[str, str]:
    """Give the separator and the text after Excel's own ``sep=;`` line, if there is one."""
    if match := _SEPARATOR_LINE.match(text):
        return match[1], text[match.end() :]
    first_line = _QUOTED.sub("", text[:10_000].lstrip("\r\n").partition("\n")[0])
    counts = {mark: first_line.count(mark) for mark in ",;\t"}
    if counts["\t"] > max(counts[","], counts[";"]):
        raise Unreadable(
            message("The columns are separated by tabs."),
            message("Save the table as CSV, separated by commas or semicolons."),
        )
    return (";" if counts[";"] > counts[","] else ","), text


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    row = 0
    try:
        for cells in reader:
            row += 1
            yield cells
    except csv.Error:
        raise Unreadable(
            message(
                "The table cannot be read beyond row {row}: a quotation mark is out of place"
                " or a cell is very long.",
                row=row,
            ),
            message('Write quotation marks inside a cell twice: "".'),
        ) from None
