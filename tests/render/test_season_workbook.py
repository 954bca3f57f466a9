"""The workbook of a season: sheets, cells, drop-downs and print set-up."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from shapely import Polygon

from busplan.errors import FaultyInput
from busplan.render.season_tables import season_tables
from busplan.render.season_wording import COLUMN_MEANINGS, SHEET_MEANINGS
from busplan.render.season_workbook import render_season_workbook
from busplan.season import Association, Season
from tests.hand_season import hand_season
from tests.hostile_season import NASTY

DANISH_SHEETS = [
    "Vejledning", "Sæson", "Områder", "Stoppesteder", "Busser", "Tidsrum", "Krav", "Foreninger",
    "Svar", "Beboere", "Køretider", "Veje", "Historik", "Fastlåst",
]  # fmt: skip


def written(season: Season) -> Workbook:
    """Open a season's workbook again."""
    return load_workbook(io.BytesIO(render_season_workbook(season)))


@cache
def danish() -> Workbook:
    """The hand-made season in Danish."""
    return written(hand_season())


@cache
def english() -> Workbook:
    """The hand-made season in English."""
    return written(hand_season("en"))


def headings(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[1]]


def hostile() -> Season:
    """A season whose associations have every nasty name and phone."""
    associations = tuple(
        Association(f"a{n}", name, tags=(name.replace(",", ""),), contact=name, phone=name)
        for n, name in enumerate(NASTY)
    )
    return replace(
        hand_season(), name=NASTY[1], note=NASTY[0], associations=associations, answers={}
    )


def test_the_sheets_have_the_danish_names_of_the_contract() -> None:
    assert danish().sheetnames == DANISH_SHEETS


def test_the_headings_are_danish_in_a_danish_season() -> None:
    assert headings(danish()["Svar"]) == ["forening", "dato", "tidsrum", "svar"]
    assert headings(danish()["Sæson"]) == ["nøgle", "værdi", "forklaring"]
    assert headings(danish()["Fastlåst"]) == ["regel", "dato", "tidsrum", "stoppested", "forening"]


def test_the_headings_are_english_in_an_english_season() -> None:
    assert headings(english()["Availability"]) == ["association", "date", "slot", "answer"]
    assert "tours.max" in [cell.value for cell in english()["Season"]["A"]]


def test_no_sheet_has_the_name_that_excel_keeps_for_itself() -> None:
    assert "history" not in [name.casefold() for name in english().sheetnames]


def test_answers_and_weekdays_are_in_the_season_s_language() -> None:
    assert [cell.value for cell in danish()["Svar"]["D"]][1:] == ["helst", "helst", "nødigt"]
    values = {row[0].value: row[1].value for row in danish()["Sæson"].iter_rows()}
    assert values["ugedage"] == "tir, ons, tor, lør"


def test_dates_and_times_are_real_dates_and_times() -> None:
    day = danish()["Svar"]["B2"]
    assert day.is_date
    assert day.number_format == "dd-mm-yyyy"
    assert danish()["Tidsrum"]["C2"].value == timedelta(hours=13)


def test_no_cell_is_a_formula_or_an_error_whatever_the_names_are() -> None:
    book = written(hostile())
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"n", "s", "d"}


def test_text_that_looks_like_a_formula_is_marked_as_text_for_excel() -> None:
    sheet = written(hostile())["Foreninger"]
    for row in sheet.iter_rows(min_row=2, min_col=2, max_col=2):
        if str(row[0].value).startswith(("=", "+", "-", "@")):
            assert row[0].quotePrefix


def test_no_part_of_the_workbook_holds_a_formula_of_a_cell() -> None:
    with zipfile.ZipFile(io.BytesIO(render_season_workbook(hostile()))) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in archive.read(name)


def test_no_cells_are_merged_and_headings_stay_in_sight() -> None:
    for sheet in danish().worksheets:
        assert not sheet.merged_cells.ranges
        if sheet.title != "Vejledning":
            assert sheet.freeze_panes == "A2"
            assert sheet.print_title_rows == "$1:$1"


def test_every_sheet_prints_on_a4_as_wide_as_the_page() -> None:
    for sheet in danish().worksheets:
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.page_setup.fitToWidth == 1


def choices(sheet: Worksheet) -> dict[str, str]:
    """Give the drop-down list of each column that has one."""
    return {
        re.match(r"[A-Z]+", str(one.sqref))[0]: str(one.formula1)  # type: ignore[index]
        for one in sheet.data_validations.dataValidation
    }


def test_answers_associations_and_slots_are_chosen_from_lists() -> None:
    lists = choices(danish()["Svar"])
    assert lists["D"] == '"ja,nej,helst,nødigt"'
    assert lists["A"].startswith("'Foreninger'!$A$2:")
    assert lists["C"].startswith("'Tidsrum'!$B$2:")


def test_areas_weekdays_and_yes_no_are_chosen_from_lists() -> None:
    assert choices(danish()["Stoppesteder"])["C"].startswith("'Områder'!$A$2:")
    assert '"man,tir,ons,tor,fre,lør,søn"' in choices(danish()["Foreninger"]).values()
    assert '"ja,nej"' in choices(danish()["Foreninger"]).values()


def test_a_list_of_weekdays_accepts_more_than_one() -> None:
    for one in danish()["Foreninger"].data_validations.dataValidation:
        assert one.showErrorMessage is not ("man" in str(one.formula1))


def test_rows_below_the_last_have_their_lists_too() -> None:
    ranges = [str(one.sqref) for one in danish()["Svar"].data_validations.dataValidation]
    assert all(int(found.rpartition("D")[2] or 0) > 900 for found in ranges if found[0] == "D")


def test_the_guidance_explains_every_sheet_and_column_in_danish() -> None:
    text = " ".join(
        str(cell.value) for row in danish()["Vejledning"].iter_rows() for cell in row if cell.value
    )
    for name in DANISH_SHEETS[1:]:
        assert name in text
    assert "Sådan udfylder du sæsonen" in text
    for source in (*SHEET_MEANINGS.values(), *COLUMN_MEANINGS.values()):
        assert source.text not in text


def test_the_guidance_is_english_in_an_english_season() -> None:
    assert english()["Guide"]["A1"].value == "How to fill in the season"


def test_every_column_that_is_written_has_an_explanation() -> None:
    for table in season_tables(hand_season()):
        for column in table.columns:
            assert (table.name, column.name) in COLUMN_MEANINGS


def test_equal_seasons_give_equal_bytes() -> None:
    assert render_season_workbook(hand_season()) == render_season_workbook(hand_season())


def test_a_shape_too_long_for_a_cell_goes_on_in_the_next_column() -> None:
    corners = [(11 + n / 7777, 55.1 + (n % 7) / 999) for n in range(2500)]
    area = replace(hand_season().areas[0], geometry=Polygon([*corners, (11.2, 56.0)]))
    sheet = written(replace(hand_season(), areas=(area,)))["Områder"]
    assert headings(sheet)[-2:] == ["geometri_2", "geometri_3"]
    assert all(len(str(cell.value or "")) <= 32_767 for cell in sheet[2])


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut() -> None:
    with pytest.raises(FaultyInput, match="does not fit"):
        render_season_workbook(replace(hand_season(), note="x" * 40_000))


def test_a_date_stays_a_date_of_its_day() -> None:
    found = danish()["Svar"]["B2"].value
    assert found.date() == date(2026, 10, 22)
