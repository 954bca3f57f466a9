"""The look of our worksheets, cells that cannot turn into formulas, and bytes without a clock."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from busplan.clock import MINUTES_PER_DAY, Clock
from busplan.render.visible_text import visible_text

ACCENT = "12436D"
TINT = "DCE8F3"
SHADE = "ECECEC"
LINE_HEIGHT = 15.0
"""Points that one line of text takes in a row."""

TALLEST_ROW = 400.0
FONT = "Calibri"
FIXED_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's own times carry no zone
FIXED_ZIP_MOMENT = (2000, 1, 1, 0, 0, 0)
LONGEST_CELL = 32_767
"""Excel's longest cell text, in characters."""

HEADINGS_ROW = 4
"""A sheet has its title in row 1, what stands below it in row 2, and its table from here."""

Item = TypeVar("Item")

_FORMULA_STARTS = ("=", "+", "-", "@")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_DATE_FORMATS = {"da": "[$-406]ddd d. mmm yyyy", "en": "[$-809]ddd d mmm yyyy"}
_TIME_FORMATS = {"da": '[hh]"."mm', "en": "[hh]:mm"}
_THIN = Side(style="thin", color="B8C4D0")
_TOP = Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True)
class Column(Generic[Item]):
    """A column of a table: its heading, its width in characters, and what writes its cells."""

    heading: str
    width: float
    write: Callable[[Cell, Item], None]


def write_text(cell: Cell, text: str) -> None:
    """Write text as text, whatever it begins with; Excel shows it and never reckons with it.

    Line breaks that we put between lines ourselves stay; each line is made visible by itself.
    """
    lines = "\n".join(visible_text(line) for line in text.split("\n"))
    cell.value = lines[:LONGEST_CELL]
    if cell.value:
        cell.data_type = "s"
    cell.alignment = _TOP
    if lines.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def write_date(cell: Cell, day: date, language: str) -> None:
    """Write a date that sorts and filters as one, shown as "tir. 15. sep. 2026"."""
    cell.value = day
    cell.number_format = _DATE_FORMATS[language]
    cell.alignment = Alignment(vertical="top", horizontal="left")


def write_time(cell: Cell, clock: Clock, language: str) -> None:
    """Write a time of day that sorts as one, shown as 13.30; the end of the day is 24.00."""
    cell.value = int(clock) / MINUTES_PER_DAY
    cell.number_format = _TIME_FORMATS[language]
    cell.alignment = Alignment(vertical="top", horizontal="left")


def write_number(cell: Cell, number: float, number_format: str = "General") -> None:
    """Write a number in the middle of its column."""
    cell.value = number
    cell.number_format = number_format
    cell.alignment = Alignment(vertical="top", horizontal="center")


def write_title(sheet: Worksheet, title: str, subtitle: str) -> None:
    """Write a sheet's title and what stands below it, in rows 1 and 2."""
    for row, text, font in (
        (1, title, Font(name=FONT, bold=True, size=16, color=ACCENT)),
        (2, subtitle, Font(name=FONT, size=11, color="404040")),
    ):
        cell = cell_at(sheet, row, 1)
        write_text(cell, text)
        cell.font = font
        cell.alignment = Alignment(vertical="center", wrap_text=False)
    sheet.row_dimensions[1].height = 24


def write_table(sheet: Worksheet, columns: Sequence[Column[Item]], items: Sequence[Item]) -> int:
    """Write a table with filter arrows, a row an item; give its last row."""
    widths = [column.width for column in columns]
    write_headings(sheet, [column.heading for column in columns], widths)
    row = HEADINGS_ROW
    for row, item in enumerate(items, start=HEADINGS_ROW + 1):
        for number, column in enumerate(columns, start=1):
            cell = cell_at(sheet, row, number)
            column.write(cell, item)
            rule_below(cell)
        fit_height(sheet, row, widths)
    sheet.auto_filter.ref = f"A{HEADINGS_ROW}:{get_column_letter(len(columns))}{row}"
    return row


def write_headings(sheet: Worksheet, headings: Sequence[str], widths: Sequence[float]) -> None:
    """Write headings, set the widths, and keep the headings in sight and on every page."""
    for number, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        cell = cell_at(sheet, HEADINGS_ROW, number)
        write_text(cell, heading)
        cell.font = Font(name=FONT, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", start_color=ACCENT)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    fit_height(sheet, HEADINGS_ROW, widths)
    sheet.freeze_panes = f"A{HEADINGS_ROW + 1}"
    sheet.print_title_rows = f"{HEADINGS_ROW}:{HEADINGS_ROW}"


def fit_height(sheet: Worksheet, row: int, widths: Sequence[float], least: int = 1) -> None:
    """Make a row as high as its fullest cell needs, and at least so many lines."""
    lines = max(least, *(_lines(sheet.cell(row, n).value, w) for n, w in enumerate(widths, 1)))
    sheet.row_dimensions[row].height = min(lines * LINE_HEIGHT + 5, TALLEST_ROW)


def rule_below(cell: Cell) -> None:
    """Draw a thin line below a cell."""
    cell.border = Border(bottom=_THIN)


def box(cell: Cell) -> None:
    """Draw a thin line around a cell."""
    cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def shade(cell: Cell, colour: str, *, bold: bool = False) -> None:
    """Fill a cell with a light colour."""
    cell.fill = PatternFill("solid", start_color=colour)
    if bold:
        cell.font = Font(name=FONT, bold=True)


def write_closing_lines(sheet: Worksheet, row: int, lines: Sequence[str]) -> int:
    """Write remarks and attribution below a table; give the last row written."""
    for line in lines:
        row += 1
        cell = cell_at(sheet, row, 1)
        write_text(cell, line)
        cell.font = Font(name=FONT, italic=True, size=9, color="404040")
        cell.alignment = Alignment(vertical="top", wrap_text=False)
    return row


def print_on_a4(sheet: Worksheet, last_row: int, columns: int, page_of: str) -> None:
    """Print on A4 landscape, all columns on the width of a page; `page_of` names the page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, footer=0.3)
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(right=_HeaderFooterPart(page_of))
    sheet.print_area = f"A1:{get_column_letter(columns)}{last_row}"


def workbook_bytes(workbook: Workbook) -> bytes:
    """Save a workbook so that equal workbooks are equal bytes: every moment in it is fixed."""
    workbook.properties.created = FIXED_MOMENT
    saved = io.BytesIO()
    workbook.save(saved)
    fixed = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(fixed, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                moment = FIXED_MOMENT.isoformat().encode() + b"Z"
                content = _MODIFIED.sub(rb"\g<1>" + moment + rb"\g<2>", content)
            info = zipfile.ZipInfo(entry.filename, FIXED_ZIP_MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return fixed.getvalue()


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Give the cell at a row and column, both from 1."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(cell)
    return cell


def _lines(value: object, width: float) -> int:
    if not isinstance(value, str):
        return 1
    across = max(1.0, width - 1)
    return sum(max(1, math.ceil(len(line) / across)) for line in value.split("\n"))
