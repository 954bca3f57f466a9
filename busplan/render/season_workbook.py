"""A season as one Excel workbook: a sheet a table, headings in the season's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from busplan.errors import message
from busplan.language import Language
from busplan.render.season_cells import (
    DATE_FORMAT,
    TEXT_FORMAT,
    TIME_FORMAT,
    SeasonWords,
    put_text,
    put_value,
    shape_text,
)
from busplan.render.season_choices import add_choices, choice_formula, drop_down
from busplan.render.season_columns import Column, Kind
from busplan.render.season_guide import fill_guide
from busplan.render.season_settings import Setting, season_settings
from busplan.render.season_tables import SeasonTable, season_tables
from busplan.render.sheet_style import (
    ACCENT,
    FIXED_MOMENT,
    FONT,
    cell_at,
    fit_height,
    print_on_a4,
    workbook_bytes,
)
from busplan.render.visible_text import visible_text
from busplan.season import Season

SHAPE_PIECE = 32_000
"""Characters of a shape in one cell; the rest goes on in geometry_2, geometry_3 and so on."""

_FORMATS = {
    Kind.DATE: DATE_FORMAT,
    Kind.TIME: TIME_FORMAT,
    Kind.NUMBER: "General",
    Kind.COORDINATE: "General",
}
_WIDEST = {Kind.LONG_TEXT: 60.0, Kind.SHAPE: 30.0}
_SETTING_WIDTHS = (24.0, 50.0, 80.0)
_COLUMNS_ON_PORTRAIT = 5
_HEADING_FILL = "3F5F80"
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_ALIGNMENTS = {
    Kind.DATE: Alignment(vertical="top", horizontal="left"),
    Kind.TIME: Alignment(vertical="top", horizontal="left"),
    Kind.NUMBER: Alignment(vertical="top", horizontal="right", indent=1),
    Kind.COORDINATE: Alignment(vertical="top", horizontal="right", indent=1),
}


def render_season_workbook(season: Season) -> bytes:
    """Make the workbook of a season; loading it gives an equal season.

    Equal seasons give equal bytes. No cell is a formula, and no cells are merged.
    """
    language = Language(season.language)
    words = SeasonWords(language)
    tables = season_tables(season)
    sizes = {table.name: len(table.rows) for table in tables}
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    guide = _sheet(workbook, words.sheet("guide"))
    _print(guide, fill_guide(guide, tables, language), 4, language)
    _fill_settings(_sheet(workbook, words.sheet("season")), season, language)
    for table in tables:
        sheet = _sheet(workbook, words.sheet(table.name))
        _fill_table(sheet, _with_shapes_as_text(table), words)
        add_choices(sheet, table.columns, len(table.rows), sizes, language)
        shown = sum(column.kind is not Kind.SHAPE for column in table.columns)
        _print(sheet, len(table.rows) + 1, shown, language)
        if shown <= _COLUMNS_ON_PORTRAIT:
            sheet.page_setup.orientation = "portrait"
    workbook.properties.title = visible_text(season.name)
    workbook.properties.creator = "busplan"
    workbook.properties.language = language.locale.replace("_", "-")
    workbook.properties.modified = FIXED_MOMENT
    return workbook_bytes(workbook)


def _sheet(workbook: Workbook, name: str) -> Worksheet:
    sheet = workbook.create_sheet(name)
    if not isinstance(sheet, Worksheet):
        raise TypeError(sheet)
    return sheet


def _print(sheet: Worksheet, rows: int, columns: int, language: Language) -> None:
    print_on_a4(sheet, rows, columns, language.say(message("&A, page &P of &N")))


def _fill_settings(sheet: Worksheet, season: Season, language: Language) -> None:
    """Write a key and a value on each row, with what it means; a row for each source."""
    words = SeasonWords(language)
    headings = (words.column(name) for name in ("key", "value", "explanation"))
    _headings(sheet, [(text, True) for text in headings], _SETTING_WIDTHS)
    row = 1
    for setting in season_settings(season):
        for value in _values(setting):
            row += 1
            put_text(cell_at(sheet, row, 1), words.setting(setting.key))
            put_value(cell_at(sheet, row, 2), value, setting.kind, words)
            put_text(cell_at(sheet, row, 3), language.say(setting.meaning))
            for number in (1, 2, 3):
                cell = cell_at(sheet, row, number)
                cell.alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)
            fit_height(sheet, row, _SETTING_WIDTHS)
            choices = choice_formula(setting.kind, {}, words)
            if choices is not None:
                several = setting.kind is Kind.WEEKDAYS
                validation = drop_down(choices, language, strict=not several)
                validation.add(f"B{row}")
                sheet.add_data_validation(validation)
    _print(sheet, row, 3, language)


def _values(setting: Setting) -> Iterable[object]:
    if setting.key == "sources" and isinstance(setting.value, tuple):
        return setting.value or (None,)
    return (setting.value,)


def _fill_table(sheet: Worksheet, table: SeasonTable, words: SeasonWords) -> None:
    """Write a table's headings and rows."""
    headings = [(words.column(column.name), column.needed) for column in table.columns]
    widths = [_width(column, table, number, words) for number, column in enumerate(table.columns)]
    for number, column in enumerate(table.columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].number_format = _FORMATS.get(column.kind, TEXT_FORMAT)
    _headings(sheet, headings, widths)
    shown = sum(column.kind is not Kind.SHAPE for column in table.columns)
    for row_number, row in enumerate(table.rows, start=2):
        for number, (column, value) in enumerate(zip(table.columns, row, strict=True), start=1):
            cell = cell_at(sheet, row_number, number)
            cell.number_format = _FORMATS.get(column.kind, TEXT_FORMAT)
            cell.alignment = _ALIGNMENTS.get(column.kind, _WRAPPED)
            put_value(cell, value if value != "" else None, column.kind, words)
        fit_height(sheet, row_number, widths[:shown])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(table.rows) + 1}"


