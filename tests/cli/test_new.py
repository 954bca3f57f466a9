"""busplan new writes a season that can be checked at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(("options", "file"), [((), "season.toml"), (("--xlsx",), "season.xlsx")])
def test_the_new_season_checks(run: Run, options: tuple[str, ...], file: str) -> None:
    result = run("new", "min-saeson", *options)
    assert result.exit_code == 0
    assert f"min-saeson/{file}" in result.stdout
    assert (Path("min-saeson") / file).is_file()
    assert run("check", "min-saeson").exit_code == 0


def test_the_workbook_stands_alone(run: Run) -> None:
    run("new", "min-saeson", "--xlsx")
    assert [path.name for path in Path("min-saeson").iterdir()] == ["season.xlsx"]


def test_a_folder_with_something_in_it_is_refused(run: Run) -> None:
    Path("min-saeson").mkdir()
    Path("min-saeson/noter.txt").write_text("mine")
    result = run("new", "min-saeson")
    assert result.exit_code == 2
    assert "Mappen er ikke tom" in result.stderr
    assert [path.name for path in Path("min-saeson").iterdir()] == ["noter.txt"]


def test_an_empty_folder_is_filled(run: Run) -> None:
    Path("min-saeson").mkdir()
    assert run("new", "min-saeson").exit_code == 0
