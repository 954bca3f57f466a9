"""The result table of a sweep, for spreadsheets, programs and people."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from rich.console import Console

from busplan.errors import Fault, message
from busplan.language import Language
from busplan.render.sweep_rows import SweepRow, figures_of
from busplan.render.sweep_table import (
    render_sweep_csv,
    render_sweep_json,
    render_sweep_screen,
)
from busplan.result import judge
from tests.hand_season import hand_plan

GOOD = SweepRow(
    "lille",
    "tours.max=2,crew.min=2",
    "feasible",
    "Efterår 2026, i det små",
    figures_of(judge(hand_plan(), bound=1300.0)),
    seconds=1.25,
    attempts=2,
    plan="lille/tours.max=2,crew.min=2/plan.json",
)
BAD = SweepRow(
    "=HYPERLINK()",
    "",
    "faulty",
    faults=(Fault("season.toml", message("A value is missing."), column="tours.max"),),
)


def table(code: str) -> list[list[str]]:
    text = render_sweep_csv([GOOD, BAD], Language(code)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_the_csv_opens_in_a_danish_spreadsheet() -> None:
    written = render_sweep_csv([GOOD, BAD], Language("da"))
    assert written.startswith(b"\xef\xbb\xbfs\xc3\xa6son;scenarie;ture;")
    headings, good, _ = table("da")
    row = dict(zip(headings, good, strict=True))
    assert row["ture"] == "2"
    assert row["højst mulige"] == "1300"
    assert "," in row["afstand i procent"]
    assert row["status"] == "ikke bevist"


def test_the_english_csv_has_decimal_points() -> None:
    headings, good, _ = table("en")
    row = dict(zip(headings, good, strict=True))
    assert "." in row["gap in percent"]
    assert float(row["score"]) <= float(row["bound"])


def test_no_cell_of_the_csv_becomes_a_formula() -> None:
    assert table("da")[2][0] == "'=HYPERLINK()"


def test_a_row_without_a_plan_has_no_figures_but_says_why() -> None:
    headings, _, bad = table("en")
    row = dict(zip(headings, bad, strict=True))
    assert row["tours"] == row["score"] == row["plan"] == ""
    assert row["faults"] == "season.toml tours.max: A value is missing."


def test_the_csv_does_not_depend_on_how_long_the_work_took() -> None:
    slower = replace(GOOD, seconds=99.0, attempts=1)
    assert render_sweep_csv([GOOD], Language("da")) == render_sweep_csv([slower], Language("da"))


def test_the_json_has_seconds_attempts_and_faults_with_their_places() -> None:
    good, bad = json.loads(render_sweep_json([GOOD, BAD], Language("en")))["rows"]
    assert (good["seconds"], good["attempts"], good["status"]) == (1.25, 2, "feasible")
    assert good["bound"] == 1300.0
    assert bad["score"] is None
    assert bad["faults"][0]["column"] == "tours.max"


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize(("code", "last"), [("da", "Forsøg"), ("en", "Tries")])
def test_the_table_on_screen_is_whole_in_both_languages(width: int, code: str, last: str) -> None:
    shown = io.StringIO()
    console = Console(file=shown, width=width)
    console.print(render_sweep_screen([GOOD, BAD], Language(code)))
    text = shown.getvalue()
    assert last in text
    assert "…" not in text
    assert Language(code).number(1300.0, 1) in text
    assert "tours.max=2" in text
