"""Rule 9, second part: each association has between min_shifts and max_shifts shifts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from busplan.plan import Tour
from busplan.rules.shifts import ShiftsPerAssociationAreKept
from tests.small_season import MONDAY, a_season, a_tour, broken, keeps, with_association

RULE = ShiftsPerAssociationAreKept()
SEASON = with_association(a_season(), "blue", min_shifts=1, max_shifts=2)


def shifts(number: int) -> list[Tour]:
    return [a_tour(SEASON, MONDAY + timedelta(days=n), crew="blue") for n in range(number)]


@pytest.mark.parametrize("number", [1, 2])
def test_from_the_least_to_the_most_shifts_is_fine(number: int) -> None:
    assert keeps(RULE, SEASON, *shifts(number))


@pytest.mark.parametrize("number", [0, 3])
def test_one_shift_less_or_more_is_not(number: int) -> None:
    (violation,) = broken(RULE, SEASON, *shifts(number))
    assert "The Blue" in str(violation.message)


def test_an_association_without_a_most_may_crew_every_tour() -> None:
    tours = [a_tour(SEASON, MONDAY + timedelta(days=n), crew="red") for n in range(9)]
    assert keeps(RULE, SEASON, *tours, shifts(10)[-1])


def test_an_association_that_takes_no_shift_may_take_none() -> None:
    season = with_association(a_season(), "blue", max_shifts=0)
    assert keeps(RULE, season, a_tour(season, MONDAY, crew="red"))
    assert not keeps(RULE, season, a_tour(season, MONDAY, crew="blue red"))
