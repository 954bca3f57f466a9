"""Rule 10: the crew's people fit the bus' seats."""

from __future__ import annotations

from busplan.rules.seats import CrewFitsTheSeats
from tests.small_season import (
    MONDAY,
    a_season,
    a_tour,
    broken,
    keeps,
    with_association,
    with_bus,
)

RULE = CrewFitsTheSeats()


def test_a_crew_that_takes_every_seat_fits_and_one_person_more_does_not() -> None:
    season = with_association(a_season(), "blue", people=4)
    assert keeps(RULE, season, a_tour(season, MONDAY, crew="blue red"))
    season = with_association(season, "blue", people=5)
    (violation,) = broken(RULE, season, a_tour(season, MONDAY, crew="blue red"))
    assert "takes 7 seats" in str(violation.message)


def test_each_bus_has_its_own_seats() -> None:
    season = with_bus(a_season(), "van", seats=3)
    assert keeps(RULE, season, a_tour(season, MONDAY, crew="blue red", bus="bus"))
    assert not keeps(RULE, season, a_tour(season, MONDAY, crew="blue red", bus="van"))


def test_associations_that_send_nobody_fit_a_bus_without_seats() -> None:
    season = with_bus(with_association(a_season(), "blue", people=0), "bus", seats=0)
    assert keeps(RULE, season, a_tour(season, MONDAY, crew="blue"))
    assert not keeps(RULE, season, a_tour(season, MONDAY, crew="red"))
