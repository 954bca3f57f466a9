"""The best routes under an envelope are those that looking at all of them finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from busplan.season import Season
from busplan.solver import ranking
from busplan.solver.decomposition import Decomposition
from busplan.solver.numbered import NumberedSeason, Routes
from busplan.solver.ranking import Ranking
from busplan.solver.subgradient import PriceDescent
from tests.solver.brute_force import best_score
from tests.solver.test_search_against_brute_force import TINY, short_tours
from tests.strategies import examples, gentle_seasons

STOPS, AREAS, ROUTES = 12, 5, 400


def some_routes(chance: np.random.Generator) -> Routes:
    """Make routes of one to three stops over a dozen stops; 12 stands for "no stop"."""
    stops = chance.integers(0, STOPS, (3, ROUTES))
    stops[1:, : ROUTES // 4] = STOPS
    areas = np.append(chance.integers(0, AREAS, STOPS), AREAS)[stops]
    return Routes(stops, areas, chance.uniform(10, 200, ROUTES))


def worth_of(routes: Routes, worth: np.ndarray, touch: list, minute: float) -> np.ndarray:
    values = worth[routes.stops].sum(axis=0) - minute * routes.drive
    for areas, points in touch:
        values = values + points * routes.touching(areas)
    return values


@examples(60)
@given(st.integers(0, 10_000), st.integers(1, 60), st.sampled_from([8, 50, 1_000]))
def test_the_best_routes_are_found_or_it_is_said_that_they_may_not_be(
    seed: int, count: int, kept: int
) -> None:
    chance = np.random.default_rng(seed)
    routes = some_routes(chance)
    envelope = np.append(chance.uniform(0, 300, STOPS), 0.0)
    worth = envelope - np.append(chance.uniform(0, 80, STOPS), 0.0)
    worth[chance.integers(0, STOPS)] = -np.inf
    flags = np.append(chance.random(AREAS) < 0.4, False)
    touch = [(flags, float(chance.uniform(-50, 50)))]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ranking, "KEPT", kept)
        patched.setattr(ranking, "FIRST", 4)
        found = Ranking(routes, envelope, 0.5).top(worth, touch, count)
    event("found" if found is not None else "may lie beyond")
    if found is None:
        assert kept < ROUTES
        return
    all_of_them = worth_of(routes, worth, touch, 0.5)
    assert found[1] == pytest.approx(-np.sort(-all_of_them)[:count])
    assert all_of_them[found[0]] == pytest.approx(found[1])


def test_an_envelope_covers_what_is_nowhere_above_it() -> None:
    made = Ranking(some_routes(np.random.default_rng(1)), np.full(STOPS + 1, 5.0), 0.5)
    assert made.covers(np.full(STOPS + 1, 5.0))
    assert not made.covers(np.append(np.full(STOPS, 5.0), 5.1))


@examples(25)
@given(gentle_seasons(**TINY).map(short_tours))
def test_prices_that_move_downhill_prove_bounds_of_the_season(season: Season) -> None:
    best = best_score(season)
    assume(best is not None)
    assert best is not None
    numbered = NumberedSeason(season, share=True)
    assume(len(numbered.departures))
    decomposition = Decomposition(numbered)
    descent = PriceDescent(decomposition)
    bounds = []
    for _ in range(12):
        if not descent.step(best, lambda: 1e9):
            break
        assert decomposition.best is not None
        bounds.append(decomposition.best.bound)
    event(f"{'lowered' if bounds and bounds[-1] < bounds[0] else 'as it was'}")
    assert bounds == sorted(bounds, reverse=True)
    assert all(bound >= best - 1e-6 for bound in bounds)
