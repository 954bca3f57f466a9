"""Tables as people's programs write them, and words in Danish and English."""

from __future__ import annotations

from datetime import date

import pytest

from busplan.clock import Clock
from busplan.season import Answer
from tests.load.small_season import ASSOCIATIONS, AVAILABILITY, SmallSeason

WEEK = date(2026, 9, 8)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_tables_load_alike_in_every_encoding_and_with_every_separator(
    small: SmallSeason, encoding: str, separator: str, line_end: str
) -> None:
    text = ASSOCIATIONS
    if separator == ";":
        text = text.replace('"social, vært"', "social| vært").replace(",", ";").replace("|", ",")
    small.file("associations.csv", text.replace("\n", line_end).encode(encoding))
    red_cross, elders = small.load().associations
    assert (red_cross.name, red_cross.tags, red_cross.max_shifts) == (
        "Røde Kors",
        ("social", "vært"),
        4,
    )
    assert (elders.name, elders.people, elders.max_shifts) == ("Ældre Sagen", 3, None)


def test_utf_16_is_refused_with_the_way_out(small: SmallSeason) -> None:
    fault = small.file("associations.csv", ASSOCIATIONS.encode("utf-16")).fault()
    assert "UTF-16" in str(fault.what)
    assert "UTF-8" in str(fault.remedy)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_without_a_mark_is_refused(small: SmallSeason, encoding: str) -> None:
    fault = small.file("associations.csv", ASSOCIATIONS.encode(encoding)).fault()
    assert "UTF-16" in str(fault.what)


def test_columns_separated_by_tabs_are_refused(small: SmallSeason) -> None:
    fault = small.file("availability.csv", AVAILABILITY.replace(",", "\t")).fault()
    assert "tabs" in str(fault.what)


def test_the_separator_line_of_excel_is_understood(small: SmallSeason) -> None:
    small.file("availability.csv", "sep=;\r\n" + AVAILABILITY.replace(",", ";"))
    assert small.load().answers[("roede-kors", WEEK, "eftermiddag")] is Answer.PREFER


def test_danish_headings_answers_and_weekdays_are_understood(small: SmallSeason) -> None:
    small.file(
        "associations.csv",
        "Id;Navn;Mærker;Hjemområder;Personer;Min vagter;MAX_VAGTER;Min dage imellem;"
        "standardsvar;Ugedage;Adskilt;Kontakt;E-mail;Telefon\n"
        "roede-kors;Røde Kors;vært;korsoer;2;0;4;7;Nej;tirsdag, lør;aeldre-sagen;A;a@b.dk;1\n"
        "aeldre-sagen;Ældre Sagen;;;2;;;;ja;;;;;\n",
    )
    small.file(
        "availability.csv",
        "Forening;Dato;Tidsrum;Svar\n"
        "roede-kors;08.09.2026;eftermiddag;Helst\n"
        "roede-kors;12-09-2026;;NØDIGT\n"
        "roede-kors;15/9-26;;ja\n"
        "aeldre-sagen;2026-09-15;;nej\n",
    )
    season = small.load()
    red_cross = season.associations[0]
    assert red_cross.default_answer is Answer.NO
    assert red_cross.weekdays == {1, 5}
    assert (red_cross.min_days_between, red_cross.apart) == (7, ("aeldre-sagen",))
    assert red_cross.email == "a@b.dk"
    answers = {(who, day.day): answer for (who, day, _), answer in season.answers.items()}
    assert answers == {
        ("roede-kors", 8): Answer.PREFER,
        ("roede-kors", 12): Answer.IF_NEEDED,
        ("roede-kors", 15): Answer.YES,
        ("aeldre-sagen", 15): Answer.NO,
    }


def test_danish_properties_of_geojson_are_understood(small: SmallSeason) -> None:
    stop = small.stops[0]["properties"]
    small.stops[0]["properties"] = {
        "ID": stop["id"],
        "Navn": stop["name"],
        "Område": stop["area"],
        "Ophold minutter": stop["visit_minutes"],
        "Åbner": "9.30",
        "Lukker": "24:00",
        "Ugedage": ["tir"],
        "Lukket": ["2026-09-08", "2026-09-15/2026-09-22"],
    }
    found = small.load().stops[0]
    assert (found.opens, found.closes) == (Clock.parse("9:30"), Clock.parse("24:00"))
    assert found.weekdays == {1}
    assert len(found.closed) == 9


@pytest.mark.parametrize("written", ["55.4033", "55,4033"])
def test_decimals_may_have_a_point_or_a_comma(small: SmallSeason, written: str) -> None:
    small.settings('availability = "availability.csv"', 'residents = "r.csv"')
    small.file("r.csv", f"lon;lat;residents\n11,14;{written};12,5\n")
    (point,) = small.load().residents or ()
    assert (point.lon, point.lat, point.residents) == (11.14, 55.4033, 12.5)


