"""Alternatives keep all rules, are nearly as good, differ as defined, and are all there are."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from busplan.goals import score
from busplan.plan import Plan
from busplan.result import judge
from busplan.season import CrewLimits, Pin, Season
from busplan.solver import alternatives
from busplan.solver.alternatives import find_alternatives
from busplan.solver.near_best import shifts_apart, visits_apart
from busplan.solver.progress import Budget
from busplan.verify import verify
from tests.small_season import MONDAY, TUESDAY, a_plan, a_season, a_tour, with_area
from tests.solver.brute_force import plans_by_brute_force
from tests.solver.test_forcing import best_plan, one_tour
from tests.solver.test_search_against_brute_force import TINY, short_tours
from tests.strategies import examples, gentle_seasons

BUDGET = Budget(seconds=60)


def clearly_apart(plan: Plan, other: Plan, least: int) -> bool:
    """Judge by the definition in words, without the solver."""
    ours = {(tour.date, area.id) for tour, _, _, area in plan.visits()}
    theirs = [(tour.date, area.id) for tour, _, _, area in other.visits()]
    count = sum(1 for _ in plan.visits())
    return count + len(theirs) - 2 * sum(visit in ours for visit in theirs) >= 2 * least


@examples(30)
@given(
    gentle_seasons(**TINY).map(short_tours),
    st.integers(1, 4),
    st.sampled_from((0.01, 0.2, 0.5)),
)
def test_alternatives_are_good_lawful_and_different_and_no_other_is_left(
    season: Season, wanted: int, nearly: float
) -> None:
    plans = list(plans_by_brute_force(season))
    assume(plans)
    plan = max(plans, key=score)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alternatives, "NEARLY", nearly)
        found = find_alternatives(plan, wanted, BUDGET)
    assert found.best.score == pytest.approx(score(plan), abs=0.011)
    assert found.least_score == pytest.approx(score(plan) - nearly * abs(score(plan)), abs=0.011)
    given_ones = [plan]
    for one in found.found:
        assert not [f for f in verify(judge(one.plan, 1e9)) if f.kind == "rule"]
        assert one.score == score(one.plan) >= found.least_score - 1e-6
        assert all(clearly_apart(old, one.plan, found.least_apart) for old in given_ones)
        assert one.visits_apart >= found.least_apart
        given_ones.append(one.plan)
    event(f"{len(found.found)} of {wanted}")
    if len(found.found) < wanted:
        assert found.nothing_more
        left = [
            other
            for other in plans
            if score(other) > found.least_score + 1e-4
            and all(clearly_apart(old, other, found.least_apart) for old in given_ones)
        ]
        assert left == []


def twin_season() -> Season:
    """One tour of one stop; North and South are worth 180 points each, East 179, on any date."""
    season = with_area(one_tour(), "south", residents=180)
    season = with_area(season, "east", residents=179)
    return replace(season, weekdays=frozenset({0}), last_date=MONDAY)


def test_all_others_within_one_percent_are_found_and_proved_to_be_all() -> None:
    season = twin_season()
    plan = a_plan(season, a_tour(season, MONDAY, "north-1", slot="morning"))
    found = find_alternatives(plan, 5, BUDGET)
    assert (found.least_apart, found.nothing_more) == (1, True)
    assert sorted(one.plan.tours[0].stops for one in found.found) == [("east-1",), ("south-1",)]
    assert sorted(one.score for one in found.found) == [179, 180]


def test_a_plan_that_loses_more_than_one_percent_is_none() -> None:
    season = with_area(twin_season(), "east", residents=178)
    plan = a_plan(season, a_tour(season, MONDAY, "north-1", slot="morning"))
    found = find_alternatives(plan, 5, BUDGET)
    assert [one.plan.tours[0].stops for one in found.found] == [("south-1",)]


def test_as_many_as_asked_for_are_given_without_a_word_on_the_rest() -> None:
    season = twin_season()
    plan = a_plan(season, a_tour(season, MONDAY, "north-1", slot="morning"))
    found = find_alternatives(plan, 1, BUDGET)
    assert len(found.found) == 1
    assert not found.nothing_more


def test_what_a_rule_forbids_though_no_row_says_so_is_not_an_alternative() -> None:
    """North must be visited with Blue: the core counts both, but not whether on one tour."""
    season = twin_season()
    one, two = season.associations[:2]
    season = replace(
        season,
        buses=a_season().buses,
        tours=replace(season.tours, min=2, max=2),
        associations=(one, two),
        crew=CrewLimits(1, 1),
        visits=replace(season.visits, max_per_area=1),
        pins=(Pin(must=True, date=MONDAY, stop="north-1", association=one.id),),
    )
    lawful = {
        frozenset((tour.stops, tour.crew) for tour in plan.tours)
        for plan in plans_by_brute_force(season)
    }
    plan = best_plan(season)
    assert plan is not None
    found = find_alternatives(plan, 3, BUDGET)
    assert found.found
    for other in found.found:
        assert frozenset((tour.stops, tour.crew) for tour in other.plan.tours) in lawful
    assert found.nothing_more


def test_without_time_none_is_found_and_nothing_is_proved() -> None:
    stop = threading.Event()
    stop.set()
    plan = best_plan(twin_season())
    assert plan is not None
    found = find_alternatives(plan, 3, BUDGET, stop)
    assert (found.found, found.nothing_more) == ((), False)


# -- how far apart ---------------------------------------------------------------------------------


def tours(*stops: tuple[date, str, str]) -> Plan:
    season = a_season()
    return a_plan(season, *(a_tour(season, day, where, crew) for day, where, crew in stops))


@pytest.mark.parametrize(
    ("other", "visits", "shifts"),
    [
        (tours((MONDAY, "north-1", "blue"), (TUESDAY, "south-1", "red")), 0, 0),
        (tours((MONDAY, "north-2", "blue"), (TUESDAY, "south-1", "red")), 0, 0),
        (tours((MONDAY, "north-1", "green"), (TUESDAY, "south-1", "red")), 0, 1),
        (tours((MONDAY, "east-1", "blue"), (TUESDAY, "south-1", "red")), 1, 0),
        (tours((MONDAY, "north-1", "blue")), 1, 0),
        (tours((TUESDAY, "north-1", "blue"), (MONDAY, "south-1", "red")), 2, 2),
        (tours((MONDAY, "north-1 east-1", "blue red"), (TUESDAY, "south-1", "red")), 1, 1),
    ],
)
def test_visits_are_told_by_date_and_area_and_shifts_by_date_and_association(
    other: Plan, visits: int, shifts: int
) -> None:
    plan = tours((MONDAY, "north-1", "blue"), (TUESDAY, "south-1", "red"))
    assert visits_apart(plan, other) == visits
    assert shifts_apart(plan, other) == shifts
