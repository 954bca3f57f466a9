"""GeoJSON as map programs write it, and as nobody should."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from shapely import MultiPolygon, Point

from tests.load.small_season import SmallSeason, collection, point, small_areas, square


def reshaped(small: SmallSeason, geometry: object) -> SmallSeason:
    small.areas[1]["geometry"] = geometry
    small.stops.pop()
    small.file("associations.csv", "id,name\nroede-kors,A\naeldre-sagen,B\n")
    return small


def polygon(*corners: tuple[object, object]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[list(corner) for corner in corners]]}


FAULTS: dict[str, tuple[object, str]] = {
    "no geometry": (None, "no geometry"),
    "a geometry that is text": ("POINT (1 2)", "no geometry"),
    "a polygon of two points": (polygon((11, 55), (12, 55), (11, 55)), "at least 3"),
    "a polygon of one point many times": (polygon(*[(11, 55)] * 9), "at least 3"),
    "a polygon on one line": (polygon((11, 55), (12, 55), (13, 55), (11, 55)), "encloses nothing"),
    "a polygon without rings": ({"type": "Polygon", "coordinates": []}, "no outline"),
    "a line": ({"type": "LineString", "coordinates": [[11, 55], [12, 55]]}, "LineString"),
    "a collection": ({"type": "GeometryCollection", "geometries": []}, "not read"),
    "an unknown kind": ({"type": "Circle", "coordinates": [11, 55]}, "not read"),
    "a point without latitude": ({"type": "Point", "coordinates": [11]}, "needs longitude"),
    "a point in words": ({"type": "Point", "coordinates": ["11", "55"]}, "finite number"),
    "a point that is true": ({"type": "Point", "coordinates": [True, False]}, "finite number"),
    "a point that is not a number": (point(float("nan"), 55), "finite number"),
    "a point at infinity": (point(11, float("inf")), "finite number"),
    "a point off the globe": (point(11, 91), "not on the globe"),
    "a point in metres": (point(637000, 6140000), "metres of a projection"),
    "a point with longitude and latitude swapped": (point(55.4, 11.3), "swapped"),
    "no coordinates": ({"type": "Point"}, "needs longitude"),
}


@pytest.mark.parametrize(("geometry", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_an_area_is_refused_for(small: SmallSeason, geometry: object, said: str) -> None:
    fault = reshaped(small, geometry).fault()
    assert said in str(fault.what)
    assert "Feature 2 (dalmose)" in str(fault.what)


def test_an_area_may_be_a_point_or_several_polygons(small: SmallSeason) -> None:
    parts = [square(11.42, 55.30)["coordinates"], square(11.5, 55.2)["coordinates"]]
    small.areas[0]["geometry"] = point(11.14, 55.33)
    small.areas[1]["geometry"] = {"type": "MultiPolygon", "coordinates": parts}
    one, several = small.load().areas
    assert isinstance(one.geometry, Point)
    assert isinstance(several.geometry, MultiPolygon)


def test_heights_are_left_out(small: SmallSeason) -> None:
    small.stops[0]["geometry"]["coordinates"].append(37.5)
    assert small.load() is not None


def test_an_outline_that_crosses_itself_is_repaired_with_a_warning(small: SmallSeason) -> None:
    bow = polygon((11.40, 55.28), (11.44, 55.32), (11.44, 55.28), (11.40, 55.32), (11.40, 55.28))
    small.areas[1]["geometry"] = bow
    warnings = small.warnings()
    assert "crosses itself" in str(warnings[0].what)


def test_an_open_outline_is_closed(small: SmallSeason) -> None:
    small.areas[1]["geometry"]["coordinates"][0].pop()
    assert small.load().areas[1].geometry.is_valid


def test_a_scribble_of_thousands_of_corners_is_refused_quickly(small: SmallSeason) -> None:
    dice = random.Random(1)  # noqa: S311 (corners, not secrets)
    corners = [(11 + dice.random(), 55 + dice.random()) for _ in range(20_000)]
    assert "crosses itself" in str(reshaped(small, polygon(*corners)).fault().what)


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"]
)
def test_a_reference_system_that_is_wgs84_is_fine(small: SmallSeason, name: str) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    small.geojson("areas.geojson", collection(*small_areas(), crs=crs)).load()


def test_another_reference_system_is_refused_with_the_way_out(small: SmallSeason) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    fault = small.geojson("areas.geojson", collection(*small_areas(), crs=crs)).fault()
    assert "WGS84" in str(fault.remedy)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe{\x00",
        b'{"type": "FeatureCollection", "features": {}}',
        b'{"features": [' + b"[" * 100_000,
        b'{"features": "\xe6"}',
        b'{"features": [{"properties": {"name": "\\ud800"}}]}',
        b"9" * 100_000,
    ],
)
def test_what_is_no_collection_of_features_is_one_fault(small: SmallSeason, content: bytes) -> None:
    assert small.file("areas.geojson", content).fault().file == "areas.geojson"


@pytest.mark.parametrize("item", [None, 7, "x", [], {"properties": 3}, {"properties": None}])
def test_features_that_are_none_are_faults(small: SmallSeason, item: object) -> None:
    small.areas.append(item)  # type: ignore[arg-type]
    assert all("Feature 3" in str(fault.what) for fault in small.faults())


def test_thousands_of_properties_are_refused(small: SmallSeason) -> None:
    small.area(**{f"x_{n}": n for n in range(5000)})
    assert "properties" in str(small.fault().what)


def test_a_features_own_id_serves_where_its_properties_have_none(small: SmallSeason) -> None:
    small.areas[0]["id"] = small.areas[0]["properties"].pop("id")
    assert small.load().areas[0].id == "korsoer"


def test_areas_and_stops_may_stand_in_tables(small: SmallSeason) -> None:
    small.settings("areas.geojson", "areas.csv").settings("stops.geojson", "stops.csv")
    small.file(
        "areas.csv",
        "id;navn;beboere;mærker;geometri\n"
        "korsoer;Korsør;5000;by, havn;POLYGON ((11.1 55.3, 11.2 55.3, 11.2 55.4, 11.1 55.3))\n"
        "dalmose;Dalmose;700;;POINT (11.42 55.3)\n",
    )
    small.file(
        "stops.csv",
        "id;navn;område;længde;bredde;ophold_minutter\n"
        "solens-plads;Solens Plads;korsoer;11,19;55,33;90\n"
        "dalmosehallen;Dalmosehallen;dalmose;11,42;55,30;60\n",
    )
    season = small.load()
    assert (season.stops[0].lon, season.stops[0].lat) == (11.19, 55.33)
    assert season.areas[0].tags == ("by", "havn")


@pytest.mark.parametrize(
    "shape",
    [
        "POLYGON",
        "POLYGON ((11 55, 12 55))",
        "POLYGON ((11 55, 12 55, x y, 11 55))",
        "POINT EMPTY",
        "POINT (nan 55)",
        "POINT (11 99)",
        "GEOMETRYCOLLECTION (POINT (11 55))",
        "GEOMETRYCOLLECTION (" * 4000,
        "POINT (" * 9000,
        "CIRCLE (1 2)",
    ],
)
def test_a_shape_in_a_cell_is_refused(small: SmallSeason, shape: str) -> None:
    small.settings("areas.geojson", "areas.csv")
    small.file("areas.csv", f'id,name,geometry\nkorsoer,A,"{shape}"\ndalmose,B,POINT (11.4 55.3)\n')
    fault = small.fault()
    assert (fault.file, fault.row, fault.column) == ("areas.csv", 2, "geometry")


def test_a_list_and_a_text_split_by_commas_are_the_same(small: SmallSeason) -> None:
    small.areas[1]["properties"]["tags"] = [" by", "boligsocialt ", "by"]
    one, other = small.load().areas
    assert one.tags == other.tags == ("by", "boligsocialt")


def test_figures_are_quoted_as_the_file_writes_them(small: SmallSeason) -> None:
    text = json.dumps(collection(*small_areas())).replace("5000", "-5.000e3")
    assert small.file("areas.geojson", text).fault().value == "-5.000e3"
