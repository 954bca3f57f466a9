"""The bound of whole staffed tours: true at any prices, and tight where it has been driven home."""

from __future__ import annotations

import itertools
import math
import random

import numpy as np
import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from busplan.rules import RULES
from busplan.season import Season
from busplan.solver.coupling import Prices, clean, prices_of, worth_of_rows
from busplan.solver.decomposition import Decomposition, staffed_tours
from busplan.solver.numbered import NumberedSeason, StaffedTour
from busplan.solver.pricing import worth_at
from busplan.solver.staffed_core import CoreModel, plan_of_tours
from tests.solver.brute_force import best_score, plans_by_brute_force
from tests.strategies import examples, gentle_seasons, seasons

TINY = {"most_days": 3, "most_tours": 2, "most_buses": 1, "most_slots": 1, "most_stops": 3}


def some_prices(decomposition: Decomposition, seed: int) -> tuple[np.ndarray, Prices]:
    """Give random dual values of all rows, and the prices they make."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    rows = decomposition.master.rows
    duals = clean(rows, np.array([chance.uniform(-120, 120) for _ in rows]))
    return duals, prices_of(decomposition.numbered, rows, duals)


def every_staffed_tour(numbered: NumberedSeason, departure: int) -> list[StaffedTour]:
    """Staff every route of a departure with every crew that keeps the rules of one tour."""
    season = numbered.season
    routes, able = numbered.routes[departure], numbered.able[departure].tolist()
    found: list[StaffedTour] = []
    for route in range(len(routes)):
        stops = tuple(s for s in routes.stops[:, route].tolist() if s < numbered.no_stop)
        areas = {season.stops[stop].area for stop in stops}
        for size in range(season.crew.min, season.crew.max + 1):
            for crew in itertools.combinations(able, size):
                if may_crew(season, areas, numbered.seats[departure], crew):
                    drive = float(routes.drive[route])
                    found.append(numbered.staffed(departure, stops, crew, drive))
    return found


def may_crew(season: Season, areas: set[str], seats: int, crew: tuple[int, ...]) -> bool:
    """Tell whether a crew by number keeps seats, requirements and apart pairs."""
    members = [season.associations[number] for number in crew]
    ids = {who.id for who in members}
    tags = {tag for area in areas for tag in season.area_by_id[area].tags}
    return (
        sum(who.people for who in members) <= seats
        and not any((ids - {who.id}).intersection(who.apart) for who in members)
        and all(
            sum(asked.tag in who.tags for who in members) >= asked.min
            for asked in season.crew.requirements
            if asked.where is None or asked.where in tags
        )
    )


@examples(40)
@given(seasons(**TINY), st.integers(0, 999))
def test_a_departure_is_worth_what_the_best_of_all_its_staffed_tours_is(
    season: Season, seed: int
) -> None:
    decomposition = Decomposition(NumberedSeason(season))
    numbered, pricing = decomposition.numbered, decomposition.pricing
    _, prices = some_prices(decomposition, seed)
    for departure in range(len(numbered.departures)):
        tours = every_staffed_tour(numbered, departure)
        best = max((worth_at(tour, prices) for tour in tours), default=-math.inf)
        priced = pricing.look(departure, prices).best(3)
        assert priced.worth == pytest.approx(best, abs=1e-5)
        if tours and math.isfinite(best):
            event("a departure that can be staffed")
            assert worth_at(priced.tours[0], prices) == pytest.approx(best, abs=1e-5)


@examples(30)
@given(seasons(**TINY), st.integers(0, 999), st.integers(1, 6))
def test_where_few_crews_are_grown_the_worth_is_still_an_upper_bound(
    season: Season, seed: int, few: int
) -> None:
    decomposition = Decomposition(NumberedSeason(season))
    numbered, pricing = decomposition.numbered, decomposition.pricing
    _, prices = some_prices(decomposition, seed)
    pricing.crews = few
    for departure in range(len(numbered.departures)):
        worth = pricing.look(departure, prices).best(1).worth
        for tour in every_staffed_tour(numbered, departure):
            assert worth >= worth_at(tour, prices) - 1e-6


@examples(30)
@given(seasons(**TINY), st.integers(0, 999), st.floats(0, 300))
def test_all_tours_near_the_best_are_given_and_no_others(
    season: Season, seed: int, width: float
) -> None:
    decomposition = Decomposition(NumberedSeason(season))
    numbered, pricing = decomposition.numbered, decomposition.pricing
    _, prices = some_prices(decomposition, seed)
    for departure in range(len(numbered.departures)):
        look = pricing.look(departure, prices)
        floor = look.best(1).worth - width
        given_ones = look.at_least(floor, 100_000) if math.isfinite(floor) else []
        assert given_ones is not None
        keys = {tour.key for _, tour in given_ones}
        for tour in every_staffed_tour(numbered, departure):
            worth = worth_at(tour, prices)
            if abs(worth - floor) > 1e-4:
                assert (tour.key in keys) == (worth > floor)


@examples(40)
@given(gentle_seasons(**TINY), st.integers(0, 999))
def test_any_prices_prove_a_bound_that_no_plan_beats(season: Season, seed: int) -> None:
    best = best_score(season)
    assume(best is not None)
    assert best is not None
    decomposition = Decomposition(NumberedSeason(season))
    duals, prices = some_prices(decomposition, seed)
    worth, _ = decomposition.pricing.worths(prices, 1, ())
    rows = decomposition.master.rows
    bound = worth_of_rows(decomposition.coupling, rows, duals)
    assert bound + decomposition.pricing.selection.bound(worth) >= best - 1e-6


@examples(25)
@given(gentle_seasons(**TINY))
def test_every_round_proves_a_bound_that_no_plan_beats(season: Season) -> None:
    best = best_score(season)
    assume(best is not None)
    assert best is not None
    decomposition = Decomposition(NumberedSeason(season))
    for _ in range(40):
        decomposition.round(lambda: math.inf)
        assert decomposition.best is not None
        assert decomposition.best.bound >= best - 1e-6
        if decomposition.met:
            break


@examples(25)
@given(gentle_seasons(**TINY))
def test_the_rows_between_tours_admit_every_plan_that_keeps_the_rules(season: Season) -> None:
    numbered = NumberedSeason(season)
    coupling = Decomposition(numbered).coupling
    for plan in itertools.islice(plans_by_brute_force(season), 50):
        tours = staffed_tours(numbered, plan)
        assert len(tours) == len(plan.tours)
        model = CoreModel(coupling, tours)
        values = [1] * len(tours)
        for row in model.linear.rows:
            most = sum(c for c, v in row.terms if v < len(values) and c > 0)
            least = sum(c for c, v in row.terms if v >= len(values) or c < 0)
            assert most >= row.lower - 1e-9
            assert most + least <= row.upper + 1e-9 or most <= row.upper
        again = plan_of_tours(numbered, tours)
        assert not [broken for rule in RULES for broken in rule.violations(again)]
