"""Where only the most rewarding routes are kept, nothing is claimed of those left out."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest

from busplan.bundled import bundled_season
from busplan.errors import NoPlanInTime
from busplan.season import Season
from busplan.solver.search import Budget, search
from busplan.workflow import load


@pytest.fixture
def season(monkeypatch: pytest.MonkeyPatch) -> Season:
    """Give a season of which so few routes are kept that its best plan is not among them."""
    door = import_module("busplan.solver.search")
    monkeypatch.setattr(door, "VAST", 1)
    monkeypatch.setattr(door, "MANY_ROUTES", 1)
    return load(bundled_season("slagelse-2022-boligsocial")).season


def test_the_bound_is_that_of_the_whole_season(season: Season) -> None:
    best = load(bundled_season("slagelse-2022-boligsocial")).season
    result = search(season, Budget(10)).result
    assert result.bound >= search(best, Budget(60)).result.score - 0.0001


def test_nothing_is_disproved(season: Season) -> None:
    impossible = replace(season, tours=replace(season.tours, min=1_000, max=1_000))
    with pytest.raises(NoPlanInTime):
        search(impossible, Budget(2))