def _with_shapes_as_text(table: SeasonTable) -> SeasonTable:
    """Turn the shape, a table's last column, into text in as many columns as it needs."""
    if table.columns[-1].kind is not Kind.SHAPE:
        return table
    texts = [shape_text(row[-1]) for row in table.rows]
    most = max((-(-len(text) // SHAPE_PIECE) for text in texts), default=1)
    shape = table.columns[-1]
    more = (Column(f"{shape.name}_{n}", Kind.SHAPE) for n in range(2, most + 1))
    rows = (
        (
            *row[:-1],
            *(text[at : at + SHAPE_PIECE] for at in range(0, most * SHAPE_PIECE, SHAPE_PIECE)),
        )
        for row, text in zip(table.rows, texts, strict=True)
    )
    return SeasonTable(table.name, (*table.columns, *more), tuple(rows))


def _headings(
    sheet: Worksheet, headings: Sequence[tuple[str, bool]], widths: Sequence[float]
) -> None:
    """Write the headings in row 1, those that are needed in bold, and keep them in sight."""
    for number, ((text, needed), width) in enumerate(zip(headings, widths, strict=True), start=1):
        cell = cell_at(sheet, 1, number)
        put_text(cell, text)
        cell.font = Font(name=FONT, bold=needed, color="FFFFFF")
        cell.fill = PatternFill("solid", start_color=ACCENT if needed else _HEADING_FILL)
        cell.alignment = Alignment(vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"


def _width(column: Column, table: SeasonTable, number: int, words: SeasonWords) -> float:
    """Give a width in characters that holds the heading with its arrow, and most values."""
    heading = len(words.column(column.name)) + 4
    longest = max((len(_shown(row[number])) for row in table.rows), default=0)
    return min(max(heading, longest + 3, 9), _WIDEST.get(column.kind, 40.0))


def _shown(value: object) -> str:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, (tuple, frozenset)) else str(value)
