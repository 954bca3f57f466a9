"""The sheet of guidance in a season's workbook: what each sheet and column is for."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from busplan.errors import message
from busplan.language import Language
from busplan.render.season_cells import SeasonWords, put_text
from busplan.render.season_tables import SeasonTable
from busplan.render.season_wording import COLUMN_MEANINGS, INTRODUCTION, SHEET_MEANINGS
from busplan.render.sheet_style import ACCENT, FONT, TINT, cell_at

_WIDTHS = (18, 22, 14, 88)


def fill_guide(sheet: Worksheet, tables: Iterable[SeasonTable], language: Language) -> int:
    """Write the guidance; give its last row."""
    say = language.say
    words = SeasonWords(language)
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _line(sheet, 1, say(message("How to fill in the season")), Font(name=FONT, bold=True, size=16))
    row = 2
    for row, sentence in enumerate(INTRODUCTION, start=2):
        _line(sheet, row, say(sentence), Font(name=FONT))
    row += 2
    headings = (message("Sheet"), message("Column"), message("Needed"), message("What it is for"))
    _row(sheet, row, [say(heading) for heading in headings], colour=ACCENT)
    row += 1
    _row(sheet, row, [words.sheet("season"), "", "", say(SHEET_MEANINGS["season"])], colour=TINT)
    for table in tables:
        row += 1
        about = [words.sheet(table.name), "", "", say(SHEET_MEANINGS[table.name])]
        _row(sheet, row, about, colour=TINT)
        for column in table.columns:
            row += 1
            needed = say(message("yes")) if column.needed else ""
            meaning = say(COLUMN_MEANINGS[table.name, column.name])
            _row(sheet, row, ["", words.column(column.name), needed, meaning])
    return row


def _line(sheet: Worksheet, row: int, text: str, font: Font) -> None:
    cell = cell_at(sheet, row, 1)
    put_text(cell, text)
    cell.font = font


def _row(sheet: Worksheet, row: int, texts: Iterable[str], colour: str | None = None) -> None:
    for number, text in enumerate(texts, start=1):
        cell = cell_at(sheet, row, number)
        if text:
            put_text(cell, text)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.font = Font(name=FONT)
        if colour is not None:
            white = "FFFFFF" if colour == ACCENT else "000000"
            cell.font = Font(name=FONT, bold=True, color=white)
            cell.fill = PatternFill("solid", start_color=colour)
