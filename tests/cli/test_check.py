"""busplan check lists every fault and warning, and what a season holds."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_season_without_faults_is_summed_up(run: Run, season_folder: Path) -> None:
    result = run("check", season_folder)
    assert result.exit_code == 0
    assert "Efterår 2026, i det små: mandag den 31. august 2026 til søndag" in result.stdout
    assert "4 områder med 4 stoppesteder; 5 foreninger; 1 bus" in result.stdout
    assert "Højst 2 ture; 52 åbne afgange" in result.stdout
    assert "Ingen fejl og ingen advarsler." in result.stdout


def test_an_english_season_is_summed_up_in_english(run: Run, english_folder: Path) -> None:
    result = run("check", english_folder)
    assert "4 areas with 4 stops; 5 associations; 1 bus" in result.stdout


def test_every_fault_is_listed_with_its_place_and_what_to_do(run: Run, faulty_folder: Path) -> None:
    result = run("check", faulty_folder)
    assert result.exit_code == 2
    assert result.stdout.startswith("3 fejl:")
    assert "associations.csv, række 3, kolonne people: »-3«" in result.stdout
    assert "associations.csv, række 3, kolonne home_areas: »dalmose»".rstrip("»") in result.stdout
    assert "season.toml, linje" in result.stdout
    assert "→" in result.stdout
    assert result.stderr == ""


def test_faults_are_told_in_the_seasons_language(run: Run, english_folder: Path) -> None:
    settings = english_folder / "season.toml"
    settings.write_text(settings.read_text("utf-8").replace("seats = 20", "seats = -20"), "utf-8")
    result = run("check", english_folder)
    assert result.stdout.startswith("1 fault:")


def test_the_exit_code_is_0_with_warnings(run: Run, season_folder: Path) -> None:
    settings = season_folder / "season.toml"
    settings.write_text("colour = 'blue'\n" + settings.read_text("utf-8"), "utf-8")
    result = run("check", season_folder)
    assert result.exit_code == 0
    assert "1 advarsel:" in result.stdout


def test_json_holds_the_faults_for_a_program(run: Run, faulty_folder: Path) -> None:
    result = run("check", faulty_folder, "--json")
    assert result.exit_code == 2
    found = json.loads(result.stdout)
    assert found["exit_code"] == 2
    assert {(one["file"], one["column"]) for one in found["faults"]} >= {
        ("associations.csv", "people"),
        ("associations.csv", "home_areas"),
    }
    assert all(one["what"] for one in found["faults"])


def test_json_holds_the_counts_of_a_sound_season(run: Run, season_folder: Path) -> None:
    found = json.loads(run("check", season_folder, "--json").stdout)
    assert found["faults"] == found["warnings"] == []
    assert found["counts"] == {
        "areas": 4,
        "stops": 4,
        "associations": 5,
        "buses": 1,
        "tours_max": 2,
        "open_departures": 52,
    }


def test_a_season_that_is_not_there_is_one_sentence(run: Run, tmp_path: Path) -> None:
    result = run("check", tmp_path / "findes-ikke")
    assert result.exit_code == 2
    assert "Den sæson findes ikke." in result.stdout
    assert "Traceback" not in result.output
