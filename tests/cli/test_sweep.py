"""busplan sweep: many seasons, one table; lost processes, Ctrl-C and exit codes."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from busplan.cli import sweep_progress
from tests.cli.conftest import Run, command_line, program_environment, write_season
from tests.hand_season import hand_season

SECONDS = 60
"""How long a test waits for something that comes much sooner."""


def rows_of(out: Path) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads((out / "sweep.json").read_text("utf-8"))["rows"]
    return rows


def test_each_plan_is_the_one_that_plan_makes(
    run: Run, season_folder: Path, english_folder: Path
) -> None:
    result = run("sweep", season_folder, english_folder, "-o", "ud", "--deterministic")
    assert result.exit_code == 0, result.output
    for season in (season_folder, english_folder):
        run("plan", season, "-o", "en", "--no-render", "--deterministic")
        one_by_one = Path("en/plan.json").read_bytes()
        assert Path("ud", season.name, "plan.json").read_bytes() == one_by_one
    assert {row["status"] for row in rows_of(Path("ud"))} == {"optimal"}
    assert result.stdout.splitlines()[-2:] == ["2 planer af 2", f"Åbn {Path('ud/sweep.csv')}"]


def test_the_same_sweep_gives_the_same_table(run: Run, season_folder: Path) -> None:
    for out, processes in (("a", 1), ("b", 2)):
        run("sweep", season_folder, "--set", "tours.max=2,3", "-o", out,
            "--deterministic", "--processes", processes)  # fmt: skip
    assert Path("a/sweep.csv").read_bytes() == Path("b/sweep.csv").read_bytes()
    assert [row["tours"] for row in rows_of(Path("a"))] == [2, 3]


def test_a_faulty_season_is_a_row_and_the_others_are_planned(
    run: Run, english_folder: Path, faulty_folder: Path
) -> None:
    result = run("sweep", faulty_folder.parent, "-o", "ud", "--json")
    assert result.exit_code == 2
    told = json.loads(result.stdout)
    assert told["exit_code"] == 2
    by_name = {row["season"]: row for row in told["rows"]}
    assert by_name["small-season"]["status"] == "optimal"
    assert Path("ud", by_name["small-season"]["plan"]).is_file()
    faulty = by_name["lille-saeson"]
    assert {fault["file"] for fault in faulty["faults"]} == {"season.toml", "associations.csv"}
    assert not Path("ud/lille-saeson").exists()
    assert "dalmose" in result.stderr


def test_a_season_without_a_plan_is_a_row_with_the_rules_that_clash(
    run: Run, impossible_folder: Path
) -> None:
    result = run("sweep", impossible_folder, "-o", "ud")
    assert result.exit_code == 3
    (row,) = rows_of(Path("ud"))
    assert row["status"] == "no_plan"
    assert row["reasons"]


def test_a_value_that_a_setting_cannot_take_is_a_row_of_its_own(
    run: Run, season_folder: Path
) -> None:
    result = run("sweep", season_folder, "--set", "tours.max=otte,2", "-o", "ud")
    assert result.exit_code == 2
    wrong, right = rows_of(Path("ud"))
    assert (wrong["status"], right["status"]) == ("faulty", "optimal")
    assert "--set, tours.max: »otte«" in result.stderr


def test_a_setting_that_is_none_stops_the_command_before_any_work(
    run: Run, season_folder: Path
) -> None:
    result = run("sweep", season_folder, "--set", "tour.max=2", "-o", "ud")
    assert result.exit_code == 2
    assert "Mente du tours.max?" in result.stderr
    assert not Path("ud").exists()


def test_a_folder_with_other_files_is_refused(run: Run, season_folder: Path) -> None:
    assert run("sweep", season_folder, "-o", season_folder).exit_code == 2
    assert not (season_folder / "sweep.csv").exists()


def test_documents_are_made_when_they_are_asked_for(run: Run, season_folder: Path) -> None:
    assert run("sweep", season_folder, "-o", "ud", "--render").exit_code == 0
    assert Path("ud/lille-saeson/tours.html").is_file()
    assert Path("ud/lille-saeson/roster.pdf").is_file()


def test_a_second_sweep_replaces_the_first_and_keeps_a_plan_edited_by_hand(
    run: Run, season_folder: Path
) -> None:
    run("sweep", season_folder, "-o", "ud")
    Path("ud/lille-saeson/plan.json").write_text("by hand")
    result = run("sweep", season_folder, "-o", "ud")
    assert result.exit_code == 0
    assert Path("ud/lille-saeson/plan-edited-1.json").read_text() == "by hand"
    assert "plan-edited-1.json" in result.stderr


@pytest.mark.parametrize(
    ("deaths", "status", "attempts", "code"), [(1, "optimal", 2, 0), (3, "lost", 3, 1)]
)
def test_a_plan_whose_process_is_killed_is_begun_again_at_most_twice(
    run: Run, season_folder: Path, *, deaths: int, status: str, attempts: int, code: int
) -> None:
    done = threading.Event()
    killer = threading.Thread(target=kill_children, args=(deaths, done))
    killer.start()
    result = run("sweep", season_folder, "-o", "ud", "--processes", "1")
    done.set()
    killer.join(SECONDS)
    (row,) = rows_of(Path("ud"))
    assert (row["status"], row["attempts"], result.exit_code) == (status, attempts, code)
    assert Path("ud/lille-saeson/plan.json").exists() == (status == "optimal")


def kill_children(deaths: int, done: threading.Event) -> None:
    """Kill so many processes of this one's, each as soon as it is there."""
    killed: set[int | None] = set()
    while len(killed) < deaths and not done.wait(0.02):
        for child in multiprocessing.active_children():
            if child.pid not in killed and len(killed) < deaths:
                child.kill()
                killed.add(child.pid)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for others")
