"""Rule 8, first half: every tour is crewed by crew.min to crew.max associations."""

from __future__ import annotations

import pytest

from busplan.rules.crew_size import EveryTourIsCrewed
from busplan.season import CrewLimits
from tests.small_season import MONDAY, TUESDAY, a_season, a_tour, broken, keeps

RULE = EveryTourIsCrewed()
SEASON = a_season(crew=CrewLimits(min=1, max=2))


@pytest.mark.parametrize("crew", ["blue", "blue green"])
def test_from_the_least_to_the_most_associations_is_fine(crew: str) -> None:
    assert keeps(RULE, SEASON, a_tour(SEASON, MONDAY, crew=crew))


@pytest.mark.parametrize("crew", ["", "blue green red"])
def test_one_association_less_or_more_is_not(crew: str) -> None:
    assert not keeps(RULE, SEASON, a_tour(SEASON, MONDAY, crew=crew))


def test_a_tour_with_a_crew_makes_up_for_no_other() -> None:
    empty = a_tour(SEASON, TUESDAY)
    (violation,) = broken(RULE, SEASON, a_tour(SEASON, MONDAY, crew="blue green"), empty)
    assert violation.departures == (empty.departure,)
