"""Travel times of every source, by the contract's formulas."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyproj import Geod

from busplan.travel import Leg, TravelTimes
from tests.load.small_season import SmallSeason, collection, feature, line, point

GEOD = Geod(ellps="WGS84")
DEPOT, MEETING = (11.29, 55.25), (11.3525, 55.4033)
STOP, OTHER_STOP = (11.14, 55.33), (11.42, 55.30)
SOUTH, NORTH, WEST, EAST = (11.3, 55.26), (11.35, 55.40), (11.15, 55.33), (11.41, 55.30)


def km_between(start: tuple[float, float], end: tuple[float, float]) -> float:
    return float(GEOD.inv(*start, *end)[2]) / 1000


def networked(small: SmallSeason, *lines: dict[str, Any], **keys: str) -> TravelTimes:
    extra = "".join(f"\n{key} = {value}" for key, value in keys.items())
    small.settings('"straight_line"', f'"network"\nnetwork = "roads.geojson"{extra}')
    return small.geojson("roads.geojson", collection(*lines)).load().travel


def star(**properties: object) -> list[dict[str, Any]]:
    return [
        feature(line(SOUTH, NORTH), **{"km": 17, "minutes": 20, **properties}),
        feature(line(NORTH, WEST), **{"km": 15, "minutes": 18, **properties}),
        feature(line(NORTH, EAST), **{"km": 12, "minutes": 15, **properties}),
    ]


def test_a_straight_line_is_driven_with_a_detour_at_45_kmh(small: SmallSeason) -> None:
    travel = small.load().travel
    km = 1.3 * km_between(MEETING, STOP)
    assert travel.leg("frivilligcenter", "solens-plads") == pytest.approx(Leg(km / 45 * 60, km))
    assert travel.estimated


def test_the_speed_along_straight_lines_can_be_set(small: SmallSeason) -> None:
    small.settings('"straight_line"', '"straight_line"\nkmh = 60')
    leg = small.load().travel.legs["frivilligcenter", "solens-plads"]
    assert leg.minutes == pytest.approx(leg.km)


def test_places_join_the_network_off_road(small: SmallSeason) -> None:
    travel = networked(small, *star())
    join, leave = 1.3 * km_between(MEETING, NORTH), 1.3 * km_between(WEST, STOP)
    leg = travel.legs["frivilligcenter", "solens-plads"]
    assert leg == pytest.approx(Leg(18 + (join + leave) / 30 * 60, 15 + join + leave))
    assert travel.shapes["frivilligcenter", "solens-plads"] == (MEETING, NORTH, WEST, STOP)


def test_the_way_goes_through_several_lines(small: SmallSeason) -> None:
    leg = networked(small, *star()).legs["solens-plads", "dalmosehallen"]
    joins = 1.3 * (km_between(STOP, WEST) + km_between(EAST, OTHER_STOP))
    assert leg == pytest.approx(Leg(33 + joins * 2, 27 + joins))


def test_two_places_at_one_node_are_as_far_apart_as_the_straight_line(
    small: SmallSeason,
) -> None:
    travel = networked(small, feature(line(SOUTH, (11.3, 55.0))))
    km = 1.3 * km_between(MEETING, STOP)
    assert travel.legs["frivilligcenter", "solens-plads"] == pytest.approx(Leg(km * 2, km))
    assert travel.shapes["frivilligcenter", "solens-plads"] == (MEETING, STOP)


def test_a_line_without_figures_has_its_own_length_and_the_usual_speed(
    small: SmallSeason,
) -> None:
    bend = (11.25, 55.35)
    lines = star()
    lines[1] = feature(line(NORTH, bend, WEST))
    leg = networked(small, *lines).legs["frivilligcenter", "solens-plads"]
    joins = 1.3 * (km_between(MEETING, NORTH) + km_between(WEST, STOP))
    km = km_between(NORTH, bend) + km_between(bend, WEST)
    assert leg == pytest.approx(Leg(km / 50 * 60 + joins * 2, km + joins))


@pytest.mark.parametrize(("own", "kmh"), [(None, 80), (40, 40)])
def test_a_lines_own_speed_wins_over_the_seasons(
    small: SmallSeason, own: int | None, kmh: int
) -> None:
    lines = star(minutes=None, kmh=own)
    leg = networked(small, *lines, kmh="80").legs["frivilligcenter", "solens-plads"]
    joins = 1.3 * (km_between(MEETING, NORTH) + km_between(WEST, STOP))
    assert leg.minutes == pytest.approx(15 / kmh * 60 + joins * 2)


def test_a_oneway_line_leads_along_it_only(small: SmallSeason) -> None:
    small.settings('"straight_line"', '"network"\nnetwork = "roads.geojson"')
    lines = star()
    lines[1]["properties"]["oneway"] = "ja"
    small.geojson("roads.geojson", collection(*lines))
    (warning,) = small.warnings()
    assert "No bus can reach the stop Solens Plads" in str(warning.what)


@pytest.mark.parametrize("ferries", ["false", "true"])
def test_ferries_are_dropped_unless_allowed(small: SmallSeason, ferries: str) -> None:
    shortcut = feature(line(NORTH, WEST), km=1, minutes=1, mode="færge")
    leg = networked(small, *star(), shortcut, ferries=ferries).legs[
        "frivilligcenter", "solens-plads"
    ]
    joins = 1.3 * (km_between(MEETING, NORTH) + km_between(WEST, STOP))
    assert leg.km == pytest.approx((1 if ferries == "true" else 15) + joins)


def test_fewest_minutes_win_and_then_fewest_km(small: SmallSeason) -> None:
    detour = (11.2, 55.38)
    lines = [
        *star(),
        feature(line(NORTH, detour), km=5, minutes=8.1),
        feature(line(detour, WEST), km=5, minutes=9.9),
    ]
    leg = networked(small, *lines).legs["frivilligcenter", "solens-plads"]
    joins = 1.3 * (km_between(MEETING, NORTH) + km_between(WEST, STOP))
    assert leg == pytest.approx(Leg(18 + joins * 2, 10 + joins))


def test_ends_that_agree_to_six_decimals_are_one_node(small: SmallSeason) -> None:
    near = (NORTH[0] + 0.0000004, NORTH[1] - 0.0000004)
    lines = star()
    lines[1] = feature(line(near, WEST), km=15, minutes=18)
    assert ("museumsbus", "frivilligcenter") in networked(small, *lines).legs


def test_a_stop_joins_at_its_own_node(small: SmallSeason) -> None:
    small.stop(road_node="11.41,55.30")
    leg = networked(small, *star()).legs["frivilligcenter", "solens-plads"]
    joins = 1.3 * (km_between(MEETING, NORTH) + km_between(EAST, STOP))
    assert leg == pytest.approx(Leg(15 + joins * 2, 12 + joins))


def test_a_stops_own_node_must_be_one(small: SmallSeason) -> None:
    small.stop(road_node="11.40,55.30")
    small.settings('"straight_line"', '"network"\nnetwork = "roads.geojson"')
    fault = small.geojson("roads.geojson", collection(*star())).fault()
    assert str(fault.remedy) == "The nearest is 11.41,55.3."


def test_a_network_that_calls_its_figures_estimates_is_one(small: SmallSeason) -> None:
    assert not networked(small, *star()).estimated


def test_one_estimated_line_makes_the_network_an_estimate(small: SmallSeason) -> None:
    assert networked(small, *star(travel_basis="Skøn: luftlinje")).estimated


def test_roads_come_along_for_maps(small: SmallSeason) -> None:
    roads = networked(small, *star(road="22", **{"from": "A", "to": "B"})).roads
    assert [(road.name, road.origin, road.destination) for road in roads] == [("22", "A", "B")] * 3


# -- matrix ----------------------------------------------------------------------------------

PLACES = ("museumsbus", "frivilligcenter", "solens-plads", "dalmosehallen")
ROWS = [f"{a},{b},10,12.5" for a, b in itertools.permutations(PLACES, 2)]


def with_matrix(small: SmallSeason, rows: list[str], heading: str = "") -> SmallSeason:
    small.settings('"straight_line"', '"matrix"\nmatrix = "m.csv"')
    return small.file("m.csv", "\n".join([f"from,to,km,minutes{heading}", *rows]) + "\n")


def test_a_matrix_is_taken_as_it_stands(small: SmallSeason) -> None:
    travel = with_matrix(small, ROWS).load().travel
    assert travel.leg("museumsbus", "frivilligcenter") == Leg(12.5, 10)
    assert not travel.estimated


def test_a_matrix_says_itself_when_it_is_an_estimate(small: SmallSeason) -> None:
    rows = [f"{row},anslået" for row in ROWS]
    assert with_matrix(small, rows, ",basis").load().travel.estimated


def test_ways_that_no_tour_needs_may_be_missing(small: SmallSeason) -> None:
    unneeded = ("museumsbus,solens", "museumsbus,dalmose", "solens-plads,m", "dalmosehallen,m")
    with_matrix(small, [row for row in ROWS if not row.startswith(unneeded)]).load()


def test_with_one_visit_a_tour_no_way_between_stops_is_needed(small: SmallSeason) -> None:
    rows = [row for row in ROWS if not row.startswith(("solens-plads,d", "dalmosehallen,s"))]
    with_matrix(small.settings("max_visits = 2", "max_visits = 1"), rows).load()


def test_a_missing_way_is_one_fault_that_names_it(small: SmallSeason) -> None:
    rows = [row for row in ROWS if not row.startswith("dalmosehallen,")]
    fault = with_matrix(small, rows).fault()
    assert "2 ways are missing" in str(fault.what)
    assert "dalmosehallen → solens-plads" in str(fault.what)


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("museumsbus,nowhere,1,1", "to", "nowhere"),
        ("museumsbus,frivilligcenter,11,12.5", None, None),
        ("solens-plads,solens-plads,-1,0", "km", "-1"),
        ("solens-plads,solens-plads,0,nan", "minutes", "nan"),
        ("solens-plads,solens-plads,0,", "minutes", ""),
    ],
)
def test_a_matrix_row_is_refused(
    small: SmallSeason, row: str, column: str | None, value: str | None
) -> None:
    fault = with_matrix(small, [*ROWS, row]).fault()
    assert (fault.row, fault.column, fault.value) == (14, column, value)


# -- against an independent search -------------------------------------------------------------

nodes = st.sampled_from([(11.0 + x / 100, 55.0 + y / 100) for x in range(3) for y in range(3)])
lines_drawn = st.lists(
    st.tuples(nodes, nodes, st.integers(1, 5), st.integers(1, 5), st.booleans()).filter(
        lambda drawn: drawn[0] != drawn[1]
    ),
    min_size=3,
    max_size=14,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=lines_drawn)
def test_the_way_taken_is_the_best_of_all_ways(
    drawn: list[tuple[Any, Any, int, int, bool]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    small = SmallSeason(tmp_path_factory.mktemp("net") / "s")
    small.settings('"straight_line"', '"network"\nnetwork = "roads.geojson"')
    features = [
        feature(line(a, b), km=km, minutes=minutes / 10, oneway=oneway)
        for a, b, km, minutes, oneway in drawn
    ]
    small.geojson("roads.geojson", collection(*features))
    for place, position in zip(small.stops, ((11.0, 55.0), (11.02, 55.02)), strict=True):
        place["geometry"] = point(*position)
    for area in small.areas:
        area["geometry"] = point(11.0, 55.0)
    small.write()
    from busplan.load import load_season  # noqa: PLC0415

    season, _ = load_season(small.folder)
    found = season.travel.leg("solens-plads", "dalmosehallen")
    known = {end for a, b, *_ in drawn for end in (a, b)}
    starts, ends = (
        min(known, key=lambda node, at=at: km_between(at, node))
        for at in ((11.0, 55.0), (11.02, 55.02))
    )
    if starts == ends or found is None:
        return
    best = best_way(drawn, starts, ends)
    joins = 1.3 * (km_between((11.0, 55.0), starts) + km_between((11.02, 55.02), ends))
    assert found == pytest.approx(Leg(best[0] / 10 + joins * 2, best[1] + joins))


def best_way(
    drawn: list[tuple[Any, Any, int, int, bool]], start: Any, end: Any
) -> tuple[float, float]:
    """Bellman and Ford's search in tenths of minutes and km."""
    best: dict[Any, tuple[float, float]] = {start: (0, 0)}
    ways = [(a, b, minutes, km) for a, b, km, minutes, _ in drawn]
    ways += [(b, a, minutes, km) for a, b, km, minutes, oneway in drawn if not oneway]
    for _ in range(len(ways)):
        for a, b, minutes, km in ways:
            if a in best:
                there = best[a][0] + minutes, best[a][1] + km
                best[b] = min(best.get(b, (math.inf, math.inf)), there)
    return best[end]
