"""Residents at points: the area they lie in and the stops they can walk to."""

from __future__ import annotations

import random

import pytest
from pyproj import Geod

from tests.load.small_season import SmallSeason, feature, square

GEOD = Geod(ellps="WGS84")


def with_residents(small: SmallSeason, *rows: str, walk: str = "800") -> SmallSeason:
    small.settings(
        'availability = "availability.csv"',
        'availability = "availability.csv"\nresidents = "r.csv"',
    )
    small.append(f"[reach]\nwalk_metres = {walk}\n")
    return small.file("r.csv", "\n".join(["lon,lat,residents,social_residents", *rows]) + "\n")


def test_points_lie_in_their_area_and_reach_near_stops(small: SmallSeason) -> None:
    near, far, outside = (
        with_residents(small, "11.141,55.331,10,4", "11.158,55.345,5,", "10,56,1,0")
        .load()
        .residents
        or ()
    )
    assert (near.area, near.stops) == ("korsoer", {"solens-plads"})
    assert (near.residents, near.social_residents) == (10, 4)
    assert (far.area, far.stops) == ("korsoer", frozenset())
    assert outside.area is None


def test_where_areas_overlap_the_first_in_the_file_counts(small: SmallSeason) -> None:
    small.areas.insert(0, feature(square(11.14, 55.33, 0.001), id="inner", name="Inderst"))
    small.stops.append(
        feature({"type": "Point", "coordinates": [11.14, 55.33]}, id="x", name="X", area="inner",
                visit_minutes=60)
    )  # fmt: skip
    inside, around = (
        with_residents(small, "11.14,55.33,1,0", "11.15,55.34,1,0").load().residents or ()
    )
    assert (inside.area, around.area) == ("inner", "korsoer")


@pytest.mark.parametrize("walk", ["300", "800", "2500", "30000"])
def test_a_walk_is_measured_on_the_ellipsoid(small: SmallSeason, walk: str) -> None:
    dice = random.Random(int(walk))  # noqa: S311 (positions, not secrets)
    spread = int(walk) / 60_000
    rows = [
        f"{11.14 + dice.uniform(-spread, spread)},{55.33 + dice.uniform(-spread, spread)},1,0"
        for _ in range(400)
    ]
    season = with_residents(small, *rows, walk=walk).load()
    some = 0
    for resident in season.residents or ():
        for stop in season.stops:
            metres = GEOD.inv(resident.lon, resident.lat, stop.lon, stop.lat)[2]
            assert (stop.id in resident.stops) == (metres <= int(walk))
            some += stop.id in resident.stops
    assert some


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("11.1,95,1,0", "lat"),
        ("637000,6140000,1,0", "lon"),
        ("55.3,11.1,1,0", "lon"),
        ("11.1,55.3,-1,0", "residents"),
        ("11.1,55.3,1,2", "social_residents"),
        ("11.1,,1,0", "lat"),
        ("nan,55.3,1,0", "lon"),
    ],
)
def test_a_point_is_refused(small: SmallSeason, row: str, column: str) -> None:
    fault = with_residents(small, row).fault()
    assert (fault.file, fault.row, fault.column) == ("r.csv", 2, column)
