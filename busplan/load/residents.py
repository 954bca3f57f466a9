"""Parse residents at points: the area each lies in and the stops within a walk."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from busplan.load.faults import FaultList
from busplan.load.fields import fields_of
from busplan.load.geodesic import distances_m
from busplan.load.places import check_social
from busplan.load.tables import Table
from busplan.load.vehicles import read_position
from busplan.season import Area, ResidentPoint, Stop

_METRES_PER_DEGREE = 110_000
"""Fewer metres than any degree of latitude has, so that a box in degrees is never too small."""


def read_residents(
    table: Table, areas: Sequence[Area], stops: Sequence[Stop], walk_m: float, faults: FaultList
) -> tuple[ResidentPoint, ...]:
    """Parse the points; `walk_m` is how far residents walk, in metres along the geodesic."""
    points = []
    for record in table.records:
        fields = fields_of(table, record, faults)
        lon, lat = read_position(fields)
        residents = fields.number("residents", 0)
        social = fields.number("social_residents", 0)
        check_social(fields, residents, social)
        points.append(ResidentPoint(lon, lat, residents, social))
    if faults.any_faults:
        return ()
    return _placed(points, areas, stops, walk_m)


def _placed(
    points: Sequence[ResidentPoint], areas: Sequence[Area], stops: Sequence[Stop], walk_m: float
) -> tuple[ResidentPoint, ...]:
    lons = np.array([point.lon for point in points])
    lats = np.array([point.lat for point in points])
    area_of = _first_area(lons, lats, areas)
    near: list[list[str]] = [[] for _ in points]
    order = np.argsort(lats)
    for stop in stops:
        for number in _within(order, lons, lats, stop, walk_m):
            near[number].append(stop.id)
    return tuple(
        ResidentPoint(
            point.lon,
            point.lat,
            point.residents,
            point.social_residents,
            areas[area].id if area < len(areas) else None,
            frozenset(ids),
        )
        for point, area, ids in zip(points, area_of.tolist(), near, strict=True)
    )


def _first_area(
    lons: NDArray[np.float64], lats: NDArray[np.float64], areas: Sequence[Area]
) -> NDArray[np.intp]:
    """Give for each point the first area that holds it, the number of areas when none does."""
    found = np.full(len(lons), len(areas), dtype=np.intp)
    tree = shapely.STRtree([area.geometry for area in areas])
    point_numbers, area_numbers = tree.query(shapely.points(lons, lats), predicate="intersects")
    np.minimum.at(found, point_numbers, area_numbers)
    return found


def _within(
    order: NDArray[np.intp],
    lons: NDArray[np.float64],
    lats: NDArray[np.float64],
    stop: Stop,
    walk_m: float,
) -> list[int]:
    """Give the numbers of the points within `walk_m` of a stop; `order` sorts the points by lat."""
    margin = walk_m / _METRES_PER_DEGREE
    start, end = np.searchsorted(lats, [stop.lat - margin, stop.lat + margin], sorter=order)
    band = order[start:end]
    wide = margin / max(math.cos(math.radians(min(89.0, abs(stop.lat) + margin))), 0.01)
    away = np.abs((lons[band] - stop.lon + 180) % 360 - 180)
    close = band[away <= wide]
    if not len(close):
        return []
    metres = distances_m((stop.lon, stop.lat), lons[close], lats[close])
    return [int(number) for number in close[metres <= walk_m]]
