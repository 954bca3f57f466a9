"""The bundled seasons load without a fault, and everybody in them could crew a tour."""

from __future__ import annotations

from functools import cache

import pytest

from busplan.bundled import bundled_season, season_names
from busplan.errors import Fault
from busplan.load import load_season
from busplan.rules.open_dates import why_closed
from busplan.season import Answer, Season

JUST_OUTSIDE_THEIR_AREA = {"bisserup-havn", "stigsnaes-havn"}
ONLY_BY_FERRY = {"agersoehallen", "omoe-forsamlingshus"}


@cache
def loaded(name: str) -> tuple[Season, tuple[Fault, ...]]:
    return load_season(bundled_season(name))


@pytest.mark.parametrize("name", season_names())
def test_the_only_warnings_are_of_harbours_outside_their_area_and_of_islands_without_a_ferry(
    name: str,
) -> None:
    ferries = name == "slagelse-2027-helaar"
    expected = JUST_OUTSIDE_THEIR_AREA | (set() if ferries else ONLY_BY_FERRY)
    season, warnings = loaded(name)
    shown = [str(warning) for warning in warnings]
    assert len(shown) == len(expected)
    for stop in expected:
        assert any(season.stop_by_id[stop].name in line for line in shown), stop


@pytest.mark.parametrize("name", season_names())
def test_every_association_can_crew_on_more_than_five_departures(name: str) -> None:
    season, _ = loaded(name)
    departures = [
        departure for departure in season.every_departure() if why_closed(season, departure) is None
    ]
    for association in season.associations:
        chances = [
            departure
            for departure in departures
            if season.answer(association, departure.date, departure.slot) is not Answer.NO
        ]
        assert len(chances) > 5, association.id


@pytest.mark.parametrize("name", season_names())
def test_the_note_and_the_sources_reach_the_season(name: str) -> None:
    season, _ = loaded(name)
    assert season.note.startswith("Illustrativ: ")
    assert any("Frivilligcenter" in source for source in season.sources)


@pytest.mark.parametrize("name", season_names())
def test_the_attribution_of_the_areas_reaches_the_season(name: str) -> None:
    season, _ = loaded(name)
    shown = " ".join(season.sources)
    assert "OpenStreetMap contributors" in shown
    assert "DAGI 1:500.000" in shown
