"""With nothing but coverage to gain, busplan is maximal covering: the optimum is the same."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from benchmarks.covering import Covering, by_busplan, by_spopt, covering_of
from benchmarks.generate import generate
from benchmarks.invented.folder import Extras
from benchmarks.invented.sizes import Size
from busplan.season import Season
from busplan.workflow import load

SIZE = Size(areas=8, tours=3, associations=12, weeks=8, visits=1)
SECONDS = 60.0


@pytest.fixture(scope="module", params=[1, 2])
def season(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Season:
    folder = tmp_path_factory.mktemp("seasons") / "points"
    generate("Opdigtet", SIZE, request.param, folder, Extras(residents=True))
    return load(folder).season


@pytest.fixture(scope="module")
def problem(season: Season) -> Covering:
    return covering_of(season, SIZE.tours)


def test_busplan_finds_the_best_of_all_choices_of_stops(season: Season, problem: Covering) -> None:
    choices = combinations(range(len(season.stops)), SIZE.tours)
    best = max(problem.covered(chosen) for chosen in choices)
    found = by_busplan(season, SIZE.tours, SECONDS)
    assert found.covered == pytest.approx(best)
    assert found.bound == pytest.approx(best, abs=0.02)


def test_busplan_and_spopt_find_the_same_optimum(season: Season, problem: Covering) -> None:
    pytest.importorskip("spopt", reason="spopt is not installed: pip install -e '.[bench]'")
    theirs, found = by_spopt(problem), by_busplan(season, SIZE.tours, SECONDS)
    assert found.covered == pytest.approx(theirs.covered)
    assert theirs.bound == pytest.approx(theirs.covered)


def test_a_season_without_residents_as_points_is_refused(tmp_path: Path) -> None:
    generate("Opdigtet", SIZE, 1, tmp_path)
    with pytest.raises(ValueError, match="needs a residents file"):
        covering_of(load(tmp_path).season, SIZE.tours)
