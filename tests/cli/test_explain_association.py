"""busplan explain --association and --clash answer in the coordinator's words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("named", ["roede-kors", "Røde Kors"])
def test_the_shifts_of_an_association_are_told_with_stand_ins(
    run: Run, season_folder: Path, plan_file: Path, named: str
) -> None:
    result = run("explain", season_folder, plan_file, "--association", named)
    assert result.exit_code == 0
    assert "Røde Kors har 2 vagter." in result.stdout
    assert "Kan træde til, bedst først: Frivilligcenter Slagelse (" in result.stdout
    assert "Hvis Røde Kors skulle have én vagt mere:" in (
        result.stdout
    ) or "Røde Kors kan ikke få én vagt mere; disse krav står i vejen:" in (result.stdout)


@pytest.mark.parametrize("day", ["2026-09-15", "15-09-2026", "15.09.2026"])
def test_a_date_is_read_in_every_form_of_the_tables(
    run: Run, season_folder: Path, plan_file: Path, day: str
) -> None:
    answer = run(
        "explain", season_folder, plan_file, "--association", "roede-kors", "--date", day, "--json"
    )
    found = json.loads(answer.stdout)["association"]
    assert (found["date"], found["forced"]) == ("2026-09-15", "out")
    assert [shift["date"] for shift in found["shifts"]] == ["2026-09-15"]
    assert found["cost_at_least"] <= found["cost_at_most"]


def test_a_misspelt_association_is_refused_with_a_suggestion(
    run: Run, season_folder: Path, plan_file: Path
) -> None:
    result = run("explain", season_folder, plan_file, "--association", "roede-kor")
    assert result.exit_code == 2
    assert "Mente du roede-kors?" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--date", "2026-09-15"],
        ["--association", "roede-kors", "--date", "2027-09-15"],
        ["--association", "roede-kors", "--date", "09/15/2026"],
        ["--association", "roede-kors", "--area", "bisserup"],
    ],
)
def test_an_unclear_question_is_refused(
    run: Run, season_folder: Path, plan_file: Path, arguments: list[str]
) -> None:
    assert run("explain", season_folder, plan_file, *arguments).exit_code == 2


def test_without_a_plan_it_is_told_that_one_is_missing(run: Run, season_folder: Path) -> None:
    result = run("explain", season_folder)
    assert result.exit_code == 2
    assert "PLAN.json mangler; kun --clash kan undvære den." in result.stderr


def test_a_season_that_has_a_plan_is_told_so(run: Run, season_folder: Path) -> None:
    result = run("explain", season_folder, "--clash")
    assert result.exit_code == 0
    assert "Alle krav kan overholdes: lav planen med busplan plan." in result.stdout


def test_what_clashes_and_what_helps_is_told(run: Run, impossible_folder: Path) -> None:
    result = run("explain", impossible_folder, "--clash", "--time-limit", "30")
    assert result.exit_code == 0
    assert "Ingen plan overholder alle krav." in result.stdout
    assert "Én tur mindre: mindst 0 i stedet for 1." in result.stdout


def test_what_clashes_is_json_for_a_program(run: Run, impossible_folder: Path) -> None:
    found = json.loads(run("explain", impossible_folder, "--clash", "--json").stdout)
    assert found["has_plan"] is False
    assert found["clash"]
    assert "tours.min" in [remedy["kind"] for remedy in found["remedies"]]
