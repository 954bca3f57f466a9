"""Needs: somebody on board for what the visited area needs."""

from __future__ import annotations

from busplan.goals.needs import MeetNeeds
from busplan.season import Season
from tests.small_season import MONDAY, TUESDAY, a_plan, a_season, a_tour, with_area


def needs(season: Season, *tours: object) -> float:
    return MeetNeeds().amount(a_plan(season, *tours))


SEASON = with_area(a_season(), "north", needs=("host", "arabic", "pilot"))
"""Blue is a host; green is a host and speaks Arabic; nobody is a pilot."""


def test_each_need_that_somebody_on_board_has_the_tag_for_is_met() -> None:
    assert needs(SEASON, a_tour(SEASON, MONDAY, "north-1", crew="blue")) == 1
    assert needs(SEASON, a_tour(SEASON, MONDAY, "north-1", crew="green")) == 2
    assert needs(SEASON, a_tour(SEASON, MONDAY, "north-1", crew="red")) == 0


def test_a_need_is_met_once_however_many_meet_it() -> None:
    assert needs(SEASON, a_tour(SEASON, MONDAY, "north-1", crew="blue green")) == 2


def test_needs_count_at_each_visit() -> None:
    tours = (a_tour(SEASON, day, "north-1", crew="green") for day in (MONDAY, TUESDAY))
    assert needs(SEASON, *tours) == 4


def test_one_crew_meets_the_needs_of_every_area_on_its_tour() -> None:
    season = with_area(SEASON, "south", needs=("host",))
    assert needs(season, a_tour(season, MONDAY, "north-1 south-1", crew="blue")) == 2


def test_only_visited_areas_have_needs_to_meet() -> None:
    assert needs(SEASON, a_tour(SEASON, MONDAY, "south-1", crew="green")) == 0


def test_a_need_named_twice_is_one_need() -> None:
    season = with_area(SEASON, "north", needs=("host", "host"))
    assert needs(season, a_tour(season, MONDAY, "north-1", crew="blue")) == 1
