"""Rule 8, second half: the crew brings what the tour, or the areas it visits, ask for."""

from __future__ import annotations

from busplan.rules.crew_requirements import CrewRequirementsAreMet
from busplan.season import CrewLimits, Requirement, Season
from tests.small_season import MONDAY, TUESDAY, a_season, a_tour, broken, keeps

RULE = CrewRequirementsAreMet()


def season_with(*requirements: Requirement) -> Season:
    return a_season(crew=CrewLimits(min=0, max=3, requirements=requirements))


def test_as_many_with_the_tag_as_required_is_fine_and_one_less_is_not() -> None:
    season = season_with(Requirement("host", 2))
    assert keeps(RULE, season, a_tour(season, MONDAY, crew="blue green"))
    assert not keeps(RULE, season, a_tour(season, MONDAY, crew="blue red"))


def test_a_requirement_without_where_concerns_every_tour() -> None:
    season = season_with(Requirement("host", 1))
    without = a_tour(season, TUESDAY, "east-1", crew="red")
    (violation,) = broken(RULE, season, a_tour(season, MONDAY, crew="blue"), without)
    assert violation.departures == (without.departure,)


def test_a_requirement_with_where_concerns_only_tours_to_areas_with_that_tag() -> None:
    season = season_with(Requirement("arabic", 1, where="social"))
    assert keeps(RULE, season, a_tour(season, MONDAY, "south-1", crew="blue"))
    assert not keeps(RULE, season, a_tour(season, MONDAY, "north-1", crew="blue"))
    assert keeps(RULE, season, a_tour(season, MONDAY, "north-1", crew="green"))


def test_one_stop_in_such_an_area_is_enough_to_concern_the_tour() -> None:
    season = season_with(Requirement("arabic", 1, where="social"))
    assert not keeps(RULE, season, a_tour(season, MONDAY, "south-1 north-1", crew="blue"))


def test_one_association_may_meet_several_requirements() -> None:
    season = season_with(Requirement("host", 1), Requirement("arabic", 1))
    assert keeps(RULE, season, a_tour(season, MONDAY, crew="green"))


def test_a_requirement_that_nobody_can_meet_is_broken_by_every_tour_and_by_no_empty_plan() -> None:
    season = season_with(Requirement("pilot", 1))
    assert not keeps(RULE, season, a_tour(season, MONDAY, crew="blue green red"))
    assert keeps(RULE, season)


def test_the_reason_names_those_who_can_and_says_when_nobody_can() -> None:
    season = season_with(Requirement("arabic", 1), Requirement("pilot", 1))
    arabic, pilot = season.crew.requirements
    assert "The Green" in str(RULE.reason(season, arabic))
    assert "nobody" in str(RULE.reason(season, pilot))
