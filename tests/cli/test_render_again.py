"""busplan map and roster make documents again, without solving."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def files_of(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_the_maps_are_drawn_beside_the_plan(run: Run, season_folder: Path, plan_file: Path) -> None:
    result = run("map", season_folder, plan_file)
    assert result.exit_code == 0
    assert files_of(plan_file.parent) == {"plan.json", "tours.html", "coverage.html"}
    assert str(plan_file.parent / "tours.html") in result.stdout


def test_drawing_again_replaces_the_maps_only(
    run: Run, season_folder: Path, plan_file: Path
) -> None:
    (plan_file.parent / "noter.txt").write_text("mine")
    run("map", season_folder, plan_file)
    result = run("map", season_folder, plan_file)
    assert result.stderr == ""
    assert files_of(plan_file.parent) == {
        "plan.json", "noter.txt", "tours.html", "coverage.html",
    }  # fmt: skip


def test_the_rosters_go_to_another_folder_when_asked(
    run: Run, season_folder: Path, plan_file: Path
) -> None:
    assert run("roster", season_folder, plan_file, "-o", "ny").exit_code == 0
    found = files_of(Path("ny"))
    assert {"roster.xlsx", "roster.pdf", "calendar/season.ics"} <= found
    assert "associations/roede-kors.pdf" in found
    assert "tours/2026-09-15-eftermiddag-museumsbus.pdf" in found
    assert "plan.json" not in found


def test_a_folder_with_other_things_is_refused(
    run: Run, season_folder: Path, plan_file: Path
) -> None:
    assert run("map", season_folder, plan_file, "-o", season_folder).exit_code == 2
    assert not (season_folder / "tours.html").exists()


def test_a_file_that_busplan_did_not_write_is_kept_beside_the_new_one(
    run: Run, season_folder: Path, plan_file: Path
) -> None:
    (plan_file.parent / "tours.html").write_text("by hand")
    result = run("map", season_folder, plan_file)
    assert "tours-edited-1.html" in result.stderr
    assert (plan_file.parent / "tours-edited-1.html").read_text() == "by hand"


def test_a_plan_that_does_not_hold_is_drawn_with_a_warning(
    run: Run, season_folder: Path, plan_file: Path
) -> None:
    text = plan_file.read_text("utf-8")
    plan_file.write_text(text.replace('"score": 1242.0', '"score": 1.0'), "utf-8")
    result = run("map", season_folder, plan_file)
    assert result.exit_code == 0
    assert "Planen holder ikke" in result.stderr


def test_the_maps_of_a_plan_that_does_not_hold_claim_no_proof(
    run: Run, season_folder: Path, plan_file: Path
) -> None:
    text = plan_file.read_text("utf-8")
    plan_file.write_text(text.replace('"score": 1242.0', '"score": 1258.0'), "utf-8")
    run("map", season_folder, plan_file)
    page = (plan_file.parent / "tours.html").read_text("utf-8")
    assert "Planen er ikke i orden; busplan verify siger, hvad der er galt." in page
    assert "fra det bedst mulige" not in page


def test_a_plan_that_cannot_be_read_gives_2(run: Run, season_folder: Path, plan_file: Path) -> None:
    plan_file.write_text("{}", "utf-8")
    assert run("map", season_folder, plan_file).exit_code == 2
    assert run("roster", season_folder, plan_file).exit_code == 2
    assert files_of(plan_file.parent) == {"plan.json"}
