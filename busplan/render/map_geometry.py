"""Lines and rings of a season as a map draws them: (lat, lon) points, five decimals (about 1 m)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from shapely import LineString, MultiPolygon, Point, Polygon, union_all
from shapely.geometry.base import BaseGeometry

from busplan.plan import Tour
from busplan.season import Season

LatLon = tuple[float, float]
Line = tuple[LatLon, ...]

DECIMALS = 5
LINE_TOLERANCE_DEGREES = 0.0001
"""A drawn way may be simplified by about ten metres, which no zoom step of the page shows."""
GAP_DEGREES = 0.0005
"""Gaps between neighbouring areas narrower than this are closed in the outline."""


def lat_lon(lon: float, lat: float) -> LatLon:
    """Turn a lon/lat pair into the (lat, lon) that Leaflet wants, rounded."""
    return round(lat, DECIMALS), round(lon, DECIMALS)


def line_of(points: Iterable[tuple[float, float]]) -> Line:
    """Turn (lon, lat) points into a line, simplified and without repeated points."""
    corners = list(points)
    if len(corners) > 2:
        corners = [
            (x, y) for x, y, *_ in LineString(corners).simplify(LINE_TOLERANCE_DEGREES).coords
        ]
    drawn: list[LatLon] = []
    for lon, lat in corners:
        point = lat_lon(lon, lat)
        if not drawn or point != drawn[-1]:
            drawn.append(point)
    return tuple(drawn)


def polygons_of(geometry: BaseGeometry) -> tuple[Polygon, ...]:
    """Give the polygons a geometry is made of; none for a point or a line."""
    if isinstance(geometry, Polygon):
        return (geometry,)
    if isinstance(geometry, MultiPolygon):
        return tuple(geometry.geoms)
    return ()


def rings_of(geometry: BaseGeometry) -> tuple[tuple[Line, ...], ...]:
    """Give each polygon of a geometry as its outer ring followed by its holes."""
    return tuple(
        tuple(
            tuple(lat_lon(x, y) for x, y, *_ in ring.coords[:-1])
            for ring in (polygon.exterior, *polygon.interiors)
        )
        for polygon in polygons_of(geometry)
        if not polygon.is_empty
    )


def label_point(geometry: BaseGeometry) -> LatLon:
    """Give a point inside a geometry to write its name at: in its largest polygon, if any."""
    largest = max(polygons_of(geometry), key=lambda polygon: polygon.area, default=geometry)
    inside: Point = (
        largest.centroid if largest.contains(largest.centroid) else (largest.representative_point())
    )
    return lat_lon(inside.x, inside.y)


def outline_of(season: Season) -> tuple[tuple[Line, ...], ...]:
    """Give the rings around all areas together, gaps between neighbours closed."""
    polygons = [one for area in season.areas for one in polygons_of(area.geometry)]
    whole = union_all(polygons).buffer(GAP_DEGREES, join_style="mitre")
    return rings_of(whole.buffer(-GAP_DEGREES, join_style="mitre"))


def roads_of(season: Season) -> tuple[Line, ...]:
    """Give the season's roads: those of its network, else every segment of its drawn ways."""
    if season.travel.roads:
        return tuple(line_of(road.points) for road in season.travel.roads if road.mode != "ferry")
    segments: dict[tuple[LatLon, LatLon], None] = {}
    for pair in sorted(season.travel.shapes):
        for start, end in pairwise(line_of(season.travel.shapes[pair])):
            segments[min(start, end), max(start, end)] = None
    return tuple(segments)


def ferries_of(season: Season) -> tuple[Line, ...]:
    """Give the ferry lines of the season's network."""
    return tuple(line_of(road.points) for road in season.travel.roads if road.mode == "ferry")


def places_of(season: Season) -> dict[str, LatLon]:
    """Give where each stop, bus depot and meeting point lies, by id."""
    places = {stop.id: lat_lon(stop.lon, stop.lat) for stop in season.stops}
    places |= {bus.id: lat_lon(bus.lon, bus.lat) for bus in season.buses}
    if season.meeting_point is not None:
        meeting = season.meeting_point
        places[meeting.id] = lat_lon(meeting.lon, meeting.lat)
    return places


def legs_of(season: Season, tour: Tour) -> Iterator[tuple[str, str]]:
    """Give the pairs of places a tour drives between, from the depot and back to it."""
    boarding = season.boarding_place(tour.bus)
    places = (tour.bus, boarding, *tour.stops, boarding, tour.bus)
    return ((start, end) for start, end in pairwise(places) if start != end)


def ways_of(season: Season, tour: Tour) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Give a tour's lines: those drawn along roads, and straight ones where no way is known.

    A leg that is driven there and back along the same line is drawn once.
    """
    places = places_of(season)
    drawn: dict[Line, None] = {}
    straight: dict[Line, None] = {}
    for start, end in legs_of(season, tour):
        shape = season.travel.shapes.get((start, end))
        line = line_of(shape) if shape else (places[start], places[end])
        known = drawn if shape else straight
        if line[::-1] not in known and len(line) > 1:
            known[line] = None
    return tuple(drawn), tuple(straight)


def bounds_of(season: Season) -> tuple[LatLon, LatLon]:
    """Give the south-west and north-east corners around all areas and places."""
    boxes = [area.geometry.bounds for area in season.areas]
    corners = [(box[1], box[0]) for box in boxes] + [(box[3], box[2]) for box in boxes]
    corners += places_of(season).values()
    lats, lons = zip(*corners, strict=True)
    return lat_lon(min(lons), min(lats)), lat_lon(max(lons), max(lats))
