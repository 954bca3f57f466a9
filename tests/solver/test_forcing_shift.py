"""What a shift costs is what planning again with it forced or forbidden gives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from busplan.goals import score
from busplan.result import judge
from busplan.season import Pin, Season
from busplan.solver.forcing_shift import force_another_shift, force_shift
from busplan.solver.progress import Budget
from tests.small_season import with_association
from tests.solver.brute_force import best_score, plans_by_brute_force
from tests.solver.test_search_against_brute_force import TINY, short_tours
from tests.strategies import examples, gentle_seasons

BUDGET = Budget(seconds=60)


@examples(20)
@given(gentle_seasons(**TINY).map(short_tours), st.data())
def test_the_cost_of_a_shift_is_the_difference_of_the_best_plans(
    season: Season, data: st.DataObject
) -> None:
    plan = max(plans_by_brute_force(season), key=score, default=None)
    assume(plan is not None and season.associations)
    assert plan is not None
    who = data.draw(st.sampled_from(season.associations))
    day = data.draw(st.sampled_from(season.dates))
    aboard = any(tour.date == day for tour in plan.shifts_of(who))
    pin = Pin(must=not aboard, date=day, association=who.id)
    other = best_score(replace(season, pins=(*season.pins, pin)))
    found = force_shift(season, judge(plan, score(plan)), who, day, BUDGET)
    event(f"aboard {aboard}, {'a' if other is not None else 'no'} plan with the opposite")
    assert found.forced_in == (not aboard)
    assert (found.opposite.result is None) == (other is None)
    if other is None:
        assert found.opposite.clash
    else:
        assert found.opposite.cost_at_most == pytest.approx(score(plan) - other, abs=0.011)
        assert found.opposite.cost_at_least == pytest.approx(score(plan) - other, abs=0.011)


@examples(15)
@given(gentle_seasons(**TINY).map(short_tours), st.data())
def test_one_shift_more_costs_the_difference_of_the_best_plans(
    season: Season, data: st.DataObject
) -> None:
    plan = max(plans_by_brute_force(season), key=score, default=None)
    assume(plan is not None and season.associations)
    assert plan is not None
    who = data.draw(st.sampled_from(season.associations))
    number = max(who.min_shifts, len(plan.shifts_of(who)) + 1)
    other = best_score(with_association(season, who.id, min_shifts=number))
    found = force_another_shift(season, judge(plan, score(plan)), who, BUDGET).opposite
    assert (found.result is None) == (other is None)
    if other is not None:
        assert found.cost_at_most == pytest.approx(score(plan) - other, abs=0.011)
