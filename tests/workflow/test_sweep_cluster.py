"""A sweep on a real Dask cluster: a scheduler, two worker processes, one of them killed midway."""

from __future__ import annotations

import os
import pickle
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from busplan.language import Language
from busplan.workflow import PlanRequest, load, plan_season
from busplan.workflow.sweep import Sweep, SweepRequest, cluster, sweep_seasons
from busplan.workflow.sweep.tasks import tasks_of
from busplan.workflow.sweep.work import plan_loaded, without_people
from tests.hand_season import hand_season

INSTALL = "distributed is not installed; install it with: pip install 'busplan[cluster]'"
if os.environ.get("BUSPLAN_REQUIRE_TOOLS") != "1":
    pytest.importorskip("distributed", reason=INSTALL)

from distributed import Client  # noqa: E402 - only once it is known to be there

SECONDS = 60.0
"""How long a test waits for something that comes much sooner."""

PLAN = PlanRequest(20.0, deterministic=True, render=False)
WISHED = ("tours.max=6,7,8",)


class Cluster:
    """A scheduler and its workers on loopback, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        scheduler = self._start("dask_scheduler", "--port", "0", "--no-dashboard")
        log = folder / "0.log"
        found = until(lambda: re.search(r"tcp://127\.0\.0\.1:\d+", log.read_text("utf-8")))
        self.address = found[0]
        assert scheduler.poll() is None

    def add_worker(self) -> subprocess.Popen[bytes]:
        return self._start(
            "dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
            "--local-directory", str(self.folder),
        )  # fmt: skip

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait(SECONDS)

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{module}", *arguments,
                 "--host", "127.0.0.1"],
                cwd=self.folder,  # so that nothing of the season is at hand
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
                stdout=log,
                stderr=subprocess.STDOUT,
            )  # fmt: skip
        self.processes.append(process)
        return process


def until(look: Callable[[], object]) -> object:
    """Look until there is something to be seen."""
    latest = time.monotonic() + SECONDS
    while time.monotonic() < latest:
        with suppress(OSError):
            if seen := look():
                return seen
        time.sleep(0.05)
    raise TimeoutError


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "klynge"
    folder.mkdir()
    made = Cluster(folder)
    yield made
    made.end()


@pytest.fixture
def season(repository: Path) -> Path:
    return repository / "data" / "seasons" / "slagelse-2021-efteraar"


def sweep(season: Path, out: Path, address: str | None, settings: tuple[str, ...]) -> Sweep:
    request = SweepRequest((season,), settings, out, PLAN, address)
    return sweep_seasons(request, Language("da"))


def kill_one_that_works(address: str, killed: list[int]) -> None:
    """Kill one worker as soon as it says that it has begun, while it is still at work."""
    with Client(address, timeout=10, set_as_default=False) as client:
        until(lambda: client.get_events(cluster.EVENTS))
        pids = client.run(os.getpid)
        busy = until(lambda: [one for one, keys in client.processing().items() if keys])
        killed.append(pids[busy[0]])
        os.kill(pids[busy[0]], getattr(signal, "SIGKILL", signal.SIGTERM))


def test_the_work_of_a_killed_worker_is_done_by_the_other_and_plans_are_as_one_by_one(
    dask: Cluster, season: Path, tmp_path: Path
) -> None:
    workers = [dask.add_worker(), dask.add_worker()]
    killed: list[int] = []
    killer = threading.Thread(target=kill_one_that_works, args=(dask.address, killed))
    killer.start()
    swept = sweep(season, tmp_path / "ud", dask.address, WISHED)
    killer.join(SECONDS)
    dead = [one for one in workers if one.poll() is not None]
    assert [one.pid for one in dead] == killed
    assert [(row.scenario, row.ending) for row in swept.rows] == [
        ("tours.max=6", "optimal"),
        ("tours.max=7", "optimal"),
        ("tours.max=8", "optimal"),
    ]
    assert max(row.attempts for row in swept.rows) >= 2
    for task in tasks_of([season], WISHED):
        loaded = load(season, dict(task.changes))
        one_by_one = plan_season(loaded, tmp_path / task.scenario, PLAN).folder / "plan.json"
        swept_plan = tmp_path / "ud" / task.folder / "plan.json"
        assert swept_plan.read_bytes() == one_by_one.read_bytes()


def test_what_travels_to_a_worker_names_no_person_and_plans_are_the_same() -> None:
    season = hand_season()
    bare = without_people(season)
    told = pickle.dumps(bare)
    people = {one.contact for one in season.associations} | {one.driver for one in season.buses}
    assert people - {""}
    assert not [name for name in people - {""} if name.encode() in told]
    plans = [plan_loaded(one, PLAN, threading.Event()).files for one in (season, bare)]
    assert plans[0] == plans[1]


def test_a_faulty_season_is_not_sent_and_the_others_are_planned(
    dask: Cluster, season: Path, tmp_path: Path
) -> None:
    dask.add_worker()
    swept = sweep(season, tmp_path / "ud", dask.address, ("tours.max=otte,6",))
    assert [row.ending for row in swept.rows] == ["faulty", "optimal"]
    assert swept.rows[0].faults[0].file == "--set"


def test_a_cluster_without_workers_is_given_up(
    dask: Cluster, season: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "SECONDS_WITHOUT_WORKERS", 1.0)
    (row,) = sweep(season, tmp_path / "ud", dask.address, ()).rows
    assert row.ending == "lost"
    assert "no workers" in str(row.reasons[0])


def test_a_scheduler_that_goes_away_ends_the_sweep_and_not_the_patience(
    dask: Cluster, season: Path, tmp_path: Path
) -> None:
    dask.add_worker()

    def end_when_begun() -> None:
        with Client(dask.address, timeout=10, set_as_default=False) as client:
            until(lambda: client.get_events(cluster.EVENTS))
            dask.processes[0].kill()

    ender = threading.Thread(target=end_when_begun)
    ender.start()
    swept = sweep(season, tmp_path / "ud", dask.address, WISHED)
    ender.join(SECONDS)
    assert {row.ending for row in swept.rows} <= {"lost", "optimal"}
    assert "lost" in {row.ending for row in swept.rows}
