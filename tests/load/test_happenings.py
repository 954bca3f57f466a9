"""What has happened is read from the command line, and all faults of it are told at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from busplan.change import BusOut, Closed, Shift, Unavailable
from busplan.errors import FaultyInput
from busplan.load.confirmations import read_confirmations
from busplan.load.happenings import Happenings, read_happenings
from tests.hand_season import hand_plan, hand_season

SEASON = hand_season()
OCTOBER = date(2026, 10, 22)


def test_events_name_associations_and_buses_by_id_or_name_and_dates_in_any_form() -> None:
    written = Happenings(
        unavailable=["roede-kors@2026-10-22", "Ældre Sagen@22-10-2026", "Røde Kors@22/10-26"],
        closed=["22.10.2026"],
        bus_out=["museumsbussen@2026-10-22"],
        begins="01-10-2026",
    )
    events, begins = read_happenings(written, SEASON)
    assert events == (
        Unavailable("roede-kors", OCTOBER),
        Unavailable("aeldre-sagen", OCTOBER),
        Closed(OCTOBER),
        BusOut("museumsbus", OCTOBER),
    )
    assert begins == date(2026, 10, 1)


def test_an_absence_may_be_for_one_slot_only() -> None:
    events, _ = read_happenings(
        Happenings(unavailable=["roede-kors@2026-10-22@eftermiddag"]), SEASON
    )
    assert events == (Unavailable("roede-kors", OCTOBER, "eftermiddag"),)


def test_nothing_is_a_choice_too() -> None:
    assert read_happenings(Happenings(), SEASON) == ((), None)


def test_every_fault_is_told_at_once_with_what_was_written() -> None:
    written = Happenings(
        unavailable=["rode-kors@2026-10-22", "roede-kors@i morgen", "roede-kors@2026-10-22@nat"],
        closed=["2027-01-01", "10/22/2026"],
        bus_out=["2026-10-22"],
    )
    with pytest.raises(FaultyInput) as caught:
        read_happenings(written, SEASON)
    faults = caught.value.faults
    assert [(fault.file, fault.value) for fault in faults] == [
        ("--unavailable", "rode-kors@2026-10-22"),
        ("--unavailable", "roede-kors@i morgen"),
        ("--unavailable", "roede-kors@2026-10-22@nat"),
        ("--closed", "2027-01-01"),
        ("--closed", "10/22/2026"),
        ("--bus-out", "2026-10-22"),
        ("--bus-out", "2026-10-22"),
    ]
    assert "roede-kors" in str(faults[0].remedy)


def test_what_happens_before_the_plan_may_change_is_refused() -> None:
    with pytest.raises(FaultyInput, match="past already"):
        read_happenings(Happenings(closed=["2026-10-22"], begins="2026-10-23"), SEASON)


# -- confirmations ---------------------------------------------------------------------------------


def confirmed(tmp_path: Path, text: str, encoding: str = "utf-8") -> frozenset[Shift]:
    path = tmp_path / "bekraeftet.csv"
    path.write_text(text, encoding)
    return read_confirmations(path, hand_plan())[0]


def test_confirmed_shifts_are_read_as_danish_excel_writes_them(tmp_path: Path) -> None:
    plan = hand_plan()
    late = plan.tours[1]
    one, two, _ = late.crew
    text = f"forening;dato;tidsrum\n{one};22-10-2026;\n{two};22-10-2026;eftermiddag\n"
    assert confirmed(tmp_path, text, "cp1252") == {
        Shift(late.departure, late.crew[0]),
        Shift(late.departure, late.crew[1]),
    }


def test_a_confirmation_of_no_shift_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "bekraeftet.csv"
    path.write_text("association,date\nroede-kors,2026-11-03\n")
    shifts, warnings = read_confirmations(path, hand_plan())
    assert shifts == frozenset()
    assert [warning.row for warning in warnings] == [2]


def test_unknown_names_and_dates_are_faults_with_their_rows(tmp_path: Path) -> None:
    rows = ("rode-kors,2026-10-22,", "roede-kors,snart,", "roede-kors,2026-10-22,nat")
    text = "\n".join(("association,date,slot", *rows))
    with pytest.raises(FaultyInput) as caught:
        confirmed(tmp_path, text)
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [
        (2, "association"),
        (3, "date"),
        (4, "slot"),
    ]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FaultyInput):
        read_confirmations(tmp_path / "nix.csv", hand_plan())
