"""Workbooks that would do harm are refused with one clear message, before they are parsed."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from busplan.errors import FaultyInput
from busplan.load import load_season
from busplan.load.workbook.parts import MOST_ELEMENTS, MOST_ROWS
from tests.load.workbooks import faults_of, good, load, part, part_of_sheet, patched

SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;">]><worksheet>&c;</worksheet>"""
OUTSIDE = (
    b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>"""
)


def one_refusal(folder: Path, content: bytes, name: str = "sæson.xlsx") -> str:
    """Give the one sentence with which a workbook is refused."""
    faults = faults_of(folder, content, name)
    assert len(faults) == 1
    assert faults[0].file == name
    assert faults[0].remedy is not None
    return str(faults[0].what)


def test_a_zip_bomb_is_refused_without_being_unpacked(tmp_path: Path) -> None:
    bomb = patched({part_of_sheet("Svar"): SHEET % (b" " * 150_000_000)})
    assert len(bomb) < 1_000_000
    tracemalloc.start()
    try:
        assert "unpacks to more than" in one_refusal(tmp_path, bomb)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    name = part_of_sheet("Svar")
    bomb = patched({name: SHEET % (b" " * 150_000_000)})
    true, false = (150_000_000 + len(SHEET) - 2).to_bytes(4, "little"), (900).to_bytes(4, "little")
    assert bomb.count(true) == 2
    assert one_refusal(tmp_path, bomb.replace(true, false))


@pytest.mark.parametrize("content", [ENTITIES, OUTSIDE])
@pytest.mark.parametrize(
    "name",
    ["xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "docProps/core.xml", "xl/x.bin"],
)
def test_xml_definitions_and_entities_are_refused_in_any_part(
    tmp_path: Path, name: str, content: bytes
) -> None:
    assert "XML definitions" in one_refusal(tmp_path, patched({name: content}))


def test_entities_in_utf_16_are_refused_too(tmp_path: Path) -> None:
    content = ENTITIES.decode().replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")
    assert "XML definitions" in one_refusal(tmp_path, patched({"xl/styles.xml": content}))


def test_a_sheet_that_claims_a_million_rows_loads_as_what_it_holds(tmp_path: Path) -> None:
    name = part_of_sheet("Svar")
    content = part(name)
    start = content.index(b'<dimension ref="')
    end = content.index(b">", start)
    lie = content[:start] + b'<dimension ref="A1:XFD1048576"/' + content[end:]
    lie = lie.replace(b"</sheetData>", b'<row r="1048576"><c r="A1048576"/></row></sheetData>')
    assert load(tmp_path, patched({name: lie}))[0] == load(tmp_path, good())[0]


def test_something_in_the_last_row_of_a_sheet_is_refused_and_not_overlooked(tmp_path: Path) -> None:
    name = part_of_sheet("Svar")
    cell = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
    content = part(name).replace(b"</sheetData>", cell)
    assert "1048576" in one_refusal(tmp_path, patched({name: content}))


def test_more_cells_than_any_season_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_ELEMENTS <= 5_000_000
    monkeypatch.setattr("busplan.load.workbook.parts.MOST_ELEMENTS", 100_000)
    rows = b"<row>" + b"<c><v>1</v></c>" * 9_000 + b"</row>"
    content = SHEET % (rows * 6)
    assert "more than a season" in one_refusal(tmp_path, patched({"xl/worksheets/x.xml": content}))


def test_one_endless_row_is_refused(tmp_path: Path) -> None:
    content = SHEET % (b"<row>" + b"<c/>" * 50_000 + b"</row>")
    assert "more than a season" in one_refusal(tmp_path, patched({part_of_sheet("Svar"): content}))


def test_endless_styles_are_refused(tmp_path: Path) -> None:
    content = b"<styleSheet>" + b"<xf/>" * 200_000 + b"</styleSheet>"
    assert "more than a season" in one_refusal(tmp_path, patched({"xl/styles.xml": content}))


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    content = b"<a>" * 5_000 + b"</a>" * 5_000
    assert "more than a season" in one_refusal(tmp_path, patched({"xl/styles.xml": content}))


def test_many_sheets_on_one_part_are_refused(tmp_path: Path) -> None:
    book = part("xl/workbook.xml")
    sheet = book[book.index(b"<sheet ") : book.index(b"/>", book.index(b"<sheet ")) + 2]
    content = patched({"xl/workbook.xml": book.replace(b"</sheets>", sheet * 500 + b"</sheets>")})
    assert "more than a season" in one_refusal(tmp_path, content)


def test_many_parts_are_refused(tmp_path: Path) -> None:
    content = patched({f"xl/media/{n}.png": b"" for n in range(2_000)})
    assert one_refusal(tmp_path, content)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"hej", b"PK\x03\x04" + b"\0" * 100, good()[:4000], good()[:-30], b"<html>" * 99],
    ids=["empty", "two letters", "text", "zeros", "cut early", "cut late", "a web page"],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "not an Excel workbook" in one_refusal(tmp_path, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/workbook.xml", b"<other>"),
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships/>"),
        ("xl/styles.xml", b"not xml"),
        (
            part_of_sheet("Svar"),
            SHEET % b'<row r="1"><c r="A1" t="s"><v>99999</v></c></row>',
        ),
        (part_of_sheet("Svar"), SHEET % b'<row r="x"><c r="??"><v>abc</v></c></row>'),
    ],
)
def test_a_damaged_part_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    assert one_refusal(tmp_path, patched({name: content}))


def test_a_file_locked_with_a_password_is_refused(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert "password" in one_refusal(tmp_path, ole)
    flagged = bytearray(good())
    flagged[flagged.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in one_refusal(tmp_path, bytes(flagged))


def test_macros_are_refused_whatever_the_file_is_called(tmp_path: Path) -> None:
    assert "macros" in one_refusal(tmp_path, patched({"xl/vbaProject.bin": b"\xd0\xcf"}))


@pytest.mark.parametrize("name", ["sæson.xlsm", "sæson.xls", "sæson.ods"])
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    assert faults_of(tmp_path, good(), name)


def test_a_file_of_hundreds_of_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sæson.xlsx"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(FaultyInput, match="larger than"):
        load_season(path)


def test_a_part_twice_in_the_zip_is_refused(tmp_path: Path) -> None:
    content = io.BytesIO(good())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    assert "no spreadsheet does" in one_refusal(tmp_path, content.getvalue())


def test_rows_up_to_the_limit_are_told_apart_from_those_beyond() -> None:
    assert 20_000 < MOST_ROWS < 1_048_576
