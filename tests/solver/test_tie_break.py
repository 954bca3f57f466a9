"""Of several best plans the same one is chosen, whichever way the search went."""

from __future__ import annotations

import importlib
from dataclasses import replace

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from busplan.errors import NoPlanExists
from busplan.goals import score
from busplan.modelling import Route
from busplan.plan import Plan
from busplan.season import Season
from busplan.solver import tie_break
from busplan.solver.progress import Budget
from busplan.solver.search import search
from busplan.solver.tours import route_pool
from tests.small_season import a_season
from tests.solver.brute_force import plans_by_brute_force
from tests.solver.clashing_season import two_weeks, with_tours
from tests.solver.test_search_against_brute_force import TINY, short_tours
from tests.strategies import examples, gentle_seasons

search_module = importlib.import_module("busplan.solver.search")
core_module = importlib.import_module("busplan.solver.core")
BUDGET = Budget(seconds=60)


def planned(season: Season, budget: Budget = BUDGET) -> Plan | None:
    try:
        return search(season, budget).result.plan
    except NoPlanExists:
        return None


def weight(plan: Plan, seed: int) -> float:
    """Add up what the tie-break sums over, tour by tour."""
    return sum(
        tie_break.weight(tour.departure, tour.stops, seed)
        + sum(tie_break.weight(tour.departure, ("", who), seed) for who in tour.crew)
        for tour in plan.tours
    )


@examples(30)
@given(gentle_seasons(**TINY).map(short_tours), st.integers(0, 9))
def test_the_plan_of_most_weight_is_chosen_of_all_best_plans(season: Season, seed: int) -> None:
    pool = route_pool(season, season.every_departure())
    known = {(d, frozenset(route.stops)) for d, routes in pool.items() for route in routes}
    plans = [
        plan
        for plan in plans_by_brute_force(season)
        if all((tour.departure, frozenset(tour.stops)) in known for tour in plan.tours)
    ]
    assume(plans)
    best = max(map(score, plans))
    tied = [plan for plan in plans if score(plan) > best - 1e-6]
    event(f"{min(len(tied), 3)} best plans or more")
    found = planned(season, replace(BUDGET, seed=seed))
    assert found is not None
    assert score(found) == pytest.approx(best, abs=1e-6)
    assert weight(found, seed) >= max(weight(_as_driven(plan, pool), seed) for plan in tied)


def _as_driven(plan: Plan, pool: dict[object, tuple[Route, ...]]) -> Plan:
    """Give the plan with each stop set in the order that the search drives it."""
    return Plan(
        plan.season,
        tuple(
            replace(
                tour,
                visits=tuple(
                    next(visit for visit in tour.visits if visit.stop == stop)
                    for route in pool[tour.departure]
                    if set(route.stops) == set(tour.stops)
                    for stop in route.stops
                ),
            )
            for tour in plan.tours
        ),
    )


@examples(20)
@given(gentle_seasons(**TINY).map(short_tours))
def test_every_way_of_searching_ends_with_the_same_plan(season: Season) -> None:
    ways = [planned(season), planned(season, replace(BUDGET, workers=3))]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(search_module, "prove", lambda *_: None)
        ways.append(planned(season))
        patched.setattr(search_module, "SMALL", -1)
        patched.setattr(search_module, "_find_first", lambda *_, **__: None)
        ways.append(planned(season))
    assert ways == [ways[0]] * len(ways)


def test_another_seed_gives_another_of_equally_good_plans() -> None:
    season = with_tours(two_weeks(), min=1, max=1, max_visits=1)
    plans = [planned(season, replace(BUDGET, seed=seed)) for seed in range(6)]
    assert len({plan.tours[0].date for plan in plans if plan is not None}) > 1
    assert len({round(score(plan), 6) for plan in plans if plan is not None}) == 1


@examples(15)
@given(gentle_seasons(**TINY).map(short_tours), st.integers(0, 9))
def test_a_best_plan_that_is_to_be_stayed_near_is_given_back(season: Season, seed: int) -> None:
    some = planned(season, replace(BUDGET, seed=seed))
    assume(some is not None)
    again = search(season, replace(BUDGET, seed=seed + 1), near=some).result.plan
    assert again == some


def test_where_ties_do_not_matter_any_best_plan_ends_the_search() -> None:
    season = with_tours(two_weeks(), min=1, max=1, max_visits=1)
    found = search(season, BUDGET, break_ties=False).result
    assert found.status == "optimal"
    assert found.score == pytest.approx(search(season, BUDGET).result.score)


def test_a_season_whose_first_plan_reaches_the_ceiling_is_no_exception() -> None:
    season = a_season(associations=())
    season = with_tours(season, min=1, max=1, max_visits=1)
    season = replace(season, weights={**dict.fromkeys(season.weights, 0.0), "reach": 1.0})
    assert planned(season) == planned(season, replace(BUDGET, workers=2))
