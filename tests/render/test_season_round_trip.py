"""A season written as folder or workbook and loaded again is the same season."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from busplan.bundled import bundled_season, season_names
from busplan.load import load_season
from busplan.render.season_folder import render_season_folder
from busplan.render.season_workbook import render_season_workbook
from busplan.season import Season
from busplan.travel import TravelTimes
from tests.hand_season import hand_season
from tests.hostile_season import a_network, hostile_seasons, residents_of

Through = Callable[[Season], Season]
UNSHRUNK = [Phase.explicit, Phase.reuse, Phase.generate]
"""A workbook takes half a second, so a season that fails is shown as it is found."""

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def through_folder(season: Season) -> Season:
    """Write a season as a folder and load it."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in render_season_folder(season).items():
            (Path(folder) / name).write_bytes(content)
        return load_season(Path(folder))[0]


def through_workbook(season: Season) -> Season:
    """Write a season as a workbook and load it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "season.xlsx"
        path.write_bytes(render_season_workbook(season))
        return load_season(path)[0]


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(hostile_seasons())
def test_a_hostile_season_written_as_a_folder_loads_as_the_same_season(season: Season) -> None:
    assert through_folder(season) == season


@settings(max_examples=15, deadline=None, suppress_health_check=SLOW, phases=UNSHRUNK)
@given(hostile_seasons())
def test_a_hostile_season_written_as_a_workbook_loads_as_the_same_season(season: Season) -> None:
    assert through_workbook(season) == season


@pytest.mark.parametrize("name", season_names())
def test_a_bundled_season_is_the_same_through_folder_and_workbook(name: str) -> None:
    season, _ = load_season(bundled_season(name))
    assert through_folder(season) == season
    assert through_workbook(season) == season


@pytest.mark.parametrize("through", [through_folder, through_workbook])
def test_a_road_network_stays_with_its_season(through: Through) -> None:
    season = replace(
        hand_season(), travel=TravelTimes("network", {}, roads=a_network(), ferries=True)
    )
    once = through(season)
    assert once.travel.roads == a_network()
    assert once.travel.ferries
    assert once.travel.estimated
    assert through(once) == once


@pytest.mark.parametrize("through", [through_folder, through_workbook])
def test_straight_lines_keep_their_speed(through: Through) -> None:
    season = replace(hand_season(), travel=TravelTimes("straight_line", {}, kmh=37.5))
    once = through(season)
    assert once.travel.kmh == 37.5
    assert through(once) == once


@pytest.mark.parametrize("through", [through_folder, through_workbook])
def test_residents_by_point_stay(through: Through) -> None:
    base = hand_season()
    season = replace(base, residents=residents_of(base))
    once = through(season)
    assert once.residents == season.residents


@pytest.mark.parametrize("through", [through_folder, through_workbook])
def test_a_year_with_every_second_day_closed_stays(through: Through) -> None:
    days = frozenset(date.fromordinal(n) for n in range(738_000, 738_400, 2))
    season = replace(
        hand_season(), first_date=min(days), last_date=max(days), closed=days, answers={}
    )
    season = replace(season, buses=(replace(season.buses[0], closed=days),), pins=())
    once = through(season)
    assert once.closed == days
    assert once.buses[0].closed == days