def test_a_thousands_separator_is_refused_rather_than_guessed(small: SmallSeason) -> None:
    assert small.area(residents="5.000,0").fault().value == "5.000,0"


def test_a_row_with_a_slot_wins_over_the_row_without(small: SmallSeason) -> None:
    small.row("availability.csv", "roede-kors,2026-09-08,,no")
    assert small.load().answers[("roede-kors", WEEK, "eftermiddag")] is Answer.PREFER


def test_the_same_row_twice_is_a_warning(small: SmallSeason) -> None:
    small.row("availability.csv", "roede-kors,08-09-2026,eftermiddag,helst")
    (warning,) = small.warnings()
    assert (warning.row, str(warning.what)) == (4, "The row says the same as row 2.")


def test_empty_rows_count_as_rows_but_say_nothing(small: SmallSeason) -> None:
    small.row("availability.csv", "").row("availability.csv", ",,,")
    fault = small.row("availability.csv", "roede-kors,jul,,yes").fault()
    assert (fault.row, fault.value) == (6, "jul")


def test_a_row_may_leave_out_its_last_cells(small: SmallSeason) -> None:
    assert len(small.row("associations.csv", "x,X").load().associations) == 3


def test_a_cell_may_hold_several_lines(small: SmallSeason) -> None:
    small.row("associations.csv", '"x","En\nTo",,,2,')
    fault = small.row("associations.csv", "y,,,,2,").fault()
    assert fault.row == 5


def test_a_quotation_mark_that_never_closes_is_one_fault(small: SmallSeason) -> None:
    faults = small.row("associations.csv", '"x,X,,,2,').faults()
    assert "quotation mark" in str(faults[0].what)


def test_a_table_without_a_row_of_headings_is_refused(small: SmallSeason) -> None:
    faults = small.file("availability.csv", "").faults()
    assert "no headings" in str(faults[0].what)


def test_a_missing_column_is_one_fault_however_many_rows(small: SmallSeason) -> None:
    small.file("availability.csv", AVAILABILITY.replace("answer", "anser"))
    fault = small.fault()
    assert str(fault.what) == "The column answer is missing."
    assert str(fault.remedy) == "Add it: its heading may be answer or svar."


def test_a_repeated_heading_is_refused(small: SmallSeason) -> None:
    small.file("availability.csv", AVAILABILITY.replace("slot,answer", "dato,answer"))
    assert "2 times" in str(small.faults()[0].what)


def test_an_unknown_column_gets_one_warning_with_a_suggestion(small: SmallSeason) -> None:
    small.file("associations.csv", ASSOCIATIONS.replace("max_shifts", "max_shift"))
    (warning,) = small.warnings()
    assert warning.column == "max_shift"
    assert str(warning.remedy) == "Did you mean max_shifts?"


@pytest.mark.parametrize(
    "heading", ["note", "kind", "sources", "people_basis", "x_mine", "confidence", "Bemærkning"]
)
def test_columns_of_notes_pass_silently(small: SmallSeason, heading: str) -> None:
    small.file("availability.csv", f"association,date,slot,answer,{heading}\n")
    small.load()


def test_an_unknown_setting_gets_a_warning_with_a_suggestion(small: SmallSeason) -> None:
    (warning,) = small.settings("max_visits = 2", "max_visits = 2\nmax_visit = 3").warnings()
    assert (warning.column, str(warning.remedy)) == (
        "tours.max_visit",
        "Did you mean max_visits?",
    )


def test_text_is_data_whatever_it_holds(small: SmallSeason) -> None:
    name = "<script>alert(1)</script> =1+1 #set page() **x** 🚌 \u202e"
    assert small.stop(name=name).load().stops[0].name == name


def test_names_keep_their_letters_and_lose_their_margins(small: SmallSeason) -> None:
    assert small.stop(name="  Ærø Øster Å  ").load().stops[0].name == "Ærø Øster Å"


def test_a_slot_gets_an_id_from_its_danish_name(small: SmallSeason) -> None:
    small.settings('name = "eftermiddag"', 'name = "Lørdag før åbning"')
    small.file("availability.csv", "association,date,slot,answer\n")
    assert small.load().slots[0].id == "loerdag-foer-aabning"


def test_slots_without_latin_letters_get_ids_of_their_own(small: SmallSeason) -> None:
    small.settings(
        '{name = "eftermiddag", start = "13:00", end = "17:00"}',
        '{name = "早", start = "8:00", end = "9:30"}, {name = "晚", start = "9:30", end = "19:00"}',
    )
    small.file("availability.csv", "association,date,slot,answer\n")
    assert [slot.id for slot in small.load().slots] == ["slot", "slot-2"]


def test_answers_outside_the_season_are_one_warning_an_association(small: SmallSeason) -> None:
    small.row("availability.csv", "roede-kors,2025-09-08,,no")
    small.row("availability.csv", "roede-kors,2025-09-09,,no")
    (warning,) = small.warnings()
    assert str(warning.what) == "2 answers of roede-kors are for dates outside the season."
