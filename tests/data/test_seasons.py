"""The bundled seasons are what the sources say, marked illustrative, and can be redone."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

SEASONS = (
    "slagelse-2021-efteraar",
    "slagelse-2022-boligsocial",
    "slagelse-2026-efteraar",
    "slagelse-2027-helaar",
)


@pytest.fixture(scope="module")
def folder(repository: Path) -> Path:
    return repository / "data" / "seasons"


def settings(folder: Path, season: str) -> dict[str, Any]:
    return tomllib.loads((folder / season / "season.toml").read_text(encoding="utf-8"))


def table(folder: Path, season: str, key: str) -> list[list[str]]:
    path = folder / season / settings(folder, season)["files"][key]
    text = path.read_bytes().decode("utf-8-sig")
    delimiter = ";" if ";" in text.splitlines()[0] else ","
    return list(csv.reader(text.splitlines(), delimiter=delimiter))[1:]


def text_of(path: Path) -> str:
    """Read a file as text, and a workbook as the text of its parts."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as workbook:
        return "\n".join(workbook.read(name).decode("utf-8") for name in workbook.namelist())


def test_there_are_exactly_these_four_seasons(folder: Path) -> None:
    assert tuple(sorted(one.parent.name for one in folder.glob("*/season.toml"))) == SEASONS


@pytest.mark.parametrize("season", SEASONS)
def test_each_season_says_in_danish_that_it_is_illustrative(folder: Path, season: str) -> None:
    note = settings(folder, season)["note"]
    assert note.startswith("Illustrativ: ")
    assert "opdigtet" in note


@pytest.mark.parametrize("season", SEASONS)
def test_the_autumn_or_school_holiday_is_closed(folder: Path, season: str) -> None:
    assert settings(folder, season)["calendar"]["closed"]


@pytest.mark.parametrize(
    ("season", "associations"), list(zip(SEASONS, (17, 24, 33, 60), strict=True))
)
def test_each_season_has_its_number_of_associations(
    folder: Path, season: str, associations: int
) -> None:
    ids = [row[0] for row in table(folder, season, "associations")]
    assert len(ids) == len(set(ids)) == associations


def test_the_autumn_of_2021_is_six_tours_in_thirteen_weeks_and_stands_on_solens_plads(
    folder: Path,
) -> None:
    season = settings(folder, SEASONS[0])
    assert season["tours"]["min"] == season["tours"]["max"] == 6
    assert (season["last_date"] - season["first_date"]).days + 1 == 13 * 7
    (pin,) = season["pins"]
    assert (pin["date"].isoformat(), pin["stop"]) == ("2021-10-09", "solens-plads")


def test_the_spring_of_2022_visits_only_social_housing_and_knows_the_autumn_before(
    folder: Path,
) -> None:
    season = settings(folder, SEASONS[1])
    assert season["tours"]["max"] == 3
    assert season["tours"]["requirements"] == [{"tag": "boligsocialt", "min": 3}]
    history = table(folder, SEASONS[1], "history")
    assert len(history) == 6
    assert all("illustrativ" in row[-1] for row in history)


def test_the_season_of_2022_is_written_as_a_danish_spreadsheet_writes_it(folder: Path) -> None:
    for name in ("foreninger.csv", "svar.csv", "historik.csv"):
        written = (folder / SEASONS[1] / name).read_bytes()
        assert written.startswith(b"\xef\xbb\xbf")
        assert b";" in written.splitlines()[0]
        assert b"\r\n" in written


def test_the_residents_of_2026_add_up_to_those_of_the_areas(folder: Path) -> None:
    rows = table(folder, SEASONS[2], "residents")
    with (folder.parent / "areas" / "facts" / "areas.csv").open(encoding="utf-8") as file:
        areas = list(csv.DictReader(file))
    for column, name in ((2, "residents"), (3, "social_residents")):
        assert sum(int(row[column]) for row in rows) == sum(int(row[name]) for row in areas)


def test_an_association_is_a_real_organisation_or_says_that_it_is_invented(
    folder: Path,
) -> None:
    with (folder.parent / "areas" / "facts" / "organisations.csv").open(encoding="utf-8") as file:
        real = {row["id"]: row["name"] for row in csv.DictReader(file)}
    for season in SEASONS:
        for row in table(folder, season, "associations"):
            assert real.get(row[0]) == row[1] or row[1].endswith("(opdigtet)")


def test_contacts_are_roles_with_addresses_that_reach_nobody(folder: Path) -> None:
    for season in SEASONS:
        for row in table(folder, season, "associations"):
            assert row[-3] == "Kontaktperson"
            assert row[-2] == f"{row[0]}@example.org"
            assert row[-1] == "00 00 00 00"
    for path in folder.rglob("*.*"):
        for address in re.findall(r"[\w.+-]+@[\w.-]+\w", text_of(path)):
            assert address.endswith("@example.org"), path


def test_making_the_tables_again_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, folder / "make_seasons.py", tmp_path], check=True)
    made = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(made) == 11
    for path in made:
        kept = folder / path.relative_to(tmp_path)
        assert path.read_bytes() == kept.read_bytes(), kept.name
