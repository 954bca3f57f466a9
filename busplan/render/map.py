"""The two maps, drawn with folium: tours.html and coverage.html.

Folium draws shapes and marks; it never sees a name, because it evaluates what it is given as a
template. Names, pop-ups and labels stand in the page's own templates (`map_page`).
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any

import folium

from busplan.coverage import coverage_of
from busplan.errors import message
from busplan.language import Language
from busplan.render.map_coverage import (
    CLASS_STYLES,
    AreaRow,
    ReachClass,
    area_rows,
    key_figures,
    summary,
    weight_line,
)
from busplan.render.map_geometry import (
    LatLon,
    Line,
    bounds_of,
    ferries_of,
    label_point,
    outline_of,
    rings_of,
    roads_of,
)
from busplan.render.map_page import map_page
from busplan.render.map_tours import (
    STRAIGHT_DASH,
    PlaceOnMap,
    StopOnTour,
    TourOnMap,
    areas_on_map,
    places_on_map,
    tours_on_map,
)
from busplan.result import Result
from busplan.season import Area, Season

POINT_RADIUS_PX = 13
"""Radius of an area that is given as a point."""

CROWDED_STOPS = 40
"""With more stops in sight than this, labels give the number only (static/map_labels.js)."""

HATCH = "url(#hatch)"
"""The pattern of social housing, which the page's template defines."""

AREA_STYLE = {"color": "#8a949b", "weight": 1, "fillColor": "#fbfaf5", "fillOpacity": 1}
OUTLINE_STYLE = {"color": "#5d6b75", "weight": 4, "fillColor": "#fbfaf5", "fillOpacity": 1}
ROAD_STYLE = {"color": "#b9bfc4"}
FERRY_STYLE = {"color": "#6b8799", "dash_array": "2 6"}


def render_tours_map(result: Result) -> bytes:
    """Draw tours.html: every tour as a layer with its way, numbered stops and times, and a table.

    Returns
    -------
    bytes
        One HTML file in UTF-8 that asks for nothing from the network. Equal results give
        equal bytes.
    """
    season = result.plan.season
    language = Language(season.language)
    areas = areas_on_map(result.plan, language)
    tours = tours_on_map(result.plan, language)
    places = places_on_map(season, language)
    drawing = _empty_map(season)
    _draw_outline(drawing, season)
    layer = _layer(drawing, "areas")
    for area, shown in zip(season.areas, areas, strict=True):
        _draw_area(layer, area, shown.key, AREA_STYLE)
    _draw_roads(drawing, season)
    for tour in tours:
        _draw_tour(drawing, tour)
    _draw_places(drawing, places)
    _draw_labels(drawing, season)
    return map_page(
        "map_tours.html",
        result,
        language,
        _script_of(drawing),
        title=language.say(message("The tours of {season}", season=season.name)),
        areas=areas,
        tours=tours,
        places=places,
        crowded=CROWDED_STOPS,
        ferries=bool(ferries_of(season)),
    )


def render_coverage_map(result: Result) -> bytes:
    """Draw coverage.html: how much of each area's weighted residents is reached, and a table.

    Returns
    -------
    bytes
        One HTML file in UTF-8 that asks for nothing from the network. Equal results give
        equal bytes.
    """
    season = result.plan.season
    language = Language(season.language)
    coverage = coverage_of(result.plan)
    rows = area_rows(coverage, language)
    drawing = _empty_map(season)
    _draw_outline(drawing, season)
    layer = _layer(drawing, "areas")
    for area, row in _thick_edges_last(season.areas, rows):
        _draw_covered_area(layer, area, row)
    _draw_roads(drawing, season, weight=1)
    _draw_labels(drawing, season)
    return map_page(
        "map_coverage.html",
        result,
        language,
        _script_of(drawing),
        title=language.say(message("The coverage of {season}", season=season.name)),
        rows=rows,
        classes=tuple((style, language.say(style.words)) for style in CLASS_STYLES.values()),
        figures=key_figures(result.plan, coverage, language),
        summary=summary(result.plan, coverage, language),
        weight=weight_line(season, language),
        ferries=bool(ferries_of(season)),
    )


def _named(element: Any, name: str) -> Any:
    """Name an element in the page's script, in place of folium's random name."""
    element._id = name.replace("-", "_")  # noqa: SLF001 (folium has no public way)
    return element


def _empty_map(season: Season) -> Any:
    """Make a map without tiles, controls and outside scripts that shows all of the season."""
    corners = bounds_of(season)
    drawing = folium.Map(
        tiles=None,
        zoom_control=False,
        attributionControl=False,
        scrollWheelZoom=False,
        zoomSnap=0.25,
        zoomAnimation=False,
        fadeAnimation=False,
        minZoom=7,
        maxZoom=17,
    )
    drawing.default_js, drawing.default_css = [], []
    _named(drawing, "drawing")
    fit = folium.FitBounds([list(corner) for corner in corners], padding=(12, 12))
    return drawing.add_child(_named(fit, "all"))


def _script_of(drawing: Any) -> str:
    """Give the script that draws a map into the page's element ``map_drawing``."""
    figure = drawing.get_root()
    figure.render()
    lines = (line.strip() for line in figure.script.render().splitlines())
    return "\n".join(line for line in lines if line)


def _layer(drawing: Any, name: str) -> Any:
    layer = _named(folium.FeatureGroup(control=False), name)
    drawing.add_child(layer)
    return layer


def _add(layer: Any, shape: Any, name: str, **options: object) -> None:
    """Put a shape on a layer with options that folium itself does not know."""
    shape.options.update(options)
    layer.add_child(_named(shape, name))


