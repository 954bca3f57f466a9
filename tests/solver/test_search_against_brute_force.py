"""The search from end to end: on tiny seasons it finds exactly what trying every plan finds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from busplan.errors import NoPlanExists
from busplan.season import Season
from busplan.solver.search import Budget, search
from busplan.verify import verify
from tests.small_season import a_season
from tests.solver.brute_force import best_score, plans_by_brute_force
from tests.strategies import examples, gentle_seasons, seasons

BUDGET = Budget(seconds=60, workers=1)
TINY = {"most_days": 3, "most_tours": 2, "most_buses": 1, "most_slots": 1, "most_stops": 3}


def short_tours(season: Season) -> Season:
    """At most two stops a tour, so that all plans can be looked at."""
    tours = replace(season.tours, max_visits=min(2, season.tours.max_visits))
    return replace(season, tours=tours)


def agree(season: Season, budget: Budget = BUDGET) -> None:
    """See that the search gives the best of all plans, proved, or says that there is none."""
    best = best_score(season)
    if best is None:
        event("no plan")
        with pytest.raises(NoPlanExists):
            search(season, budget)
        return
    result = search(season, budget).result
    event(f"{len(result.plan.tours)} tours")
    assert result.status == "optimal"
    assert result.score == pytest.approx(best, abs=1e-4)
    assert result.bound >= best - 1e-9
    assert verify(result) == ()


@examples(40)
@given(gentle_seasons(**TINY).map(short_tours), st.integers(0, 100))
def test_the_search_finds_and_proves_the_best_of_all_plans(season: Season, seed: int) -> None:
    agree(season, replace(BUDGET, seed=seed))


@examples(20)
@given(seasons(**TINY).map(short_tours))
def test_where_demands_clash_the_search_finds_no_plan_exactly_when_there_is_none(
    season: Season,
) -> None:
    agree(season)


def test_a_season_that_demands_no_tour_may_have_an_empty_plan() -> None:
    season = a_season(last_date=a_season().first_date, associations=())
    season = replace(season, weights={**season.weights, "driving": 1000})
    result = search(season, BUDGET).result
    assert result.plan.tours == ()
    assert result.score == -season.tours.max * season.weights["spread"]
    assert verify(result) == ()


def test_a_season_whose_every_date_is_closed_has_no_plan_once_a_tour_is_demanded() -> None:
    season = a_season(last_date=a_season().first_date)
    season = replace(season, closed=frozenset(season.dates))
    assert search(season, BUDGET).result.plan.tours == ()
    with pytest.raises(NoPlanExists):
        search(replace(season, tours=replace(season.tours, min=1)), BUDGET)


def test_brute_force_itself_counts_the_plans_of_a_season_small_enough_for_paper() -> None:
    """One date, bus and slot, three areas, up to one stop, one association that may stay behind."""
    season = a_season()
    season = replace(
        season,
        last_date=season.first_date,
        buses=season.buses[:1],
        slots=season.slots[:1],
        associations=season.associations[:1],
        tours=replace(season.tours, max=1, max_visits=1),
    )
    assert len(list(plans_by_brute_force(season))) == 1 + 4 * 2
