"""What tours.html says of each tour, before it is a page."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from shapely import MultiPolygon, Point, box

from busplan.language import Language
from busplan.plan import Plan
from busplan.render.map import render_tours_map
from busplan.render.map_geometry import (
    bounds_of,
    label_point,
    line_of,
    outline_of,
    rings_of,
    roads_of,
    ways_of,
)
from busplan.render.map_tours import _badge, places_on_map, tours_on_map
from busplan.result import Result
from busplan.season import Season
from busplan.travel import Road
from tests.hand_season import (
    BISSERUP_HAVN,
    DALMOSEHALLEN,
    FLAKKEBJERG,
    MEETING_POINT,
    hand_plan,
    hand_result,
    hand_season,
)

DANISH = Language("da")


def with_tours(result: Result, count: int) -> Result:
    tours = (result.plan.tours * count)[:count]
    numbered = tuple(replace(tour, given_id=str(n)) for n, tour in enumerate(tours))
    return replace(result, plan=Plan(result.plan.season, numbered))


def without_shapes(season: Season) -> Season:
    return replace(season, travel=replace(season.travel, shapes={}))


def test_a_stop_says_its_number_date_and_time_with_a_danish_dot() -> None:
    second = tours_on_map(hand_plan(), DANISH)[1]
    assert [stop.badge for stop in second.stops] == ["2a", "2b"]
    assert second.stops[0].when_short == "22. okt."
    assert second.stops[0].open_span == "kl. 13.30–15.00"
    assert second.stops[0].label == (
        "Tur 2, stop 1: Dalmosehallen, torsdag den 22. oktober 2026, kl. 13.30–15.00"
    )


def test_the_only_stop_of_a_tour_carries_the_tours_number_alone() -> None:
    assert _badge(7, 1, 0) == "7"
    assert [_badge(7, 28, n) for n in (0, 1, 25, 26)] == ["7a", "7b", "7z", "7aa"]


def test_waiting_is_seen_in_the_times_of_a_stop() -> None:
    stop = tours_on_map(hand_plan(), DANISH)[1].stops[0]
    assert stop.arrival == "Bussen ankommer kl. 13.22."
    assert stop.open_line == "Åbent for alle kl. 13.30–15.00"


def test_forty_two_tours_all_look_different() -> None:
    shown = tours_on_map(with_tours(hand_result(), 42).plan, DANISH)
    assert len({(tour.colour, tour.dash) for tour in shown}) == 42
    neighbours = pairwise(shown)
    assert all(a.colour != b.colour and a.dash != b.dash for a, b in neighbours)


def test_a_tour_is_drawn_along_its_known_ways_and_straight_where_none_is_known() -> None:
    season = hand_season()
    tour = hand_plan().tours[1]
    drawn, straight = ways_of(season, tour)
    assert straight == ()
    assert len(drawn) == 4
    assert tuple((lat, lon) for lon, lat in (MEETING_POINT, FLAKKEBJERG, DALMOSEHALLEN)) in drawn
    drawn, straight = ways_of(without_shapes(season), tour)
    assert drawn == ()
    assert (DALMOSEHALLEN[::-1], BISSERUP_HAVN[::-1]) in straight


def test_tours_on_one_road_are_drawn_side_by_side() -> None:
    shown = tours_on_map(with_tours(hand_result(), 5).plan, DANISH)
    assert len({tour.shift for tour in shown}) == 5


def test_a_leg_driven_there_and_back_is_drawn_once() -> None:
    drawn, _ = ways_of(hand_season(), hand_plan().tours[0])
    assert len(drawn) == 2


def test_the_crew_boards_at_the_depot_when_there_is_no_meeting_point() -> None:
    season = replace(hand_season(), meeting_point=None)
    assert [place.letter for place in places_on_map(season, DANISH)] == ["D"]
    _, straight = ways_of(without_shapes(season), hand_plan().tours[0])
    assert len(straight) == 1


def test_a_stop_whose_point_is_far_off_says_so() -> None:
    plan = hand_plan()
    stops = tuple(replace(stop, uncertainty_m=1500) for stop in plan.season.stops)
    shown = tours_on_map(Plan(replace(plan.season, stops=stops), plan.tours), DANISH)
    assert "1.500 m" in shown[0].stops[0].uncertain
    assert tours_on_map(plan, DANISH)[1].stops[1].uncertain == ""


@pytest.mark.parametrize("geometry", [Point(11.3, 55.3), MultiPolygon([box(11, 55, 11.1, 55.1)])])
def test_every_kind_of_area_is_drawn_and_named(geometry: Point | MultiPolygon) -> None:
    result = hand_result()
    areas = tuple(replace(area, geometry=geometry) for area in result.plan.season.areas)
    season = replace(result.plan.season, areas=areas)
    page = render_tours_map(replace(result, plan=Plan(season, result.plan.tours))).decode()
    shape = "circle_marker_area_1" if isinstance(geometry, Point) else "polygon_area_1"
    assert f"var {shape} =" in page


def test_an_area_of_two_parts_is_one_shape_with_its_hole() -> None:
    ring = box(11, 55, 11.4, 55.4).difference(box(11.1, 55.1, 11.2, 55.2))
    rings = rings_of(ring.union(box(12, 55, 12.1, 55.1)))
    assert [len(polygon) for polygon in rings] == [2, 1]


def test_a_name_is_written_inside_its_area_also_when_the_area_is_bent() -> None:
    bent = box(11, 55, 11.4, 55.4).difference(box(11.05, 55.05, 11.4, 55.35))
    lat, lon = label_point(bent)
    assert bent.contains(Point(lon, lat))


def test_lines_are_rounded_to_a_metre_and_hold_no_point_twice() -> None:
    line = line_of([(11.1234567, 55.1), (11.1234571, 55.1), (11.2, 55.25)])
    assert line == ((55.1, 11.12346), (55.25, 11.2))


def test_the_roads_are_the_networks_own_else_the_segments_of_all_drawn_ways() -> None:
    season = hand_season()
    segments = roads_of(season)
    assert len(segments) == len(set(segments))
    assert all(len(segment) == 2 for segment in segments)
    road = Road(points=((11.0, 55.0), (11.2, 55.1)))
    ferry = replace(road, mode="ferry")
    season = replace(season, travel=replace(season.travel, roads=(road, ferry)))
    assert roads_of(season) == (((55.0, 11.0), (55.1, 11.2)),)


def test_neighbours_with_a_hairline_between_them_have_one_outline() -> None:
    season = hand_season()
    left, right = box(11, 55, 11.2, 55.2), box(11.2002, 55, 11.4, 55.2)
    areas = tuple(
        replace(area, geometry=geometry)
        for area, geometry in zip(season.areas, (left, right), strict=False)
    )
    assert len(outline_of(replace(season, areas=areas))) == 1


def test_the_first_view_holds_every_area_and_every_place() -> None:
    season = hand_season()
    (south, west), (north, east) = bounds_of(season)
    places = [(place.lon, place.lat) for place in season.stops]
    places += [(bus.lon, bus.lat) for bus in season.buses]
    assert all(west <= lon <= east and south <= lat <= north for lon, lat in places)
