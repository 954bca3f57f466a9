"""Rule 7: enough tours visit areas with certain tags."""

from __future__ import annotations

from busplan.rules.tour_requirements import TourRequirementsAreMet
from busplan.season import Requirement, Season, TourLimits
from tests.small_season import MONDAY, TUESDAY, a_season, a_tour, broken, keeps

RULE = TourRequirementsAreMet()


def season_with(*requirements: Requirement) -> Season:
    return a_season(tours=TourLimits(max=13, max_visits=3, requirements=requirements))


def test_as_many_tours_as_required_is_fine_and_one_less_is_not() -> None:
    season = season_with(Requirement("coast", 2))
    one, other = a_tour(season, MONDAY, "north-1"), a_tour(season, TUESDAY, "south-1")
    assert keeps(RULE, season, one, other)
    assert not keeps(RULE, season, one, a_tour(season, TUESDAY, "east-1"))


def test_a_tour_to_two_areas_with_the_tag_counts_once() -> None:
    season = season_with(Requirement("coast", 2))
    assert not keeps(RULE, season, a_tour(season, MONDAY, "north-1 south-1"))


def test_a_tour_counts_when_any_of_its_stops_lies_in_an_area_with_the_tag() -> None:
    season = season_with(Requirement("social", 1))
    assert keeps(RULE, season, a_tour(season, MONDAY, "east-1 south-1 north-2"))


def test_each_requirement_that_is_not_met_is_told() -> None:
    season = season_with(Requirement("coast", 1), Requirement("social", 1))
    assert len(broken(RULE, season)) == 2


def test_tags_are_case_sensitive() -> None:
    season = season_with(Requirement("Coast", 1))
    assert not keeps(RULE, season, a_tour(season, MONDAY, "north-1"))
