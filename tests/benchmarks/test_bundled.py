"""The benchmark runs and tells its figures; it promises no speed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from busplan.bundled import bundled_season

SEASON = "slagelse-2022-boligsocial"


def benchmark(repository: Path, *words: str) -> str:
    script = repository / "benchmarks" / "bundled.py"
    command = [sys.executable, str(script), "--only-named", str(bundled_season(SEASON)), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def told(repository: Path) -> dict[str, object]:
    value = json.loads(benchmark(repository, "--json", "--date", "2026-11-23"))
    assert isinstance(value, dict)
    return value


def test_it_says_where_and_when_the_figures_were_measured(told: dict[str, object]) -> None:
    conditions = told["conditions"]
    assert isinstance(conditions, dict)
    assert conditions["date"] == "2026-11-23"
    assert all(conditions[name] for name in ("machine", "python", "ortools", "busplan"))


def test_its_figures_of_a_proved_plan_agree_with_each_other(told: dict[str, object]) -> None:
    (figures,) = told["seasons"]
    assert figures["season"] == SEASON
    assert figures["outcome"] == "optimal"
    assert figures["tours"] == 3
    assert figures["score"] <= figures["bound"] <= figures["score"] * (1 + 1e-6) + 0.01
    assert 0 <= figures["first_plan_seconds"] <= figures["seconds"]


def test_a_season_that_is_not_there_is_told_and_stops_nothing(repository: Path) -> None:
    text = benchmark(repository, "no-such-season", "--time-limit", "20")
    lines = text.splitlines()
    assert any(line.startswith(SEASON) for line in lines)
    assert any(line.startswith("no-such-season") and "failed" in line for line in lines)
