"""A small map of one tour as SVG: areas, the drawn way, and the stops by number.

Drawn in kilometres on a plane that touches the tour's middle (equirectangular), which is true to
well under one percent over the length of a tour.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from shapely import MultiLineString, Polygon
from shapely import box as rectangle
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

from busplan.plan import Plan, Tour
from busplan.render.visible_text import visible_text
from busplan.season import Season

WIDTH, HEIGHT = 520.0, 450.0
"""Size of the map in SVG units."""

KM_PER_DEGREE = 111.32
MARGIN = 0.1
"""Share of the tour's extent that is left free around it."""

SMALLEST_EXTENT_KM = 3.0
MARKER = 14.0
LABEL_SIZE = 15.0
LABEL_STEPS = (0.0, 18.0, -18.0, 36.0, -36.0)
"""Where a name is tried, in SVG units below the middle of its area."""

SCALE_BARS_KM = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)

Point = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """The part of the plane that is shown, and how it is put on paper."""

    longitude: float
    latitude: float
    units_per_km: float

    @classmethod
    def around(cls, points: Iterable[Point]) -> Frame:
        """Fit a frame around (lon, lat) points with a margin."""
        lons, lats = zip(*points, strict=True)
        longitude, latitude = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
        across = (max(lons) - min(lons)) * KM_PER_DEGREE * math.cos(math.radians(latitude))
        along = (max(lats) - min(lats)) * KM_PER_DEGREE
        room = 1 - 2 * MARGIN
        scale = min(
            WIDTH * room / max(across, SMALLEST_EXTENT_KM),
            HEIGHT * room / max(along, SMALLEST_EXTENT_KM),
        )
        return cls(longitude, latitude, scale)

    def place(self, lon: float, lat: float) -> Point:
        """Put a point on paper: x to the right, y downwards."""
        east, north = lon - self.longitude, lat - self.latitude
        return WIDTH / 2 + east * self._per_lon, HEIGHT / 2 - north * self._per_lat

    def drawn(self, geometry: BaseGeometry) -> BaseGeometry:
        """Put a geometry on paper and cut it off at the edge."""
        left, top = self.place(0.0, 0.0)
        placed = affine_transform(geometry, [self._per_lon, 0, 0, -self._per_lat, left, top])
        return placed.buffer(0).intersection(rectangle(0, 0, WIDTH, HEIGHT))

    @property
    def _per_lon(self) -> float:
        return self._per_lat * math.cos(math.radians(self.latitude))

    @property
    def _per_lat(self) -> float:
        return self.units_per_km * KM_PER_DEGREE


def draw_small_map(plan: Plan, tour: Tour) -> str:
    """Draw a tour: D is the depot, M the meeting point, numbers are the stops in driving order."""
    season = plan.season
    places = _places(season, tour)
    ways = [_way(season, origin, destination) for origin, destination in pairwise(places)]
    frame = Frame.around(point for way, _ in ways for point in way)
    markers = _apart(
        [(mark, frame.place(*_point(season, at))) for mark, at in _marks(season, tour)]
    )
    parts = [
        *_areas(plan, tour, frame),
        *(_line(way, frame, dashed=not known) for way, known in ways),
        *_labels(plan, tour, frame, [spot for _, _, spot in markers], _drawn_ways(ways, frame)),
        *(_marker(*marker) for marker in markers),
        *_scale_bar(frame),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" '
        f'width="{WIDTH:g}" height="{HEIGHT:g}" font-family="Libertinus Serif">'
        f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#eaf2f8"/>{"".join(parts)}'
        f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="none" stroke="#9aa5b1"/></svg>'
    )


# -- what is on the map ---------------------------------------------------------------------------


def _places(season: Season, tour: Tour) -> tuple[str, ...]:
    board = season.boarding_place(tour.bus)
    return (tour.bus, board, *tour.stops, board, tour.bus)


def _marks(season: Season, tour: Tour) -> Iterator[tuple[str, str]]:
    if season.meeting_point is not None:
        yield "M", season.meeting_point.id
    yield "D", tour.bus
    for number, stop in enumerate(tour.stops, start=1):
        yield str(number), stop


def _point(season: Season, place: str) -> Point:
    if season.meeting_point is not None and place == season.meeting_point.id:
        return season.meeting_point.lon, season.meeting_point.lat
    at = season.bus_by_id.get(place) or season.stop_by_id[place]
    return at.lon, at.lat


def _way(season: Season, origin: str, destination: str) -> tuple[tuple[Point, ...], bool]:
    """Give the way between two places, and whether it is known or only a straight line."""
    ends = (_point(season, origin), _point(season, destination))
    shape = season.travel.shapes.get((origin, destination))
    if origin == destination or not shape:
        return ends, origin == destination
    return (ends[0], *shape, ends[1]), True


def _drawn_ways(ways: Iterable[tuple[tuple[Point, ...], bool]], frame: Frame) -> BaseGeometry:
    return MultiLineString([[frame.place(*point) for point in way] for way, _ in ways])


# -- drawing --------------------------------------------------------------------------------------


