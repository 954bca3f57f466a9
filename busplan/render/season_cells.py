"""A season's values as cells of a workbook, so exact that they can be read back unchanged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import shapely
from openpyxl.cell import Cell
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from busplan.clock import MINUTES_PER_DAY, Clock
from busplan.errors import message, one_fault
from busplan.language import Language
from busplan.render.season_columns import Kind
from busplan.render.season_tables import date_intervals
from busplan.render.sheet_style import LONGEST_CELL
from busplan.vocabulary import (
    AGREED,
    ANSWERS,
    APPLIES_TO,
    COLUMNS,
    CONFIDENCE,
    ENGLISH_SHEETS,
    MODES,
    RULES,
    SETTINGS,
    SHEETS,
    TRAVEL_SOURCES,
    WEEKDAYS,
    YES_NO,
)

DATE_FORMAT = "dd-mm-yyyy"
TIME_FORMAT = "[hh]:mm"
TEXT_FORMAT = "@"

WORDS: Mapping[Kind, Mapping[str, str]] = MappingProxyType(
    {
        Kind.YES_NO: YES_NO,
        Kind.ANSWER: ANSWERS,
        Kind.AGREED: AGREED,
        Kind.RULE: RULES,
        Kind.MODE: MODES,
        Kind.APPLIES_TO: APPLIES_TO,
        Kind.CONFIDENCE: CONFIDENCE,
        Kind.TRAVEL_SOURCE: TRAVEL_SOURCES,
        Kind.WEEKDAYS: WEEKDAYS,
    }
)
"""The fixed words that a column of some kind holds, in English and Danish."""

_FORMULA_BEGINNINGS = ("=", "+", "-", "@", "'")
_NOT_IN_XML = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_WEEKDAY_NAMES = tuple(WEEKDAYS)


class SeasonWords:
    """The names and fixed words of season files in one language."""

    def __init__(self, language: Language) -> None:
        self._danish = language.code == "da"

    def sheet(self, table: str) -> str:
        """Name the sheet of a table."""
        return (SHEETS if self._danish else ENGLISH_SHEETS)[table]

    def column(self, name: str) -> str:
        """Give a column's heading; geometry_2 and so on carry on a long shape."""
        if name.startswith("geometry_"):
            return name.replace("geometry", self.column("geometry"))
        return COLUMNS[name] if self._danish else name

    def setting(self, key: str) -> str:
        """Name a setting in the sheet of settings."""
        return SETTINGS[key] if self._danish else key

    def word(self, kind: Kind, word: str) -> str:
        """Give a fixed word of a column of some kind; other text stays as it is."""
        return WORDS[kind].get(word, word) if self._danish and kind in WORDS else word

    def choices(self, kind: Kind) -> tuple[str, ...]:
        """Give all fixed words of a kind, none for kinds without."""
        return tuple(self.word(kind, word) for word in WORDS.get(kind, ()))


def put_value(cell: Cell, value: object, kind: Kind, words: SeasonWords) -> None:
    """Put one value into a cell as number, date, time or text; None leaves it empty."""
    if value is None:
        return
    if isinstance(value, Clock):
        cell.value = int(value) / MINUTES_PER_DAY
        cell.number_format = TIME_FORMAT
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = DATE_FORMAT
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        put_number(cell, value)
    else:
        put_text(cell, _text(value, kind, words))


def put_number(cell: Cell, number: float) -> None:
    """Put a number into a cell; as text when the 16 digits that are written would change it."""
    if float(f"{number:.16g}") == number:
        cell.value = number
    else:
        put_text(cell, repr(number))


def put_text(cell: Cell, text: str) -> None:
    """Put text into a cell as the text it is, whatever it begins with; "" leaves it empty.

    Raises
    ------
    FaultyInput
        When the text is longer than a cell can hold.
    """
    escaped = _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    if len(escaped) > LONGEST_CELL:
        raise one_fault(
            cell.parent.title,
            message(
                "A text of {length} characters does not fit in cell {cell}; a cell holds {most}.",
                length=len(text),
                cell=cell.coordinate,
                most=LONGEST_CELL,
            ),
            message("Shorten the text, or keep the season as a folder."),
        )
    if not escaped:
        return
    cell.value = escaped
    cell.data_type = "s"
    if escaped.startswith(_FORMULA_BEGINNINGS):
        cell.quotePrefix = True


def shape_text(value: object) -> str:
    """Write an area's geometry or a road's points as WKT, to the last digit."""
    shape = value if isinstance(value, BaseGeometry) else LineString(value)  # type: ignore[arg-type]
    return str(shapely.to_wkt(shape, rounding_precision=-1))


def _text(value: object, kind: Kind, words: SeasonWords) -> str:
    if isinstance(value, bool):
        return words.word(Kind.YES_NO, "yes" if value else "no")
    if isinstance(value, frozenset):
        weekdays = sorted(day for day in value if isinstance(day, int))
        if weekdays:
            return ", ".join(words.word(Kind.WEEKDAYS, _WEEKDAY_NAMES[day]) for day in weekdays)
        return ", ".join(date_intervals(value))
    if isinstance(value, tuple):
        return ", ".join(value)
    return words.word(kind, str(value))
