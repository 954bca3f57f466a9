"""busplan explain --area finds the area by id or name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("named", ["bisserup", "Bisserup", " BISSERUP "])
def test_a_visited_area_is_found_by_id_or_name(
    run: Run, season_folder: Path, plan_file: Path, named: str
) -> None:
    result = run("explain", season_folder, plan_file, "--area", named)
    assert result.exit_code == 0
    assert "Bisserup får besøg torsdag den 22. oktober 2026." in result.stdout


def test_an_area_that_is_not_visited_is_told_with_its_stops(
    run: Run, season_folder: Path, plan_file: Path
) -> None:
    result = run("explain", season_folder, plan_file, "--area", "boeslunde")
    assert "Boeslunde får ikke besøg. Stoppesteder dér: Boeslunde Hallen" in result.stdout


def test_a_misspelt_area_is_refused_with_a_suggestion(
    run: Run, season_folder: Path, plan_file: Path
) -> None:
    result = run("explain", season_folder, plan_file, "--area", "biserup")
    assert result.exit_code == 2
    assert "Mente du bisserup?" in result.stderr.lower().replace("mente", "Mente")
