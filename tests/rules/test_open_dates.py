"""Rule 1: tours run on open dates only."""

from __future__ import annotations

from datetime import date, timedelta

from busplan.rules.open_dates import ToursRunOnOpenDates
from tests.small_season import MONDAY, TUESDAY, a_season, a_tour, broken, keeps, with_bus

RULE = ToursRunOnOpenDates()
DAY = timedelta(days=1)


def test_a_tour_may_run_on_the_first_and_the_last_date_and_not_a_day_outside() -> None:
    season = a_season()
    assert keeps(RULE, season, a_tour(season, season.first_date))
    assert keeps(RULE, season, a_tour(season, season.last_date))
    assert not keeps(RULE, season, a_tour(season, season.first_date - DAY))
    assert not keeps(RULE, season, a_tour(season, season.last_date + DAY))


def test_a_tour_runs_only_on_an_offered_weekday() -> None:
    season = a_season(weekdays=frozenset({0}))
    assert keeps(RULE, season, a_tour(season, MONDAY))
    assert not keeps(RULE, season, a_tour(season, TUESDAY))


def test_a_closed_date_is_closed_and_the_day_after_is_not() -> None:
    season = a_season(closed=frozenset({MONDAY}))
    assert not keeps(RULE, season, a_tour(season, MONDAY))
    assert keeps(RULE, season, a_tour(season, TUESDAY))


def test_no_tour_runs_on_a_public_holiday() -> None:
    new_year = date(2026, 1, 1)
    season = a_season(public_holidays={new_year: "Nytårsdag"})
    (violation,) = broken(RULE, season, a_tour(season, new_year))
    assert "Nytårsdag" in str(violation.message)
    assert keeps(RULE, season, a_tour(season, new_year + DAY))


def test_a_tour_runs_on_a_public_holiday_where_the_season_allows_it() -> None:
    new_year = date(2026, 1, 1)
    season = a_season(public_holidays={new_year: "Nytårsdag"}, runs_on_public_holidays=True)
    assert keeps(RULE, season, a_tour(season, new_year))


def test_a_season_that_runs_on_public_holidays_still_keeps_its_closed_dates() -> None:
    season = a_season(
        public_holidays={MONDAY: "En helligdag"},
        runs_on_public_holidays=True,
        closed=frozenset({MONDAY}),
    )
    assert not keeps(RULE, season, a_tour(season, MONDAY))


def test_a_bus_that_is_closed_stays_at_home_while_the_other_runs() -> None:
    season = with_bus(a_season(), "bus", closed=frozenset({MONDAY}))
    assert not keeps(RULE, season, a_tour(season, MONDAY, bus="bus"))
    assert keeps(RULE, season, a_tour(season, MONDAY, bus="van"))


def test_each_tour_on_a_closed_date_is_named() -> None:
    season = a_season(closed=frozenset({MONDAY}))
    one, other = (a_tour(season, MONDAY, bus=bus) for bus in ("bus", "van"))
    found = broken(RULE, season, one, other, a_tour(season, TUESDAY))
    assert [violation.departures for violation in found] == [(one.departure,), (other.departure,)]
