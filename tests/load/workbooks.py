"""Workbooks to be spoilt: a good one, edited through openpyxl or part by part in its zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from openpyxl import Workbook, load_workbook

from busplan.errors import Fault, FaultyInput
from busplan.load import load_season
from busplan.render.season_workbook import render_season_workbook
from busplan.season import Season
from tests.hand_season import hand_season

Edit = Callable[[Workbook], object]


@cache
def good(language: str = "da") -> bytes:
    """The hand-made season as a workbook."""
    return render_season_workbook(hand_season(language))


def edited(edit: Edit, language: str = "da") -> bytes:
    """A good workbook after an edit, saved again."""
    book = load_workbook(io.BytesIO(good(language)))
    edit(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def patched(parts: dict[str, bytes], content: bytes | None = None) -> bytes:
    """A workbook with some parts replaced or added, by their names in the zip."""
    again = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content or good())) as old,
        zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return again.getvalue()


def part(name: str, content: bytes | None = None) -> bytes:
    """One part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content or good())) as archive:
        return archive.read(name)


def part_of_sheet(title: str) -> str:
    """Name the part that holds a sheet of the good workbook; parts are numbered in order."""
    titles = load_workbook(io.BytesIO(good()), read_only=True).sheetnames
    return f"xl/worksheets/sheet{titles.index(title) + 1}.xml"


def load(
    folder: Path, content: bytes, name: str = "sæson.xlsx"
) -> tuple[Season, tuple[Fault, ...]]:
    """Load a workbook; gives the season and its warnings."""
    (folder / name).write_bytes(content)
    return load_season(folder / name)


def faults_of(folder: Path, content: bytes, name: str = "sæson.xlsx") -> tuple[Fault, ...]:
    """Give the faults of a workbook that does not load."""
    try:
        load(folder, content, name)
    except FaultyInput as error:
        return error.faults
    raise AssertionError("the workbook loads")
