"""A season to bend: every way takes 10 minutes and 8 km, and no rule binds until a test says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise, permutations

from shapely import Point

from busplan.clock import Clock
from busplan.plan import Plan, Tour, Visit
from busplan.rules import Rule, Violation
from busplan.season import (
    Area,
    Association,
    Bus,
    CrewLimits,
    MeetingPoint,
    Season,
    Slot,
    Stop,
    TourLimits,
    VisitLimits,
)
from busplan.travel import Leg, TravelTimes

MONDAY = date(2026, 1, 12)
TUESDAY = date(2026, 1, 13)
WEDNESDAY = date(2026, 1, 14)
NEXT_MONDAY = date(2026, 1, 19)

PLACES = ("bus", "van", "hall", "north-1", "north-2", "south-1", "east-1")
TEN_MINUTES = Leg(10.0, 8.0)


def travel(**changed: Leg | None) -> TravelTimes:
    """Give ten minutes between all places, but for ``origin__destination=leg`` (None: no way)."""
    legs = dict.fromkeys(permutations(PLACES, 2), TEN_MINUTES)
    for name, leg in changed.items():
        origin, destination = name.replace("_1", "-1").replace("_2", "-2").split("__")
        if leg is None:
            del legs[origin, destination]
        else:
            legs[origin, destination] = leg
    return TravelTimes("matrix", legs)


def a_season(**changes: object) -> Season:
    """Give 15 December 2025 to 15 March 2026 with three areas, four stops, three associations."""
    season = Season(
        name="A season to bend",
        first_date=date(2025, 12, 15),
        last_date=date(2026, 3, 15),
        areas=(
            Area("north", "North", Point(11.3, 55.5), 100, 40, tags=("social", "coast")),
            Area("south", "South", Point(11.3, 55.2), 50, 0, tags=("coast",)),
            Area("east", "East", Point(11.5, 55.4), 20),
        ),
        stops=(
            Stop("north-1", "North One", "north", 11.3, 55.5, visit_minutes=30),
            Stop("north-2", "North Two", "north", 11.31, 55.5, visit_minutes=30),
            Stop("south-1", "South One", "south", 11.3, 55.2, visit_minutes=30),
            Stop("east-1", "East One", "east", 11.5, 55.4, visit_minutes=30),
        ),
        associations=(
            Association("blue", "The Blue", tags=("host",)),
            Association("green", "The Green", tags=("host", "arabic")),
            Association("red", "The Red"),
        ),
        buses=(
            Bus("bus", "The Bus", 11.2, 55.3, seats=6),
            Bus("van", "The Van", 11.2, 55.3, seats=6),
        ),
        slots=(
            Slot("am", "morning", Clock.parse("09:00"), Clock.parse("12:00")),
            Slot("pm", "afternoon", Clock.parse("13:00"), Clock.parse("17:00")),
        ),
        weekdays=frozenset(range(7)),
        tours=TourLimits(max=13, max_visits=3),
        crew=CrewLimits(min=0, max=3),
        travel=travel(),
        visits=VisitLimits(max_per_area=2, min_weeks_between=0),
        meeting_point=MeetingPoint("hall", "The Hall", 11.3, 55.4),
    )
    return replace(season, **changes)


def with_area(season: Season, area: str, **changes: object) -> Season:
    """Give the season with one area changed."""
    return replace(season, areas=tuple(_changed(season.areas, area, changes)))


def with_stop(season: Season, stop: str, **changes: object) -> Season:
    """Give the season with one stop changed."""
    return replace(season, stops=tuple(_changed(season.stops, stop, changes)))


def with_association(season: Season, association: str, **changes: object) -> Season:
    """Give the season with one association changed."""
    return replace(season, associations=tuple(_changed(season.associations, association, changes)))


def with_bus(season: Season, bus: str, **changes: object) -> Season:
    """Give the season with one bus changed."""
    return replace(season, buses=tuple(_changed(season.buses, bus, changes)))


def _changed(things: Iterable[object], changed_id: str, changes: dict[str, object]) -> object:
    return (replace(one, **changes) if one.id == changed_id else one for one in things)


def a_tour(
    season: Season,
    day: date,
    stops: str = "north-1",
    crew: str = "",
    *,
    slot: str = "afternoon",
    bus: str = "bus",
) -> Tour:
    """Give a tour with the earliest timetable, whether the timetable may be so or not.

    Stops and crew are ids with spaces between.
    """
    chosen = season.bus_by_id[bus]
    boarding = season.boarding_place(bus)
    route = stops.split()
    places = [bus, boarding, *route, boarding, bus]
    legs = [season.travel.leg(*pair) or Leg(0, 0) for pair in pairwise(places)]
    minutes = [season.travel.drive_minutes(*p, chosen.speed_factor) or 0 for p in pairwise(places)]
    start = season.slot_by_name[slot].start
    clock = int(start)
    visits = []
    for stop_id, drive in zip(route, minutes[1:], strict=False):
        stop = season.stop_by_id[stop_id]
        arrives = clock + drive
        starts = max(arrives, stop.opens or 0)
        clock = starts + stop.visit_minutes
        visits.append(Visit(stop_id, Clock(arrives), Clock(starts), Clock(clock)))
    returns = clock + minutes[-2]
    return Tour(
        date=day,
        slot=slot,
        bus=bus,
        leaves_depot=Clock(start - minutes[0]),
        departs=start,
        returns=Clock(returns),
        back_at_depot=Clock(returns + minutes[-1]),
        drive_minutes=sum(minutes),
        drive_km=round(sum(leg.km for leg in legs), 1),
        visits=tuple(visits),
        crew=tuple(sorted(crew.split())),
    )


def a_plan(season: Season, *tours: Tour) -> Plan:
    """Give a plan of these tours, in order."""
    return Plan.in_order(season, tours)


def broken(rule: Rule, season: Season, *tours: Tour) -> list[Violation]:
    """Give the places where a plan of these tours breaks a rule."""
    return list(rule.violations(a_plan(season, *tours)))


def keeps(rule: Rule, season: Season, *tours: Tour) -> bool:
    """Tell whether a plan of these tours keeps a rule."""
    return not broken(rule, season, *tours)
