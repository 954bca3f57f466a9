"""An invented season as the files of a season folder."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.invented.calendar import (
    InventedCalendar,
    KnownTour,
    bus_ids,
    invent_calendar,
    known_tours,
)
from benchmarks.invented.land import (
    CENTRE,
    TAG,
    InventedArea,
    Land,
    Position,
    invent_land,
    invent_roads,
    moved,
)
from benchmarks.invented.people import (
    CREW_MAX,
    CREW_MIN,
    SEATS,
    Answers,
    InventedAssociation,
    crew_requirements,
    invent_answers,
    invent_associations,
    with_crews,
    with_limits,
)
from benchmarks.invented.sizes import Size

RESIDENTS_A_POINT = 200
"""Residents that one point of a residents file stands for."""


@dataclass(frozen=True)
class InventedSeason:
    """The files of a season by name, and the tours of a plan that keeps all its rules."""

    files: Mapping[str, bytes]
    tours: tuple[KnownTour, ...]


@dataclass(frozen=True)
class Extras:
    """What a season may have besides: a road network, a residents file."""

    roads: bool = False
    residents: bool = False


def invent_season(name: str, size: Size, seed: int, extras: Extras) -> InventedSeason:
    """Invent a season; the same words give the same bytes.

    Raises
    ------
    ValueError
        When no plan that keeps all rules could be built for this size and seed.
    """
    chance = random.Random(f"{size}/{seed}")
    land = invent_land(size, chance)
    calendar = invent_calendar(size, chance)
    people = invent_associations(size, land, chance)
    tours = with_crews(known_tours(size, land, calendar), land, people)
    people = with_limits(people, tours, chance)
    answers = invent_answers(people, calendar, tours, chance)
    files = {
        "season.toml": _toml(name, size, land, calendar, extras, chance),
        "areas.geojson": _areas(land),
        "stops.geojson": _stops(land),
        "associations.csv": _associations(people),
        "availability.csv": _availability(answers),
    }
    if extras.roads:
        files["roads.geojson"] = _roads(land)
    if extras.residents:
        files["residents.csv"] = _residents(land, chance)
    return InventedSeason(files, tuple(tours))


def _toml(
    name: str,
    size: Size,
    land: Land,
    calendar: InventedCalendar,
    extras: Extras,
    chance: random.Random,
) -> bytes:
    source = '"network"\nnetwork = "roads.geojson"' if extras.roads else '"straight_line"'
    residents = '\nresidents = "residents.csv"' if extras.residents else ""
    social = min(2, len(land.social), size.tours)
    lon, lat = moved(CENTRE, chance.uniform(-2, 2), chance.uniform(-2, 2))
    slots = [{"name": n, "start": start, "end": end} for n, start, end in calendar.slots]
    lines = f"""\
format = 1
name = "{name}"
language = "da"
first_date = {calendar.first_date.isoformat()}
last_date = {calendar.last_date.isoformat()}

[files]
areas = "areas.geojson"
stops = "stops.geojson"
associations = "associations.csv"
availability = "availability.csv"{residents}

[travel]
source = {source}

[calendar]
weekdays = {_inline(list(calendar.weekdays))}
slots = {_inline(slots)}
closed = ["{"/".join(day.isoformat() for day in calendar.closed)}"]

[meeting_point]
id = "moedested"
name = "Mødestedet"
lon = {lon}
lat = {lat}
{"".join(_bus(bus, chance) for bus in bus_ids(size))}
[tours]
min = {size.tours - size.tours // 20}
max = {size.tours}
max_per_week = {calendar.max_per_week}
max_visits = {size.visits}
requirements = {_inline([{"tag": TAG, "min": social}])}

[visits]
max_per_area = 2
min_weeks_between = 3

[crew]
min = {CREW_MIN}
max = {CREW_MAX}
requirements = {_inline(crew_requirements())}

[weights]
reach = 0.05
participation = 100
wishes = 30
local = 50
needs = 40
spread = 50
driving = 0.5
"""
    return lines.encode()


def _bus(bus: str, chance: random.Random) -> str:
    lon, lat = moved(CENTRE, chance.uniform(-10, 10), chance.uniform(-10, 10))
    words = f'id = "{bus}"\nname = "{bus.capitalize()}"\nlon = {lon}\nlat = {lat}\nseats = {SEATS}'
    return f"\n[[buses]]\n{words}\n"


def _inline(value: object) -> str:
    """Write a value as TOML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_inline(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _areas(land: Land) -> bytes:
    return _geojson(
        (
            {
                "id": area.id,
                "name": area.name,
                "residents": area.residents,
                "social_residents": area.social_residents,
                "tags": list(area.tags),
                "needs": list(area.needs),
            },
            {"type": "Polygon", "coordinates": [_outline(area)]},
        )
        for area in land.areas
    )


def _outline(area: InventedArea) -> list[Position]:
    """Give an eight-sided ring around an area's middle."""
    r, s = area.radius_km, round(area.radius_km * 0.7, 3)
    corners = ((r, 0), (s, s), (0, r), (-s, s), (-r, 0), (-s, -s), (0, -r), (s, -s), (r, 0))
    return [moved(area.position, east, north) for east, north in corners]


def _stops(land: Land) -> bytes:
    return _geojson(
        (
            {
                "id": stop.id,
                "name": stop.name,
                "area": stop.area,
                "address": stop.address,
                "visit_minutes": stop.visit_minutes,
                **stop.opening,
            },
            {"type": "Point", "coordinates": stop.position},
        )
        for stop in land.stops
    )


def _roads(land: Land) -> bytes:
    return _geojson(
        ({"kmh": kmh}, {"type": "LineString", "coordinates": [start, end]})
        for start, end, kmh in invent_roads(land)
    )


def _geojson(features: Iterable[tuple[Mapping[str, object], Mapping[str, object]]]) -> bytes:
    lines = (
        json.dumps(
            {"type": "Feature", "properties": properties, "geometry": geometry}, ensure_ascii=False
        )
        for properties, geometry in features
    )
    body = ",\n".join(lines)
    return f'{{"type": "FeatureCollection", "features": [\n{body}\n]}}\n'.encode()


def _associations(people: Sequence[InventedAssociation]) -> bytes:
    heads = "id,name,tags,home_areas,people,min_shifts,max_shifts,min_days_between,default_answer"
    rows = (
        (
            who.id,
            who.name,
            ", ".join(who.tags),
            ", ".join(who.home_areas),
            who.people,
            who.min_shifts,
            who.max_shifts,
            who.min_days_between,
            "no",
            ", ".join(who.apart),
        )
        for who in people
    )
    return _csv((*heads.split(","), "apart"), rows)


def _availability(answers: Answers) -> bytes:
    rows = ((who, day.isoformat(), "", answer) for (who, day), answer in answers.items())
    return _csv(("association", "date", "slot", "answer"), rows)


def _residents(land: Land, chance: random.Random) -> bytes:
    """Scatter an area's residents over points around its middle, up to twice its radius away."""
    rows = []
    for area in land.areas:
        points = max(3, area.residents // RESIDENTS_A_POINT)
        for _ in range(points):
            east, north = (chance.gauss(0, area.radius_km) for _ in range(2))
            lon, lat = moved(area.position, east, north)
            social = area.social_residents // points
            rows.append((lon, lat, max(social, area.residents // points), social))
    return _csv(("lon", "lat", "residents", "social_residents"), rows)


def _csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue().encode()
