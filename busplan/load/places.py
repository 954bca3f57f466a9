"""Parse areas and stops."""

from __future__ import annotations

import math
from collections.abc import Sequence

from shapely import MultiPolygon, Point, Polygon
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from busplan.errors import message
from busplan.load.faults import FaultList
from busplan.load.fields import Fields, fields_of
from busplan.load.geodata import shapes_of
from busplan.load.geodesic import Position, check_position, distance_m
from busplan.load.registers import Register
from busplan.load.settings import Settings
from busplan.load.tables import Table
from busplan.load.values import Unfit, to_number
from busplan.season import Area, Stop
from busplan.vocabulary import AGREED

MARGIN_M = 400
"""A stop may stand so far outside its area's outline, in metres; farther is a fault."""


def read_areas(
    table: Table, settings: Settings, register: Register, faults: FaultList
) -> tuple[Area, ...]:
    """Parse the areas; those without a usable shape are left out, with their fault noted."""
    areas = []
    for record, shape in zip(table.records, shapes_of(table, faults), strict=True):
        area = _area(fields_of(table, record, faults), shape, settings, register)
        if area is not None:
            areas.append(area)
    if not table.records and register.complete:
        faults.add(table.place, message("The season has no area."), message("Add at least one."))
    return tuple(areas)


def _area(
    fields: Fields, shape: BaseGeometry | None, settings: Settings, register: Register
) -> Area | None:
    area_id = register.give(fields)
    most = settings.visits.max_per_area
    area = Area(
        id=area_id,
        name=fields.text("name", required=True),
        geometry=shape if shape is not None else Point(0, 0),
        residents=fields.number("residents", 0),
        social_residents=fields.number("social_residents", 0),
        tags=fields.items("tags"),
        needs=fields.items("needs"),
        priority=fields.number("priority", 1.0, high=1e6),
        min_visits=fields.whole("min_visits", 0),
        max_visits=fields.whole("max_visits", most, low=1),
        residents_basis=fields.text("residents_basis"),
        social_basis=fields.text("social_basis"),
    )
    check_social(fields, area.residents, area.social_residents)
    if area.min_visits > area.max_visits and fields.sound("min_visits", "max_visits"):
        fields.fault(
            "min_visits",
            message("The fewest visits are above the most, {most}.", most=area.max_visits),
            message("Lower min_visits or raise max_visits."),
        )
    return None if shape is None else area


def check_social(fields: Fields, residents: float, social_residents: float) -> None:
    """Note a fault when more residents live in social housing than live there in all."""
    if social_residents > residents and fields.sound("residents", "social_residents"):
        fields.fault(
            "social_residents",
            message("More residents in social housing than residents."),
            message("residents counts everybody, those in social housing too."),
        )


def read_stops(
    table: Table,
    settings: Settings,
    places: Register,
    areas: Register,
    faults: FaultList,
) -> tuple[Stop, ...]:
    """Parse the stops; those without a usable point are left out, with their fault noted."""
    stops = []
    for record, shape in zip(table.records, shapes_of(table, faults), strict=True):
        fields = fields_of(table, record, faults)
        stop = _stop(fields, shape, settings, places, areas)
        if stop is not None:
            stops.append(stop)
    if not table.records and places.complete:
        faults.add(table.place, message("The season has no stop."), message("Add at least one."))
    return tuple(stops)


def _stop(
    fields: Fields, shape: BaseGeometry | None, settings: Settings, places: Register,
    areas: Register,
) -> Stop | None:  # fmt: skip
    stop_id = places.give(fields)
    area = fields.text("area", required=True)
    areas.refer(fields, "area", area, message("There is no area with this id."))
    point = shape if isinstance(shape, Point) else Point(0, 0)
    stop = Stop(
        id=stop_id,
        name=fields.text("name", required=True),
        area=area,
        lon=point.x,
        lat=point.y,
        visit_minutes=fields.whole("visit_minutes", low=1, high=1_440),
        address=fields.text("address"),
        opens=fields.clock("opens"),
        closes=fields.clock("closes"),
        weekdays=fields.weekdays(),
        closed=fields.closed(settings.first_date, settings.last_date),
        road_node=fields.read("road_node", to_node, None),
        uncertainty_m=fields.number_or_none("uncertainty_m"),
        host=fields.text("host"),
        host_phone=fields.text("host_phone"),
        agreed=fields.choice("agreed", AGREED, ""),
        access=fields.text("access"),
        note=fields.text("note"),
    )
    if stop.opens is not None and stop.closes is not None and stop.opens >= stop.closes:
        fields.fault(
            "opens",
            message("The stop opens at or after it closes."),
            message("Opening hours lie within one day, opens before closes."),
        )
    return None if shape is None else stop


def to_node(value: object) -> Position | None:
    """Read a network node, "lon,lat"."""
    parts = str(value).split(",")
    if len(parts) != 2:
        raise Unfit(
            message("This is not a point of the road network."),
            message("Write it as longitude,latitude, such as 11.35266,55.40310."),
        )
    lon, lat = (to_number(part) for part in parts)
    check_position(lon, lat)
    return lon, lat


def check_stops_lie_in_areas(
    table: Table, stops: Sequence[Stop], areas: Sequence[Area], faults: FaultList
) -> None:
    """Warn of stops up to 400 m outside their area's outline; farther out is a fault."""
    outlines = {
        area.id: area.geometry
        for area in reversed(areas)
        if isinstance(area.geometry, (Polygon, MultiPolygon))
    }
    records = {table.cell(record, "id").strip(): record for record in table.records}
    for stop in stops:
        outline = outlines.get(stop.area)
        if outline is None or outline.covers(Point(stop.lon, stop.lat)):
            continue
        metres = distance_to_m(outline, (stop.lon, stop.lat))
        place = table.place_of(records[stop.id]) if stop.id in records else table.place
        faults.add(
            place,
            message("The stop {stop} lies {metres} m outside its area {area}.",
                    stop=stop.name, metres=round(metres), area=stop.area),
            message("Check its position and its area."),
            warning=metres <= MARGIN_M,
        )  # fmt: skip


def distance_to_m(shape: BaseGeometry, position: Position) -> float:
    """Give the distance from a position to a shape, in metres (nearest point by local scale)."""
    lon, lat = position
    factor = max(math.cos(math.radians(lat)), 0.01)
    flat = scale(shape, xfact=factor, yfact=1, origin=(0, 0))
    nearest, _ = nearest_points(flat, Point(lon * factor, lat))
    return distance_m((nearest.x / factor, nearest.y), position)
