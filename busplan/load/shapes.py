"""Geometries from GeoJSON and WKT: few kinds, every position checked, polygons repaired."""

from __future__ import annotations

import math
import re

import shapely
from shapely import LineString, MultiPolygon, Point, Polygon
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from busplan.errors import message
from busplan.load.geodesic import Position, check_position
from busplan.load.json_text import Figure, as_text
from busplan.load.values import Unfit

MOST_CORNERS_TO_REPAIR = 1_000
"""Polygons that cross themselves are repaired up to this size; repairing takes square time."""

_WKT = re.compile(r"\s*(POINT|LINESTRING|POLYGON|MULTIPOLYGON)\s*(?:Z|M|ZM)?\s*\(", re.IGNORECASE)


def shape_of_geojson(geometry: object) -> BaseGeometry:
    """Make a shape of a GeoJSON geometry object; raises `Unfit`."""
    if not isinstance(geometry, dict):
        raise Unfit(message("The feature has no geometry."), message("Give it a place on the map."))
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Point":
        return Point(_position(coordinates))
    if kind == "LineString":
        return LineString(_positions(coordinates, 2))
    if kind == "Polygon":
        return _polygon(coordinates)
    if kind == "MultiPolygon" and isinstance(coordinates, list) and coordinates:
        return MultiPolygon([_polygon(part) for part in coordinates])
    raise _unknown_kind(kind)


def shape_of_wkt(text: str) -> BaseGeometry:
    """Make a shape of well-known text; raises `Unfit`."""
    if not _WKT.match(text):
        raise _unknown_kind(text.partition("(")[0].strip())
    try:
        shape = shapely.force_2d(shapely.from_wkt(text))
    except ShapelyError:
        raise Unfit(
            message("The shape cannot be read."),
            message("Write it as POINT (11.35 55.40) or POLYGON ((11.3 55.4, …))."),
        ) from None
    for lon, lat in shapely.get_coordinates(shape).tolist():
        if not (math.isfinite(lon) and math.isfinite(lat)):
            raise Unfit(message("This is not a finite number."), value=f"{lon}, {lat}")
        check_position(lon, lat)
    if shape.is_empty:
        raise Unfit(message("The shape is empty."), message("Give it a place on the map."))
    return shape


def _unknown_kind(kind: object) -> Unfit:
    return Unfit(
        message("This kind of shape is not read."),
        message("Use Point, LineString, Polygon or MultiPolygon."),
        None if kind is None else as_text(kind),
    )


def _position(value: object) -> Position:
    if not isinstance(value, list) or len(value) < 2:
        raise Unfit(message("A position needs longitude and latitude."), value=as_text(value))
    lon, lat = (_degree(part, value) for part in value[:2])
    check_position(lon, lat)
    return lon, lat


def _degree(part: object, position: object) -> float:
    number = float(part) if isinstance(part, Figure) else math.nan
    if not math.isfinite(number):
        raise Unfit(
            message("A coordinate is not a finite number."),
            message("Write longitude and latitude as plain numbers."),
            as_text(position),
        )
    return number


def _positions(value: object, fewest: int) -> list[Position]:
    positions = [_position(item) for item in value] if isinstance(value, list) else []
    if len(set(positions)) < fewest:
        raise Unfit(
            message("The shape needs at least {fewest} different points.", fewest=fewest),
            value=as_text(value),
        )
    return positions


def _polygon(rings: object) -> Polygon:
    if not isinstance(rings, list) or not rings:
        raise Unfit(message("The polygon has no outline."), value=as_text(rings))
    outline, *holes = (_positions(ring, 3) for ring in rings)
    return Polygon(outline, holes)


def repaired(shape: BaseGeometry) -> BaseGeometry:
    """Give a polygon that crosses itself as a valid one; raises `Unfit` where that cannot be."""
    if shapely.get_num_coordinates(shape) > MOST_CORNERS_TO_REPAIR:
        raise Unfit(message("The outline crosses itself."), message("Repair it in a map program."))
    valid = shapely.make_valid(shape)
    parts = [part for part in shapely.get_parts(valid) if part.geom_type == "MultiPolygon"]
    flat = [piece for part in (parts or [valid]) for piece in shapely.get_parts(part)]
    polygons = [piece for piece in flat if isinstance(piece, Polygon) and piece.area > 0]
    if not polygons:
        raise Unfit(message("The outline encloses nothing."), message("Draw it again."))
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
