"""What the linear relaxation proves is true of every plan, whatever dual values it starts from."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from busplan.goals import score
from busplan.plan import Plan
from busplan.season import Season
from busplan.solver.linear import LinearModel
from busplan.solver.model import JointModel, build
from busplan.solver.relaxation import Relaxation, _Matrix, relax
from busplan.solver.tours import open_departures, route_pool
from tests.solver.brute_force import plans_by_brute_force
from tests.solver.test_search_against_brute_force import TINY, short_tours
from tests.strategies import examples, gentle_seasons


def plans_the_model_knows(season: Season, model: JointModel) -> list[Plan]:
    """Give the plans whose routes stand in the pool, and so in the model."""
    known = {(d, route.stops) for d in model.departures for route in model.routes(d)}
    return [
        plan
        for plan in plans_by_brute_force(season)
        if all((tour.departure, tour.stops) in known for tour in plan.tours)
    ]


def most_it_allows(proof: Relaxation, model: JointModel, plan: Plan) -> float:
    """What a proof says a plan may score at most, by the routes it takes and the crews it has."""
    routes = {(d, route.stops): route for d in model.departures for route in model.routes(d)}
    values = model.values_of(
        {
            tour.departure: (tour.departure, routes[tour.departure, tour.stops], tour.crew)
            for tour in plan.tours
        }
    )
    costs = (min(0.0, proof.reduced_costs[variable]) * on for variable, on in values.items())
    return proof.bound + sum(costs)


def check(proof: Relaxation, model: JointModel, plans: list[Plan]) -> None:
    for plan in plans:
        assert score(plan) <= most_it_allows(proof, model, plan) + 1e-6


@examples(25)
@given(gentle_seasons(**TINY).map(short_tours), st.integers(0, 1000))
def test_no_plan_scores_more_than_any_dual_values_prove(season: Season, seed: int) -> None:
    model = build(season, route_pool(season, open_departures(season)))
    plans = plans_the_model_knows(season, model)
    event(f"{min(len(plans), 3)} plans or more")
    if not plans:
        return
    proof = relax(model.linear, seconds=60)
    assert proof is not None
    check(proof, model, plans)
    dice = Random(seed)  # noqa: S311
    duals = np.array([dice.gauss(0, 100) for _ in model.linear.rows])
    check(_Matrix(model.linear).proved_by(duals), model, plans)


def knapsack() -> LinearModel:
    """Maximise 3x + 2y where x + y ≤ 1.5 and both are at most 1: at best 4, relaxed."""
    linear = LinearModel()
    x, y = linear.variable(), linear.variable()
    linear.add_row(x + y, float("-inf"), 1.5)
    linear.objective = x * 3 + y * 2
    return linear


def test_the_bound_of_a_model_small_enough_for_paper_is_exact() -> None:
    proof = relax(knapsack(), seconds=60)
    assert proof is not None
    assert proof.bound == pytest.approx(4.0, abs=1e-6)
    assert proof.bound >= 4.0


def test_dual_values_that_would_have_an_infinite_price_are_dropped() -> None:
    proof = _Matrix(knapsack()).proved_by(np.array([-7.0]))
    assert proof.bound == pytest.approx(5.0, abs=1e-6)


def test_a_model_that_nothing_satisfies_proves_no_bound() -> None:
    linear = knapsack()
    linear.add_row(linear.objective, 5.5, float("inf"))
    assert relax(linear, seconds=60) is None
