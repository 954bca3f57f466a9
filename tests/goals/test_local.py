"""Local roots: associations on board where they are at home."""

from __future__ import annotations

from busplan.goals.local import BringLocals
from busplan.season import Season
from tests.small_season import MONDAY, TUESDAY, a_plan, a_season, a_tour, with_association


def local(season: Season, *tours: object) -> float:
    return BringLocals().amount(a_plan(season, *tours))


def test_an_association_counts_once_for_each_visited_area_it_is_at_home_in() -> None:
    season = with_association(a_season(), "blue", home_areas=("north", "south"))
    assert local(season, a_tour(season, MONDAY, "north-1", crew="blue")) == 1
    assert local(season, a_tour(season, MONDAY, "north-1 south-1 east-1", crew="blue")) == 2
    assert local(season, a_tour(season, MONDAY, "east-1", crew="blue")) == 0


def test_each_association_at_home_counts() -> None:
    season = with_association(a_season(), "blue", home_areas=("north",))
    season = with_association(season, "red", home_areas=("north",))
    assert local(season, a_tour(season, MONDAY, "north-1", crew="blue green red")) == 2


def test_each_tour_counts() -> None:
    season = with_association(a_season(), "blue", home_areas=("north",))
    tours = (a_tour(season, day, "north-1", crew="blue") for day in (MONDAY, TUESDAY))
    assert local(season, *tours) == 2


def test_two_stops_of_one_area_on_one_tour_are_one_area() -> None:
    season = with_association(a_season(), "blue", home_areas=("north",))
    assert local(season, a_tour(season, MONDAY, "north-1 north-2", crew="blue")) == 1


def test_a_home_area_named_twice_is_one_home() -> None:
    season = with_association(a_season(), "blue", home_areas=("north", "north"))
    assert local(season, a_tour(season, MONDAY, "north-1", crew="blue")) == 1
