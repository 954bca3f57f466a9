"""Peers run apart on the same terms, and nothing they say counts before it is judged."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.apart import Figures, run_apart
from benchmarks.contenders import CONTENDERS, joint
from benchmarks.contenders.by_hand import fill
from benchmarks.contenders.highs import bound_and_best
from benchmarks.contenders.record import NotTried, Record, Terms
from benchmarks.contenders.sheet import Row, Sheet
from benchmarks.generate import generate
from benchmarks.invented.sizes import Size
from busplan.goals import score
from busplan.plan import Plan
from busplan.season import Season
from busplan.workflow import load

TINY = Size(areas=4, tours=2, associations=9, weeks=6, visits=2)
EXACT = ("busplan", "cp-sat", "cp-sat-tuned", "highs")
PLENTY = 60.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("seasons") / "tiny"


@pytest.fixture(scope="module")
def known(folder: Path) -> Plan:
    return generate("Opdigtet", TINY, 1, folder)


@pytest.fixture
def season(folder: Path, known: Plan) -> Season:
    return load(folder).season


@pytest.fixture(scope="module")
def exact(folder: Path, known: Plan) -> dict[str, Figures]:
    terms = Terms(PLENTY)
    return {contender: run_apart(contender, folder, terms, 8.0) for contender in EXACT}


def record_of(season: Season, seconds: float = math.inf) -> Record:
    return Record(season, Terms(seconds), tell=lambda _: None)


def test_all_that_prove_their_plan_the_best_agree_on_its_score(exact: dict[str, Figures]) -> None:
    assert {name: figures.outcome for name, figures in exact.items()} == dict.fromkeys(
        EXACT, "optimal"
    )
    scores = [figures.score for figures in exact.values() if figures.score is not None]
    assert max(scores) - min(scores) <= 0.02


def test_figures_of_a_proved_plan_agree_with_each_other(exact: dict[str, Figures]) -> None:
    for figures in exact.values():
        assert figures.first_plan_seconds is not None
        assert figures.seconds is not None
        assert figures.peak_megabytes is not None
        assert 0 <= figures.first_plan_seconds <= figures.seconds
        assert figures.gap is not None
        assert figures.gap <= 1e-4


def test_planning_by_hand_finds_a_plan_no_better_than_the_best(
    season: Season, exact: dict[str, Figures]
) -> None:
    record = record_of(season)
    plan = Sheet(season).plan(fill(record, Sheet(season)))
    assert plan is not None
    record.offer(plan)
    best = exact["busplan"].score
    assert best is not None
    assert 0 < record.score <= best + 0.01


def test_swaps_stop_when_time_is_up_and_never_lose_the_best_plan(folder: Path, known: Plan) -> None:
    figures = run_apart("by-hand", folder, Terms(1.0), 8.0)
    assert figures.outcome == "feasible"
    assert figures.bound is None
    assert figures.gap is None


def test_a_plan_with_a_fault_does_not_count(season: Season, known: Plan) -> None:
    record = record_of(season)
    nobody_aboard = tuple(replace(tour, crew=()) for tour in known.tours)
    record.offer(replace(known, season=season, tours=nobody_aboard))
    assert record.best is None
    assert record.refused == 1
    assert json.loads(record.line())["score"] is None


def test_only_a_better_plan_and_a_lower_bound_count(season: Season, known: Plan) -> None:
    record = record_of(season)
    record.offer(replace(known, season=season), seconds=1.0)
    record.offer(replace(known, season=season), seconds=2.0)
    record.lower_bound_to(9000.0)
    record.lower_bound_to(9500.0)
    told = json.loads(record.line())
    assert told["first_plan_seconds"] == 1.0
    assert told["score"] == score(known)
    assert told["bound"] == 9000.0


def test_a_model_that_is_too_large_is_told_and_not_built(
    season: Season, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joint, "MOST_ROUTES", 3)
    with pytest.raises(NotTried, match="model too large"):
        joint.plain(record_of(season))


def test_a_contender_that_breaks_off_is_told_and_stops_nothing(tmp_path: Path) -> None:
    figures = run_apart("busplan", tmp_path / "no-such-season", Terms(1.0), 8.0)
    assert figures.outcome == "broken off"
    assert figures.note
    assert figures.score is None


def test_bound_and_best_are_read_off_the_log_of_highs() -> None:
    both = " L   0   0   0   0.00%   4299.805   -311.5   Large   2321  22  30  1485  1.2s"
    neither = "     0   0   0   0.00%   inf        -inf     inf     0     0   0   0     0.1s"
    assert bound_and_best(both) == (4299.805, -311.5)
    assert bound_and_best(neither) == (None, None)
    assert bound_and_best("Presolve reductions: rows 1669(-142)") == (None, None)


def test_a_sheet_offers_no_departure_whose_bus_is_out_that_day(season: Season) -> None:
    sheet = Sheet(season)
    departure = sheet.departures[0]
    free = list(sheet.free_departures([Row(departure, (season.stops[0].id,))]))
    assert departure not in free
    assert free


def test_every_contender_has_a_title_of_its_own() -> None:
    assert len({entry.title for entry in CONTENDERS.values()}) == len(CONTENDERS)
    assert all(callable(entry.contender()) for entry in CONTENDERS.values())
