"""A scenario's settings are read as if they stood in the season's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from busplan.errors import FaultyInput
from busplan.load import load_season
from busplan.render.season_folder import render_season_folder
from busplan.render.season_workbook import render_season_workbook
from tests.hand_season import hand_season


@pytest.fixture(params=["folder", "workbook"])
def season_path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "workbook":
        path = tmp_path / "lille.xlsx"
        path.write_bytes(render_season_workbook(hand_season()))
        return path
    for name, content in render_season_folder(hand_season()).items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_changed_settings_hold_and_all_others_stay(season_path: Path) -> None:
    before, _ = load_season(season_path)
    after, _ = load_season(season_path, {"tours.max": "5", "weights.reach": "0.25"})
    assert (after.tours.max, after.weights["reach"]) == (5, 0.25)
    assert (after.tours.min, after.crew) == (before.tours.min, before.crew)
    assert after.weights["wishes"] == before.weights["wishes"]


def test_a_value_that_does_not_fit_is_told_at_the_option(season_path: Path) -> None:
    with pytest.raises(FaultyInput) as caught:
        load_season(season_path, {"tours.max": "otte"})
    (fault,) = caught.value.faults
    assert (fault.file, fault.column, fault.value) == ("--set", "tours.max", "otte")
    assert "not a number" in str(fault.what)


def test_what_clashes_with_the_season_is_told_like_any_other_fault(season_path: Path) -> None:
    with pytest.raises(FaultyInput) as caught:
        load_season(season_path, {"crew.min": "90"})
    assert any("above the largest" in str(fault.what) for fault in caught.value.faults)


def test_a_section_that_is_none_is_told_as_the_season_s_own_fault(tmp_path: Path) -> None:
    for name, content in render_season_folder(hand_season()).items():
        (tmp_path / name).write_bytes(content)
    toml = tmp_path / "season.toml"
    text = toml.read_text("utf-8")
    toml.write_text("weights = 3\n" + text.replace("[weights]", "[x_weights]"), "utf-8")
    with pytest.raises(FaultyInput) as caught:
        load_season(tmp_path, {"weights.reach": "1"})
    assert any(fault.column == "weights" for fault in caught.value.faults)
