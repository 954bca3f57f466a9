"""What `busplan new` writes loads as it stands, in any year."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from busplan.bundled import bundled_areas
from busplan.load import load_season
from busplan.render.season_template import BUNDLED_FILES, new_season_folder
from busplan.render.season_workbook import render_season_workbook
from busplan.season import Season


def write_new(folder: Path, first_date: date) -> Season:
    """Write a new season and load it."""
    areas = {name: (bundled_areas() / name).read_bytes() for name in BUNDLED_FILES.values()}
    for name, content in new_season_folder(first_date, areas).items():
        (folder / name).write_bytes(content)
    return load_season(folder)[0]


@pytest.mark.parametrize("first", [date(2026, 8, 24), date(2027, 1, 1), date(2028, 2, 29)])
def test_a_new_season_loads_without_a_fault(tmp_path: Path, first: date) -> None:
    season = write_new(tmp_path, first)
    assert season.first_date == first
    assert season.days == 91


def test_a_new_season_has_an_example_in_each_table_that_does_no_harm(tmp_path: Path) -> None:
    season = write_new(tmp_path, date(2026, 8, 24))
    assert season.associations
    assert season.answers
    assert season.history
    assert season.pins
    assert season.crew.requirements
    assert season.tours.requirements


def test_example_addresses_reach_nobody(tmp_path: Path) -> None:
    season = write_new(tmp_path, date(2026, 8, 24))
    assert all(one.email.endswith("@example.org") for one in season.associations)


def test_the_autumn_holiday_is_closed_where_it_lies_in_the_season(tmp_path: Path) -> None:
    season = write_new(tmp_path, date(2026, 8, 24))
    assert date(2026, 10, 14) in season.closed
    assert len(season.closed) == 7


def test_the_settings_are_explained_in_danish(tmp_path: Path) -> None:
    write_new(tmp_path, date(2026, 8, 24))
    text = (tmp_path / "season.toml").read_text(encoding="utf-8")
    tomllib.loads(text)
    commented = [line for line in text.splitlines() if " = " in line and "#" in line]
    assert len(commented) > 40


def test_the_new_workbook_is_the_new_folder(tmp_path: Path) -> None:
    season = write_new(tmp_path, date(2026, 8, 24))
    (tmp_path / "ny.xlsx").write_bytes(render_season_workbook(season))
    assert load_season(tmp_path / "ny.xlsx")[0] == season
