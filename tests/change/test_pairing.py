"""Tours keep their ids from version to version, so that calendars move what has moved."""

from __future__ import annotations

from dataclasses import replace

from busplan.change import OwnChange, next_version, own_changes, pair_tours
from busplan.clock import Clock
from busplan.plan import Plan, Tour
from tests.small_season import MONDAY, NEXT_MONDAY, TUESDAY, WEDNESDAY, a_plan, a_season, a_tour

SEASON = a_season()
FIRST = a_tour(SEASON, MONDAY, "north-1 south-1", "blue green")
SECOND = a_tour(SEASON, NEXT_MONDAY, "east-1", "red")
OLD = a_plan(SEASON, FIRST, SECOND)


def ids(plan: Plan) -> list[str]:
    return [plan.tour_id(tour) for tour in plan.tours]


def pairs(new: Plan) -> list[tuple[Tour | None, Tour | None]]:
    return [(pair.old, pair.new) for pair in pair_tours(OLD, new)]


def test_a_tour_at_the_same_departure_is_the_same_tour_wherever_it_goes() -> None:
    other = a_tour(SEASON, MONDAY, "east-1", "red")
    assert pairs(a_plan(SEASON, other, SECOND)) == [(FIRST, other), (SECOND, SECOND)]


def test_a_tour_to_the_same_areas_on_another_date_is_the_one_that_moved() -> None:
    moved = a_tour(SEASON, WEDNESDAY, "north-2", "blue")
    pair = pair_tours(OLD, a_plan(SEASON, moved, SECOND))[0]
    assert (pair.old, pair.new, pair.moved, pair.rerouted) == (FIRST, moved, True, True)


def test_a_tour_to_other_areas_on_another_date_is_new_and_the_old_one_called_off() -> None:
    new = a_tour(SEASON, TUESDAY, "east-1", "blue")
    assert pairs(a_plan(SEASON, new, SECOND)) == [(FIRST, None), (SECOND, SECOND), (None, new)]


def test_of_two_tours_that_could_be_it_the_one_with_more_of_its_areas_is() -> None:
    half = a_tour(SEASON, TUESDAY, "north-1", "blue green")
    whole = a_tour(SEASON, WEDNESDAY, "south-1 north-1", "red")
    found = dict(pairs(a_plan(SEASON, half, whole, SECOND)))
    assert found[FIRST] == whole
    assert found[None] == half


def test_the_next_version_counts_on_and_moved_tours_keep_their_id() -> None:
    moved = a_tour(SEASON, TUESDAY, "north-1 south-1", "red")
    new = next_version(OLD, a_plan(SEASON, moved, SECOND))
    assert new.version == 1
    assert ids(new) == ["2026-01-12-pm-bus", "2026-01-19-pm-bus"]
    assert new.cancelled == ()


def test_a_tour_called_off_stands_as_cancelled_with_its_id() -> None:
    new = next_version(OLD, a_plan(SEASON, SECOND))
    assert [tour.given_id for tour in new.cancelled] == ["2026-01-12-pm-bus"]
    assert ids(new) == ["2026-01-19-pm-bus"]


def test_no_id_is_given_twice_even_where_a_tour_comes_back() -> None:
    without = next_version(OLD, a_plan(SEASON, SECOND))
    again = next_version(without, a_plan(SEASON, FIRST, SECOND))
    assert again.version == 2
    assert ids(again) == ["2026-01-12-pm-bus-2", "2026-01-19-pm-bus"]
    assert [again.tour_id(tour) for tour in again.cancelled] == ["2026-01-12-pm-bus"]


def test_a_new_tour_where_one_moved_away_gets_an_id_of_its_own() -> None:
    moved = a_tour(SEASON, TUESDAY, "north-1 south-1", "blue")
    before = next_version(OLD, a_plan(SEASON, moved, SECOND))
    fresh = a_tour(SEASON, MONDAY, "east-1", "green")
    new = next_version(before, a_plan(SEASON, fresh, moved, SECOND))
    assert ids(new) == ["2026-01-12-pm-bus-2", "2026-01-12-pm-bus", "2026-01-19-pm-bus"]


def test_a_tour_that_runs_as_before_keeps_its_later_timetable() -> None:
    visit = replace(SECOND.visits[0], starts=Clock.parse("13:30"), leaves=Clock.parse("14:00"))
    later = replace(SECOND, visits=(visit,), returns=Clock.parse("14:10"),
                    back_at_depot=Clock.parse("14:20"))  # fmt: skip
    old = a_plan(SEASON, FIRST, later)
    new = next_version(old, a_plan(SEASON, FIRST, replace(SECOND, crew=("blue",))))
    assert new.tours[1] == replace(later, crew=("blue",))


def test_each_association_is_told_its_own_changes_only() -> None:
    moved = a_tour(SEASON, TUESDAY, "north-1 south-1", "blue red")
    assert own_changes(OLD, a_plan(SEASON, moved, SECOND)) == {
        "blue": (OwnChange("moved", FIRST, moved),),
        "green": (OwnChange("gone", FIRST, None),),
        "red": (OwnChange("new", None, moved),),
    }


def test_whose_shifts_are_as_they_were_is_told_nothing_though_others_on_board_change() -> None:
    crewed = replace(FIRST, crew=("blue", "red"))
    assert set(own_changes(OLD, a_plan(SEASON, crewed, SECOND))) == {"green", "red"}
