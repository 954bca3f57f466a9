"""busplan plan: files, exit codes, streams, signals and the time limit."""

from __future__ import annotations

import importlib
import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from busplan.errors import NoPlanExists, message
from busplan.result import judge
from tests.cli.conftest import Run, program_environment
from tests.hand_season import hand_plan

door = importlib.import_module("busplan.solver.search")
"""The module, not the function of the same name that `busplan.solver` offers."""


def files_of(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


# -- in this process -------------------------------------------------------------------------


def test_a_plan_comes_with_everything_in_maps_and_ends_in_three_lines(
    run: Run, season_folder: Path
) -> None:
    result = run("plan", season_folder, "--time-limit", "30")
    assert result.exit_code == 0, result.output
    out = Path("maps/lille-saeson")
    found = files_of(out)
    assert {
        "plan.json", "tours.html", "coverage.html", "roster.xlsx", "roster.pdf",
        "associations/roede-kors.pdf", "calendar/season.ics", "calendar/roede-kors.ics",
    } <= found  # fmt: skip
    assert len([name for name in found if name.startswith("tours/")]) == 2
    planned, proof, open_this = result.stdout.splitlines()[-3:]
    assert planned.startswith("Efterår 2026, i det små: 2 ture til ")
    assert "bevist" in proof
    assert open_this == f"Åbn {out / 'tours.html'}"
    assert run("verify", season_folder, out / "plan.json").exit_code == 0


def test_no_render_writes_plan_json_only(run: Run, season_folder: Path) -> None:
    result = run("plan", season_folder, "-o", "ud", "--no-render")
    assert result.exit_code == 0
    assert files_of(Path("ud")) == {"plan.json"}
    assert result.stdout.splitlines()[-1] == f"Åbn {Path('ud/plan.json')}"


def test_the_same_command_gives_equal_bytes(run: Run, season_folder: Path) -> None:
    for out in ("a", "b"):
        run("plan", season_folder, "-o", out, "--no-render", "--deterministic", "--seed", "1")
    assert Path("a/plan.json").read_bytes() == Path("b/plan.json").read_bytes()


def test_a_new_plan_keeps_the_one_edited_by_hand_and_clears_old_documents(
    run: Run, season_folder: Path
) -> None:
    run("plan", season_folder, "-o", "ud", "--no-render")
    Path("ud/plan.json").write_text("by hand")
    result = run("plan", season_folder, "-o", "ud", "--no-render")
    assert "plan-edited-1.json" in result.stderr
    assert Path("ud/plan-edited-1.json").read_text() == "by hand"
    assert run("verify", season_folder, "ud/plan.json").exit_code == 0


def test_a_folder_with_other_files_is_refused_before_the_search(
    run: Run, season_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "search", None)
    result = run("plan", season_folder, "-o", season_folder)
    assert result.exit_code == 2
    assert "busplan ikke har skrevet" in result.stderr
    assert not (season_folder / "plan.json").exists()


def test_json_says_how_it_went(run: Run, season_folder: Path) -> None:
    found = json.loads(run("plan", season_folder, "-o", "ud", "--no-render", "--json").stdout)
    assert found["exit_code"] == 0
    assert found["status"] == "optimal"
    assert found["bound"] >= found["score"]
    assert found["plan"] == str(Path("ud/plan.json"))


def test_faults_of_the_season_give_2_on_stderr(run: Run, faulty_folder: Path) -> None:
    result = run("plan", faulty_folder)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "3 fejl:" in result.stderr
    assert not Path("maps").exists()


def test_a_season_without_any_plan_gives_3_and_writes_nothing(
    run: Run, impossible_folder: Path
) -> None:
    result = run("plan", impossible_folder, "-o", "ud", "--time-limit", "30")
    assert result.exit_code == 3
    assert "Ingen plan overholder alle regler." in result.stderr
    assert not Path("ud").exists()


def test_reasons_are_told_when_no_plan_exists_and_old_files_stay(
    run: Run, season_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("plan", season_folder, "-o", "ud", "--no-render")
    before = Path("ud/plan.json").read_bytes()

    def disprove(*arguments: object) -> None:
        raise NoPlanExists((message("There is no such area."),))

    monkeypatch.setattr(door, "search", disprove)
    result = run("plan", season_folder, "-o", "ud")
    assert result.exit_code == 3
    assert "Ingen plan overholder alle regler." in result.stderr
    assert "• Det område findes ikke." in result.stderr
    assert Path("ud/plan.json").read_bytes() == before
    found = json.loads(run("plan", season_folder, "-o", "ny", "--json").stdout)
    assert (found["exit_code"], found["reasons"]) == (3, ["Det område findes ikke."])
    assert not Path("ny").exists()


def test_a_plan_that_fails_verification_is_not_written(
    run: Run, season_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsound(*arguments: object) -> object:
        plan = hand_plan()
        return door.SearchReport(judge(type(plan)(plan.season, ()), 0.0), 0.0, 0.0, 0)

    monkeypatch.setattr(door, "search", unsound)
    result = run("plan", season_folder, "-o", "ud")
    assert result.exit_code == 1
    assert "Det er en fejl i busplan" in result.stderr
    assert not Path("ud").exists()


@pytest.mark.parametrize("limit", ["0", "-1", "nan", "inf", "ti", ""])
def test_a_time_limit_must_be_a_number_above_0(run: Run, season_folder: Path, limit: str) -> None:
    result = run("plan", season_folder, "--time-limit", limit)
    assert result.exit_code == 2
    assert "--time-limit: »" in result.stderr


# -- as a program ----------------------------------------------------------------------------

PATIENT = """
import importlib
door = importlib.import_module('busplan.solver.search')
real = door.search
def patient(season, budget, watch, stop):
    report = real(season, budget, watch, stop)
    stop.wait()
    return report
door.search = patient
"""
"""A search that finds its plan, and then ends only when it is told to stop."""

FRUITLESS = """
import importlib, time
door = importlib.import_module('busplan.solver.search')
from busplan.errors import NoPlanInTime
def fruitless(season, budget, watch, stop):
    watch(door.Snapshot(0.0, None, 1.0))
    print("searching", flush=True)
    stop.wait()
    raise NoPlanInTime(1.0)
door.search = fruitless
"""
"""A search that finds nothing, and ends when it is told to stop."""

DEAF = """
import importlib, time
door = importlib.import_module('busplan.solver.search')
def deaf(season, budget, watch, stop):
    print("searching", flush=True)
    time.sleep(600)
door.search = deaf
"""
"""A search that hears nothing."""


def start(script: str, folder: Path, *arguments: object) -> subprocess.Popen[str]:
    main = "from busplan.cli import main; main(prog_name='busplan')"
    return subprocess.Popen(
        [sys.executable, "-c", script + main, "plan", *map(str, arguments)],
        cwd=folder,
        env=program_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_keeps_the_best_plan_so_far(
    season_folder: Path, tmp_path: Path, number: signal.Signals
) -> None:
    process = start(PATIENT, tmp_path, season_folder, "-o", "ud")
    assert process.stderr is not None
    told = process.stderr.readline()
    assert re.search(r"^\d+ s: .* point, højst|^\d+ s: .* point; ", told), told
    process.send_signal(number)
    out, error = process.communicate(timeout=60)
    assert process.returncode == 0, error
    assert (tmp_path / "ud/plan.json").is_file()
    assert "Åbn" in out
    assert "Traceback" not in error


@pytest.mark.parametrize("script", [FRUITLESS, DEAF])
def test_ctrl_c_before_any_plan_gives_5(season_folder: Path, tmp_path: Path, script: str) -> None:
    process = start(script, tmp_path, season_folder, "-o", "ud")
    assert process.stdout is not None
    assert process.stdout.readline() == "searching\n"
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 5
    assert "før der var fundet en plan" in error
    assert not (tmp_path / "ud").exists()


def test_a_second_ctrl_c_leaves_at_once(season_folder: Path, tmp_path: Path) -> None:
    process = start(DEAF, tmp_path, season_folder)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.5)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode in {5, 130}


def test_the_time_limit_holds_even_when_the_search_does_not_end(
    season_folder: Path, tmp_path: Path
) -> None:
    process = start(DEAF, tmp_path, season_folder, "--time-limit", "1")
    _, error = process.communicate(timeout=60)
    assert process.returncode == 5
    assert "Traceback" not in error
    assert not (tmp_path / "maps").exists()
