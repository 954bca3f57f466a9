"""Rule 3, second half: at most max_per_week tours in an ISO week, all buses together."""

from __future__ import annotations

from datetime import date, timedelta

from busplan.rules.tours_a_week import ToursAWeekAreKept
from busplan.season import Season, TourLimits
from tests.small_season import MONDAY, NEXT_MONDAY, TUESDAY, a_season, a_tour, broken, keeps

RULE = ToursAWeekAreKept()
SUNDAY = MONDAY + timedelta(days=6)


def season_with(max_per_week: int | None) -> Season:
    return a_season(tours=TourLimits(max=13, max_visits=3, max_per_week=max_per_week))


def test_as_many_tours_as_a_week_has_room_for_is_fine_and_one_more_is_not() -> None:
    season = season_with(2)
    two = [a_tour(season, MONDAY), a_tour(season, TUESDAY)]
    assert keeps(RULE, season, *two)
    assert not keeps(RULE, season, *two, a_tour(season, SUNDAY))


def test_a_week_runs_from_monday_to_sunday() -> None:
    season = season_with(1)
    assert not keeps(RULE, season, a_tour(season, MONDAY), a_tour(season, SUNDAY))
    assert keeps(RULE, season, a_tour(season, SUNDAY), a_tour(season, NEXT_MONDAY))


def test_the_week_across_new_year_is_one_week() -> None:
    season = season_with(1)
    in_the_old_year, in_the_new = date(2025, 12, 29), date(2026, 1, 4)
    (violation,) = broken(RULE, season, a_tour(season, in_the_old_year), a_tour(season, in_the_new))
    assert "Week 1 of 2026" in str(violation.message)


def test_the_last_sunday_before_the_week_of_new_year_belongs_to_the_week_before() -> None:
    season = season_with(1)
    assert keeps(
        RULE, season, a_tour(season, date(2025, 12, 28)), a_tour(season, date(2025, 12, 29))
    )


def test_weeks_of_one_number_in_two_years_are_two_weeks() -> None:
    season = a_season(
        first_date=date(2025, 1, 6),
        last_date=date(2026, 1, 31),
        tours=TourLimits(max=13, max_visits=3, max_per_week=1),
    )
    second_weeks = date(2025, 1, 8), date(2026, 1, 7)
    assert keeps(RULE, season, *(a_tour(season, day) for day in second_weeks))


def test_the_tours_of_all_buses_count_together() -> None:
    season = season_with(1)
    assert not keeps(
        RULE, season, a_tour(season, MONDAY, bus="bus"), a_tour(season, TUESDAY, bus="van")
    )


def test_without_a_limit_every_day_may_have_a_tour() -> None:
    season = season_with(None)
    assert keeps(RULE, season, *(a_tour(season, MONDAY + timedelta(days=n)) for n in range(7)))
