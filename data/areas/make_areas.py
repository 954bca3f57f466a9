"""Make the areas, stops and roads of Slagelse Kommune from the tables in ``facts/``.

Run it from anywhere: ``python data/areas/make_areas.py [OUT]``. The same facts give the same bytes.
OUT is the folder to write to, by default the one this script lies in.

The areas have no official borders, so each is drawn as the land that lies closest to it: Voronoi
cells (in a plane where a degree of longitude has its true length) around the area's centre, its
stops and the way between them, dissolved by area and clipped to the outline of the kommune.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely import MultiPoint, Point, Polygon
from shapely.affinity import scale
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
FACTS = HERE / "facts"

DEGREES = 1e-5
"""Coordinates are rounded to five decimals, about a metre."""
SEED_STEP_DEGREES = 0.003
"""How close together the points of an area lie on the way from its centre to its stops."""
SQUEEZE = math.cos(math.radians(55.35))
"""The length of a degree of longitude, in degrees of latitude, in the middle of the kommune."""

MAINLAND = "fastland"
ISLANDS = ("agersoe", "omoe")
"""Areas that are a ring of the outline by themselves."""

OPENSTREETMAP = "© OpenStreetMap contributors, ODbL 1.0 (openstreetmap.org/copyright)"
OUTLINE = "Indeholder data fra Geodatastyrelsen og Danske Kommuner, DAGI 1:500.000, februar 2014"
ADDRESSES = (
    "Indeholder data fra Klimadatastyrelsen: DAR og DAGI (afstemningsområder), december 2025"
)
GEONAMES = "GeoNames (geonames.org), CC BY 4.0"
STATISTICS = "Kilde: Danmarks Statistik"
KOMMUNE = "Kilde: Slagelse Kommune"
ALL_SOURCES = (OPENSTREETMAP, OUTLINE, ADDRESSES, GEONAMES, STATISTICS, KOMMUNE)

LICENCE = (
    "Points from OpenStreetMap: ODbL 1.0, and this file, made from them, likewise; "
    "the attribution lines under 'sources' must be shown. See SOURCES.md."
)

AREA_COLUMNS = (
    *("id", "name", "kind", "residents", "residents_basis", "social_residents", "social_basis"),
    *("tags", "needs", "needs_basis", "local_council", "parishes", "uncertainty_m"),
)
STOP_COLUMNS = (
    *("id", "name", "area", "address", "visit_minutes", "uncertainty_m", "coord_source"),
)
WHOLE_NUMBERS = frozenset({"residents", "social_residents", "visit_minutes", "uncertainty_m"})

Row = Mapping[str, str]
Feature = dict[str, Any]


def main(out: Path = HERE) -> None:
    """Write the three GeoJSON files to the folder `out`."""
    areas, stops = read_table("areas.csv"), read_table("stops.csv")
    roads = json.loads((FACTS / "roads.geojson").read_text(encoding="utf-8"))["features"]
    shapes = area_shapes(areas, stops, read_outline())
    notes = {row["id"]: row["note"] for row in read_table("stop-notes-da.csv")}

    write(
        out / "slagelse.geojson",
        "Areas of Slagelse Kommune: cells around their centres and stops, not official borders",
        ALL_SOURCES,
        [area_feature(area, shapes[area["id"]]) for area in areas],
    )
    write(
        out / "slagelse-stops.geojson",
        "Places in Slagelse Kommune where a bus could stand; nobody has promised a place",
        (OPENSTREETMAP, ADDRESSES),
        [stop_feature(stop, notes.get(stop["id"], "")) for stop in stops],
    )
    write(
        out / "slagelse-roads.geojson",
        "Estimated links between neighbouring places in Slagelse Kommune; not a road network",
        (OPENSTREETMAP, ADDRESSES),
        [road_feature(road) for road in roads],
    )


def read_table(name: str) -> list[Row]:
    """Return the rows of the table `name` in ``facts/``."""
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_outline() -> dict[str, Polygon]:
    """Return the outline's rings as polygons by name, in degrees."""
    rings: dict[str, list[tuple[float, float]]] = {}
    for row in sorted(read_table("outline.csv"), key=lambda row: int(row["order"])):
        rings.setdefault(row["ring"], []).append((float(row["lon"]), float(row["lat"])))
    return {ring: Polygon(points) for ring, points in rings.items()}


def area_shapes(
    areas: Iterable[Row], stops: Iterable[Row], outline: Mapping[str, Polygon]
) -> dict[str, BaseGeometry]:
    """Return the shape of each area by id; together they cover the outline without overlap."""
    stops = list(stops)
    seeds: dict[Point, str] = {}
    for area in areas:
        if area["id"] not in ISLANDS:
            own_stops = [point_of(stop) for stop in stops if stop["area"] == area["id"]]
            seeds |= dict.fromkeys(area_seeds(point_of(area), own_stops), area["id"])
    mainland = outline[MAINLAND]
    cells = voronoi_cells(seeds, mainland)
    shapes = give_away_loose_parts(dissolve(cells, seeds.values(), mainland), seeds)
    return shapes | {island: outline[island] for island in ISLANDS}


def point_of(row: Row) -> Point:
    """Return the point of a row with ``lon`` and ``lat``."""
    return Point(float(row["lon"]), float(row["lat"]))


