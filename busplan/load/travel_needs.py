"""Which ways between places the tours of a season can need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from busplan.load.geodesic import Position
from busplan.season import Bus, MeetingPoint, Stop

Pair = tuple[str, str]
"""Ids of a way's two ends, in driving order."""


@dataclass(frozen=True)
class TravelNeeds:
    """The places of a season and the ordered pairs of them that a tour can need.

    Crews board at the meeting point, or at the depot where there is none. Stops of one area never
    follow each other, and no stop follows another where a tour has one visit.
    """

    buses: Sequence[Bus]
    meeting_point: MeetingPoint | None
    stops: Sequence[Stop]
    max_visits: int
    join_at: Mapping[str, Position] = field(default_factory=dict)

    def positions(self) -> dict[str, Position]:
        """Give the position of each place by id, in a fixed order."""
        found = {bus.id: (bus.lon, bus.lat) for bus in self.buses}
        if self.meeting_point is not None:
            point = self.meeting_point
            found[point.id] = (point.lon, point.lat)
        return found | {stop.id: (stop.lon, stop.lat) for stop in self.stops}

    def boarding_places(self) -> tuple[str, ...]:
        """Give the ids of the places where crews board."""
        if self.meeting_point is not None:
            return (self.meeting_point.id,)
        return tuple(dict.fromkeys(bus.id for bus in self.buses))

    def pairs(self) -> Iterator[Pair]:
        """Give every ordered pair of different places that a tour can need, once each."""
        boards = self.boarding_places()
        if self.meeting_point is not None:
            for bus in self.buses:
                yield bus.id, self.meeting_point.id
                yield self.meeting_point.id, bus.id
        for stop in self.stops:
            for board in boards:
                yield board, stop.id
                yield stop.id, board
        if self.max_visits > 1:
            for early in self.stops:
                for late in self.stops:
                    if early.area != late.area:
                        yield early.id, late.id
