"""busplan replan writes the next version of a plan, and tells what changes and what more would."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Run
from tests.hand_season import hand_plan, hand_season

SECOND = "2026-10-22"


def text_of(path: Path) -> str:
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def who() -> str:
    """Give one who is on board of the second tour."""
    return hand_plan().tours[1].crew[0]


def test_a_hole_is_filled_and_the_new_plan_verifies(
    run: Run, season_folder: Path, plan_file: Path, who: str
) -> None:
    result = run("replan", season_folder, plan_file, "--unavailable", f"{who}@{SECOND}",
                 "--no-render")  # fmt: skip
    assert result.exit_code == 0, result.output
    new = plan_file.parent.with_name("planer-v1") / "plan.json"
    assert read(new)["version"] == 1
    assert who not in read(new)["tours"][1]["crew"]
    assert read(new)["tours"][0] == read(plan_file)["tours"][0]
    assert run("verify", season_folder, new).exit_code == 0
    assert "kan ikke komme torsdag den 22. oktober 2026." in result.stdout
    assert "Ingen anden vagt forstyrres." in result.stdout


def test_the_old_plan_stays_where_it_is(
    run: Run, season_folder: Path, plan_file: Path, who: str
) -> None:
    before = plan_file.read_bytes()
    run("replan", season_folder, plan_file, "--unavailable", f"{who}@{SECOND}", "--no-render")
    assert plan_file.read_bytes() == before
    assert sorted(path.name for path in plan_file.parent.iterdir()) == ["plan.json"]


def test_a_second_repair_counts_on_and_gets_a_folder_of_its_own(
    run: Run, season_folder: Path, plan_file: Path, who: str
) -> None:
    run("replan", season_folder, plan_file, "--unavailable", f"{who}@{SECOND}", "--no-render")
    first = plan_file.parent.with_name("planer-v1") / "plan.json"
    result = run("replan", season_folder, first, "--no-render")
    assert result.exit_code == 0, result.output
    second = plan_file.parent.with_name("planer-v2") / "plan.json"
    assert read(second)["version"] == 2


def test_each_association_concerned_gets_a_letter_with_its_own_changes_only(
    run: Run, season_folder: Path, plan_file: Path, who: str, tmp_path: Path
) -> None:
    out = tmp_path / "ud"
    result = run("replan", season_folder, plan_file, "--unavailable", f"{who}@{SECOND}", "-o", out)
    assert result.exit_code == 0, result.output
    new = read(out / "plan.json")
    asked = set(new["tours"][1]["crew"]) - set(hand_plan().tours[1].crew)
    letters = {path.stem for path in (out / "changes").iterdir()}
    assert letters == {"season", who, *asked}
    gone = text_of(out / "changes" / f"{who}.pdf")
    assert "Udgår: torsdag den 22. oktober 2026" in gone
    assert "15. september" not in gone
    names = {one.id: one.name for one in hand_season().associations}
    for stand_in in asked:
        letter = text_of(out / "changes" / f"{stand_in}.pdf")
        assert "Ny vagt: torsdag den 22. oktober 2026" in letter
        assert names[who] not in letter
    for secret in ("@example.org", "58 00 00", "Kontakt"):
        assert all(secret not in text_of(path) for path in (out / "changes").iterdir())
    assert (out / "tours.html").is_file()


def test_the_past_stays_and_what_happens_in_it_is_refused(
    run: Run, season_folder: Path, plan_file: Path, who: str
) -> None:
    result = run("replan", season_folder, plan_file, "--unavailable", f"{who}@{SECOND}",
                 "--from", "2026-11-01")  # fmt: skip
    assert result.exit_code == 2
    assert "er allerede overstået" in result.stderr
    assert not plan_file.parent.with_name("planer-v1").exists()


def test_the_curve_and_the_ways_stand_in_the_json(
    run: Run, season_folder: Path, plan_file: Path, who: str
) -> None:
    result = run("replan", season_folder, plan_file, "--unavailable", f"{who}@{SECOND}",
                 "--no-render", "--json")  # fmt: skip
    told = json.loads(result.stdout)
    curve = told["curve"]
    assert [point["max_changes"] for point in curve] == [0, 1, 2, 3]
    scores = [point["score"] for point in curve if point["score"] is not None]
    assert scores == sorted(scores)
    assert all(point["disturbed"] <= point["max_changes"] for point in curve)
    assert told["score"] == curve[0]["score"]
    assert [one["association"] for one in told["lost"]] == [who]
    assert {one["way"] for one in told["repairs"]} <= {"steps_in", "swaps", "moves"}
    assert told["repairs"]
    written = read(plan_file.parent.with_name("planer-v1") / "changes.json")
    assert told == {**told, **written}


def test_a_ranked_repair_can_be_taken_instead(
    run: Run, season_folder: Path, plan_file: Path, who: str, tmp_path: Path
) -> None:
    happened = ("--unavailable", f"{who}@{SECOND}", "--no-render", "--json")
    ways = json.loads(run("replan", season_folder, plan_file, *happened).stdout)["repairs"]
    for number, way in enumerate(ways, start=1):
        out = tmp_path / f"ud{number}"
        taken = run("replan", season_folder, plan_file, *happened, "--take", number, "-o", out)
        assert json.loads(taken.stdout)["score"] == way["score"]
    none = run("replan", season_folder, plan_file, *happened, "--take", len(ways) + 1)
    assert none.exit_code == 3


def test_where_the_ceiling_is_too_low_nothing_is_written_and_the_lowest_is_told(
    run: Run, season_folder: Path, plan_file: Path, tmp_path: Path
) -> None:
    settings = season_folder / "season.toml"
    text = settings.read_text(encoding="utf-8")
    assert "max_per_week = 1" in text
    crew = hand_plan().tours[1].crew
    away = [one.id for one in hand_season().associations if one.id not in crew]
    happened = [part for one in away for part in ("--unavailable", f"{one}@{SECOND}")]
    result = run("replan", season_folder, plan_file, "--unavailable", f"{crew[0]}@{SECOND}",
                 *happened, "--max-changes", 0, "--no-render", "-o", tmp_path / "ud")  # fmt: skip
    assert result.exit_code == 3
    assert "forstyrrer" in result.stderr
    assert not (tmp_path / "ud").exists()


def test_when_nothing_repairs_the_plan_the_clash_is_told(
    run: Run, season_folder: Path, plan_file: Path, tmp_path: Path
) -> None:
    days = [day for day in hand_season().dates if day.weekday() in {1, 2, 3, 5}]
    closed = [part for day in days for part in ("--closed", day.isoformat())]
    result = run("replan", season_folder, plan_file, *closed, "-o", tmp_path / "ud")
    assert result.exit_code == 3
    assert not (tmp_path / "ud").exists()


def test_confirmed_shifts_weigh_three(
    run: Run, season_folder: Path, plan_file: Path, tmp_path: Path
) -> None:
    listed = tmp_path / "ja.csv"
    rows = [f"{one};22-10-2026" for one in hand_plan().tours[1].crew]
    listed.write_text("\n".join(["forening;dato", *rows]), "utf-8")
    result = run("replan", season_folder, plan_file, "--bus-out", f"museumsbus@{SECOND}",
                 "--confirmed", listed, "--no-render", "--json", "-o", tmp_path / "ud")  # fmt: skip
    told = json.loads(result.stdout)
    assert told["disturbed_weight"] == 0
    assert len(told["lost"]) == 3
    assert told["tours"][0]["before"]["date"] == SECOND
