"""Which plans a sweep makes: seasons found, named and multiplied by scenarios."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from busplan.errors import FaultyInput
from busplan.workflow.sweep.tasks import CHANGEABLE, scenarios_of, tasks_of


def a_season(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "season.toml").write_text("")
    return folder


def test_without_settings_each_season_is_planned_once(tmp_path: Path) -> None:
    one, two = a_season(tmp_path / "en"), a_season(tmp_path / "to")
    tasks = tasks_of([one, two], [])
    assert [(task.path, task.name, task.scenario) for task in tasks] == [
        (one, "en", ""),
        (two, "to", ""),
    ]
    assert [task.folder for task in tasks] == [Path("en"), Path("to")]


def test_a_folder_of_seasons_stands_for_them_in_order_of_name(tmp_path: Path) -> None:
    a_season(tmp_path / "b")
    a_season(tmp_path / "a")
    (tmp_path / "noter").mkdir()
    (tmp_path / "c.xlsx").write_bytes(b"")
    (tmp_path / "~$c.xlsx").write_bytes(b"")
    assert [task.name for task in tasks_of([tmp_path], [])] == ["a", "b", "c"]


def test_a_season_that_is_named_twice_is_planned_once(tmp_path: Path) -> None:
    season = a_season(tmp_path / "a")
    assert len(tasks_of([season, tmp_path, season], [])) == 1


def test_seasons_of_equal_names_get_folders_of_their_own(tmp_path: Path) -> None:
    paths = [a_season(tmp_path / "x" / "foraar"), a_season(tmp_path / "y" / "Foraar")]
    assert [task.name for task in tasks_of(paths, [])] == ["foraar", "Foraar-2"]


def test_what_is_no_season_stays_in_the_list_so_that_its_fault_is_told(tmp_path: Path) -> None:
    assert [task.path for task in tasks_of([tmp_path, tmp_path / "væk"], [])] == [
        tmp_path,
        tmp_path / "væk",
    ]


def test_every_combination_of_settings_is_planned(tmp_path: Path) -> None:
    tasks = tasks_of([a_season(tmp_path / "a")], ["tours.max=6,8", "crew.min=2,3"])
    assert [task.scenario for task in tasks] == [
        "tours.max=6,crew.min=2",
        "tours.max=6,crew.min=3",
        "tours.max=8,crew.min=2",
        "tours.max=8,crew.min=3",
    ]
    assert tasks[0].folder == Path("a") / "tours.max=6,crew.min=2"


def test_settings_may_be_named_in_danish() -> None:
    assert scenarios_of(["ture_max=6"]) == ((("tours.max", "6"),),)


def test_every_fault_of_the_settings_is_told_at_once() -> None:
    with pytest.raises(FaultyInput) as caught:
        scenarios_of(["tour.max=1", "crew.min=", "crew.max", "tours.max=1", "ture_max=2"])
    told = [(fault.value, str(fault.what)) for fault in caught.value.faults]
    assert [value for value, _ in told] == ["tour.max=1", "crew.min=", "crew.max", "ture_max=2"]
    assert "Did you mean tours.max?" in str(caught.value.faults[0].remedy)
    assert "changed twice" in told[-1][1]


def test_more_plans_than_anybody_can_read_are_refused(tmp_path: Path) -> None:
    many = ",".join(map(str, range(1, 400)))
    wished = [f"tours.max={many}", f"tours.min={many}", f"crew.max={many}"]
    with pytest.raises(FaultyInput):
        tasks_of([tmp_path], wished)


values = st.lists(st.integers(0, 99).map(str), min_size=1, max_size=4, unique=True)


@given(st.dictionaries(st.sampled_from(CHANGEABLE), values, max_size=3))
def test_scenarios_are_all_different_and_each_names_every_setting(
    wished: dict[str, list[str]],
) -> None:
    scenarios = scenarios_of([f"{key}={','.join(listed)}" for key, listed in wished.items()])
    assert len(set(scenarios)) == len(scenarios)
    assert all([key for key, _ in scenario] == list(wished) for scenario in scenarios)
    for key, listed in wished.items():
        assert {dict(scenario)[key] for scenario in scenarios} == set(listed)
