"""Tables of text cells: what CSV files, GeoJSON features and workbook sheets become alike.

Cells are text, exactly as they stand; they are parsed column by column later (`values`). A reader
of another kind of file turns typed cells into text by this rule: a whole number without decimals
("3", never "3.0"), any other number as its shortest text with a point ("0.25"), a date or a moment
at midnight as "2021-09-14", any other moment as "2021-09-14T13:00:00", a time of day as "13:00"
(seconds only when they are not 0), true and false as "yes" and "no", nothing as "".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from shapely.geometry.base import BaseGeometry

from busplan.errors import message
from busplan.load.faults import FaultList, Place, did_you_mean
from busplan.load.headings import (
    REQUIRED_COLUMNS,
    TABLE_COLUMNS,
    all_names,
    folded,
    is_note,
    known_headings,
)
from busplan.vocabulary import COLUMNS

MOST_ROWS = 1_000_000
"""Rows that a table may have."""


@dataclass(frozen=True)
class Record:
    """One row of a table: its number as a spreadsheet counts (headings 1), and its cells.

    A GeoJSON feature has no row; its number in the file, from 1, takes that place.
    """

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The rows of one file or sheet under canonical headings.

    Attributes
    ----------
    name
        areas, stops, associations, availability, residents, history, matrix or roads
        (in a workbook also buses, slots, requirements, pins and season).
    file, sheet
        Where the table stands, as messages name it.
    headings
        Canonical English column names in order; a column that is not known keeps its own name.
    written
        The headings as they stand in the file.
    records
        The rows, without those that are wholly empty.
    shapes
        The geometry of each record where the file is GeoJSON; None where shapes stand in cells.
    sources, note
        Attribution lines and a remark of the file as a whole.
    """

    name: str
    file: str
    headings: tuple[str, ...]
    written: tuple[str, ...]
    records: tuple[Record, ...]
    sheet: str | None = None
    shapes: tuple[BaseGeometry | None, ...] | None = None
    sources: tuple[str, ...] = ()
    note: str = ""

    @cached_property
    def _index(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self.headings)}

    @property
    def place(self) -> Place:
        """The table as a whole."""
        return Place(self.file, self.sheet)

    def written_as(self, column: str) -> str:
        """Give a canonical column's heading as it stands in the file."""
        number = self._index.get(column)
        return column if number is None else self.written[number]

    def place_of(self, record: Record, column: str | None = None) -> Place:
        """Give where a record's cell stands."""
        heading = None if column is None else self.written_as(column)
        if self.shapes is None:
            return Place(self.file, self.sheet, record.row, heading)
        name = self.cell(record, "id") or self.cell(record, "name")
        item = (
            message("Feature {number} ({name})", number=record.row, name=name)
            if name
            else message("Feature {number}", number=record.row)
        )
        return Place(self.file, self.sheet, None, heading, item)

    def cell(self, record: Record, column: str) -> str:
        """Give a record's cell by canonical column, "" where there is none."""
        number = self._index.get(column)
        return record.cells[number] if number is not None and number < len(record.cells) else ""

    def cells(self, *columns: str) -> Iterator[tuple[Record, tuple[str, ...]]]:
        """Give each record with its cells of some columns, trimmed, for long tables."""
        picked = tuple(self._index.get(column, -1) for column in columns)
        for record in self.records:
            cells = record.cells
            yield (
                record,
                tuple(cells[n].strip() if 0 <= n < len(cells) else "" for n in picked),
            )


def table_from_grid(
    name: str,
    grid: Iterable[Sequence[str]],
    faults: FaultList,
    *,
    file: str,
    sheet: str | None = None,
) -> Table | None:
    """Make a table of rows of text, the first of which holds the headings.

    Wholly empty rows are skipped but counted. Unknown columns are kept and get one warning each;
    a repeated heading, a cell beyond the last heading or too many rows is a fault. Returns None
    where there are no headings, or not all that the table cannot do without.
    """
    place = Place(file, sheet)
    rows = iter(grid)
    written = tuple(cell.strip() for cell in next(rows, ()))
    while written and not written[-1]:
        written = written[:-1]
    if not written:
        faults.add(
            place,
            message("The table has no headings in row 1."),
            message("Write the headings in the first row: {names}.", names=TABLE_COLUMNS[name]),
        )
        return None
    headings = canonical_headings(name, written, faults, place)
    if _lacks_columns(name, headings, faults, place):
        return None
    records = []
    for number, cells in enumerate(rows, start=2):
        if number > MOST_ROWS:
            faults.add(
                place,
                message("The table has more than {count} rows.", count=MOST_ROWS),
                message("Leave out the rows that the season does not need."),
            )
            return None
        if not any(cell and not cell.isspace() for cell in cells):
            continue
        records.append(Record(number, tuple(cells[: len(headings)])))
        if len(cells) > len(headings):
            _note_extra_cells(cells[len(headings) :], faults, Place(file, sheet, number))
    return Table(name, file, headings, written, tuple(records), sheet)


def _lacks_columns(name: str, headings: Sequence[str], faults: FaultList, place: Place) -> bool:
    missing = [column for column in REQUIRED_COLUMNS.get(name, ()) if column not in headings]
    for column in missing:
        faults.add(
            place.at(column),
            message("The column {column} is missing.", column=column),
            message("Add it: its heading may be {english} or {danish}.",
                    english=column, danish=COLUMNS[column]),
        )  # fmt: skip
    return bool(missing)


def _note_extra_cells(extra: Sequence[str], faults: FaultList, place: Place) -> None:
    filled = [cell for cell in extra if cell.strip()]
    if filled:
        faults.add(
            place,
            message("The row has more cells than there are headings."),
            message(
                "Put text that holds the separator in quotation marks, or delete the extra cells."
            ),
            value=filled[0],
        )


def canonical_headings(
    table: str, written: Sequence[str], faults: FaultList, place: Place
) -> tuple[str, ...]:
    """Give each heading's canonical name; warn of unknown ones, refuse repeated ones."""
    known = known_headings(table)
    headings = tuple(known.get(folded(heading), heading.strip()) for heading in written)
    for heading, count in Counter(name for name in headings if name).items():
        if count > 1:
            faults.add(
                place.at(heading),
                message("The column {column} stands there {count} times.",
                        column=heading, count=count),
                message("Keep one of them."),
            )  # fmt: skip
    for name, heading in zip(headings, written, strict=True):
        if name and name not in TABLE_COLUMNS[table] and not is_note(heading):
            warn_of_unknown(heading, all_names(TABLE_COLUMNS[table]), faults, place.at(heading))
    return headings


def warn_of_unknown(heading: str, known: Sequence[str], faults: FaultList, place: Place) -> None:
    """Warn of a column or key that busplan does not know, and suggest the nearest known name."""
    faults.warn(
        place,
        message("The name {name} is not known here, so busplan does not use it.", name=heading),
        did_you_mean(heading, known)
        or message("Begin its name with x_ if it is a note of your own."),
    )