def _areas(plan: Plan, tour: Tour, frame: Frame) -> Iterator[str]:
    visited = {area.id for area in plan.areas_of(tour)}
    for area in plan.season.areas:
        fill = "#bcd4e6" if area.id in visited else "#f7f5ef"
        for polygon in _polygons(frame.drawn(area.geometry)):
            rings = (polygon.exterior, *polygon.interiors)
            path = " ".join(f"M{_points(ring.coords)}Z" for ring in rings)
            yield f'<path d="{path}" fill="{fill}" fill-rule="evenodd" stroke="#c3c9cf"/>'


def _polygons(geometry: BaseGeometry) -> Iterator[Polygon]:
    parts = getattr(geometry, "geoms", (geometry,))
    return (part for part in parts if isinstance(part, Polygon) and not part.is_empty)


def _line(way: tuple[Point, ...], frame: Frame, *, dashed: bool) -> str:
    points = _points(frame.place(*point) for point in way)
    dashes = ' stroke-dasharray="6 5"' if dashed else ""
    return (
        f'<polyline points="{points}" fill="none" stroke="#12436d" stroke-width="3.5" '
        f'stroke-linejoin="round"{dashes}/>'
    )


def _points(points: Iterable[tuple[float, ...]]) -> str:
    return " ".join(f"{point[0]:.1f},{point[1]:.1f}" for point in points)


def _apart(marks: list[tuple[str, Point]]) -> list[tuple[str, Point, Point]]:
    """Move markers that would cover each other to the side: mark, true point, marker's spot."""
    placed: list[tuple[str, Point, Point]] = []
    for mark, point in marks:
        x, y = point
        while any(math.dist((x, y), spot) < 2 * MARKER for _, _, spot in placed):
            x += MARKER
        placed.append((mark, point, (min(x, WIDTH - MARKER), y)))
    return placed


def _marker(mark: str, point: Point, spot: Point) -> str:
    (x, y), (true_x, true_y) = spot, point
    stop = mark.isdigit()
    leader = (
        f'<line x1="{true_x:.1f}" y1="{true_y:.1f}" x2="{x:.1f}" y2="{y:.1f}" stroke="#1a1a1a"/>'
    )
    shape = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{MARKER:g}" fill="#a3260f" stroke="white"/>'
        if stop
        else f'<rect x="{x - MARKER:.1f}" y="{y - MARKER:.1f}" width="{2 * MARKER:g}" '
        f'height="{2 * MARKER:g}" fill="#1a1a1a" stroke="white"/>'
    )
    text = (
        f'<text x="{x:.1f}" y="{y + 6.5:.1f}" font-size="20" font-weight="bold" fill="white" '
        f'text-anchor="middle">{mark}</text>'
    )
    return f"{leader if spot != point else ''}{shape}{text}"


def _labels(
    plan: Plan, tour: Tour, frame: Frame, spots: list[Point], ways: BaseGeometry
) -> Iterator[str]:
    """Name the areas in view where there is room, the visited ones first."""
    visited = plan.areas_of(tour)
    others = (area for area in plan.season.areas if area not in visited)
    taken: list[BaseGeometry] = [
        rectangle(x - MARKER, y - MARKER, x + MARKER, y + MARKER) for x, y in spots
    ]
    paper = rectangle(2, 2, WIDTH - 2, HEIGHT - 28)
    for area in (*visited, *others):
        inside = frame.drawn(area.geometry)
        if inside.is_empty:
            continue
        name = visible_text(area.name)
        for x, y in _label_places(name, inside, ways):
            room = _room(name, x, y)
            near = area in visited or inside.contains(room.centroid)
            if near and paper.contains(room) and not any(room.intersects(other) for other in taken):
                taken.append(room)
                yield _label(name, x, y)
                break


def _label_places(name: str, inside: BaseGeometry, ways: BaseGeometry) -> list[Point]:
    """Give where a name may stand, off the way first."""
    middle = inside.representative_point()
    places = [(middle.x, middle.y + step) for step in LABEL_STEPS]
    return sorted(places, key=lambda place: bool(_room(name, *place).intersects(ways)))


def _room(name: str, x: float, y: float) -> Polygon:
    half = len(name) * LABEL_SIZE * 0.25
    return rectangle(x - half, y - LABEL_SIZE * 0.8, x + half, y + LABEL_SIZE * 0.3)


def _label(name: str, x: float, y: float) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{LABEL_SIZE:g}" fill="#303030" '
        f'stroke="#f7f5ef" stroke-width="3" paint-order="stroke" '
        f'text-anchor="middle">{escape(name)}</text>'
    )


def _scale_bar(frame: Frame) -> Iterator[str]:
    fitting = [km for km in SCALE_BARS_KM if km * frame.units_per_km <= WIDTH / 4]
    km = fitting[-1] if fitting else SCALE_BARS_KM[0]
    left, y = 12.0, HEIGHT - 10
    right = left + km * frame.units_per_km
    yield f'<path d="M{left},{y - 5} V{y} H{right:.1f} V{y - 5}" fill="none" stroke="#1a1a1a"/>'
    label = f"{km:g} km".replace("0.5 km", "500 m")
    yield f'<text x="{right + 5:.1f}" y="{y:.1f}" font-size="16" fill="#1a1a1a">{label}</text>'
