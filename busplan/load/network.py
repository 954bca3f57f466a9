"""Travel times through a road network: fewest minutes, then fewest km.

Nodes are the lines' end points, equal when they agree to 6 decimals. A place joins at its nearest
node by a way of 1.3 × the straight line at 30 km/h; two places at one node are that far apart
along the straight line between them (contract, section 1, travel).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from busplan.errors import message
from busplan.load.faults import FaultList
from busplan.load.geodesic import Position, distance_m, distances_m, length_m
from busplan.load.roads import read_roads
from busplan.load.settings import TravelSettings
from busplan.load.straight_line import DETOUR
from busplan.load.tables import Table
from busplan.load.travel_needs import Pair, TravelNeeds
from busplan.travel import Leg, Road, TravelTimes

JOINING_KMH = 30.0
DEFAULT_KMH = 50.0

_STEPS_PER_UNIT = 10**9
_MINUTE_STEP = 10**18
"""A line's cost is one whole number: billionths of a minute first, billionths of a km after, so
that the fewest minutes and then the fewest km are found without rounding noise."""


@dataclass(frozen=True)
class _Line:
    """A way along one line between two nodes."""

    leg: Leg
    points: tuple[Position, ...]

    @property
    def cost(self) -> int:
        """The cost that the search adds up."""
        minutes = round(self.leg.minutes * _STEPS_PER_UNIT)
        return minutes * _MINUTE_STEP + round(self.leg.km * _STEPS_PER_UNIT)


def node_of(position: Position) -> Position:
    """Give the node that a line's end point belongs to."""
    return round(position[0], 6) + 0.0, round(position[1], 6) + 0.0


def joining_leg(metres: float) -> Leg:
    """Give the way of a straight line driven slowly, off the network."""
    km = DETOUR * metres / 1000
    return Leg(km / JOINING_KMH * 60, km)


def network_times(
    table: Table, settings: TravelSettings, needs: TravelNeeds, faults: FaultList
) -> TravelTimes:
    """Parse the roads and find the way for every pair that a tour can need."""
    roads, estimated = read_roads(table, faults)
    lines = [road for road in roads if settings.ferries or road.mode != "ferry"]
    if roads and not lines:
        faults.add(table.place, message("The network has no roads, only ferries."))
    graph = _graph(lines, settings.kmh or DEFAULT_KMH)
    joins = _joins(graph, table, needs, faults)
    nothing = TravelTimes("network", {}, roads=roads, kmh=settings.kmh, ferries=settings.ferries)
    if faults.any_faults:
        return nothing
    ways = _Ways(graph, needs.positions(), joins)
    legs: dict[Pair, Leg] = {}
    shapes: dict[Pair, tuple[Position, ...]] = {}
    for pair, leg, points in ways.of(needs.pairs()):
        legs[pair], shapes[pair] = leg, points
    return TravelTimes("network", legs, shapes, estimated, roads, settings.kmh, settings.ferries)


def _graph(roads: Sequence[Road], kmh: float) -> nx.DiGraph[Position]:
    graph: nx.DiGraph[Position] = nx.DiGraph()
    for road in roads:
        leg = _leg_of(road, kmh)
        start, end = node_of(road.points[0]), node_of(road.points[-1])
        _keep_best(graph, start, end, _Line(leg, road.points))
        if not road.oneway:
            _keep_best(graph, end, start, _Line(leg, road.points[::-1]))
    return graph


def _leg_of(road: Road, kmh: float) -> Leg:
    """Give a line's km (else its length) and minutes (else its km at its or the season's speed)."""
    km = length_m(road.points) / 1000 if road.km is None else road.km
    minutes = km / (road.kmh or kmh) * 60 if road.minutes is None else road.minutes
    return Leg(minutes, km)


def _keep_best(graph: nx.DiGraph[Position], start: Position, end: Position, line: _Line) -> None:
    """Add a way between two nodes, unless one is there that is as good."""
    graph.add_node(start)
    graph.add_node(end)
    if start == end:
        return
    if not graph.has_edge(start, end) or line.cost < graph.edges[start, end]["cost"]:
        graph.add_edge(start, end, line=line, cost=line.cost)


def _joins(
    graph: nx.DiGraph[Position], table: Table, needs: TravelNeeds, faults: FaultList
) -> dict[str, Position]:
    """Give the node that each place joins at: its `road_node`, or else the nearest."""
    nodes = list(graph.nodes)
    if not nodes:
        return {}
    at = np.array(nodes)
    wanted = {stop.id: stop.road_node for stop in needs.stops if stop.road_node is not None}
    joins = {}
    for place, position in needs.positions().items():
        if place not in wanted:
            joins[place] = _nearest(at, position)
            continue
        joins[place] = node_of(wanted[place])
        if joins[place] not in graph:
            nearest = _nearest(at, wanted[place])
            faults.add(
                table.place,
                message(
                    "The road_node of the stop {stop} is not the end of any line of the network.",
                    stop=place,
                ),
                message("The nearest is {node}.", node=f"{nearest[0]:g},{nearest[1]:g}"),
                value=f"{wanted[place][0]},{wanted[place][1]}",
            )
    return joins


def _nearest(nodes: NDArray[np.float64], position: Position) -> Position:
    """Give the node nearest to a position; the first of the file when several are."""
    east = (nodes[:, 0] - position[0]) * math.cos(math.radians(position[1]))
    rough = np.hypot(east, nodes[:, 1] - position[1])
    close = np.flatnonzero(rough <= rough.min() * 1.1 + 1e-6)
    metres = distances_m(position, nodes[close, 0], nodes[close, 1])
    lon, lat = nodes[close[int(metres.argmin())]]
    return float(lon), float(lat)


@dataclass(frozen=True)
class _Ways:
    """Finds ways between places that have joined the network."""

    graph: nx.DiGraph[Position]
    positions: Mapping[str, Position]
    joins: Mapping[str, Position]

    def of(self, pairs: Iterator[Pair]) -> Iterator[tuple[Pair, Leg, tuple[Position, ...]]]:
        """Give each pair that has a way, with the leg and the way as it is drawn."""
        by_start: dict[Position, list[Pair]] = {}
        for pair in pairs:
            by_start.setdefault(self.joins[pair[0]], []).append(pair)
        for start, wanted in by_start.items():
            before = nx.dijkstra_predecessor_and_distance(self.graph, start, weight="cost")[0]
            for pair in wanted:
                found = self._way(pair, start, before)
                if found is not None:
                    yield pair, *found

    def _way(
        self, pair: Pair, start: Position, before: Mapping[Position, Sequence[Position]]
    ) -> tuple[Leg, tuple[Position, ...]] | None:
        origin, destination = (self.positions[place] for place in pair)
        end = self.joins[pair[1]]
        if end == start:
            return joining_leg(distance_m(origin, destination)), (origin, destination)
        if end not in before:
            return None
        lines = self._lines(start, end, before)
        legs = [
            joining_leg(distance_m(origin, start)),
            *(line.leg for line in lines),
            joining_leg(distance_m(end, destination)),
        ]
        points = [origin, *(point for line in lines for point in line.points), destination]
        drawn = tuple(point for point, _ in groupby(points))
        return Leg(math.fsum(leg.minutes for leg in legs), math.fsum(leg.km for leg in legs)), drawn

    def _lines(
        self, start: Position, end: Position, before: Mapping[Position, Sequence[Position]]
    ) -> list[_Line]:
        lines: list[_Line] = []
        while end != start:
            earlier = before[end][0]
            lines.append(self.graph.edges[earlier, end]["line"])
            end = earlier
        return lines[::-1]
