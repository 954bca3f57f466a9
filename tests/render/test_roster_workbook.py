from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from busplan.plan import Plan
from busplan.render.roster_workbook import render_roster_workbook
from busplan.result import Result
from tests.hand_season import hand_result
from tests.render.golden_files import assert_golden
from tests.render.hostile_roster import FORMULAS, SECRETS, hostile_result


def opened(result: Result) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_roster_workbook(result)))


def named(result: Result, *names: str) -> Result:
    """Give the hand-written result with these names for its associations."""
    season = result.plan.season
    people = tuple(replace(a, name=n) for a, n in zip(season.associations, names, strict=True))
    season = replace(season, associations=people)
    return replace(result, plan=Plan.in_order(season, result.plan.tours))


def cells(sheet: Worksheet) -> str:
    rows = (
        " | ".join("" if value is None else str(value).replace("\n", " / ") for value in row)
        for row in sheet.iter_rows(values_only=True)
    )
    return "\n".join(row.rstrip(" |") for row in rows)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_cells_of_the_roster_stay_as_looked_at(language: str) -> None:
    sheets = opened(hand_result(language)).worksheets
    text = "\n\n".join(f"[{sheet.title}]\n{cells(sheet)}" for sheet in sheets)
    assert_golden(f"roster-{language}.txt", text + "\n")


def test_there_is_a_sheet_for_each_association_after_overview_calendar_and_index() -> None:
    assert opened(hand_result()).sheetnames == [
        "Oversigt",
        "Kalender",
        "Foreninger",
        "Bydelsmødre",
        "Diabetesforeningen",
        "Frivilligcenter Slagelse",
        "Røde Kors",
        "Ældre Sagen",
    ]


def test_no_cell_is_or_can_become_a_formula() -> None:
    for sheet in opened(hostile_result()).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                    assert cell.quotePrefix, cell.value


def test_the_file_holds_no_formula_elements_and_no_links_to_elsewhere() -> None:
    with zipfile.ZipFile(io.BytesIO(render_roster_workbook(hostile_result()))) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert b"<f>" not in content
            assert b"<f " not in content
            assert b'TargetMode="External"' not in content


def test_names_that_look_like_formulas_are_shown_in_full() -> None:
    index = opened(hostile_result())["Foreninger"]
    shown = {row[0] for row in index.iter_rows(min_row=5, max_row=9, values_only=True)}
    assert shown == {name.strip() for name in FORMULAS}


def test_sheet_names_are_valid_and_unlike_each_other_without_regard_to_case() -> None:
    long = "Foreningen af lange navne i Slagelse Kommune"
    titles = opened(named(hand_result(), "A/B:C", "a b c", long, long.upper(), "'")).sheetnames
    own = titles[3:]
    assert len({title.casefold() for title in titles}) == len(titles) == 8
    assert all(0 < len(title) <= 31 for title in own)
    assert not [title for title in own if re.search(r"[\[\]:*?/\\]", title)]
    assert not [title for title in own if title.startswith("'") or title.endswith("'")]


def test_an_association_named_as_a_fixed_sheet_gets_another_sheet_name() -> None:
    titles = opened(
        named(hand_result(), "Oversigt", "KALENDER", "Historik", "😀" * 40, "Ø")
    ).sheetnames
    assert len(set(titles)) == 8
    assert "Oversigt (2)" in titles
    assert "KALENDER (2)" in titles
    assert "Historik (2)" in titles
    assert "😀" * 15 in titles


def test_the_index_links_to_each_association_sheet() -> None:
    workbook = opened(named(hand_result(), "Bo's", "b", "c", "d", "e"))
    link = next(
        row[0].hyperlink
        for row in workbook["Foreninger"].iter_rows(min_row=5)
        if row[0].value == "Bo's"
    )
    assert link.location == "'Bo''s'!A1"
    assert "Bo's" in workbook.sheetnames


def test_dates_and_times_are_values_that_sort_and_not_text() -> None:
    row = next(opened(hand_result())["Oversigt"].iter_rows(min_row=5))
    assert row[1].value.date() == date(2026, 9, 15)
    assert row[4].value == timedelta(hours=13)
    assert row[4].number_format == '[hh]"."mm'


def test_tables_can_be_filtered_and_every_sheet_prints_on_a4_with_its_headings() -> None:
    for sheet in opened(hand_result()).worksheets:
        if sheet.title != "Kalender":
            assert sheet.auto_filter.ref.startswith("A4:")
        assert sheet.freeze_panes == "A5"
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert not sheet.merged_cells.ranges


def test_every_sheet_carries_the_note_the_estimates_and_the_attribution() -> None:
    for sheet in opened(hand_result()).worksheets:
        text = cells(sheet)
        assert "Illustrativ sæson: svar og mærker er opfundne." in text
        assert "Køretider og afstande er skøn." in text
        assert "© OpenStreetMap contributors" in text


def test_figures_of_driving_are_marked_as_estimates_only_where_they_are() -> None:
    assert "Kørsel, km (skøn)" in cells(opened(hand_result())["Oversigt"])
    result = hand_result()
    season = result.plan.season
    season = replace(season, travel=replace(season.travel, estimated=False))
    measured = replace(result, plan=Plan.in_order(season, result.plan.tours))
    assert "Kørsel, km (skøn)" not in cells(opened(measured)["Oversigt"])


def test_the_calendar_shows_each_week_with_tours_holidays_and_closed_days() -> None:
    result = hand_result()
    season = replace(
        result.plan.season,
        closed=frozenset({date(2026, 10, 13)}),
        public_holidays={date(2026, 11, 1): "Allehelgen"},
    )
    sheet = opened(replace(result, plan=Plan.in_order(season, result.plan.tours)))["Kalender"]
    weeks = [row[0] for row in sheet.iter_rows(min_row=5, values_only=True) if row[1]]
    assert weeks == [f"Uge {number}" for number in range(36, 49)]
    assert "15. sep.\nTur 1\nkl. 13.00–16.00\nHalsskov (med Motalavej)" in [
        cell.value for row in sheet.iter_rows() for cell in row
    ]
    assert "13. okt.\nlukket" in [cell.value for row in sheet.iter_rows() for cell in row]
    assert "1. nov.\nAllehelgen" in [cell.value for row in sheet.iter_rows() for cell in row]


def test_the_roster_holds_no_contacts() -> None:
    with zipfile.ZipFile(io.BytesIO(render_roster_workbook(hand_result()))) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist()).decode(
            "utf-8", "replace"
        )
    assert not [secret for secret in SECRETS if secret in whole]


def test_control_characters_and_halves_of_letters_do_no_harm() -> None:
    sheet = opened(named(hand_result(), "\x00\x1f", "a\ud800b", "\ufffe", "\u202eabc", "x"))
    assert len(sheet.sheetnames) == 8


MAKE_ROSTER = """
import hashlib
from tests.hand_season import hand_result
from busplan.render.roster_workbook import render_roster_workbook
print(hashlib.sha256(render_roster_workbook(hand_result())).hexdigest())
"""


def test_equal_results_are_equal_bytes_in_any_process(repository: Path) -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", MAKE_ROSTER],
            cwd=repository,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/New_York"))
    }
    assert len(digests) == 1
