"""A tiny season on disk, a plan of it, and two ways to run busplan: here, and as a program."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from busplan.cli import main
from busplan.render.plan_json import render_plan_json
from busplan.render.season_folder import render_season_folder
from busplan.result import judge
from busplan.season import Answer, Season
from tests.hand_season import hand_plan, hand_season

Run = Callable[..., Result]
RunProgram = Callable[..., "subprocess.CompletedProcess[str]"]


def write_season(folder: Path, season: Season) -> Path:
    folder.mkdir(parents=True)
    for name, content in render_season_folder(season).items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def season_folder(tmp_path: Path) -> Path:
    return write_season(tmp_path / "lille-saeson", hand_season())


@pytest.fixture
def english_folder(tmp_path: Path) -> Path:
    return write_season(tmp_path / "small-season", hand_season("en"))


@pytest.fixture
def impossible_folder(tmp_path: Path) -> Path:
    season = hand_season()
    answers = {
        (one.id, day, "eftermiddag"): Answer.NO
        for one in season.associations
        for day in season.dates
    }
    return write_season(tmp_path / "umulig", replace(season, answers=answers))


@pytest.fixture
def faulty_folder(season_folder: Path) -> Path:
    """Give a season with two faults in different files."""
    associations = season_folder / "associations.csv"
    text = associations.read_text(encoding="utf-8-sig")
    associations.write_text(text.replace("senior;dalmose-gimlinge;3", "senior;dalmose;-3"), "utf-8")
    settings = season_folder / "season.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("seats = 20", "seats = -20"), "utf-8")
    return season_folder


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """Give the plan.json of the hand-made plan, which keeps every rule."""
    path = tmp_path / "planer" / "plan.json"
    path.parent.mkdir()
    path.write_bytes(render_plan_json(judge(hand_plan(), bound=1258.0)))
    return path


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give `run(*arguments)`, which runs a command in this process, in an empty folder."""
    here = tmp_path / "her"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.delenv("BUSPLAN_LANGUAGE", raising=False)

    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(one) for one in arguments], prog_name="busplan")

    return invoke


@pytest.fixture
def run_program(tmp_path: Path) -> RunProgram:
    """Give `run_program(*arguments, **environment)`, which runs busplan as a program."""

    def invoke(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command_line(*arguments),
            cwd=tmp_path,
            env=program_environment(**environment),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    return invoke


def command_line(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "busplan", *(str(one) for one in arguments)]


def program_environment(**changes: str) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        **changes,
    }
