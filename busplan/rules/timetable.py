"""Rule 5: the timetable: driving, waiting, visits within opening hours, all within the slot."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from busplan.clock import MINUTES_PER_DAY, Clock
from busplan.errors import Message, message
from busplan.plan import Plan, Tour, Visit
from busplan.rules.rule import RouteRule, Violation, name_of
from busplan.season import Departure, Season


@dataclass(frozen=True)
class Drive:
    """The legs of a tour: depot → boarding place → stops → boarding place → depot.

    `legs` holds the whole minutes of the legs within the slot, from boarding to being back;
    `to_boarding` and `to_depot` those outside it; `km` counts all of them.
    """

    to_boarding: int
    legs: tuple[int, ...]
    to_depot: int
    km: float

    @property
    def minutes(self) -> int:
        """Drive minutes of the whole tour."""
        return self.to_boarding + sum(self.legs) + self.to_depot


def drive_of(season: Season, bus: str, stops: tuple[str, ...]) -> Drive | None:
    """Measure the drive of a bus through stops in order, or None where there is no way."""
    factor = season.bus_by_id[bus].speed_factor
    boarding = season.boarding_place(bus)
    places = (bus, boarding, *stops, boarding, bus)
    minutes: list[int] = []
    km = 0.0
    for origin, destination in pairwise(places):
        leg = season.travel.leg(origin, destination)
        whole = season.travel.drive_minutes(origin, destination, factor)
        if leg is None or whole is None:
            return None
        minutes.append(whole)
        km += leg.km
    return Drive(minutes[0], tuple(minutes[1:-1]), minutes[-1], km)


def earliest_tour(season: Season, departure: Departure, stops: tuple[str, ...]) -> Tour | None:
    """Make the tour with the earliest timetable from the slot's start, without a crew.

    Returns None when the tour cannot keep rule 5: no way, a stop that closes too soon, back
    after the slot's end, or out of the depot before or back after the day.
    """
    drive = drive_of(season, departure.bus, stops)
    if drive is None:
        return None
    slot = season.slot_by_name[departure.slot]
    clock = int(slot.start)
    visits: list[Visit] = []
    for stop_id, leg in zip(stops, drive.legs, strict=False):
        stop = season.stop_by_id[stop_id]
        arrives = clock + leg
        starts = arrives if stop.opens is None else max(arrives, stop.opens)
        clock = starts + stop.visit_minutes
        if stop.closes is not None and clock > stop.closes:
            return None
        visits.append(Visit(stop_id, Clock(arrives), Clock(starts), Clock(clock)))
    returns = clock + drive.legs[-1]
    leaves_depot = slot.start - drive.to_boarding
    back = returns + drive.to_depot
    if returns > slot.end or leaves_depot < 0 or back > MINUTES_PER_DAY:
        return None
    return Tour(
        date=departure.date,
        slot=departure.slot,
        bus=departure.bus,
        leaves_depot=Clock(leaves_depot),
        departs=slot.start,
        returns=Clock(returns),
        back_at_depot=Clock(back),
        drive_minutes=drive.minutes,
        drive_km=round(drive.km, 1),
        visits=tuple(visits),
        crew=(),
    )


@dataclass(frozen=True)
class TimetableHolds(RouteRule):
    """Each tour fits its slot, drives and stays as long as that takes, while stops are open."""

    def admits(self, season: Season, departure: Departure, stops: tuple[str, ...]) -> bool:
        """Tell whether the earliest timetable through the stops holds; no later one could."""
        return earliest_tour(season, departure, stops) is not None

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each time of a tour that cannot be."""
        for tour in plan.tours:
            for sentence in _faults(plan.season, tour):
                yield Violation(name_of(self), sentence, (tour.departure,))

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say that a tour fits its slot and the stops' opening hours."""
        del season, about
        return message("A tour fits within its slot and the opening hours of its stops.")


def _faults(season: Season, tour: Tour) -> Iterator[Message]:
    drive = drive_of(season, tour.bus, tour.stops)
    if drive is None:
        yield message("There is no way to drive between the stops of the tour.")
        return
    yield from _slot_faults(season, tour)
    left = tour.departs
    for visit, leg in zip(tour.visits, drive.legs, strict=False):
        yield from _drive_fault(season.stop_by_id[visit.stop].name, left, leg, visit.arrives)
        yield from _visit_faults(season, visit)
        left = visit.leaves
    places = (
        (message("the meeting point"), left, drive.legs[-1], tour.returns),
        (message("the depot"), tour.returns, drive.to_depot, tour.back_at_depot),
        (message("the meeting point"), tour.leaves_depot, drive.to_boarding, tour.departs),
    )
    for place, left, leg, arrives in places:
        yield from _drive_fault(place, left, leg, arrives)
    if tour.leaves_depot < 0 or tour.back_at_depot > MINUTES_PER_DAY:
        yield message("The bus is out before the day begins or after it ends.")


def _slot_faults(season: Season, tour: Tour) -> Iterator[Message]:
    slot = season.slot_by_name[tour.slot]
    if tour.departs < slot.start:
        yield message(
            "The crew leaves at {departs}, before the slot begins at {start}.",
            departs=tour.departs,
            start=slot.start,
        )
    if tour.returns > slot.end:
        yield message(
            "The crew is back at {returns}, after the slot ends at {end}.",
            returns=tour.returns,
            end=slot.end,
        )


def _drive_fault(place: str | Message, left: Clock, leg: int, arrives: Clock) -> Iterator[Message]:
    if arrives != left + leg:
        yield message(
            "The bus leaves at {left} and reaches {place} at {arrives}, but the drive takes "
            "{minutes} minutes.",
            left=left,
            place=place,
            arrives=arrives,
            minutes=leg,
        )


def _visit_faults(season: Season, visit: Visit) -> Iterator[Message]:
    stop = season.stop_by_id[visit.stop]
    if visit.starts < visit.arrives:
        yield message("The visit to {stop} starts before the bus arrives.", stop=stop.name)
    if visit.leaves != visit.starts + stop.visit_minutes:
        yield message(
            "The visit to {stop} lasts {actual} minutes instead of {minutes}.",
            stop=stop.name,
            actual=visit.leaves - visit.starts,
            minutes=stop.visit_minutes,
        )
    if stop.opens is not None and visit.starts < stop.opens:
        yield message(
            "The visit to {stop} starts before it opens at {opens}.",
            stop=stop.name,
            opens=stop.opens,
        )
    if stop.closes is not None and visit.leaves > stop.closes:
        yield message(
            "The visit to {stop} ends after it closes at {closes}.",
            stop=stop.name,
            closes=stop.closes,
        )
