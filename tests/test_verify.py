"""Verify finds nothing in a true plan.json, and finds every single change that makes it untrue."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from busplan.clock import Clock
from busplan.errors import NoPlanExists
from busplan.goals import GoalScore
from busplan.plan import Plan, Tour, Visit
from busplan.result import Result, judge
from busplan.season import Season
from busplan.solver.search import Budget, search
from busplan.verify import Finding, verify
from tests.hand_season import hand_plan, hand_result
from tests.strategies import examples, gentle_seasons

CLOCKS = ("leaves_depot", "departs", "returns", "back_at_depot")


def wrong(result: Result) -> list[Finding]:
    return [finding for finding in verify(result) if finding.wrong]


def with_tour(result: Result, number: int, **changes: object) -> Result:
    """Change one tour and nothing else, as somebody would by hand in plan.json."""
    tours = list(result.plan.tours)
    tours[number] = replace(tours[number], **changes)
    return replace(result, plan=replace(result.plan, tours=tuple(tours)))


def with_visit(result: Result, number: int, nth: int, **changes: object) -> Result:
    visits = list(result.plan.tours[number].visits)
    visits[nth] = replace(visits[nth], **changes)
    return with_tour(result, number, visits=tuple(visits))


def with_goal(result: Result, nth: int, **changes: object) -> Result:
    goals = list(result.goals)
    goals[nth] = replace(goals[nth], **changes)
    return replace(result, goals=tuple(goals))


# -- what is true ----------------------------------------------------------------------------------


@pytest.mark.parametrize("bound", [1242.0, 1242.011, 1258.0])
def test_nothing_is_wrong_with_the_plan_made_by_hand(bound: float) -> None:
    assert verify(hand_result(bound=bound)) == ()


@examples(15)
@given(gentle_seasons(most_days=5))
def test_nothing_is_wrong_with_what_the_search_finds(season: Season) -> None:
    try:
        result = search(season, Budget(seconds=60)).result
    except NoPlanExists:
        return
    assert verify(result) == ()


def test_no_module_of_the_search_is_loaded_to_verify() -> None:
    show = "import sys, busplan.verify; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", show], capture_output=True, check=True, text=True
    ).stdout.split()
    rooms = {name.split(".")[1] for name in loaded if name.startswith("busplan.")}
    assert not rooms & {"solver", "load", "render", "workflow", "cli", "language"}
    assert "ortools" not in loaded


# -- every single change ---------------------------------------------------------------------------


def changes_of_a_tour(result: Result, number: int) -> Iterator[tuple[str, Result]]:
    """Give each way to change one field of a tour by a little."""
    plan, tour = result.plan, result.plan.tours[number]
    for name in CLOCKS:
        for minutes in (-1, 1):
            later = Clock(getattr(tour, name) + minutes)
            yield f"{name} {minutes:+}", with_tour(result, number, **{name: later})
    for name, by in (("drive_minutes", 1), ("drive_km", 0.1)):
        for sign in (-by, by):
            changed = round(getattr(tour, name) + sign, 1)
            yield f"{name} {sign:+}", with_tour(result, number, **{name: changed})
    for nth in range(len(tour.visits)):
        yield from changes_of_a_visit(result, number, nth)
    if len(tour.visits) > 1:
        yield "visits swapped", with_tour(result, number, visits=tour.visits[::-1])
    for association in plan.season.associations:
        crew = tuple(sorted({*tour.crew} ^ {association.id}))
        yield f"crew ^ {association.id}", with_tour(result, number, crew=crew)
    for who in tour.crew:
        yield f"{who} twice", with_tour(result, number, crew=tuple(sorted((*tour.crew, who))))
    if len(tour.crew) > 1:
        yield "crew backwards", with_tour(result, number, crew=tour.crew[::-1])


def changes_of_a_visit(result: Result, number: int, nth: int) -> Iterator[tuple[str, Result]]:
    """Give each way to change one field of a visit by a little, or to leave it out."""
    visits = result.plan.tours[number].visits
    for name in ("arrives", "starts", "leaves"):
        for minutes in (-1, 1):
            later = Clock(getattr(visits[nth], name) + minutes)
            yield f"{name} {minutes:+}", with_visit(result, number, nth, **{name: later})
    for stop in result.plan.season.stops:
        if stop.id != visits[nth].stop:
            yield f"stop {stop.id}", with_visit(result, number, nth, stop=stop.id)
    yield "a visit less", with_tour(result, number, visits=(*visits[:nth], *visits[nth + 1 :]))


def changes_of_the_figures(result: Result) -> Iterator[tuple[str, Result]]:
    """Give each way to change one claim of the plan by a little."""
    for nth, goal in enumerate(result.goals):
        for name in ("amount", "weight", "points"):
            for by in (-1, -0.001, 0.001, 1, math.nan, math.inf):
                figure = getattr(goal, name) + by
                yield f"{goal.goal} {name} {by:+}", with_goal(result, nth, **{name: figure})
    for by in (-1, -0.001, 0.001, 1, math.nan, -math.inf):
        yield f"score {by:+}", replace(result, score=result.score + by)
    yield "goals swapped", replace(result, goals=(*result.goals[1:], result.goals[0]))
    yield (
        "two goals' names swapped",
        with_goal(with_goal(result, 0, goal=result.goals[1].goal), 1, goal=result.goals[0].goal),
    )
    yield "a goal less", replace(result, goals=result.goals[:-1])
    yield "a goal more", replace(result, goals=(*result.goals, result.goals[0]))
    for bound in (result.score - 0.001, result.score - 1, math.nan, math.inf, -math.inf):
        yield f"bound {bound}", replace(result, bound=bound)
    other = "feasible" if result.status == "optimal" else "optimal"
    yield f"status {other}", replace(result, status=other)


def changes_of_the_tours(result: Result) -> Iterator[tuple[str, Result]]:
    """Give each way to add, leave out or move a tour of the plan made by hand."""
    plan = result.plan
    for number, tour in enumerate(plan.tours):
        rest = (*plan.tours[:number], *plan.tours[number + 1 :])
        yield "a tour less", replace(result, plan=replace(plan, tours=rest))
        yield "a tour twice", replace(result, plan=Plan.in_order(plan.season, (*plan.tours, tour)))
    yield "tours backwards", replace(result, plan=replace(plan, tours=plan.tours[::-1]))


def test_each_small_change_of_a_tour_is_caught() -> None:
    result = hand_result()
    for number in range(len(result.plan.tours)):
        missed = [what for what, changed in changes_of_a_tour(result, number) if not wrong(changed)]
        assert missed == []


@pytest.mark.parametrize("bound", [1242.0, 1258.0])
def test_each_small_change_of_a_figure_is_caught(bound: float) -> None:
    result = hand_result(bound=bound)
    assert [what for what, changed in changes_of_the_figures(result) if not wrong(changed)] == []


def test_each_change_of_the_list_of_tours_is_caught() -> None:
    result = hand_result()
    assert [what for what, changed in changes_of_the_tours(result) if not wrong(changed)] == []


def test_a_bound_raised_on_a_plan_called_optimal_is_caught() -> None:
    assert wrong(replace(hand_result(bound=1242.0), bound=1242.02))


def test_a_bound_raised_on_a_plan_called_feasible_may_be_true() -> None:
    assert verify(replace(hand_result(), bound=1300.0)) == ()


@given(st.integers(-60, 60).filter(bool))
def test_a_tour_moved_to_another_date_is_caught_unless_it_scores_the_same(days: int) -> None:
    """The second tour holds a preferred and an if-needed shift, which cancel out anywhere."""
    result = hand_result()
    moved = with_tour(result, 1, date=result.plan.tours[1].date + timedelta(days=days))
    moved = replace(moved, plan=Plan.in_order(moved.plan.season, moved.plan.tours))
    truth = judge(moved.plan, result.bound)
    broken = any(finding.kind == "rule" for finding in verify(moved))
    assert bool(wrong(moved)) == (broken or truth.goals != result.goals)


FIELDS_THAT_CLAIM_NOTHING = {"given_id"}


@st.composite
def wild_changes(draw: st.DrawFn, result: Result) -> Result:
    """Change one field of a tour, a visit, a goal or the result to anything of its kind."""
    number = draw(st.integers(0, len(result.plan.tours) - 1))
    tour = result.plan.tours[number]
    clock = st.integers(0, 1440).map(Clock)
    season = result.plan.season
    of_tour: dict[str, st.SearchStrategy[object]] = {
        "date": st.sampled_from(season.dates),
        "slot": st.sampled_from([slot.name for slot in season.slots]),
        "bus": st.sampled_from([bus.id for bus in season.buses]),
        **dict.fromkeys(CLOCKS, clock),
        "drive_minutes": st.integers(0, 1440),
        "drive_km": st.floats(0, 1e4).map(lambda km: round(km, 1)),
        "visits": st.permutations(tour.visits).map(tuple),
        "crew": st.sets(st.sampled_from([one.id for one in season.associations])).map(
            lambda crew: tuple(sorted(crew))
        ),
    }
    assert {field.name for field in fields(Tour)} - FIELDS_THAT_CLAIM_NOTHING == set(of_tour)
    of_visit: dict[str, st.SearchStrategy[object]] = {
        "stop": st.sampled_from([stop.id for stop in season.stops]),
        **dict.fromkeys(("arrives", "starts", "leaves"), clock),
    }
    assert {field.name for field in fields(Visit)} == set(of_visit)
    figure = st.floats(-1e6, 1e6).map(lambda value: round(value, 4))
    of_goal = dict.fromkeys(("amount", "weight", "points"), figure)
    assert {field.name for field in fields(GoalScore)} - {"goal"} == set(of_goal)
    kind = draw(st.sampled_from(("tour", "visit", "goal", "score")))
    if kind == "tour":
        name = draw(st.sampled_from(sorted(of_tour)))
        return with_tour(result, number, **{name: draw(of_tour[name])})
    if kind == "visit":
        name = draw(st.sampled_from(sorted(of_visit)))
        nth = draw(st.integers(0, len(tour.visits) - 1))
        return with_visit(result, number, nth, **{name: draw(of_visit[name])})
    if kind == "goal":
        name = draw(st.sampled_from(sorted(of_goal)))
        return with_goal(result, draw(st.integers(0, 6)), **{name: draw(of_goal[name])})
    return replace(result, score=draw(figure))


def is_as_true(changed: Result, result: Result) -> bool:
    """Tell by other means whether the changed result still says nothing untrue."""
    judged = judge(Plan.in_order(changed.plan.season, changed.plan.tours), result.bound)
    return judged.goals == changed.goals and judged.score == pytest.approx(changed.score, abs=1e-4)


@examples(400)
@given(wild_changes(hand_result()))
def test_any_change_of_one_field_is_caught_unless_every_rule_and_figure_still_holds(
    changed: Result,
) -> None:
    assume(changed != hand_result())
    if not wrong(changed):
        assert is_as_true(changed, hand_result())
        assert changed.plan.tours == Plan.in_order(changed.plan.season, changed.plan.tours).tours


# -- what is allowed -------------------------------------------------------------------------------


def later(tour: Tour, minutes: int) -> Tour:
    moved = {name: Clock(getattr(tour, name) + minutes) for name in CLOCKS}
    visits = tuple(
        Visit(
            visit.stop,
            *(Clock(time + minutes) for time in (visit.arrives, visit.starts, visit.leaves)),
        )
        for visit in tour.visits
    )
    return replace(tour, visits=visits, **moved)


def test_a_later_timetable_that_keeps_the_rule_is_only_remarked_on() -> None:
    result = hand_result()
    first, second = result.plan.tours
    moved = replace(result, plan=replace(result.plan, tours=(later(first, 30), second)))
    (finding,) = verify(moved)
    assert (finding.kind, finding.wrong) == ("remark", False)
    assert finding.departures == (first.departure,)


def test_a_timetable_with_a_needless_wait_is_only_remarked_on() -> None:
    result = hand_result()
    tour = result.plan.tours[0]
    (visit,) = tour.visits
    waiting = replace(visit, starts=Clock(visit.starts + 5), leaves=Clock(visit.leaves + 5))
    times = {name: Clock(getattr(tour, name) + 5) for name in ("returns", "back_at_depot")}
    (finding,) = verify(with_tour(result, 0, visits=(waiting,), **times))
    assert not finding.wrong


def test_a_timetable_so_late_that_the_slot_ends_before_is_wrong() -> None:
    result = hand_result()
    first, second = result.plan.tours
    assert wrong(replace(result, plan=replace(result.plan, tours=(later(first, 91), second))))
    moved = replace(result, plan=replace(result.plan, tours=(later(first, 90), second)))
    assert not wrong(moved)


def test_a_tours_own_id_the_version_and_cancelled_tours_claim_nothing() -> None:
    result = with_tour(hand_result(), 0, given_id="kept-from-before")
    cancelled = replace(hand_plan().tours[0], given_id="called-off")
    plan = replace(result.plan, version=3, cancelled=(cancelled,))
    assert verify(replace(result, plan=plan)) == ()


# -- what is said ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        (lambda r: with_tour(r, 0, drive_minutes=115), "figure", "drive_minutes is 115"),
        (lambda r: with_goal(r, 0, amount=1.0), "figure", "amount of reach is 1.0"),
        (lambda r: replace(r, score=1.0), "figure", "score is 1.0"),
        (lambda r: replace(r, bound=1.0), "figure", "below the score"),
        (lambda r: replace(r, status="optimal"), "figure", "status is optimal"),
        (lambda r: with_tour(r, 0, crew=r.plan.tours[0].crew[::-1]), "order", "order of its ids"),
    ],
)
def test_a_finding_says_what_the_file_claims_and_what_is_true(
    change: Callable[[Result], Result], kind: str, words: str
) -> None:
    found = wrong(change(hand_result()))
    assert any(finding.kind == kind and words in str(finding.message) for finding in found)


def test_a_broken_rule_is_named_with_its_tours() -> None:
    result = with_tour(hand_result(), 1, crew=("aeldre-sagen", "diabetesforeningen"))
    names = {finding.rule for finding in wrong(result) if finding.kind == "rule"}
    assert names == {"EveryTourIsCrewed", "CrewRequirementsAreMet"}
    tours = {finding.departures for finding in wrong(result) if finding.kind == "rule"}
    assert tours == {(result.plan.tours[1].departure,)}
