"""Distances on the WGS84 ellipsoid, and whether a position can be one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod

from busplan.errors import message
from busplan.load.values import Unfit

_GEOD = Geod(ellps="WGS84")

Position = tuple[float, float]
"""Longitude and latitude in degrees."""


def distance_m(start: Position, end: Position) -> float:
    """Give the geodesic between two positions, in metres."""
    return float(_GEOD.inv(start[0], start[1], end[0], end[1])[2])


def distances_m(start: Position, lons: ArrayLike, lats: ArrayLike) -> NDArray[np.float64]:
    """Give the geodesics from one position to many, in metres."""
    lon = np.asarray(lons, dtype=float)
    lat = np.asarray(lats, dtype=float)
    _, _, metres = _GEOD.inv(np.full_like(lon, start[0]), np.full_like(lat, start[1]), lon, lat)
    return np.asarray(metres, dtype=float)


def length_m(points: Sequence[Position]) -> float:
    """Give the length of a line on the ellipsoid, in metres."""
    return float(_GEOD.line_length([lon for lon, _ in points], [lat for _, lat in points]))


def check_position(lon: float, lat: float) -> None:
    """Raise `Unfit` for a position off the globe, or one that looks swapped."""
    if abs(lon) > 1000 or abs(lat) > 1000:
        raise Unfit(
            message("These look like metres of a projection (such as EPSG:25832), not degrees."),
            message("Save the file in WGS84, longitude and latitude in degrees."),
            f"{lon}, {lat}",
        )
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise Unfit(
            message("The position is not on the globe."),
            message("Longitude is from −180 to 180 and latitude from −90 to 90."),
            f"{lon}, {lat}",
        )
    if 54 <= lon <= 58 and 7 <= lat <= 16:
        raise Unfit(
            message("Longitude and latitude look swapped: this is not in Denmark."),
            message("Write longitude first (about 8–15), then latitude (about 54–58)."),
            f"{lon}, {lat}",
        )
