"""The folder of a season: canonical names, Danish dialect of CSV, a comment on each setting."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from dataclasses import replace

from busplan.render.season_folder import render_season_folder
from busplan.render.season_settings import MEANINGS
from busplan.vocabulary import COLUMNS, SETTINGS
from tests.hand_season import hand_season
from tests.hostile_season import NASTY


def test_csv_is_utf_8_with_a_mark_and_semicolons() -> None:
    content = render_season_folder(hand_season())["associations.csv"]
    assert content.startswith(b"\xef\xbb\xbfid;name;tags;home_areas;people;")


def test_numbers_have_the_decimal_mark_of_the_language() -> None:
    assert b";22,1;28;estimate\r\n" in render_season_folder(hand_season())["matrix.csv"]
    assert b";22.1;28;estimate\r\n" in render_season_folder(hand_season("en"))["matrix.csv"]


def test_names_stand_exactly_as_they_are() -> None:
    base = hand_season()
    associations = tuple(
        replace(base.associations[0], id=f"a{n}", name=name) for n, name in enumerate(NASTY)
    )
    files = render_season_folder(replace(base, associations=associations, answers={}))
    text = files["associations.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert [row["name"] for row in rows] == list(NASTY)


def test_season_toml_names_exactly_the_files_that_are_written() -> None:
    files = render_season_folder(hand_season())
    settings = tomllib.loads(files["season.toml"].decode())
    named = {*settings["files"].values(), settings["travel"]["matrix"]}
    assert named == files.keys() - {"season.toml"}


def test_every_setting_has_a_comment_in_the_season_s_language() -> None:
    danish = render_season_folder(hand_season())["season.toml"].decode()
    assert "max = 2 # Flest ture i sæsonen" in danish
    english = render_season_folder(hand_season("en"))["season.toml"].decode()
    assert "max = 2 # Most tours in the season" in english


def test_an_answer_for_every_slot_of_a_date_is_one_row() -> None:
    text = render_season_folder(hand_season())["availability.csv"].decode("utf-8-sig")
    assert text.splitlines()[1] == "aeldre-sagen;2026-10-22;;prefer"


def test_geojson_has_a_feature_on_each_line_and_leaves_out_what_is_empty() -> None:
    lines = render_season_folder(hand_season())["stops.geojson"].decode().splitlines()
    stops = [json.loads(line.rstrip(",")) for line in lines[1:-1]]
    assert [stop["properties"]["id"] for stop in stops] == [s.id for s in hand_season().stops]
    assert all(
        value not in ("", None, []) for stop in stops for value in stop["properties"].values()
    )


def test_every_setting_has_a_danish_name_and_a_meaning() -> None:
    assert MEANINGS.keys() == SETTINGS.keys() - {"travel.url"}


def test_danish_names_are_different_from_each_other() -> None:
    assert len(set(COLUMNS.values())) == len(COLUMNS)
    assert len(set(SETTINGS.values())) == len(SETTINGS)
