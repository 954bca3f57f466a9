"""Planning goes from a season to files, tells how it goes, and can be broken off at any point."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from busplan.errors import NoPlanInTime
from busplan.render.season_folder import render_season_folder
from busplan.workflow import (
    LoadedSeason,
    Onlooker,
    PlannedSeason,
    PlanRequest,
    default_output,
    draw_maps,
    load,
    plan_season,
    verify_plan,
)
from tests.hand_season import hand_season


@pytest.fixture
def loaded(tmp_path: Path) -> LoadedSeason:
    folder = tmp_path / "efteraar"
    folder.mkdir()
    for name, content in render_season_folder(hand_season()).items():
        (folder / name).write_bytes(content)
    return load(folder)


@pytest.mark.parametrize(
    ("season", "name"),
    [
        ("data/efteraar-2026", "efteraar-2026"),
        ("data/efteraar-2026/season.toml", "efteraar-2026"),
        ("data/Vores sæson.xlsx", "Vores sæson"),
        ("data/..", None),
        ("/", "season"),
    ],
)
def test_the_folder_to_write_to_is_named_after_the_season(
    season: str, name: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert default_output(Path(season)) == Path("maps") / (name or tmp_path.name)


def test_the_plan_is_on_disk_before_any_document_is_drawn(
    loaded: LoadedSeason, tmp_path: Path
) -> None:
    seen: list[tuple[bool, bool]] = []
    out = tmp_path / "ud"

    class Looker(Onlooker):
        def plan_is_written(self, planned: PlannedSeason) -> None:
            del planned
            seen.append(((out / "plan.json").is_file(), (out / "tours.html").exists()))

    planned = plan_season(loaded, out, onlooker=Looker())
    assert seen == [(True, False)]
    assert planned.rendered
    assert (out / "tours.html").is_file()
    assert verify_plan(loaded, out / "plan.json").holds


def test_a_stop_while_documents_are_drawn_keeps_the_plan(
    loaded: LoadedSeason, tmp_path: Path
) -> None:
    stop = threading.Event()

    class Stopper(Onlooker):
        def plan_is_written(self, planned: PlannedSeason) -> None:
            del planned
            stop.set()

    planned = plan_season(loaded, tmp_path / "ud", onlooker=Stopper(), stop=stop)
    assert not planned.rendered
    assert {path.name for path in (tmp_path / "ud").glob("[!.]*")} == {"plan.json"}


def test_a_stop_before_the_search_writes_nothing(loaded: LoadedSeason, tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(NoPlanInTime):
        plan_season(loaded, tmp_path / "ud", stop=stop)
    assert not (tmp_path / "ud").exists()


def test_without_documents_those_of_an_older_plan_go(loaded: LoadedSeason, tmp_path: Path) -> None:
    out = tmp_path / "ud"
    plan_season(loaded, out)
    plan_season(loaded, out, PlanRequest(render=False))
    assert {path.name for path in out.glob("[!.]*")} == {"plan.json"}


def test_drawing_again_gives_the_bytes_that_planning_gave(
    loaded: LoadedSeason, tmp_path: Path
) -> None:
    out, again = tmp_path / "ud", tmp_path / "igen"
    plan_season(loaded, out)
    draw_maps(loaded, out / "plan.json", again)
    for name in ("tours.html", "coverage.html"):
        assert (again / name).read_bytes() == (out / name).read_bytes()


def test_a_search_gets_what_loading_has_left_of_the_time_limit() -> None:
    late = PlanRequest(time_limit=60, started=time.monotonic() - 20)
    assert 30 < late.seconds_left() < 40
    assert PlanRequest(time_limit=60, started=time.monotonic() - 80).seconds_left() > 0


def test_units_of_work_are_not_used_up_by_loading() -> None:
    late = PlanRequest(time_limit=60, started=time.monotonic() - 20, deterministic=True)
    assert late.seconds_left() == 60
