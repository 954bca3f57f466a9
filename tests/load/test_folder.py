"""A season folder: defaults, what [files] may name, and what comes of it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from busplan.errors import FaultyInput
from busplan.load import load_season
from busplan.season import DEFAULT_WEIGHTS, Reach, VisitLimits
from tests.load.small_season import SmallSeason, collection, small_areas


def test_what_is_left_out_takes_the_values_of_the_contract(small: SmallSeason) -> None:
    season = small.load()
    assert season.weights == DEFAULT_WEIGHTS
    assert season.reach == Reach(3.0, 0.4, 800)
    assert season.visits == VisitLimits(2, 3)
    assert season.tours.max_per_week is None
    assert season.buses[0].speed_factor == 1
    assert season.buses[0].closed == frozenset()
    area = season.areas[1]
    assert (area.social_residents, area.priority, area.min_visits, area.max_visits) == (0, 1, 0, 2)
    association = season.associations[1]
    assert (association.min_shifts, association.max_shifts) == (0, None)
    assert season.residents is None


def test_one_key_of_a_section_keeps_the_defaults_of_the_others(small: SmallSeason) -> None:
    season = small.append("[weights]\nlocal = 0\n[reach]\nrepeat_factor = 0\n").load()
    assert season.weights == {**DEFAULT_WEIGHTS, "local": 0}
    assert season.reach == Reach(3.0, 0.0, 800)


def test_an_areas_most_visits_follow_the_season_unless_it_has_its_own(small: SmallSeason) -> None:
    season = small.append("[visits]\nmax_per_area = 4\n").area(max_visits=1).load()
    assert [area.max_visits for area in season.areas] == [1, 4]


def test_closed_dates_and_intervals_include_both_ends(small: SmallSeason) -> None:
    closed = small.load().closed
    assert (min(closed), max(closed), len(closed)) == (
        date(2026, 10, 12),
        date(2026, 10, 18),
        7,
    )


def test_public_holidays_are_named_in_the_seasons_language(small: SmallSeason) -> None:
    small.settings("last_date = 2026-11-29", "last_date = 2026-12-31")
    assert small.load().public_holidays == {
        date(2026, 12, 25): "Juledag",
        date(2026, 12, 26): "Anden juledag",
    }


def test_the_prayer_day_was_a_holiday_until_2023(small: SmallSeason) -> None:
    small.settings("first_date = 2026-08-31", "first_date = 2023-05-01")
    days = small.load().public_holidays
    assert date(2023, 5, 5) in days
    assert date(2024, 4, 26) not in days
    assert not {date(2024, 5, 1), date(2024, 6, 5), date(2024, 12, 24), date(2024, 12, 31)} & set(
        days
    )


def test_the_season_file_itself_may_be_named(small: SmallSeason) -> None:
    folder = small.write()
    assert load_season(folder / "season.toml") == load_season(folder)


def test_a_season_loads_alike_twice(small: SmallSeason) -> None:
    assert small.load() == small.load()


def test_attribution_lines_of_all_files_are_kept_once_each(small: SmallSeason) -> None:
    small.settings('language = "da"', 'language = "da"\nnote = "Opdigtet"\nsources = ["A", "B"]')
    small.geojson("areas.geojson", collection(*small_areas(), sources=["B", "© C"]))
    season = small.load()
    assert season.sources == ("A", "B", "© C")
    assert season.note == "Opdigtet"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/etc/hostname.csv", "absolute path"),
        ("C:/secret.csv", "absolute path"),
        ("C:\\\\secret.csv", "absolute path"),
        ("\\\\\\\\server\\\\share.csv", "absolute path"),
        ("file:///etc/x.csv", "absolute path"),
        ("~/x.csv", "absolute path"),
        ("../../../etc/passwd", "ending"),
        ("season.toml", "ending"),
        ("associations.csv/", "not the name of a file"),
        ("folder.csv", "not a file"),
        ("link.csv", "symbolic link"),
        ("linked-folder/associations.csv", "symbolic link"),
        ("nothing.csv", "does not exist"),
        ("pipe.csv", "not a file"),
    ],
)
def test_paths_that_lead_astray_are_refused(small: SmallSeason, path: str, said: str) -> None:
    folder = small.settings('"associations.csv"', f'"{path}"').write()
    (folder / "folder.csv").mkdir()
    (folder / "link.csv").symlink_to(folder / "associations.csv")
    (folder / "linked-folder").symlink_to(folder)
    os.mkfifo(folder / "pipe.csv")
    fault = small.faults()[0]
    assert said in str(fault.what)


def test_a_path_may_climb(small: SmallSeason) -> None:
    folder = small.settings('"associations.csv"', '"../tables/associations.csv"').write()
    (folder.parent / "tables").mkdir()
    (folder / "associations.csv").rename(folder.parent / "tables" / "associations.csv")
    assert len(small.load().associations) == 2


def test_a_large_file_is_refused_unread(small: SmallSeason) -> None:
    folder = small.write()
    with (folder / "availability.csv").open("r+b") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(FaultyInput) as refused:
        load_season(folder)
    assert "larger than 64 MB" in str(refused.value)


@pytest.mark.parametrize(
    "toml", ["name = ", "\xff", "a = " + "[" * 5000, "a = " + "9" * 10000, "x" * 2_000_000]
)
def test_a_season_file_that_is_no_toml_is_one_fault(small: SmallSeason, toml: str) -> None:
    content = toml.encode("latin-1")
    assert small.file("season.toml", content).fault().file == "season.toml"


@pytest.mark.parametrize("name", ["", "season.docx", "nowhere"])
def test_what_is_not_a_season_is_refused_by_name_only(tmp_path: Path, name: str) -> None:
    if name.endswith("docx"):
        (tmp_path / name).write_bytes(b"PK")
    with pytest.raises(FaultyInput) as refused:
        load_season(tmp_path / name)
    assert str(tmp_path) not in str(refused.value)


def test_messages_name_files_as_the_season_does(small: SmallSeason) -> None:
    fault = small.settings('"areas.geojson"', '"../sæson/areas.geojson"').area(residents=-1).fault()
    assert fault.file == "../sæson/areas.geojson"
