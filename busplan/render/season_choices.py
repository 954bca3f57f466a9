"""Drop-down lists of a season's workbook: answers, weekdays, areas, stops, associations, slots."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from busplan.errors import message
from busplan.language import Language
from busplan.render.season_cells import SeasonWords
from busplan.render.season_columns import Column, Kind

SPARE_ROWS = 1000
"""Rows below a table that have its drop-down lists too."""

REFERENCES: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.AREA: ("areas", "A"),
        Kind.STOP: ("stops", "A"),
        Kind.ASSOCIATION: ("associations", "A"),
        Kind.SLOT: ("slots", "B"),
    }
)
"""The table and the spreadsheet column in which the values of a kind stand."""


def add_choices(
    sheet: Worksheet,
    columns: tuple[Column, ...],
    rows: int,
    sizes: Mapping[str, int],
    language: Language,
) -> None:
    """Give the columns of a table with so many rows their drop-down lists.

    `sizes` tells how many rows each table has; lists of ids reach some way below that, so that
    new rows are on offer too. A list inside a cell offers its single values, and accepts more.
    """
    words = SeasonWords(language)
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        choices = choice_formula(column.kind, sizes, words)
        if choices is not None:
            several = column.kind is Kind.WEEKDAYS
            validation = drop_down(choices, language, strict=not several)
            validation.add(f"{letter}2:{letter}{rows + 1 + SPARE_ROWS}")
            sheet.add_data_validation(validation)


def drop_down(choices: str, language: Language, *, strict: bool) -> DataValidation:
    """Make a drop-down list; one that is not strict lets other text be written too."""
    validation = DataValidation(type="list", formula1=choices, allow_blank=True)
    validation.showErrorMessage = strict
    if strict:
        validation.errorTitle = language.say(message("Not on the list"))
        validation.error = language.say(message("Choose a value from the list."))
    else:
        validation.showInputMessage = True
        validation.prompt = language.say(message("Several are separated by commas."))
    return validation


def choice_formula(kind: Kind, sizes: Mapping[str, int], words: SeasonWords) -> str | None:
    """Give what a column of some kind may hold, as a list or a range of cells."""
    if kind in REFERENCES:
        table, letter = REFERENCES[kind]
        last = sizes[table] + 1 + SPARE_ROWS
        return f"'{words.sheet(table)}'!${letter}$2:${letter}${last}"
    fixed = words.choices(kind)
    return '"' + ",".join(fixed) + '"' if fixed else None
