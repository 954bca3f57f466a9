"""busplan verify judges a plan.json; the exit code says whether anything is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def change(plan_file: Path, old: str, new: str) -> None:
    text = plan_file.read_text("utf-8")
    assert old in text
    plan_file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_plan_that_holds_gives_0(run: Run, season_folder: Path, plan_file: Path) -> None:
    result = run("verify", season_folder, plan_file)
    assert result.exit_code == 0
    assert "Planen holder alle regler, og alle tal i den passer: 1.242 point." in result.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"roede-kors"', '"diabetesforeningen"'),
        ('"drive_minutes": 116', '"drive_minutes": 117'),
        ('"score": 1242.0', '"score": 1243.0'),
        ('"status": "feasible"', '"status": "optimal"'),
        ('"13:30", "leaves"', '"13:31", "leaves"'),
        ('"returns": "16:00"', '"returns": "15:59"'),
        ('"bound": 1258.0', '"bound": 1.0'),
    ],
)
def test_a_plan_with_anything_wrong_gives_4(
    run: Run, season_folder: Path, plan_file: Path, old: str, new: str
) -> None:
    change(plan_file, old, new)
    result = run("verify", season_folder, plan_file)
    assert result.exit_code == 4
    assert "i planen:" in result.stdout


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1', "\x00", '{"format": NaN}'])
def test_a_file_that_is_no_plan_gives_4(
    run: Run, season_folder: Path, plan_file: Path, text: str
) -> None:
    plan_file.write_text(text, "utf-8")
    result = run("verify", season_folder, plan_file)
    assert result.exit_code == 4
    assert "plan.json" in result.stdout
    assert "Traceback" not in result.output


def test_a_plan_that_is_not_there_gives_2(run: Run, season_folder: Path) -> None:
    result = run("verify", season_folder, "findes-ikke.json")
    assert result.exit_code == 2
    assert "Den plan findes ikke." in result.output or "findes-ikke.json" in result.output


def test_a_later_timetable_holds_with_a_remark(
    run: Run, season_folder: Path, plan_file: Path
) -> None:
    for old, new in (
        ('"leaves_depot": "12:32"', '"leaves_depot": "12:33"'),
        ('"departs": "13:00"', '"departs": "13:01"'),
        ('"arrives": "13:30"', '"arrives": "13:31"'),
        ('"starts": "13:30"', '"starts": "13:31"'),
        ('"leaves": "15:30"', '"leaves": "15:31"'),
        ('"returns": "16:00"', '"returns": "16:01"'),
        ('"back_at_depot": "16:28"', '"back_at_depot": "16:29"'),
    ):
        change(plan_file, old, new)
    result = run("verify", season_folder, plan_file)
    assert result.exit_code == 0
    assert "1 bemærkning:" in result.stdout
    assert "tirsdag den 15. september 2026, eftermiddag:" in result.stdout


def test_json_names_the_broken_rule_and_the_tours(
    run: Run, season_folder: Path, plan_file: Path
) -> None:
    change(plan_file, '"roede-kors"', '"diabetesforeningen"')
    found = json.loads(run("verify", season_folder, plan_file, "--json").stdout)
    assert found["holds"] is False
    assert found["exit_code"] == 4
    broken = [one for one in found["findings"] if one["kind"] == "rule"]
    assert all(one["rule"] and one["message"] for one in broken)


def test_json_tells_of_a_file_that_is_no_plan(
    run: Run, season_folder: Path, plan_file: Path
) -> None:
    plan_file.write_text("{}", "utf-8")
    found = json.loads(run("verify", season_folder, plan_file, "--json").stdout)
    assert found["exit_code"] == 4
    assert found["faults"]
