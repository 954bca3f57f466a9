"""The two halves of every rule and goal agree: the model's, and the one that judges a plan.

A rule is posted alone, a random plan is fixed in the model, and the model must have a solution
exactly when the rule finds nothing to complain about. A goal's terms, maximised under a fixed
plan, must give exactly the amount that the goal counts in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from busplan.goals import GOALS, Goal
from busplan.modelling import Linear, Route
from busplan.plan import Plan
from busplan.rules import ROUTE_RULES, RULES, Rule, name_of
from busplan.season import Departure
from busplan.solver.cpsat import CpSat, Effort
from busplan.solver.model import JointModel
from tests.strategies import examples, plans, pools, seasons, trimmed

EFFORT = Effort(seconds=60, workers=1)


def fix(model: JointModel, plan: Plan) -> None:
    """Demand that the model decides exactly what the plan says."""
    tours = {
        tour.departure: (tour.departure, Route(tour.stops, tour.drive_minutes), tour.crew)
        for tour in plan.tours
    }
    for variable, value in model.values_of(tours).items():
        model.linear.add_row(Linear(((1.0, variable),)), value, value)


def solve(model: JointModel) -> list[int] | None:
    """Give the values of a best solution, or None when there is none."""
    answer = CpSat(model.linear).solve(EFFORT, cp_model_presolve=False)
    assert answer.outcome in {"optimal", "infeasible"}
    return list(answer.values) if answer.outcome == "optimal" else None


def value_of(expression: Linear, values: list[int]) -> float:
    return sum(factor * values[variable] for factor, variable in expression.terms) + (
        expression.constant
    )


def agrees(rule: Rule, plan: Plan, pool: Mapping[Departure, Sequence[Route]]) -> bool:
    """Post a rule alone and tell whether the plan keeps it, after seeing that both halves agree."""
    model = JointModel(plan.season, pool)
    model.post(rule)
    fix(model, plan)
    kept = not list(rule.violations(plan))
    assert (solve(model) is not None) == kept, name_of(rule)
    return kept


def counts(goal: Goal, plan: Plan, pool: Mapping[Departure, Sequence[Route]]) -> float:
    """Give a goal's amount, after seeing that its terms at their best give the same."""
    model = JointModel(plan.season, pool)
    model.linear.objective = goal.terms(model)
    fix(model, plan)
    values = solve(model)
    assert values is not None
    amount = goal.amount(plan)
    assert value_of(model.linear.objective, values) == pytest.approx(amount, abs=1e-6), goal.name
    return amount


@pytest.mark.parametrize(
    "rules",
    [ROUTE_RULES, tuple(rule for rule in RULES if rule not in ROUTE_RULES)],
    ids=["rules of a route", "rules of a plan"],
)
def test_a_rule_posted_alone_allows_exactly_the_plans_it_finds_no_fault_with(
    rules: tuple[Rule, ...],
) -> None:
    seen: set[tuple[str, bool]] = set()
    areas_once = rules != ROUTE_RULES  # other rules may trust that a route is in order by itself

    @examples(100)
    @given(st.data())
    def agree(data: st.DataObject) -> None:
        season = data.draw(seasons())
        plan = data.draw(plans(season, areas_once=areas_once))
        pool = data.draw(pools(plan, areas_once=areas_once))
        seen.update((name_of(rule), agrees(rule, plan, pool)) for rule in rules)

    agree()
    both_sides = {(name_of(rule), kept) for rule in rules for kept in (True, False)}
    assert both_sides - seen == set(), "the examples show only one side of these rules"


def test_a_goals_terms_maximised_under_a_plan_are_its_amount() -> None:
    seen: dict[str, set[float]] = defaultdict(set)

    @examples(80)
    @given(st.data())
    def agree(data: st.DataObject) -> None:
        plan = trimmed(data.draw(seasons().flatmap(plans)))
        pool = data.draw(pools(plan))
        for goal in GOALS:
            seen[goal.name].add(counts(goal, plan, pool))

    agree()
    never_vary = [name for name, amounts in seen.items() if len(amounts) < 2]
    assert never_vary == [], "the examples show only one amount of these goals"
