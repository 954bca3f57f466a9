"""Travel times and distances between places, whatever source they came from."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

ROUNDING_SLACK = 0.000001
"""Minutes that a leg may exceed a whole minute by before it costs one more (contract, rule 5)."""


class Leg(NamedTuple):
    """One way from place to place: minutes at speed factor 1, and km."""

    minutes: float
    km: float


@dataclass(frozen=True)
class Road:
    """One line of the network that travel times were found in, as its file gives it.

    Attributes
    ----------
    points
        The line as (lon, lat) points, WGS84.
    km, minutes, kmh
        Length, drive time and speed, each None where the file leaves it out.
    mode
        "road" or "ferry".
    oneway
        True when it may be driven along the line only.
    origin, destination, name
        The places at its ends and the road's own name, for people.
    basis
        Where the figures came from.
    """

    points: tuple[tuple[float, float], ...]
    km: float | None = None
    minutes: float | None = None
    kmh: float | None = None
    mode: str = "road"
    oneway: bool = False
    origin: str = ""
    destination: str = ""
    name: str = ""
    basis: str = ""


@dataclass(frozen=True)
class TravelTimes:
    """Minutes and km from each place to each other place, one-way, by place ids.

    Attributes
    ----------
    source
        Where they came from: network, matrix or straight_line.
    legs
        The way for each ordered pair of places that has one.
    shapes
        The drawn way of a pair as (lon, lat) points, where the source knows it.
    estimated
        True when the minutes and km rest on estimates and must be shown as such.
    roads
        The lines of the network, when they came from one; also a background for maps.
    kmh
        The speed that the season sets for lines without minutes, or for straight lines.
    ferries
        True when the bus may take ferries.
    """

    source: str
    legs: Mapping[tuple[str, str], Leg]
    shapes: Mapping[tuple[str, str], tuple[tuple[float, float], ...]] = field(default_factory=dict)
    estimated: bool = False
    roads: tuple[Road, ...] = ()
    kmh: float | None = None
    ferries: bool = False

    def leg(self, origin: str, destination: str) -> Leg | None:
        """Give the way between two places, or None when there is none; a place to itself is 0."""
        if origin == destination:
            return Leg(0.0, 0.0)
        return self.legs.get((origin, destination))

    def drive_minutes(self, origin: str, destination: str, speed_factor: float) -> int | None:
        """Whole minutes to drive a leg with a bus' speed factor, or None when there is no way."""
        leg = self.leg(origin, destination)
        if leg is None:
            return None
        return math.ceil(leg.minutes * speed_factor - ROUNDING_SLACK)
