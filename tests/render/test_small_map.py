from __future__ import annotations

import re
from dataclasses import replace

import pytest
from defusedxml import ElementTree
from shapely import Polygon

from busplan.plan import Plan
from busplan.render.small_map import HEIGHT, WIDTH, draw_small_map
from busplan.season import Season
from tests.hand_season import hand_plan
from tests.render.hostile_roster import MARKUP, hostile_result

SVG = "{http://www.w3.org/2000/svg}"


def in_season(season: Season) -> Plan:
    return Plan.in_order(season, hand_plan().tours)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_depot_meeting_point_and_each_stop_are_marked_in_driving_order() -> None:
    plan = hand_plan()
    marks = [text for text in texts(draw_small_map(plan, plan.tours[1])) if len(text) == 1]
    assert marks == ["M", "D", "1", "2"]


def test_without_a_meeting_point_only_the_depot_and_the_stops_are_marked() -> None:
    plan = in_season(replace(hand_plan().season, meeting_point=None))
    marks = [text for text in texts(draw_small_map(plan, plan.tours[0])) if len(text) == 1]
    assert marks == ["D", "1"]


def test_a_way_that_is_not_known_is_a_dashed_straight_line() -> None:
    plan = hand_plan()
    assert "stroke-dasharray" not in draw_small_map(plan, plan.tours[1])
    travel = replace(plan.season.travel, shapes={})
    bare = in_season(replace(plan.season, travel=travel))
    assert draw_small_map(bare, bare.tours[1]).count("stroke-dasharray") == 5


def test_everything_drawn_lies_on_the_paper() -> None:
    plan = hand_plan()
    far = replace(plan.season.areas[3], geometry=Polygon([(5, 50), (20, 50), (20, 60), (5, 60)]))
    plan = in_season(replace(plan.season, areas=(*plan.season.areas[:3], far)))
    svg = draw_small_map(plan, plan.tours[0])
    pairs = re.findall(r"(-?\d+\.\d),(-?\d+\.\d)", svg)
    assert pairs
    for x, y in pairs:
        assert 0 <= float(x) <= WIDTH
        assert 0 <= float(y) <= HEIGHT


def test_markers_at_one_place_stand_side_by_side() -> None:
    plan = hand_plan()
    at_meeting = tuple(replace(stop, lon=11.35266, lat=55.40310) for stop in plan.season.stops)
    plan = in_season(replace(plan.season, stops=at_meeting))
    svg = ElementTree.fromstring(draw_small_map(plan, plan.tours[1]))
    centres = [(float(c.get("cx")), float(c.get("cy"))) for c in svg.iter(f"{SVG}circle")]
    assert len(set(centres)) == 2


@pytest.mark.parametrize("number", [0, 1])
def test_names_are_text_and_never_drawing(number: int) -> None:
    plan = hostile_result().plan
    svg = draw_small_map(plan, plan.tours[number])
    assert "<script" not in svg
    assert svg.count("</svg>") == 1
    assert set(texts(svg)) & set(MARKUP)


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    plan = hand_plan()
    svg = draw_small_map(plan, plan.tours[1])
    (left, right) = re.search(r"M(\d+\.\d),\d+\.\d V\d+\.\d H(\d+\.\d)", svg).groups()  # type: ignore[union-attr]
    km = float(next(text for text in texts(svg) if text.endswith(" km")).removesuffix(" km"))
    circles = re.findall(r'<circle cx="(\d+\.\d)" cy="(\d+\.\d)"', svg)
    (x1, y1), (x2, y2) = ((float(x), float(y)) for x, y in circles)
    apart_km = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 * km / (float(right) - float(left))
    assert apart_km == pytest.approx(11.8, abs=0.2)  # Dalmosehallen to Bisserup Havn
