"""With more tours no area ever loses a visit, and what that costs is told exactly."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from hypothesis import event, given

from busplan.goals import score
from busplan.season import Answer, CrewLimits, Requirement, Season
from busplan.solver.ladder import climb, visits_by_area, with_tours, with_visits
from busplan.solver.progress import Budget
from busplan.verify import verify
from busplan.what_if import Step
from tests.small_season import with_area
from tests.solver.brute_force import best_score
from tests.solver.clashing_season import danish, two_weeks
from tests.solver.clashing_season import with_tours as with_limits
from tests.solver.test_forcing import best_plan, one_tour
from tests.solver.test_search_against_brute_force import TINY, short_tours
from tests.strategies import examples, gentle_seasons

BUDGET = Budget(seconds=60)


def social(**changes: object) -> Season:
    """Give a season in which only reach counts, and each tour visits one stop."""
    season = with_limits(two_weeks(**changes), min=1, max=1, max_visits=1)
    return replace(season, weights={**dict.fromkeys(season.weights, 0.0), "reach": 1.0})


@examples(20)
@given(gentle_seasons(**TINY).map(short_tours))
def test_each_rung_is_the_best_plan_that_takes_no_visit_away(season: Season) -> None:
    ladder = climb(season, (2, 1), BUDGET)
    assert [rung.tours for rung in ladder.rungs] == [1, 2]
    kept: dict[str, int] = {}
    for rung in ladder.rungs:
        free = with_tours(season, rung.tours)
        nested = with_visits(free, kept)
        for result, brute in ((rung.free, best_score(free)), (rung.nested, best_score(nested))):
            assert (result is None) == (brute is None)
            if result is not None and brute is not None:
                assert result.score == pytest.approx(brute, abs=0.011)
                assert verify(result) == ()
        if rung.free and rung.nested:
            cost = rung.free.score - rung.nested.score
            event(f"nesting costs {'something' if cost > 0.011 else 'nothing'}")
            assert rung.cost_at_least - 0.011 <= cost <= rung.cost_at_most + 0.011
        if rung.nested is None:
            event("no plan")
            assert rung.reasons
            continue
        now = visits_by_area(rung.nested.plan)
        assert all(now[area] >= count for area, count in kept.items())
        kept = now


def three_hosts() -> Season:
    """East (120 residents) takes two hosts, North (119) and South (118) one; Red comes unwillingly.

    One tour goes to East. Two go to North and South, with a willing host each: 237 points. Once
    East is promised, Red must host the second tour: 120 + 119 - 30 = 209 points.
    """
    season = social()
    for area, residents in (("east", 120), ("north", 119), ("south", 118)):
        season = with_area(season, area, residents=residents, social_residents=0, tags=())
    season = with_area(season, "east", tags=("far",))
    hosts = tuple(replace(one, tags=("host",), max_shifts=1) for one in season.associations)
    unwilling = replace(hosts[-1], default_answer=Answer.IF_NEEDED)
    needed = (Requirement("host", 1), Requirement("host", 2, where="far"))
    return replace(
        season,
        associations=(*hosts[:-1], unwilling),
        crew=CrewLimits(1, 2, needed),
        weights={**season.weights, "wishes": 30.0},
    )


def test_a_promise_to_an_area_costs_what_the_free_plan_has_more() -> None:
    one, two = climb(three_hosts(), (1, 2), BUDGET).rungs
    assert one.nested is not None
    assert (one.nested.score, one.cost_at_most, one.holds) == (120, 0.0, False)
    assert two.free is not None
    assert two.nested is not None
    assert (two.free.score, two.nested.score, two.holds) == (237, 209, True)
    assert (two.cost_at_least, two.cost_at_most) == pytest.approx((28, 28), abs=0.011)
    assert visits_by_area(two.nested.plan) == {"north": 1, "south": 0, "east": 1}


def test_a_promise_that_cannot_be_kept_with_more_tours_is_told() -> None:
    season = three_hosts()
    willing = tuple(one for one in season.associations if one.default_answer is Answer.YES)
    one, two = climb(replace(season, associations=willing), (1, 2), BUDGET).rungs
    assert one.nested is not None
    assert two.free is not None
    assert two.nested is None
    assert "East skal besøges mindst én gang." in danish(two.reasons)


def test_a_number_of_tours_that_no_plan_has_is_told_with_reasons_and_the_others_go_on() -> None:
    season = replace(social(), tours=replace(social().tours, max_per_week=1))
    ladder = climb(season, (1, 5, 2), BUDGET)
    assert ladder.complete
    first, second, fifth = ladder.rungs
    assert (first.nested is None, second.nested is None) == (False, False)
    assert fifth.nested is None
    assert "Sæsonen skal have mindst 5 ture." in danish(fifth.reasons)


def test_a_stop_leaves_out_the_rungs_that_are_not_climbed() -> None:
    stop = threading.Event()

    def stop_after(step: Step) -> None:
        if step.done == 1:
            stop.set()

    ladder = climb(social(), (1, 2), BUDGET, stop, stop_after)
    assert not ladder.complete
    assert [rung.tours for rung in ladder.rungs] == [1]


def test_a_plan_that_is_known_is_a_start_and_changes_nothing() -> None:
    plan = best_plan(one_tour())
    assert plan is not None
    with_start = climb(one_tour(), (1,), BUDGET, known=(plan,))
    without = climb(one_tour(), (1,), BUDGET)
    assert with_start.rungs[0].free is not None
    assert without.rungs[0].free is not None
    assert with_start.rungs[0].free.score == without.rungs[0].free.score == score(plan)
