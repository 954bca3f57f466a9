"""Workbooks as people write them: cells of every kind, Danish and English, odd but usable."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from busplan.season import Answer
from tests.load.workbooks import Edit, edited, faults_of, good, load, part, part_of_sheet, patched

MIDNIGHT = datetime(2026, 9, 16)  # noqa: DTZ001 - Excel knows no time zones


def setting(book: Workbook, key: str, value: object) -> None:
    """Write the value of a setting."""
    for row in book["Sæson"].iter_rows(min_row=2):
        if row[0].value == key:
            row[1].value = value  # type: ignore[assignment]
            return
    raise KeyError(key)


def test_danish_and_english_workbooks_give_equal_seasons_but_for_the_language(
    tmp_path: Path,
) -> None:
    danish, _ = load(tmp_path, good("da"))
    english, _ = load(tmp_path, good("en"))
    assert english.answers == danish.answers
    assert english.associations == danish.associations
    assert english.tours == danish.tours


def test_a_number_as_id_is_text_without_decimals(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        for cell in (book["Foreninger"]["A6"],):
            cell.value = 12
        book["Svar"].append([12.0, date(2026, 9, 15), None, "ja"])

    season, _ = load(tmp_path, edited(edit))
    assert season.associations[-1].id == "12"
    assert season.answers["12", date(2026, 9, 15), "eftermiddag"] is Answer.YES


@pytest.mark.parametrize(
    "cell", [date(2026, 9, 16), MIDNIGHT, "16-09-2026", "2026-09-16", "16.09.2026"]
)
def test_a_date_may_be_a_date_or_text(tmp_path: Path, cell: object) -> None:
    content = edited(lambda book: book["Svar"].append(["roede-kors", cell, "eftermiddag", "nej"]))
    season, _ = load(tmp_path, content)
    assert season.answers["roede-kors", date(2026, 9, 16), "eftermiddag"] is Answer.NO


@pytest.mark.parametrize(
    ("cell", "format_"),
    [(time(13, 5), "hh:mm"), ("13:05", "@"), ("13.05", "@"), (13 / 24 + 5 / 1440, "[h]:mm")],
)
def test_a_time_may_be_a_time_or_text(tmp_path: Path, cell: object, format_: str) -> None:
    def edit(book: Workbook) -> None:
        book["Stoppesteder"]["H2"].value = cell
        book["Stoppesteder"]["H2"].number_format = format_

    season, _ = load(tmp_path, edited(edit))
    assert str(season.stops[0].opens) == "13:05"


def test_true_and_false_are_yes_and_no(tmp_path: Path) -> None:
    season, _ = load(tmp_path, edited(lambda book: setting(book, "helligdage", value=True)))
    assert season.runs_on_public_holidays


def test_english_answers_pass_in_a_danish_workbook(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Svar"]["D2"].value = "no"

    season, _ = load(tmp_path, edited(edit))
    assert Answer.NO in season.answers.values()


def test_settings_may_have_their_english_dotted_keys(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        for row in book["Sæson"].iter_rows(min_row=2):
            if row[0].value == "ture_max":
                row[0].value, row[1].value = "tours.max", 5

    assert load(tmp_path, edited(edit))[0].tours.max == 5


def test_hidden_rows_and_sheets_count(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Svar"].row_dimensions[2].hidden = True
        book["Svar"].sheet_state = "hidden"

    assert load(tmp_path, edited(edit))[0] == load(tmp_path, good())[0]


def test_empty_rows_between_and_below_are_skipped(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Svar"].insert_rows(3, 4)
        book["Svar"]["A5000"].value = "  "

    assert load(tmp_path, edited(edit))[0] == load(tmp_path, good())[0]


def test_a_formula_counts_with_its_saved_result(tmp_path: Path) -> None:
    name = part_of_sheet("Busser")
    cell = part(name).replace(b"<v>20</v>", b"<f>10+10</f><v>21</v>")
    assert load(tmp_path, patched({name: cell}))[0].buses[0].seats == 21


def test_a_formula_without_a_saved_result_is_a_fault_that_names_the_cell(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Busser"]["E2"].value = "=10+10"

    fault = faults_of(tmp_path, edited(edit))[0]
    assert fault.sheet == "Busser"
    assert "E2" in str(fault.what)


def test_an_error_value_is_a_fault_that_names_the_cell(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Busser"]["E2"].value = "#REF!"

    fault = faults_of(tmp_path, edited(edit))[0]
    assert (fault.sheet, fault.row, fault.value) == ("Busser", 2, "#REF!")
    assert "E2" in str(fault.what)


def test_merged_cells_get_a_warning_that_names_them(tmp_path: Path) -> None:
    _, warnings = load(tmp_path, edited(lambda book: book["Historik"].merge_cells("G2:H3")))
    assert any(w.sheet == "Historik" and "G2:H3" in str(w.what) for w in warnings)


def test_a_sheet_of_one_s_own_gets_one_warning_and_none_when_marked(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book.create_sheet("Forenigner")["A1"] = "id"
        book.create_sheet("x_huskeliste")["A1"] = "ring til museet"

    _, warnings = load(tmp_path, edited(edit))
    found = [w for w in warnings if w.sheet in ("Forenigner", "x_huskeliste")]
    assert len(found) == 1
    assert "Foreninger" in str(found[0].remedy)


def test_an_unknown_key_gets_a_warning_with_the_nearest_name(tmp_path: Path) -> None:
    content = edited(lambda book: book["Sæson"].append(["ture_maks", 9]))
    _, warnings = load(tmp_path, content)
    found = [w for w in warnings if w.sheet == "Sæson"]
    assert len(found) == 1
    assert found[0].column == "ture_maks"
    assert "ture_max" in str(found[0].remedy)


def test_a_key_of_a_season_given_twice_is_a_fault(tmp_path: Path) -> None:
    fault = faults_of(tmp_path, edited(lambda book: book["Sæson"].append(["ture_max", 9])))[0]
    assert (fault.sheet, fault.column, fault.value) == ("Sæson", "ture_max", "9")


def test_two_sheets_for_one_table_are_a_fault(tmp_path: Path) -> None:
    fault = faults_of(tmp_path, edited(lambda book: book.create_sheet("stops")))[0]
    assert fault.sheet == "stops"
    assert "Stoppesteder" in str(fault.what)


@pytest.mark.parametrize("title", ["Sæson", "Områder", "Stoppesteder", "Foreninger"])
def test_a_missing_sheet_is_one_fault_that_names_it(tmp_path: Path, title: str) -> None:
    faults = faults_of(tmp_path, edited(lambda book: book.remove(book[title])))
    assert len(faults) == 1
    assert title in str(faults[0].what)


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "column"),
    [
        ("Foreninger", "E2", -1, "personer"),
        ("Busser", "E2", -3, "pladser"),
        ("Tidsrum", "D2", "25:00", "slut"),
        ("Krav", "C2", 1.5, "mindst"),
        ("Krav", "A2", "måske", "gælder"),
        ("Svar", "D2", "måske", "svar"),
        ("Områder", "D2", 99_999_999, "sociale_beboere"),
    ],
)
def test_a_fault_names_sheet_row_danish_heading_and_value(
    tmp_path: Path, sheet: str, cell: str, value: object, column: str
) -> None:
    def edit(book: Workbook) -> None:
        book[sheet][cell].value = value

    faults = faults_of(tmp_path, edited(edit))
    assert (sheet, 2, column, str(value)) in [(f.sheet, f.row, f.column, f.value) for f in faults]
    assert {f.file for f in faults} == {"sæson.xlsx"}


def test_a_missing_setting_is_named_as_the_sheet_names_it(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, edited(lambda book: setting(book, "bemanding_max", None)))
    assert [(f.sheet, f.column) for f in faults] == [("Sæson", "bemanding_max")]


@pytest.mark.parametrize("title", ["Krav", "Fastlåst", "Historik", "Beboere", "Veje", "Vejledning"])
def test_a_sheet_that_a_season_can_do_without_may_be_deleted(tmp_path: Path, title: str) -> None:
    load(tmp_path, edited(lambda book: book.remove(book[title])))


def test_all_faults_are_found_in_one_run(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Foreninger"]["E2"].value = "to"
        book["Busser"]["E2"].value = -3
        book["Svar"]["A2"].value = "ukendt"
        setting(book, "ture_max", 0)

    sheets = {fault.sheet for fault in faults_of(tmp_path, edited(edit))}
    assert sheets == {"Foreninger", "Busser", "Svar", "Sæson"}


@pytest.mark.parametrize(
    "edit",
    [
        lambda book: book["Svar"].__setitem__("F1", "x_ringet"),
        lambda book: book.create_sheet("Ark2"),
    ],
)
def test_notes_and_empty_sheets_of_one_s_own_pass_silently(tmp_path: Path, edit: Edit) -> None:
    _, before = load(tmp_path, good())
    _, after = load(tmp_path, edited(edit))
    assert len(after) == len(before)


def test_cells_far_to_the_right_get_a_warning(tmp_path: Path) -> None:
    _, warnings = load(tmp_path, edited(lambda book: book["Svar"].__setitem__("CA3", "note")))
    assert ["CA3" in str(w.what) for w in warnings if w.sheet == "Svar"] == [True]


def test_a_workbook_of_something_else_is_one_fault(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        for sheet in book.worksheets[1:]:
            book.remove(sheet)
        book.worksheets[0].title = "Budget"

    faults = faults_of(tmp_path, edited(edit))
    assert len(faults) == 1
    assert "none of the sheets" in str(faults[0].what)
