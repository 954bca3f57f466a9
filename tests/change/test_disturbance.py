"""What an event makes impossible, and which shifts another plan keeps, disturbs and asks for."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from busplan.change import (
    CONFIRMED,
    BusOut,
    Closed,
    Disturbance,
    Event,
    Shift,
    Unavailable,
    changed_season,
)
from busplan.plan import Plan
from busplan.rules import RULES
from busplan.season import Season
from tests.small_season import MONDAY, NEXT_MONDAY, TUESDAY, a_plan, a_season, a_tour, with_stop
from tests.solver.brute_force import plans_by_brute_force
from tests.solver.test_search_against_brute_force import TINY, short_tours
from tests.strategies import examples, gentle_seasons

SEASON = a_season()
OLD = a_plan(
    SEASON,
    a_tour(SEASON, MONDAY, "north-1 south-1", "blue green"),
    a_tour(SEASON, NEXT_MONDAY, "east-1", "red"),
)
FIRST, SECOND = OLD.tours


def shift(day: object, who: str) -> Shift:
    tour = FIRST if day == MONDAY else SECOND
    return Shift(tour.departure, who)


def after(*events: Event, **more: object) -> Disturbance:
    return Disturbance(changed_season(SEASON, events), OLD, **more)  # type: ignore[arg-type]


def test_an_association_that_can_not_come_loses_its_shift_and_nobody_elses() -> None:
    assert after(Unavailable("blue", MONDAY)).lost == {shift(MONDAY, "blue")}


def test_an_event_in_another_slot_or_on_another_date_loses_nothing() -> None:
    assert after(Unavailable("blue", MONDAY, "morning")).lost == frozenset()
    assert after(Unavailable("blue", TUESDAY)).lost == frozenset()
    assert after(Unavailable("blue", MONDAY, "afternoon")).lost == {shift(MONDAY, "blue")}


def test_a_closed_date_and_a_bus_that_is_out_lose_every_shift_of_the_tour() -> None:
    both = {shift(MONDAY, "blue"), shift(MONDAY, "green")}
    assert after(Closed(MONDAY)).lost == both
    assert after(BusOut("bus", MONDAY)).lost == both
    assert after(BusOut("van", MONDAY)).lost == frozenset()


def test_a_stop_that_the_season_has_closed_since_loses_the_tour() -> None:
    season = with_stop(SEASON, "south-1", closed=frozenset({MONDAY}))
    assert Disturbance(season, OLD).lost == {shift(MONDAY, "blue"), shift(MONDAY, "green")}


def test_an_equal_plan_keeps_everything() -> None:
    difference = after().against(OLD)
    assert difference.kept == (
        shift(MONDAY, "blue"),
        shift(MONDAY, "green"),
        shift(NEXT_MONDAY, "red"),
    )
    assert (difference.lost, difference.disturbed, difference.asked) == ((), (), ())
    assert difference.weight == 0


def test_another_order_of_the_stops_disturbs_the_whole_crew() -> None:
    turned = a_tour(SEASON, MONDAY, "south-1 north-1", "blue green")
    difference = after().against(a_plan(SEASON, turned, SECOND))
    assert difference.disturbed == (shift(MONDAY, "blue"), shift(MONDAY, "green"))
    assert difference.asked == ()
    assert difference.weight == 2


def test_a_tour_that_moves_disturbs_its_crew_and_asks_it_anew() -> None:
    moved = a_tour(SEASON, TUESDAY, "north-1 south-1", "blue green")
    difference = after().against(a_plan(SEASON, moved, SECOND))
    assert difference.disturbed == (shift(MONDAY, "blue"), shift(MONDAY, "green"))
    assert difference.asked == (Shift(moved.departure, "blue"), Shift(moved.departure, "green"))


def test_who_is_added_is_asked_and_disturbs_nobody() -> None:
    more = replace(FIRST, crew=("blue", "green", "red"))
    difference = after().against(a_plan(SEASON, more, SECOND))
    assert difference.asked == (shift(MONDAY, "red"),)
    assert difference.weight == 0


def test_a_confirmed_shift_weighs_more_and_a_lost_one_nothing() -> None:
    sure = frozenset({shift(MONDAY, "green"), shift(MONDAY, "blue")})
    disturbance = after(Unavailable("blue", MONDAY), confirmed=sure)
    difference = disturbance.against(a_plan(SEASON, SECOND))
    assert difference.disturbed == (shift(MONDAY, "green"),)
    assert difference.weight == CONFIRMED
    assert disturbance.left_of(FIRST) == CONFIRMED
    assert disturbance.weight(shift(MONDAY, "blue")) == 0


def test_what_lies_before_the_date_is_past() -> None:
    disturbance = after(begins=TUESDAY)
    assert disturbance.past == (FIRST,)
    assert disturbance.ahead == (SECOND,)
    assert after(begins=MONDAY).past == ()


@examples(25)
@given(gentle_seasons(**TINY).map(short_tours), st.data())
def test_a_plan_after_an_event_keeps_the_rules_of_before(
    season: Season, data: st.DataObject
) -> None:
    day = data.draw(st.sampled_from(season.dates))
    event = data.draw(
        st.sampled_from(
            [
                Closed(day),
                *(Unavailable(who.id, day) for who in season.associations),
                *(BusOut(bus.id, day) for bus in season.buses),
            ]
        )
    )
    for plan in list(plans_by_brute_force(changed_season(season, [event])))[:50]:
        before = Plan(season, plan.tours)
        assert not [one for rule in RULES for one in rule.violations(before)]
