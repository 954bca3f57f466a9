"""An invented landscape: towns with neighbourhoods, villages around them, stops, roads."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from benchmarks.invented.names import QUARTERS, place_names, plain_id
from benchmarks.invented.sizes import Size

CENTRE = (10.2, 55.4)
KM_PER_DEGREE = 111.2
TAG = "boligsocialt"
SOCIAL_SHARE = 0.17
"""Share of all areas that are tagged `boligsocialt`."""

NEEDS = ("social", "fritid", "arabisk", "sundhed", "unge", "senior", "familie", "natur")
"""Tags of associations that an area may need."""

KINDS_OF_STOPS = ("torvet", "biblioteket", "skolen", "hallen", "kirken", "forsamlingshuset")

OPENINGS: tuple[dict[str, str | list[str]], ...] = (
    {},
    {"opens": "10:00", "closes": "16:00"},
    {"opens": "14:00"},
    {"weekdays": ["tue", "thu"]},
)
"""When the second stop of an area may be visited."""

Position = tuple[float, float]
"""Longitude and latitude, in degrees."""


@dataclass(frozen=True)
class InventedArea:
    """An area; `place` is the town or village it belongs to, `radius_km` how far it reaches."""

    id: str
    name: str
    place: str
    position: Position
    residents: int
    social_residents: int
    radius_km: float
    tags: tuple[str, ...]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class InventedStop:
    """A stop, and what keeps the bus away from it (nothing at the first stop of an area)."""

    id: str
    name: str
    area: str
    address: str
    position: Position
    visit_minutes: int
    opening: dict[str, str | list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Land:
    """Areas, stops, and the centre of each town and village by name."""

    areas: tuple[InventedArea, ...]
    stops: tuple[InventedStop, ...]
    places: dict[str, Position]

    @property
    def social(self) -> tuple[InventedArea, ...]:
        """The areas tagged `boligsocialt`."""
        return tuple(area for area in self.areas if TAG in area.tags)


def moved(position: Position, east_km: float, north_km: float) -> Position:
    """Give the position so many km away, near enough for an invented landscape."""
    lon, lat = position
    at_latitude = KM_PER_DEGREE * math.cos(math.radians(CENTRE[1]))
    return round(lon + east_km / at_latitude, 6), round(lat + north_km / KM_PER_DEGREE, 6)


def invent_land(size: Size, chance: random.Random) -> Land:
    """Invent towns of three to five neighbourhoods, and villages for the rest of the areas.

    Residents of villages and towns are log-normal, with medians of 400 and 8000.
    """
    names = place_names(chance)
    places: dict[str, Position] = {}
    areas: list[InventedArea] = []
    in_towns = max(2, round(0.45 * size.areas))
    while len(areas) < in_towns:
        town, position = next(names), _somewhere(size, chance)
        places[town] = position
        quarters = min(chance.randint(3, 5), in_towns - len(areas))
        areas += _neighbourhoods(town, position, quarters, chance)
    while len(areas) < size.areas:
        village, position = next(names), _somewhere(size, chance)
        places[village] = position
        areas.append(_village(village, position, chance))
    areas = [replace(area, needs=_needs(chance)) for area in _with_social_housing(areas)]
    stops = [stop for area in areas for stop in _stops(area, chance)]
    return Land(tuple(areas), tuple(stops), places)


def _somewhere(size: Size, chance: random.Random) -> Position:
    half = size.width_km / 2
    return moved(CENTRE, chance.uniform(-half, half), chance.uniform(-half, half) * 0.75)


def _neighbourhoods(
    town: str, position: Position, count: int, chance: random.Random
) -> list[InventedArea]:
    residents = chance.lognormvariate(math.log(8000), 0.6)
    shares = [chance.uniform(0.5, 1.5) for _ in range(count)]
    areas = []
    for quarter, share in zip(chance.sample(QUARTERS, count), shares, strict=True):
        name = f"{town} {quarter}"
        there = moved(position, chance.uniform(-2, 2), chance.uniform(-2, 2))
        people = round(residents * share / sum(shares))
        social = round(people * chance.betavariate(1.2, 4))
        areas.append(InventedArea(plain_id(name), name, town, there, people, social, 0.6, ("by",)))
    return areas


def _village(name: str, position: Position, chance: random.Random) -> InventedArea:
    people = round(chance.lognormvariate(math.log(400), 0.7))
    social = round(people * chance.uniform(0, 0.05))
    tags = ("landsby",)
    return InventedArea(plain_id(name), name, name, position, people, social, 0.4, tags)


def _with_social_housing(areas: Sequence[InventedArea]) -> list[InventedArea]:
    """Tag the areas with the most residents in social housing."""
    count = max(1, round(SOCIAL_SHARE * len(areas)))
    ranked = sorted(areas, key=lambda area: (-area.social_residents, area.id))
    chosen = {area.id for area in ranked[:count]}
    return [replace(area, tags=(*area.tags, TAG)) if area.id in chosen else area for area in areas]


def _needs(chance: random.Random) -> tuple[str, ...]:
    return tuple(chance.sample(NEEDS, chance.choice((0, 1, 1, 2))))


def _stops(area: InventedArea, chance: random.Random) -> list[InventedStop]:
    """Invent one or two stops; only the second may be shut at times."""
    count = 1 if "landsby" in area.tags else chance.randint(1, 2)
    found = []
    for nth, kind in enumerate(chance.sample(KINDS_OF_STOPS, count)):
        reach = area.radius_km / 2
        there = moved(area.position, chance.uniform(-reach, reach), chance.uniform(-reach, reach))
        found.append(
            InventedStop(
                id=f"{area.id}-{kind}",
                name=f"{area.name}, {kind}",
                area=area.id,
                address=f"{kind.capitalize()} {chance.randint(1, 99)}",
                position=there,
                visit_minutes=chance.choice((45, 60, 60, 75, 90)),
                opening=_opening(chance) if nth else {},
            )
        )
    return found


def _opening(chance: random.Random) -> dict[str, str | list[str]]:
    return chance.choice(OPENINGS)


def invent_roads(land: Land) -> list[tuple[Position, Position, int]]:
    """Join every place to the nearest that is joined already, and to its two nearest.

    Returns
    -------
    list
        Roads from place to place with their speed, in km/h.
    """
    positions = list(land.places.values())
    pairs: set[tuple[int, int]] = set()
    for number in range(len(positions)):
        by_distance = sorted(
            (n for n in range(len(positions)) if n != number),
            key=lambda n: _distance(positions[number], positions[n]),
        )
        earlier = islice((n for n in by_distance if n < number), 1)
        for other in (*by_distance[:2], *earlier):
            pairs.add((min(number, other), max(number, other)))
    return [(positions[a], positions[b], 60 + 10 * ((a + b) % 3)) for a, b in sorted(pairs)]


def _distance(one: Position, other: Position) -> float:
    east = (one[0] - other[0]) * math.cos(math.radians(CENTRE[1]))
    return math.hypot(east, one[1] - other[1])
