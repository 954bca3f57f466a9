"""Participation: many associations on board, each further shift worth less."""

from __future__ import annotations

from datetime import timedelta

import pytest

from busplan.goals.participation import LetManyTakePart
from tests.small_season import MONDAY, TUESDAY, a_plan, a_season, a_tour

SEASON = a_season()


@pytest.mark.parametrize(("shifts", "worth"), [(0, 0), (1, 1), (2, 1.4), (3, 1.56), (4, 1.624)])
def test_an_association_with_more_shifts_gives_ever_less(shifts: int, worth: float) -> None:
    tours = [a_tour(SEASON, MONDAY + timedelta(days=n), crew="blue") for n in range(shifts)]
    assert LetManyTakePart().amount(a_plan(SEASON, *tours)) == pytest.approx(worth)


def test_associations_add_up() -> None:
    tours = a_tour(SEASON, MONDAY, crew="blue green"), a_tour(SEASON, TUESDAY, crew="blue red")
    assert LetManyTakePart().amount(a_plan(SEASON, *tours)) == pytest.approx(1.4 + 1 + 1)
