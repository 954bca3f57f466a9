"""busplan explain says what each goal gave, with names."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_every_goal_is_explained_with_names(run: Run, season_folder: Path, plan_file: Path) -> None:
    result = run("explain", season_folder, plan_file)
    assert result.exit_code == 0
    for expected in (
        "Beboere, der nås: 539,5 point",
        "8.790 af 10.260 beboere bor, hvor bussen kommer; i boligsociale områder 1.000 af 1.000.",
        "De største områder, der ikke nås: Boeslunde (1.470).",
        "5 af 5 foreninger har en vagt.",
        "2 vagter: Røde Kors",
        "tirsdag den 15. september 2026 passer bedst: Bydelsmødre",
        "torsdag den 22. oktober 2026 kun nødigt: Diabetesforeningen",
        "Dalmose og Gimlinge, torsdag den 22. oktober 2026: Ældre Sagen",
        "familie (Bydelsmødre) og integration (Bydelsmødre)",
        "ingen i bussen dækker familie",
        "Hver af sæsonens 2 lige store dele har en tur.",
        "Bussen kører i alt 255 minutter og 190,9 km.",
        "Tallene er skøn.",
    ):
        assert expected in result.stdout, expected


def test_json_holds_the_same_for_a_program(run: Run, season_folder: Path, plan_file: Path) -> None:
    found = json.loads(run("explain", season_folder, plan_file, "--json").stdout)
    assert [goal["goal"] for goal in found["goals"]] == [
        "reach", "participation", "wishes", "local", "needs", "spread", "driving",
    ]  # fmt: skip
    assert sum(goal["points"] for goal in found["goals"]) == found["score"] == 1242.0
    assert all(goal["sentences"] for goal in found["goals"])


def test_an_english_season_is_explained_in_english(
    run: Run, english_folder: Path, plan_file: Path
) -> None:
    result = run("explain", english_folder, plan_file)
    assert "5 of 5 associations have a shift." in result.stdout


def test_a_plan_that_cannot_be_read_gives_2(run: Run, season_folder: Path, plan_file: Path) -> None:
    plan_file.write_text("{}", "utf-8")
    assert run("explain", season_folder, plan_file).exit_code == 2
