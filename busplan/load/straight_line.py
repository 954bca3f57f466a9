"""Travel times along the straight line, where nothing better is known."""

from __future__ import annotations

import numpy as np

from busplan.load.geodesic import distances_m
from busplan.load.travel_needs import TravelNeeds
from busplan.travel import Leg, TravelTimes

DETOUR = 1.3
"""Roads are so much longer than the straight line."""

DEFAULT_KMH = 45.0


def straight_line_times(needs: TravelNeeds, kmh: float | None) -> TravelTimes:
    """Give 1.3 × the geodesic between places, driven at `kmh`; always an estimate."""
    speed = DEFAULT_KMH if kmh is None else kmh
    positions = needs.positions()
    number_of = {place: number for number, place in enumerate(positions)}
    lons = np.array([lon for lon, _ in positions.values()])
    lats = np.array([lat for _, lat in positions.values()])
    km_from = [
        (distances_m(position, lons, lats) * DETOUR / 1000).tolist()
        for position in positions.values()
    ]
    legs = {}
    for origin, destination in needs.pairs():
        km = km_from[number_of[origin]][number_of[destination]]
        legs[origin, destination] = Leg(km / speed * 60, km)
    return TravelTimes("straight_line", legs, estimated=True, kmh=kmh)