def area_seeds(centre: Point, stops: Iterable[Point]) -> Iterator[Point]:
    """Give the centre, the stops, and points on the straight way from the one to the others."""
    yield centre
    for stop in stops:
        steps = max(1, math.ceil(centre.distance(stop) / SEED_STEP_DEGREES))
        for step in range(1, steps + 1):
            share = step / steps
            yield Point(
                centre.x + share * (stop.x - centre.x), centre.y + share * (stop.y - centre.y)
            )


def voronoi_cells(seeds: Iterable[Point], land: Polygon) -> list[BaseGeometry]:
    """Return the part of the plane that lies closest to each seed, in the order of the seeds."""
    flat = flatten(MultiPoint(list(seeds)))
    cells = shapely.voronoi_polygons(flat, extend_to=flatten(land), ordered=True)
    return [shapely.set_precision(unflatten(cell), DEGREES) for cell in cells.geoms]


def flatten(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry in degrees in the plane where both axes have the same length."""
    return scale(geometry, SQUEEZE, 1, origin=(0, 0))


def unflatten(geometry: BaseGeometry) -> BaseGeometry:
    """Undo `flatten`."""
    return scale(geometry, 1 / SQUEEZE, 1, origin=(0, 0))


def dissolve(
    cells: Iterable[BaseGeometry], owners: Iterable[str], land: Polygon
) -> dict[str, BaseGeometry]:
    """Return the union of each owner's cells, clipped to the land."""
    by_area: dict[str, list[BaseGeometry]] = {}
    for cell, area in zip(cells, owners, strict=True):
        by_area.setdefault(area, []).append(cell)
    return {area: clip(shapely.union_all(own), land) for area, own in by_area.items()}


def clip(shape: BaseGeometry, land: Polygon) -> BaseGeometry:
    """Return the part of `shape` on `land`, its corners on the grid of rounded coordinates."""
    return shapely.intersection(shape, land, grid_size=DEGREES)


def give_away_loose_parts(
    shapes: Mapping[str, BaseGeometry], seeds: Mapping[Point, str]
) -> dict[str, BaseGeometry]:
    """Return the shapes with each part that holds no seed of its area given to a neighbour.

    Such parts lie across an inlet; the neighbour is the one with the longest common border.
    """
    kept: dict[str, list[BaseGeometry]] = {area: [] for area in shapes}
    loose: list[tuple[str, BaseGeometry]] = []
    for area, shape in shapes.items():
        own = MultiPoint([seed for seed, owner in seeds.items() if owner == area])
        for part in shapely.get_parts(shape):
            if part.intersects(own):
                kept[area].append(part)
            else:
                loose.append((area, part))
    given = {area: list(parts) for area, parts in kept.items()}
    for area, part in loose:
        given[nearest_neighbour(part, area, kept)].append(part)
    return {area: shapely.union_all(parts, grid_size=DEGREES) for area, parts in given.items()}


def nearest_neighbour(part: BaseGeometry, area: str, kept: Mapping[str, list[BaseGeometry]]) -> str:
    """Return the other area that shares the longest border with `part`."""
    others = {other: shapely.union_all(own) for other, own in kept.items() if other != area}
    return max(others, key=lambda other: (part.intersection(others[other]).length, other))


def area_feature(area: Row, shape: BaseGeometry) -> Feature:
    """Return the GeoJSON feature of an area; its border counts as an estimate."""
    properties = chosen(area, AREA_COLUMNS)
    properties["centre_basis"] = area["centre_basis"]
    properties["shape_basis"] = (
        "outline of the island"
        if area["id"] in ISLANDS
        else "estimate: land closest to the area's centre and stops, no official border"
    )
    properties["sources"] = area["sources"]
    return feature(properties, mapping(shapely.orient_polygons(shape.normalize())))


def stop_feature(stop: Row, note: str) -> Feature:
    """Return the GeoJSON feature of a stop."""
    properties = chosen(stop, STOP_COLUMNS)
    if note:
        properties["note"] = note
    return feature(properties, mapping(point_of(stop)))


def road_feature(road: Feature) -> Feature:
    """Return the GeoJSON feature of a link, with `basis` under a name the format knows."""
    properties = dict(road["properties"])
    properties["travel_basis"] = properties.pop("basis")
    return feature(properties, road["geometry"])


def chosen(row: Row, columns: Iterable[str]) -> dict[str, Any]:
    """Return the filled cells of the columns, whole numbers as numbers."""
    return {
        column: int(row[column]) if column in WHOLE_NUMBERS else row[column]
        for column in columns
        if row[column]
    }


def feature(properties: Mapping[str, Any], geometry: Mapping[str, Any]) -> Feature:
    """Return a GeoJSON feature with coordinates of five decimals."""
    rounded = {"type": geometry["type"], "coordinates": rounded_all(geometry["coordinates"])}
    return {"type": "Feature", "properties": dict(properties), "geometry": rounded}


def rounded_all(coordinates: Any) -> Any:
    """Return nested coordinates rounded to five decimals."""
    if isinstance(coordinates, float | int):
        return round(float(coordinates), 5)
    return [rounded_all(inner) for inner in coordinates]


def write(path: Path, title: str, sources: Iterable[str], features: Iterable[Feature]) -> None:
    """Write a FeatureCollection with its sources and licence, one feature a line."""
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in features)
    head = {"type": "FeatureCollection", "title": title, "licence": LICENCE}
    members = [
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in {**head, "sources": list(sources)}.items()
    ]
    text = "{" + ",\n ".join(members) + ',\n "features": [\n' + lines + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*[Path(argument) for argument in sys.argv[1:2]])
