"""Stream one XML part of a workbook: refuse what is hostile, note what openpyxl does not tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from busplan.errors import Message, message
from busplan.load.files import Unreadable

MOST_ROWS = 200_000
"""Rows of a sheet in which anything may stand."""

MOST_COLUMNS = 64
"""Columns of a sheet that are read; the widest table has fewer than twenty."""

LAST_COLUMN = "BL"
"""The last column that is read, by its letters."""

MOST_IN_ROW = 20_000
"""Elements that one row may hold; a sheet has 16,384 columns that may be formatted."""

MOST_ELSEWHERE = 100_000
"""Elements that a part may hold outside rows and the table of shared texts."""

MOST_ELEMENTS = 2_000_000
"""Elements that all parts together may hold."""

MOST_SHEETS = 50
"""Sheets that a workbook may name."""

DEEPEST = 50
"""Levels that elements may be nested."""

_PIECE = 1 << 16
_SHARED_TEXT = "si"


@dataclass(frozen=True)
class PartFacts:
    """What was seen in a part.

    Attributes
    ----------
    merged
        Ranges of merged cells.
    without_result
        Cells whose formula has no saved result.
    beyond
        The first cell with something in it in a column that is not read.
    last_row
        The last row with something in it.
    elements
        How many elements the part has.
    """

    merged: tuple[str, ...] = ()
    without_result: tuple[str, ...] = ()
    beyond: str | None = None
    last_row: int = 0
    elements: int = 0


@dataclass
class _Scan:
    """The state of one pass over a part, fed by expat's events."""

    parser: expat.XMLParserType
    merged: list[str] = field(default_factory=list)
    without_result: list[str] = field(default_factory=list)
    depth: int = 0
    elements: int = 0
    elsewhere: int = 0
    sheets: int = 0
    row: int = 0
    last_row: int = 0
    beyond: str | None = None
    in_row: int | None = None
    in_shared: bool = False
    cell: str = ""
    has_formula: bool = False
    has_value: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST or self.elements > MOST_ELEMENTS:
            raise too_much()
        if self.in_row is not None:
            self._start_in_row(local, attributes)
        elif local == "row":
            self._start_row(attributes)
        elif local == _SHARED_TEXT:
            self.in_shared = True
        elif not self.in_shared:
            self._start_elsewhere(local, attributes)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self.row = int(number) if number.isdecimal() and len(number) < 10 else self.row + 1
        self.in_row = 0

    def _start_in_row(self, local: str, attributes: dict[str, str]) -> None:
        self.in_row = (self.in_row or 0) + 1
        if self.in_row > MOST_IN_ROW:
            raise too_much()
        if local == "c":
            self.cell = attributes.get("r", "")
            self.has_formula = self.has_value = False
        elif local in ("f", "v", "is"):
            self._start_content(local)

    def _start_content(self, local: str) -> None:
        if self.row > MOST_ROWS:
            raise Unreadable(
                message("A sheet has something in row {row}.", row=self.row),
                message("Keep to the first {most} rows.", most=MOST_ROWS),
            )
        self.last_row = max(self.last_row, self.row)
        letters = self.cell.rstrip("0123456789")
        if (len(letters), letters) > (len(LAST_COLUMN), LAST_COLUMN):
            self.beyond = self.beyond or self.cell
        if local == "f":
            self.has_formula = True
        elif self.has_formula:
            self.parser.CharacterDataHandler = self._note_value

    def _note_value(self, _: str) -> None:
        self.has_value = True

    def _start_elsewhere(self, local: str, attributes: dict[str, str]) -> None:
        self.elsewhere += 1
        self.sheets += local == "sheet"
        if self.elsewhere > MOST_ELSEWHERE or self.sheets > MOST_SHEETS:
            raise too_much()
        if local == "mergeCell":
            self.merged.append(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        self.depth -= 1
        if local == "row":
            self.in_row = None
        elif local == _SHARED_TEXT:
            self.in_shared = False
        elif local == "c" and self.has_formula:
            self.parser.CharacterDataHandler = None
            if not self.has_value:
                self.without_result.append(self.cell)

    def refuse_definitions(self, *_: object) -> None:
        raise Unreadable(
            message("The workbook holds XML definitions, which spreadsheets never write."),
            message("Copy the sheets into a new workbook."),
        )


def scan_part(name: str, stream: IO[bytes]) -> PartFacts:
    """Stream a part; raise `Unreadable` when it is hostile, too large, or XML that is broken.

    Pictures and other parts that are not XML pass.
    """
    parser = expat.ParserCreate()
    scan = _Scan(parser)
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.StartDoctypeDeclHandler = scan.refuse_definitions
    parser.EntityDeclHandler = scan.refuse_definitions
    try:
        while piece := stream.read(_PIECE):
            parser.Parse(piece, False)  # noqa: FBT003 - expat takes it by position only
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError:
        if name.casefold().endswith((".xml", ".rels", ".vml")):
            raise Unreadable(
                message("The workbook is damaged: {part} cannot be read.", part=_shown(name)),
                message("Open it in Excel or LibreOffice and save it as .xlsx again."),
            ) from None
    return PartFacts(
        tuple(scan.merged), tuple(scan.without_result), scan.beyond, scan.last_row, scan.elements
    )


def _shown(name: str) -> str:
    return name[-60:] if name.isprintable() else "?"


def too_much() -> Unreadable:
    """Say that a workbook is larger than any season."""
    what: Message = message("The workbook holds more than a season can need.")
    return Unreadable(what, message("Copy only the season's own rows into a new workbook."))
