"""Rule 11: associations that never crew the same tour."""

from __future__ import annotations

import pytest

from busplan.rules.apart import ApartPairsAreKeptApart
from tests.small_season import (
    MONDAY,
    TUESDAY,
    a_season,
    a_tour,
    broken,
    keeps,
    with_association,
)

RULE = ApartPairsAreKeptApart()


@pytest.mark.parametrize(("names", "named"), [("blue", "red"), ("red", "blue")])
def test_it_is_enough_that_one_of_the_two_names_the_other(names: str, named: str) -> None:
    season = with_association(a_season(), names, apart=(named,))
    assert not keeps(RULE, season, a_tour(season, MONDAY, crew="blue red"))
    assert keeps(RULE, season, a_tour(season, MONDAY, crew="blue green"))


def test_a_pair_that_names_each_other_is_told_once() -> None:
    season = with_association(a_season(), "blue", apart=("red",))
    season = with_association(season, "red", apart=("blue",))
    assert len(broken(RULE, season, a_tour(season, MONDAY, crew="blue red"))) == 1


def test_two_kept_apart_may_crew_different_tours_of_one_date() -> None:
    season = with_association(a_season(), "blue", apart=("red",))
    assert keeps(
        RULE,
        season,
        a_tour(season, MONDAY, crew="blue", bus="bus"),
        a_tour(season, MONDAY, crew="red", bus="van"),
        a_tour(season, TUESDAY, crew="blue green"),
    )


def test_keeping_two_pairs_apart_does_not_keep_the_outer_two_apart() -> None:
    season = with_association(a_season(), "green", apart=("blue", "red"))
    assert keeps(RULE, season, a_tour(season, MONDAY, crew="blue red"))


def test_an_association_that_names_itself_may_still_crew() -> None:
    season = with_association(a_season(), "blue", apart=("blue",))
    assert keeps(RULE, season, a_tour(season, MONDAY, crew="blue red"))
