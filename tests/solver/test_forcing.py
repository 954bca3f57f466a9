"""What an area's visit costs is what planning again with the opposite gives, and is told so."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from busplan.errors import Message
from busplan.goals import score
from busplan.language import Language
from busplan.plan import Plan
from busplan.result import Result, judge
from busplan.season import Season
from busplan.solver import opposite
from busplan.solver.forcing import explain_area
from busplan.solver.progress import Budget
from busplan.travel import Leg
from busplan.verify import verify
from tests.small_season import MONDAY, a_plan, a_tour, travel, with_area, with_stop
from tests.solver.brute_force import best_score, plans_by_brute_force
from tests.solver.clashing_season import MONDAYS_DATE, danish, two_weeks, with_tours
from tests.solver.test_search_against_brute_force import TINY, short_tours
from tests.strategies import examples, gentle_seasons

BUDGET = Budget(seconds=60)


def best_plan(season: Season) -> Plan | None:
    """Give a best plan by looking at all of them."""
    return max(plans_by_brute_force(season), key=score, default=None)


def one_tour(**changes: object) -> Season:
    """Give a season in which one tour to one stop is made, and only reach counts."""
    season = with_tours(two_weeks(**changes), min=1, max=1, max_visits=1)
    season = replace(season, closed=frozenset(season.dates[1:]))
    weights = {**dict.fromkeys(season.weights, 0.0), "reach": 1.0}
    return replace(season, weights=weights)


def to_north(season: Season) -> Result:
    """Plan the tour to North, where 100 live, 40 of them in social housing: 180 points."""
    return judge(a_plan(season, a_tour(season, MONDAY, "north-1", slot="morning")), 180.0)


def told(season: Season, result: Result, area: str) -> list[str]:
    return danish(explain_area(season, result, area, BUDGET).sentences)


# -- against trying every plan ---------------------------------------------------------------------


@examples(25)
@given(gentle_seasons(**TINY).map(short_tours), st.data())
def test_the_cost_of_the_opposite_is_the_difference_of_the_best_plans(
    season: Season, data: st.DataObject
) -> None:
    plan = best_plan(season)
    assume(plan is not None)
    assert plan is not None
    area = data.draw(st.sampled_from(season.areas))
    visits = len(plan.tours_by_area[area.id])
    limits = {"max_visits": 0} if visits else {"min_visits": max(1, area.min_visits)}
    other = best_score(with_area(season, area.id, **limits))
    result = judge(plan, score(plan))
    found = explain_area(season, result, area.id, BUDGET)
    event(f"visits {min(visits, 1)}, {'a' if other is not None else 'no'} plan with the opposite")
    assert (found.visits, found.forced_in) == (visits, visits == 0)
    solved = found.opposite
    assert (solved.result is None) == (other is None)
    if other is None or solved.result is None:
        assert (solved.cost_at_least, solved.cost_at_most) == (None, None)
        assert solved.clash
        return
    assert solved.cost_at_most == pytest.approx(score(plan) - other, abs=0.011)
    assert solved.cost_at_least == pytest.approx(solved.cost_at_most, abs=0.011)
    assert verify(solved.result) == ()
    assert bool(solved.result.plan.tours_by_area[area.id]) == found.forced_in


# -- in words --------------------------------------------------------------------------------------


def test_forcing_a_visit_tells_what_is_lost_and_who_loses() -> None:
    season = with_stop(one_tour(), "south-1", visit_minutes=40)
    assert told(season, to_north(season), "south") == [
        "Hvis en tur skulle besøge South:",
        "Planen ville miste 130 point (72,2 % af pointene).",
        f"North mister besøget {MONDAYS_DATE}.",
        f"South får besøg {MONDAYS_DATE}.",
        "50 færre beboere nås.",
    ]


def test_forbidding_a_visit_tells_who_gains() -> None:
    season = one_tour()
    found = explain_area(season, to_north(season), "north", BUDGET)
    assert not found.forced_in
    assert danish(found.sentences)[0] == "Hvis ingen tur måtte besøge North:"
    assert f"South får besøg {MONDAYS_DATE}." in danish(found.sentences)
    assert (found.opposite.cost_at_least, found.opposite.cost_at_most) == (130, 130)


def test_the_minutes_of_driving_are_counted_too() -> None:
    season = one_tour()
    far = Leg(21.0, 8.0)
    season = replace(season, travel=travel(hall__south_1=far, south_1__hall=far))
    assert told(season, to_north(season), "south")[-1] == "Der køres 22 minutter mere."


def test_what_costs_nothing_is_told_so() -> None:
    season = with_area(one_tour(), "south", residents=180)
    assert "Planen ville være lige så god." in told(season, to_north(season), "south")


def test_a_better_plan_than_the_one_that_is_explained_is_told() -> None:
    season = with_area(one_tour(), "south", residents=300)
    assert told(season, to_north(season), "south")[1] == (
        "Der blev fundet en plan, der er 120 point bedre end denne: lav planen igen med mere tid."
    )


def test_a_share_of_a_score_below_nothing_is_a_share_of_its_size() -> None:
    season = replace(one_tour(), weights={**one_tour().weights, "driving": 10.0})
    assert told(season, to_north(season), "south")[1] == (
        "Planen ville miste 130 point (59,1 % af pointene)."
    )


@pytest.mark.parametrize(
    ("bound", "sentence"),
    [
        (150.0, "Planen ville miste mellem 30 og 130 point (mere nåede ikke at blive bevist)."),
        (190.0, "Planen ville højst miste 130 point (mere nåede ikke at blive bevist)."),
    ],
)
def test_what_is_not_proved_is_told_as_a_span(
    monkeypatch: pytest.MonkeyPatch, bound: float, sentence: str
) -> None:
    season = one_tour()
    plan = a_plan(season, a_tour(season, MONDAY, "south-1", slot="morning"))

    class Report:
        result = judge(plan, bound)

    monkeypatch.setattr(opposite, "search", lambda *_, **__: Report)
    found = explain_area(season, to_north(season), "south", BUDGET)
    assert danish(found.sentences)[1] == sentence
    assert found.opposite.cost_at_least == 180 - bound
    assert found.opposite.cost_at_most == 130


# -- where the opposite cannot be ------------------------------------------------------------------


def test_a_visit_that_cannot_be_forced_is_told_with_what_stands_against_it() -> None:
    season = with_stop(one_tour(), "south-1", visit_minutes=170)
    found = explain_area(season, to_north(season), "south", BUDGET)
    assert found.opposite.result is None
    assert danish(found.opposite.clash) == [
        (
            "En tur til South One tager mindst 190 minutter med opholdet på 170 minutter; "
            "det længste tidsrum er på 180 minutter."
        )
    ]
    assert danish(found.sentences) == [
        "South kan ikke besøges; disse krav står i vejen:",
        *danish(found.opposite.clash),
    ]


def test_a_visit_that_another_area_has_first_call_on_is_told() -> None:
    season = with_area(replace(one_tour(), closed=frozenset()), "north", min_visits=1)
    assert told(season, to_north(season), "south") == [
        "South kan ikke besøges; disse krav står i vejen:",
        "Sæsonen må højst have 1 tur.",
        "North skal besøges mindst én gang.",
    ]


def test_a_visit_that_must_be_cannot_be_left_out() -> None:
    season = with_area(one_tour(), "north", min_visits=1)
    assert told(season, to_north(season), "north") == [
        "North kan ikke udelades; disse krav forlanger det:",
        "North skal besøges mindst én gang.",
    ]


def test_a_search_without_time_says_so() -> None:
    season = one_tour()
    stop = threading.Event()
    stop.set()
    found = explain_area(season, to_north(season), "south", BUDGET, stop)
    assert (found.opposite.result, found.opposite.clash, found.opposite.cost_at_least) == (
        None,
        (),
        None,
    )
    assert danish(found.sentences) == [
        "Tiden var for kort til at finde ud af, hvad det modsatte ville koste."
    ]


def english(said: Sequence[Message]) -> list[str]:
    return [Language("en").say(sentence) for sentence in said]


def test_all_of_it_is_told_in_english_too() -> None:
    season = one_tour()
    assert english(explain_area(season, to_north(season), "south", BUDGET).sentences) == [
        "If a tour had to visit South:",
        "The plan would lose 130 points (72.2 % of the score).",
        "North loses its visit on Monday 12 January 2026.",
        "South is visited on Monday 12 January 2026.",
        "50 fewer residents are reached.",
    ]
