"""A deterministic search gives equal bytes in every process, whatever order sets come in there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from busplan.bundled import bundled_season

PROGRAM = """
import sys
from dataclasses import replace
from importlib import import_module

from busplan.render.plan_json import render_plan_json
from busplan.season import Answer, CrewLimits, Requirement, ResidentPoint
from busplan.solver.search import Budget, search as plan
from tests.small_season import MONDAY, TUESDAY, a_season, with_area, with_association

search = import_module("busplan.solver.search")
core = import_module("busplan.solver.core")
sizes, seed, workers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
budget = Budget(0.5, workers, seed, deterministic=True)
if sizes == "cores":
    search.SMALL, search.FEW_ROUTES, core.BROAD = -1, 0, 0
elif sizes == "pieces":
    search.LARGE = 0
    search.VAST, search.MANY_ROUTES = 0, 20

season = a_season(first_date=MONDAY, last_date=TUESDAY.replace(day=25))
coast = Requirement("coast", 2)
stops = [stop.id for stop in season.stops]
season = replace(
    season,
    buses=season.buses[:1],
    tours=replace(season.tours, min=3, max=3, max_visits=2, requirements=(coast,)),
    crew=CrewLimits(1, 2, (Requirement("host", 1),)),
    answers={("blue", MONDAY, "morning"): Answer.PREFER, ("red", TUESDAY, "morning"): Answer.NO},
    residents=tuple(
        ResidentPoint(11.3, 55.4, 10 + n, n, stops=frozenset(stops[n % 3 :])) for n in range(9)
    ),
)
season = with_area(season, "north", needs=("host", "arabic", "song"))
season = with_association(season, "green", home_areas=("north", "south", "east"))
sys.stdout.buffer.write(render_plan_json(plan(season, budget).result))
"""


@dataclass
class Processes:
    """Runs the program in processes of their own, all at the same time."""

    folder: Path

    def outputs(self, runs: list[tuple[str, str, str, str]]) -> Iterator[bytes]:
        """Give what each run of (hash seed, sizes, seed, workers) writes."""
        started = [
            subprocess.Popen(
                [sys.executable, "-c", PROGRAM, *arguments],
                cwd=self.folder,
                env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(self.folder)},
                stdout=subprocess.PIPE,
            )
            for hash_seed, *arguments in runs
        ]
        for process in started:
            written, _ = process.communicate(timeout=300)
            assert process.returncode == 0
            yield written


@pytest.mark.parametrize(
    ("sizes", "workers"), [("whole", "1"), ("whole", "2"), ("cores", "1"), ("pieces", "1")]
)
def test_equal_seeds_give_equal_bytes_in_processes_that_hash_differently(
    repository: Path, sizes: str, workers: str
) -> None:
    runs = [(hash_seed, sizes, "7", workers) for hash_seed in ("0", "1")]
    first, second = Processes(repository).outputs(runs)
    assert b'"tours"' in first
    assert first == second


def test_a_search_that_ends_by_proof_gives_equal_bytes_without_being_deterministic(
    tmp_path: Path,
) -> None:
    season = bundled_season("slagelse-2021-efteraar")
    written: list[bytes] = []
    for hash_seed in ("0", "1"):
        out = tmp_path / hash_seed
        command = [sys.executable, "-m", "busplan", "plan", str(season), "-o", str(out)]
        subprocess.run(
            [*command, "--no-render", "--time-limit", "240"],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            check=True,
            capture_output=True,
            timeout=300,
        )
        written.append((out / "plan.json").read_bytes())
    assert b'"status": "optimal"' in written[0]
    assert written[0] == written[1]
