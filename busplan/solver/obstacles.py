"""What stands in the way of a demand that cannot be met: closed doors, long ways, full buses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from busplan.clock import MINUTES_PER_DAY, Clock
from busplan.errors import Message, message, plural
from busplan.modelling import Route
from busplan.rules.open_dates import why_closed
from busplan.rules.timetable import drive_of, earliest_tour
from busplan.season import Answer, Area, Association, Departure, Pin, Requirement, Season, Stop
from busplan.solver.demands import Demand

Pool = Mapping[Departure, Sequence[Route]]


def obstacles(season: Season, pool: Pool, demand: Demand) -> Iterator[Message]:
    """Say in plain facts of the season what makes a demand of a clash hard to meet, if anything."""
    match demand.rule, demand.about:
        case "VisitsPerAreaAreKept", (area, "min"):
            yield from _never_visited(season, pool, [season.area_by_id[str(area)]])
        case "WeeksBetweenVisitsAreKept", area:
            yield from _first_and_last(season, pool, season.area_by_id[str(area)])
        case "RestBetweenShifts", who:
            yield from _first_and_last_shift(season, pool, season.association_by_id[str(who)])
        case "TourRequirementsAreMet", Requirement(tag=tag):
            areas = [area for area in season.areas if tag in area.tags]
            if not areas:
                yield message("No area has the tag '{tag}'.", tag=tag)
            yield from _never_visited(season, pool, areas)
        case "CrewFitsTheSeats", _:
            yield from _smallest_crew(season)
        case "PinsHold", int(number) if season.pins[number].must:
            yield from _no_room_for_pin(season, pool, season.pins[number])


# -- areas -----------------------------------------------------------------------------------------


def _never_visited(season: Season, pool: Pool, areas: Sequence[Area]) -> Iterator[Message]:
    """Say why no tour can visit any of some areas; nothing when one can."""
    ids = {area.id for area in areas}
    if _visited(pool.values(), {stop.id for stop in season.stops if stop.area in ids}):
        return
    for area in areas:
        stops = [stop for stop in season.stops if stop.area == area.id]
        if not stops:
            yield message("{area} has no stop.", area=area.name)
        for stop in stops:
            yield from _why_never(season, pool, stop)


def _visited(pools: Iterable[Sequence[Route]], stops: set[str]) -> bool:
    different = {id(routes): routes for routes in pools}
    return any(stops & set(route.stops) for routes in different.values() for route in routes)


def _why_never(season: Season, pool: Pool, stop: Stop) -> Iterator[Message]:
    departures = [departure for departure in pool if stop.is_open_on(departure.date)]
    if not pool:
        yield message("The season has no open date.")
    elif not departures:
        yield message("{stop} is closed on every open date of the season.", stop=stop.name)
    else:
        yield from _too_long(season, departures, stop)


def _first_and_last(season: Season, pool: Pool, area: Area) -> Iterator[Message]:
    stops = {stop.id for stop in season.stops if stop.area == area.id}
    days = [departure.date for departure, routes in pool.items() if _visited([routes], stops)]
    if days:
        yield message(
            "{area} can be visited on {first} at the earliest and on {last} at the latest.",
            area=area.name,
            first=min(days),
            last=max(days),
        )


# -- crews -----------------------------------------------------------------------------------------


def _first_and_last_shift(season: Season, pool: Pool, who: Association) -> Iterator[Message]:
    days = [
        departure.date
        for departure, routes in pool.items()
        if routes and season.answer(who, departure.date, departure.slot) is not Answer.NO
    ]
    if days:
        yield message(
            "{association} can crew on {first} at the earliest and on {last} at the latest.",
            association=who.name,
            first=min(days),
            last=max(days),
        )


def _smallest_crew(season: Season) -> Iterator[Message]:
    """Say how many seats the smallest associations take, when a crew must be of several."""
    least = season.crew.min
    smallest = sorted(who.people for who in season.associations)[:least]
    if len(smallest) == least > 0:
        yield plural(
            "The smallest association brings {people} people.",
            "The {count} smallest associations bring {people} people together.",
            least,
            people=sum(smallest),
        )


# -- pins ------------------------------------------------------------------------------------------


def _no_room_for_pin(season: Season, pool: Pool, pin: Pin) -> Iterator[Message]:
    departures = [departure for departure in pool if pin.speaks_of(departure)]
    if not departures:
        yield from _closed(season, pin)
        return
    if pin.association is not None:
        who = season.association_by_id[pin.association]
        if all(season.answer(who, d.date, d.slot) is Answer.NO for d in departures):
            yield _cannot(who.name, pin)
    if pin.stop is None:
        if not any(pool[departure] for departure in departures):
            yield message("No tour can be driven on {day}.", day=pin.date)
        return
    stop = season.stop_by_id[pin.stop]
    if not stop.is_open_on(pin.date):
        yield message("{stop} is closed on {day}.", stop=stop.name, day=pin.date)
    elif not _visited([pool[departure] for departure in departures], {stop.id}):
        yield from _too_long(season, departures, stop)


def _closed(season: Season, pin: Pin) -> Iterator[Message]:
    """Say why no tour may run when a pin wants one, each reason once."""
    whys = [why_closed(season, d) for d in season.every_departure() if pin.speaks_of(d)]
    yield from dict.fromkeys(why for why in whys if why is not None)


def _cannot(association: str, pin: Pin) -> Message:
    if pin.slot is None:
        return message("{association} cannot crew on {day}.", association=association, day=pin.date)
    return message(
        "{association} cannot crew on {day} ({slot}).",
        association=association,
        day=pin.date,
        slot=pin.slot,
    )


def rival_pins(season: Season, pool: Pool, demands: Sequence[Demand]) -> Iterator[Message]:
    """Say of pins that clash with each other for which stops no one tour can be."""
    numbers = [d.about for d in demands if d.rule == "PinsHold" and isinstance(d.about, int)]
    pins = [season.pins[number] for number in numbers if season.pins[number].must]
    for one, other in combinations(pins, 2):
        if one.date != other.date or one.stop is None or other.stop is None:
            continue
        departures = [departure for departure in pool if departure.date == one.date]
        both = {one.stop, other.stop}
        if departures and not any(both <= set(r.stops) for d in departures for r in pool[d]):
            yield plural(
                "No tour can visit both {one} and {other}; at most {count} tour can run on {day}.",
                "No tour can visit both {one} and {other}; at most {count} tours can run on {day}.",
                len({departure.bus for departure in departures}),
                one=season.stop_by_id[one.stop].name,
                other=season.stop_by_id[other.stop].name,
                day=one.date,
            )


# -- times -----------------------------------------------------------------------------------------


def _too_long(season: Season, departures: Sequence[Departure], stop: Stop) -> Iterator[Message]:
    """Say why a tour to just one stop does not fit any of some departures."""
    if any(earliest_tour(season, departure, (stop.id,)) for departure in departures):
        return
    drives = [drive_of(season, departure.bus, (stop.id,)) for departure in departures]
    known = [drive for drive in drives if drive is not None]
    if not known:
        yield message("No bus can drive to {stop}.", stop=stop.name)
        return
    minutes = min(sum(drive.legs) for drive in known) + stop.visit_minutes
    slots = [season.slot_by_name[departure.slot] for departure in departures]
    longest = max(slot.end - slot.start for slot in slots)
    if minutes > longest:
        yield message(
            "A tour to {stop} takes at least {minutes} minutes with the visit of {visit} minutes; "
            "the longest slot has {longest} minutes.",
            stop=stop.name,
            minutes=minutes,
            visit=stop.visit_minutes,
            longest=longest,
        )
    elif _fits_at_any_hour(season, departures, stop):
        yield message(
            "The visit of {visit} minutes at {stop} fits no slot: the stop is only open from "
            "{opens} to {closes}.",
            stop=stop.name,
            visit=stop.visit_minutes,
            opens=stop.opens or Clock(0),
            closes=stop.closes or Clock(MINUTES_PER_DAY),
        )
    else:
        yield message(
            "A tour to {stop} would have the bus out of its depot past midnight.", stop=stop.name
        )


def _fits_at_any_hour(season: Season, departures: Sequence[Departure], stop: Stop) -> bool:
    """Tell whether a tour to just one stop would fit, were the stop always open."""
    stops = [replace(one, opens=None, closes=None) for one in season.stops]
    always = replace(season, stops=tuple(stops))
    return any(earliest_tour(always, departure, (stop.id,)) for departure in departures)
