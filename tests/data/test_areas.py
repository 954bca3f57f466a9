"""The bundled areas, stops and roads hold together, say where they come from, and can be redone."""

from __future__ import annotations

import csv
import importlib.util
import json
from collections import Counter
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

SQUARE_METRES = 111_320.0**2 * 0.5686
"""Square metres in a square degree at 55.35° north."""
FILES = ("slagelse.geojson", "slagelse-stops.geojson", "slagelse-roads.geojson")
SOCIAL_HOUSING = {"slagelse-nordbyen", "slagelse-sydbyen", "korsoer-halsskov", "skaelskoer"}


@pytest.fixture(scope="module")
def folder(repository: Path) -> Path:
    return repository / "data" / "areas"


@pytest.fixture(scope="module")
def script(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_areas", folder / "make_areas.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def collection(folder: Path, name: str) -> dict[str, Any]:
    return json.loads((folder / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def areas(folder: Path) -> dict[str, dict[str, Any]]:
    return {one["properties"]["id"]: one for one in collection(folder, FILES[0])["features"]}


@pytest.fixture(scope="module")
def shapes(areas: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {name: shape(one["geometry"]) for name, one in areas.items()}


def facts(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "facts" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_area_is_one_valid_polygon(shapes: dict[str, Any]) -> None:
    assert {one.geom_type for one in shapes.values()} == {"Polygon"}
    assert all(one.is_valid for one in shapes.values())


def test_the_areas_fit_edge_to_edge_without_overlap(shapes: dict[str, Any]) -> None:
    assert shapely.coverage_is_valid(list(shapes.values()))
    overlap = sum(one.intersection(other).area for one, other in combinations(shapes.values(), 2))
    assert overlap * SQUARE_METRES < 1


def test_the_areas_cover_the_outline(shapes: dict[str, Any], script: ModuleType) -> None:
    outline = shapely.union_all(list(script.read_outline().values()))
    covered = shapely.union_all(list(shapes.values()))
    hectare = 10_000
    assert covered.symmetric_difference(outline).area * SQUARE_METRES < hectare


def test_no_area_is_a_sliver(shapes: dict[str, Any]) -> None:
    assert min(one.area for one in shapes.values()) * SQUARE_METRES > 1_000_000
    assert all(not one.buffer(-0.001).is_empty for one in shapes.values())


def test_every_stop_lies_in_its_own_area_or_within_400_metres(
    folder: Path, shapes: dict[str, Any]
) -> None:
    outside = set()
    for one in collection(folder, FILES[1])["features"]:
        point, area = shape(one["geometry"]), shapes[one["properties"]["area"]]
        if not area.covers(point):
            outside.add(one["properties"]["id"])
            assert area.distance(point) * 111_320 < 400
    assert outside == {"bisserup-havn", "stigsnaes-havn"}


def test_ids_and_figures_are_those_of_the_facts(
    folder: Path, areas: dict[str, dict[str, Any]]
) -> None:
    rows = facts(folder, "areas.csv")
    assert list(areas) == [row["id"] for row in rows]
    for row in rows:
        properties = areas[row["id"]]["properties"]
        assert properties["name"] == row["name"]
        assert properties["residents"] == int(row["residents"])
        assert properties["social_residents"] == int(row["social_residents"])
        assert properties["residents_basis"] == row["residents_basis"]
        assert properties["social_basis"] == row["social_basis"]
    stops = collection(folder, FILES[1])["features"]
    assert [one["properties"]["id"] for one in stops] == [
        row["id"] for row in facts(folder, "stops.csv")
    ]


def test_there_are_thirty_areas_forty_two_stops_and_a_hundred_roads(folder: Path) -> None:
    counts = [len(collection(folder, name)["features"]) for name in FILES]
    assert counts == [30, 42, 100]
    modes = Counter(one["properties"]["mode"] for one in collection(folder, FILES[2])["features"])
    assert modes == {"road": 98, "ferry": 2}


def test_exactly_the_four_areas_of_the_helhedsplan_are_social_housing(
    areas: dict[str, dict[str, Any]],
) -> None:
    tagged = {name for name, one in areas.items() if "boligsocialt" in one["properties"]["tags"]}
    counted = {name for name, one in areas.items() if one["properties"]["social_residents"]}
    assert tagged == counted == SOCIAL_HOUSING


def test_every_stop_has_a_danish_note(folder: Path) -> None:
    noted = {row["id"] for row in facts(folder, "stop-notes-da.csv")}
    assert noted == {row["id"] for row in facts(folder, "stops.csv")}


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_a_licence_and_its_sources_stand_in_sources_md(
    folder: Path, name: str
) -> None:
    data, prose = collection(folder, name), (folder / "SOURCES.md").read_text(encoding="utf-8")
    assert "ODbL" in data["licence"]
    assert any("OpenStreetMap" in line for line in data["sources"])
    assert all(line in prose for line in data["sources"])


def test_the_areas_file_carries_every_attribution(folder: Path) -> None:
    shown = " ".join(collection(folder, FILES[0])["sources"])
    for owner in (
        "© OpenStreetMap contributors, ODbL 1.0",
        "Geodatastyrelsen og Danske Kommuner, DAGI 1:500.000, februar 2014",
        "Klimadatastyrelsen: DAR og DAGI (afstemningsområder), december 2025",
        "GeoNames (geonames.org), CC BY 4.0",
        "Danmarks Statistik",
        "Slagelse Kommune",
    ):
        assert owner in shown


def test_coordinates_have_at_most_five_decimals(folder: Path) -> None:
    text = (folder / FILES[0]).read_text(encoding="utf-8")
    for one in json.loads(text)["features"]:
        for lon, lat in shapely.get_coordinates(shape(one["geometry"])).tolist():
            assert (lon, lat) == (round(lon, 5), round(lat, 5))


def test_making_the_files_again_gives_the_same_bytes(
    folder: Path, script: ModuleType, tmp_path: Path
) -> None:
    script.main(tmp_path)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()
