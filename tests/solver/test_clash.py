"""Whatever clashes is found, none of it can be spared, and it is told even without time."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import event, given

from busplan.language import Language
from busplan.rules import RULES
from busplan.season import CrewLimits, Requirement, Season
from busplan.solver import reasons
from busplan.solver.cpsat import CpSat, Effort
from busplan.solver.demands import Demand
from busplan.solver.linear import LinearModel
from busplan.solver.model import JointModel, posting_order
from busplan.solver.reasons import _Clash, why_no_plan
from busplan.solver.tours import open_departures, route_pool
from tests.small_season import with_area
from tests.solver.brute_force import plans_by_brute_force
from tests.solver.clashing_season import NO_TIME, UNFINISHED, danish, two_weeks, with_tours
from tests.solver.test_search_against_brute_force import TINY, short_tours
from tests.strategies import examples, seasons


def clashing(season: Season) -> tuple[LinearModel, list[Demand]] | None:
    """Give the model of a season and the demands of a clash in it, found to the end, if any."""
    pool = route_pool(season, open_departures(season))
    model = JointModel(season, pool, keep_forbidden=True)
    for rule in posting_order():
        model.post(rule)
    clash = _Clash(model.linear, float("inf"), None)
    demands = clash.shrink()
    assert clash.finished
    return None if demands is None else (model.linear, demands)


def holds(linear: LinearModel, demands: Sequence[Demand]) -> bool:
    """Tell whether a model has a solution with the rows of some demands only."""
    kept = [
        row
        for row in linear.rows
        if row.rule is None or row.about == "aboard" or Demand(row.rule, row.about) in demands
    ]
    answer = CpSat(LinearModel(linear.uppers, kept)).solve(Effort(60), cp_model_presolve=False)
    assert answer.outcome in {"optimal", "infeasible"}
    return answer.outcome == "optimal"


@examples(60)
@given(seasons(**TINY).map(short_tours))
def test_a_clash_is_found_exactly_when_there_is_no_plan_and_none_of_it_can_be_spared(
    season: Season,
) -> None:
    plan = next(plans_by_brute_force(season), None)
    found = clashing(season)
    assert (found is None) == (plan is not None)
    if found is None:
        event("a plan")
        return
    linear, demands = found
    event(f"{len(demands)} demands clash")
    assert not holds(linear, demands)
    for demand in demands:
        assert holds(linear, [other for other in demands if other != demand])


@examples(40)
@given(seasons(**TINY).map(short_tours))
def test_whatever_clashes_is_told_in_both_languages(season: Season) -> None:
    told = why_no_plan(season, seconds=60)
    assert told
    found = clashing(season)
    if found is None:
        assert danish(told) == [NO_TIME]
        return
    by_name = {type(rule).__name__: rule for rule in RULES}
    reasons_of_all = [by_name[one.rule].reason(season, one.about) for one in found[1]]
    assert set(danish(reasons_of_all)) <= set(danish(told))
    for code in ("da", "en"):
        for sentence in (Language(code).say(one) for one in told):
            assert sentence.endswith(".")
            assert "{" not in sentence


# -- time and size ---------------------------------------------------------------------------------


def a_season_short_of_hosts() -> Season:
    """Two tours, each with a host, and no host."""
    season = with_tours(two_weeks(), min=2)
    return replace(season, crew=CrewLimits(0, 3, (Requirement("vært", 1),)))


def test_without_time_what_can_be_counted_is_told_all_the_same() -> None:
    told = danish(why_no_plan(a_season_short_of_hosts(), seconds=0))
    assert told == ["Ingen forening har 'vært'; 2 ture er krævet."]


def test_without_time_and_nothing_to_count_that_is_what_is_told() -> None:
    season = with_area(two_weeks(), "south", min_visits=3)
    assert danish(why_no_plan(season, seconds=0)) == [NO_TIME]
    stop = threading.Event()
    stop.set()
    assert danish(why_no_plan(season, stop=stop)) == [NO_TIME]


def test_where_time_runs_out_on_the_way_what_clashes_so_far_is_told_and_that_it_did(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop = threading.Event()
    solve = CpSat.solve

    def solve_once(*args: object, **named: object) -> object:
        answer = solve(*args, **named)
        stop.set()
        return answer

    monkeypatch.setattr(CpSat, "solve", solve_once)
    told = danish(why_no_plan(a_season_short_of_hosts(), stop=stop))
    assert told[0] == "Ingen forening har 'vært'; 2 ture er krævet."
    assert "Hver tur skal have mindst 1 forening med 'vært' om bord: ingen." in told
    assert told[-1] == UNFINISHED


def test_of_a_season_too_large_to_search_only_counted_shortages_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reasons, "LARGE", 0)
    told = danish(why_no_plan(a_season_short_of_hosts()))
    assert told == ["Ingen forening har 'vært'; 2 ture er krævet."]
    assert danish(why_no_plan(two_weeks())) == [
        "Sæsonen er for stor til at finde ud af, hvilke krav der støder sammen."
    ]