def _shape_of(area: Area, style: dict[str, Any]) -> Any:
    """Make an area's polygons, or a circle where the season knows a point only."""
    rings = rings_of(area.geometry)
    if rings:
        return _polygon(rings, style)
    return folium.CircleMarker(label_point(area.geometry), radius=POINT_RADIUS_PX, **style)


def _polygon(rings: Sequence[Sequence[Line]], style: dict[str, Any]) -> Any:
    """Make one shape of several polygons, which folium's check of locations refuses."""
    shape = folium.Polygon(_nested(rings[0]), **style)
    shape.locations = _nested(rings)
    return shape


def _polyline(lines: Sequence[Line], style: dict[str, Any]) -> Any:
    return folium.PolyLine(_nested(lines), **style)  # type: ignore[no-untyped-call]


def _nested(lines: Iterable[Any]) -> list[Any]:
    """Turn nested tuples of points into the nested lists that folium checks."""
    return [_nested(line) if isinstance(line, tuple) else line for line in lines]


def _draw_area(layer: Any, area: Area, key: str, style: dict[str, Any]) -> None:
    _add(layer, _shape_of(area, style), key, key=key)


def _thick_edges_last(areas: Iterable[Area], rows: Iterable[AreaRow]) -> list[tuple[Area, AreaRow]]:
    """Order areas so that neighbours do not hide the edges that say something."""
    pairs = zip(areas, rows, strict=True)
    return sorted(pairs, key=lambda pair: (pair[1].several, pair[1].reach is ReachClass.NONE))


def _draw_covered_area(layer: Any, area: Area, row: AreaRow) -> None:
    """Draw an area in its class' colour, with a thick edge when visited more than once."""
    look = CLASS_STYLES[row.reach]
    style = {
        "color": look.edge,
        "weight": 4 if row.several else 2 if look.dash else 1,
        "dash_array": look.dash or None,
        "fillColor": look.fill,
        "fillOpacity": 1,
    }
    _draw_area(layer, area, row.key, style)
    if row.hatched:
        hatch = _shape_of(area, {"stroke": False, "fillColor": HATCH, "fillOpacity": 1})
        _add(layer, hatch, f"{row.key}-hatch", interactive=False)


def _draw_outline(drawing: Any, season: Season) -> None:
    """Draw the land that all areas make together, under everything else."""
    layer = _layer(drawing, "land")
    outline = outline_of(season)
    if outline:
        _add(layer, _polygon(outline, OUTLINE_STYLE), "outline", interactive=False)


def _draw_roads(drawing: Any, season: Season, weight: int = 2) -> None:
    layer = _layer(drawing, "ways")
    _draw_lines(layer, "roads", roads_of(season), {**ROAD_STYLE, "weight": weight})
    _draw_lines(layer, "ferries", ferries_of(season), {**FERRY_STYLE, "weight": weight})


def _draw_lines(
    layer: Any, name: str, lines: Sequence[Line], style: dict[str, Any], shift: float = 0
) -> None:
    """Draw lines that no one can click, `shift` pixels to the side."""
    if lines:
        _add(layer, _polyline(lines, style), name, interactive=False, shift=shift)


def _draw_tour(drawing: Any, tour: TourOnMap) -> None:
    """Draw a tour's ways and stops on a layer of its own."""
    layer = _layer(drawing, tour.key)
    along_road = {"color": tour.colour, "weight": 3.5, "dash_array": tour.dash or None}
    unknown = {"color": tour.colour, "weight": 3, "dash_array": STRAIGHT_DASH}
    _draw_lines(layer, f"{tour.key}-way", tour.drawn, along_road, shift=tour.shift)
    _draw_lines(layer, f"{tour.key}-straight", tour.straight, unknown, shift=tour.shift)
    for stop in tour.stops:
        _mark(layer, stop.key, stop.at, _stop_mark(stop, tour.colour))


def _stop_mark(stop: StopOnTour, colour: str) -> str:
    """Write a stop's mark: a dot, a number, and date and time in the tour's colour."""
    badge, when = html.escape(stop.badge), html.escape(f"{stop.when_short} {stop.open_span}")
    return (
        f'<span class="stop-mark" style="--tour:{colour}"><i class="dot"></i>'
        f'<span class="label"><b>{badge}</b><span>{when}</span></span></span>'
    )


def _draw_places(drawing: Any, places: Iterable[PlaceOnMap]) -> None:
    layer = _layer(drawing, "places")
    for place in places:
        _mark(layer, place.key, place.at, f'<b class="place-mark">{place.letter}</b>')


def _draw_labels(drawing: Any, season: Season) -> None:
    """Put an empty label in each area; the page's script writes the area's name into it."""
    layer = _layer(drawing, "labels")
    for position, area in enumerate(season.areas, start=1):
        icon = _icon(f"area-{position}-label", '<span class="label"></span>', "area-label")
        at = label_point(area.geometry)
        mark = folium.Marker(at, icon=icon, interactive=False, keyboard=False)
        _add(layer, mark, f"area-{position}-label", names=f"area-{position}")


def _icon(name: str, content: str, kind: str) -> Any:
    icon = folium.DivIcon(content, icon_size=(0, 0), icon_anchor=(0, 0), class_name=kind)
    return _named(icon, name)


def _mark(layer: Any, key: str, at: LatLon, content: str) -> None:
    _add(layer, folium.Marker(at, icon=_icon(key, content, "mark")), key, key=key)
