"""Repairs are the best there are under their ceiling: on tiny seasons every plan is tried."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from busplan.change import Closed, Disturbance, Event, Shift, Unavailable, changed_season
from busplan.goals import score
from busplan.plan import Plan
from busplan.rules import RULES
from busplan.season import Answer, Season
from busplan.solver.progress import Budget, Progress
from busplan.solver.repair import Repairing, candidates
from tests.small_season import MONDAY, a_plan, a_tour, with_association
from tests.solver.brute_force import plans_by_brute_force
from tests.solver.clashing_season import two_weeks, with_tours
from tests.solver.test_search_against_brute_force import TINY, short_tours
from tests.strategies import examples, gentle_seasons


def repairing(disturbance: Disturbance) -> Repairing:
    return Repairing(disturbance, Progress(disturbance.season, Budget(seconds=120)))


def keeps_all_rules(plan: Plan) -> bool:
    return not any(True for rule in RULES for _ in rule.violations(plan))


def events_of(season: Season) -> st.SearchStrategy[Event]:
    days = st.sampled_from(season.dates)
    who = st.sampled_from([one.id for one in season.associations] or ["nobody"])
    absent = st.builds(Unavailable, who, days)
    return st.one_of(absent, st.builds(Closed, days)) if season.associations else absent


@st.composite
def disturbances(draw: st.DrawFn) -> tuple[Disturbance, list[Plan]]:
    """A best plan, something that happens, what is confirmed and past, and all plans there are."""
    season = short_tours(draw(gentle_seasons(**TINY)))
    assume(season.associations)
    old = max(plans_by_brute_force(season), key=score, default=None)
    assume(old is not None and old.tours)
    assert old is not None
    after = changed_season(season, [draw(events_of(season))])
    shifts = [Shift(tour.departure, who) for tour in old.tours for who in tour.crew]
    confirmed = draw(st.frozensets(st.sampled_from(shifts))) if shifts else frozenset()
    return Disturbance(after, old, confirmed), list(plans_by_brute_force(after))


@examples(40)
@given(disturbances(), st.integers(0, 3))
def test_under_a_ceiling_the_repair_is_the_best_of_all_plans(
    drawn: tuple[Disturbance, list[Plan]], most: int
) -> None:
    disturbance, plans = drawn
    allowed = [plan for plan in plans if disturbance.against(plan).weight <= most]
    found = repairing(disturbance).under(most)
    event(f"{len(disturbance.lost)} lost, {'a' if allowed else 'no'} plan")
    assert (found.repair is None) == (not allowed)
    assert found.impossible == (not allowed)
    if found.repair is None:
        return
    best = max(map(score, allowed))
    assert found.repair.score == pytest.approx(best, abs=0.01)
    assert found.repair.bound >= best - 1e-6
    assert found.repair.difference.weight <= most
    assert keeps_all_rules(found.repair.plan)


@examples(15)
@given(disturbances())
def test_the_least_disturbance_is_that_of_the_nearest_plan(
    drawn: tuple[Disturbance, list[Plan]],
) -> None:
    disturbance, plans = drawn
    weights = [disturbance.against(plan).weight for plan in plans]
    assert repairing(disturbance).least() == min(weights, default=None)


@examples(15)
@given(disturbances())
def test_a_higher_ceiling_never_gives_less(drawn: tuple[Disturbance, list[Plan]]) -> None:
    disturbance, _ = drawn
    repairs = repairing(disturbance)
    curve = [repairs.under(most).repair for most in range(4)]
    scores = [one.score for one in curve if one is not None]
    assert scores == sorted(scores)
    assert all(one is not None for one in curve[len(curve) - len(scores) :])


# -- by hand ---------------------------------------------------------------------------------------


def season_of_two_tours() -> Season:
    """Two tours with two on board each; a tour needs two."""
    season = with_tours(two_weeks(), min=2, max=2, max_visits=1)
    return replace(season, crew=replace(season.crew, min=2, max=2))


def two_tours(season: Season) -> Plan:
    return a_plan(
        season,
        a_tour(season, MONDAY, "north-1", "blue green", slot="morning"),
        a_tour(season, MONDAY.replace(day=19), "south-1", "blue red", slot="morning"),
    )


def test_somebody_steps_in_and_nobody_else_is_touched() -> None:
    season = season_of_two_tours()
    old = two_tours(season)
    disturbance = Disturbance(changed_season(season, [Unavailable("green", MONDAY)]), old)
    found = repairing(disturbance).under(0).repair
    assert found is not None
    assert found.plan.tours[0].crew == ("blue", "red")
    assert found.plan.tours[1] == old.tours[1]
    assert found.difference.asked == (Shift(old.tours[0].departure, "red"),)


def test_past_tours_stay_as_they_were_though_other_plans_would_be_better() -> None:
    season = season_of_two_tours()
    old = two_tours(season)
    later = MONDAY.replace(day=19)
    event_then = Unavailable("red", later)
    after = changed_season(season, [event_then])
    found = repairing(Disturbance(after, old, begins=MONDAY.replace(day=14))).under(99).repair
    assert found is not None
    assert found.plan.tours[0] == old.tours[0]
    assert all(tour.date >= MONDAY.replace(day=14) for tour in found.plan.tours[1:])


def test_a_chain_of_swaps_leaves_everybody_as_many_shifts() -> None:
    """Only blue can stand in on Monday for green, and blue can do one shift only: red goes on."""
    season = season_of_two_tours()
    season = with_association(season, "blue", max_shifts=1)
    season = replace(season, answers={("blue", MONDAY.replace(day=19), "morning"): Answer.YES})
    later = MONDAY.replace(day=19)
    season = replace(season, crew=replace(season.crew, min=1))
    old = a_plan(
        season,
        a_tour(season, MONDAY, "north-1", "green", slot="morning"),
        a_tour(season, later, "south-1", "blue", slot="morning"),
    )
    happened = [Unavailable("green", MONDAY), Unavailable("red", MONDAY)]
    disturbance = Disturbance(changed_season(season, happened), old)
    swaps = [one for one in repairing(disturbance).ways() if one.way == "swaps"]
    assert len(swaps) == 1
    assert swaps[0].plan.tours[0].crew == ("blue",)
    assert "blue" not in swaps[0].plan.tours[1].crew
    assert len(swaps[0].plan.tours_by_association["blue"]) == 1
    assert swaps[0].difference.weight == 1


def test_a_tour_whose_date_is_closed_moves_and_the_others_stay() -> None:
    season = season_of_two_tours()
    old = two_tours(season)
    disturbance = Disturbance(changed_season(season, [Closed(MONDAY)]), old)
    ways = repairing(disturbance).ways()
    assert [one.way for one in ways] == ["moves"]
    moved = [tour for tour in ways[0].plan.tours if tour.stops == ("north-1",)]
    assert len(moved) == 1
    assert moved[0].date != MONDAY
    assert old.tours[1] in ways[0].plan.tours


def test_the_ways_to_fill_a_hole_come_best_first_and_keep_all_rules() -> None:
    season = season_of_two_tours()
    disturbance = Disturbance(
        changed_season(season, [Unavailable("green", MONDAY)]), two_tours(season)
    )
    ways = repairing(disturbance).ways()
    scores = [round(one.score, 2) for one in ways]
    assert len(ways) >= 2
    assert scores == sorted(scores, reverse=True)
    assert all(keeps_all_rules(one.plan) for one in ways)


def test_at_most_so_many_are_asked() -> None:
    season = season_of_two_tours()
    disturbance = Disturbance(changed_season(season, [Closed(MONDAY)]), two_tours(season))
    repairs = repairing(disturbance)
    assert repairs.under(0, most_asked=1).repair is None
    found = repairs.under(0, most_asked=2).repair
    assert found is not None
    assert len(found.difference.asked) == 2


def test_in_a_large_season_the_most_rewarding_routes_are_considered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    season = season_of_two_tours()
    old = two_tours(season)
    disturbance = Disturbance(changed_season(season, [Closed(MONDAY)]), old)
    exact = repairing(disturbance).under(0).repair
    monkeypatch.setattr(candidates, "ALL", 0)
    found = repairing(disturbance).under(0).repair
    assert exact is not None
    assert found is not None
    assert found.score == pytest.approx(exact.score)
    assert found.bound == float("inf")
    assert keeps_all_rules(found.plan)