def test_ctrl_c_keeps_what_is_finished(tmp_path: Path) -> None:
    """One small season, then one so large that it is still under way when the first is done."""
    small = write_season(tmp_path / "lille", hand_season())
    large = Path(__file__).parents[2] / "data" / "seasons" / "slagelse-2027-helaar"
    out = tmp_path / "ud"
    program = subprocess.Popen(
        command_line("sweep", small, large, "-o", out, "--processes", "1", "--time-limit", "200"),
        env=program_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        assert program.stderr is not None
        assert "1 af 2" in "".join(program.stderr.readline() for _ in range(2))
        os.killpg(program.pid, signal.SIGINT)
        program.communicate(timeout=SECONDS)
    finally:
        program.kill()
    assert program.returncode == 0
    first, second = rows_of(out)
    assert first["status"] == "optimal"
    assert (out / "lille" / "plan.json").is_file()
    assert second["status"] in {"stopped", "feasible"}


def test_a_cluster_that_does_not_answer_is_told_clearly(run: Run, season_folder: Path) -> None:
    pytest.importorskip("distributed", reason="pip install 'busplan[cluster]'")
    result = run("sweep", season_folder, "-o", "ud", "--cluster", "tcp://127.0.0.1:1")
    assert result.exit_code == 2
    assert "Der er ingen scheduler, der svarer på tcp://127.0.0.1:1" in result.stderr


def test_a_cluster_without_its_package_names_what_to_install(
    run: Run, season_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("sweep", season_folder, "-o", "ud", "--cluster", "tcp://127.0.0.1:1")
    assert result.exit_code == 2
    assert "pip install 'busplan[cluster]'" in result.stderr


def test_while_no_plan_is_finished_it_is_told_that_work_goes_on(
    run: Run, season_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep_progress, "SECONDS_BETWEEN_LINES", 0.1)
    result = run("sweep", season_folder, "-o", "ud")
    assert "0 af 1 er færdige; arbejdet fortsætter" in result.stderr
    assert "1 af 1: lille-saeson" in result.stderr
