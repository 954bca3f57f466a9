"""The ways of large seasons, walked on tiny ones, find and prove what trying every plan finds."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from busplan.errors import NoPlanExists, NoPlanInTime
from busplan.result import status_of
from busplan.season import Season
from busplan.solver import core
from busplan.solver.progress import Budget, Progress, Snapshot
from busplan.solver.search import search
from busplan.verify import verify
from tests.small_season import a_season
from tests.solver.brute_force import best_score
from tests.solver.test_search_against_brute_force import TINY, short_tours
from tests.strategies import examples, gentle_seasons, seasons

SEARCH = import_module("busplan.solver.search")
"""The module: `busplan.solver.search` as an attribute is the function of the same name."""

BUDGET = Budget(seconds=60)
BRIEF = Budget(seconds=0.02, deterministic=True)
"""Units of work for a search that cannot prove anything and would use whatever it is given."""


@contextmanager
def sizes(**changed: int) -> Iterator[None]:
    """Let the search take seasons of other sizes for small, large or vast."""
    with pytest.MonkeyPatch.context() as patch:
        for name, size in changed.items():
            patch.setattr(SEARCH, name, size)
        yield


def check_snapshots(snapshots: list[Snapshot], best: float) -> None:
    """See that every score could be, every bound was true, and both only ever got better."""
    scores = [seen.score for seen in snapshots if seen.score is not None]
    bounds = [seen.bound for seen in snapshots if seen.bound is not None]
    assert all(score <= best + 1e-6 for score in scores)
    assert all(bound >= best - 1e-6 for bound in bounds)
    assert scores == sorted(scores)
    assert bounds == sorted(bounds, reverse=True)


def agree_by_cores(season: Season, budget: Budget) -> None:
    """See that growing cores give the best of all plans, proved, or say that there is none."""
    best = best_score(season)
    snapshots: list[Snapshot] = []
    with sizes(SMALL=-1, FEW_ROUTES=0):
        if best is None:
            event("no plan")
            with pytest.raises(NoPlanExists):
                search(season, budget, snapshots.append)
            return
        result = search(season, budget, snapshots.append).result
    event(f"{len(result.plan.tours)} tours")
    assert result.status == "optimal"
    assert result.score == pytest.approx(best, abs=0.01 + 1e-6 * abs(best))
    assert result.bound >= best - 1e-9
    assert verify(result) == ()
    check_snapshots(snapshots, best)


@examples(30)
@given(gentle_seasons(**TINY).map(short_tours), st.integers(0, 100), st.booleans())
def test_growing_cores_find_and_prove_the_best_of_all_plans(
    season: Season, seed: int, deterministic: bool
) -> None:
    agree_by_cores(season, replace(BUDGET, seed=seed, deterministic=deterministic))


@examples(20)
@given(seasons(**TINY).map(short_tours))
def test_where_demands_clash_cores_find_no_plan_exactly_when_there_is_none(season: Season) -> None:
    agree_by_cores(season, BUDGET)


@examples(15)
@given(gentle_seasons(**TINY).map(short_tours))
def test_broad_models_are_improved_piece_by_piece_and_still_proved(season: Season) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core, "BROAD", 0)
        agree_by_cores(season, Budget(seconds=1, deterministic=True))


@examples(15)
@given(gentle_seasons(**TINY).map(short_tours))
def test_without_a_relaxation_the_whole_model_is_searched_and_its_bound_kept(
    season: Season,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core.Relaxing, "_duals", lambda *_: None)
        agree_by_cores(season, BUDGET)


@examples(30)
@given(
    st.one_of(gentle_seasons(**TINY), seasons(**TINY)).map(short_tours),
    st.integers(0, 100),
    st.booleans(),
)
def test_seasons_too_large_for_a_model_get_true_plans_and_a_true_bound(
    season: Season, seed: int, vast: bool
) -> None:
    best = best_score(season)
    snapshots: list[Snapshot] = []
    budget = replace(BRIEF, seed=seed)
    with sizes(LARGE=0, **({"VAST": 0, "MANY_ROUTES": 2} if vast else {})):
        try:
            result = search(season, budget, snapshots.append).result
        except NoPlanInTime:
            event("no plan found" if best is None else "a plan missed")
            check_snapshots(snapshots, -math.inf if best is None else best)
            return
    assert best is not None
    event("best" if result.score >= best - 0.01 else "worse than the best")
    assert result.score <= best + 1e-4
    assert result.bound >= best - 1e-9
    assert result.status == status_of(result.score, result.bound)
    assert verify(result) == ()
    check_snapshots(snapshots, best)


def test_a_large_season_finds_the_plan_without_tours_where_tours_only_cost() -> None:
    season = a_season(associations=())
    season = replace(season, weights={**season.weights, "driving": 1000, "spread": 1})
    with sizes(LARGE=0):
        budget = Budget(seconds=0.5, deterministic=True)
        assert search(season, budget).result.plan.tours == ()


def test_a_large_season_without_a_plan_ends_when_its_work_is_used_up() -> None:
    season = a_season(associations=())
    season = replace(season, tours=replace(season.tours, min=1), crew=replace(season.crew, min=1))
    with sizes(LARGE=0), pytest.raises(NoPlanInTime):
        search(season, BRIEF)


# -- stopping --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changed", [{}, {"SMALL": -1, "FEW_ROUTES": 0}, {"LARGE": 0}], ids=["whole", "cores", "pieces"]
)
def test_a_search_that_is_stopped_before_it_begins_ends_without_a_plan(
    changed: dict[str, int],
) -> None:
    stop = threading.Event()
    stop.set()
    with sizes(**changed), pytest.raises(NoPlanInTime):
        search(a_season(), Budget(seconds=3600), stop=stop)


@pytest.mark.parametrize(
    "changed", [{}, {"SMALL": -1, "FEW_ROUTES": 0}, {"LARGE": 0}], ids=["whole", "cores", "pieces"]
)
def test_a_search_that_is_stopped_keeps_the_best_plan_so_far(changed: dict[str, int]) -> None:
    stop = threading.Event()
    told: list[Snapshot] = []

    def stop_at_the_first_plan(seen: Snapshot) -> None:
        told.append(seen)
        if seen.score is not None:
            stop.set()

    with sizes(**changed):
        report = search(a_season(), Budget(seconds=3600), stop_at_the_first_plan, stop)
    scores = [seen.score for seen in told if seen.score is not None]
    assert report.result.score == pytest.approx(scores[-1], abs=1e-4)
    assert report.result.bound >= report.result.score
    assert verify(report.result) == ()


def test_a_stopped_search_has_nothing_left() -> None:
    progress = Progress(a_season(), Budget(seconds=3600))
    assert progress.left > 0
    progress.stop.set()
    assert progress.left == 0
    assert progress.ended
