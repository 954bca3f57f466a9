"""Shortages that can be counted on one's fingers, told with names and numbers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from busplan.errors import Message, message, plural
from busplan.modelling import Route
from busplan.rules.open_dates import why_closed
from busplan.rules.timetable import drive_of, earliest_tour
from busplan.season import Answer, Area, Association, Departure, Requirement, Season, Stop
from busplan.solver.tours import open_departures

Pool = Mapping[Departure, Sequence[Route]]


def shortages(season: Season) -> Iterator[Message]:
    """Give each shortage by which no plan can exist: too few dates, or too few of a tag."""
    departures = open_departures(season)
    yield from _too_few_dates(season, departures)
    for requirement in season.crew.requirements:
        yield from _too_few_able(season, departures, requirement)


def _too_few_dates(season: Season, departures: Sequence[Departure]) -> Iterator[Message]:
    limit = season.tours.max_per_week
    weeks: dict[tuple[int, int], set[tuple[object, str]]] = {}
    for departure in departures:
        year, week, _ = departure.date.isocalendar()
        weeks.setdefault((year, week), set()).add((departure.date, departure.bus))
    room = sum(len(days) if limit is None else min(limit, len(days)) for days in weeks.values())
    if room < season.tours.min:
        yield message(
            "The open dates have room for {room} tours; at least {min} are required.",
            room=room,
            min=season.tours.min,
        )


def _too_few_able(
    season: Season, departures: Sequence[Departure], requirement: Requirement
) -> Iterator[Message]:
    """Compare the shifts that associations with a tag can take with those that are required."""
    able = [who for who in season.associations if requirement.tag in who.tags]
    shifts = sum(_most_shifts(season, departures, who) for who in able)
    tours = _tours_concerned(season, requirement)
    if shifts >= tours * requirement.min:
        return
    have = plural(
        "There is only {count} association with '{tag}'",
        "There are only {count} associations with '{tag}'",
        len(able),
        tag=requirement.tag,
    )
    can = plural(
        "and together they can take at most {count} tour",
        "and together they can take at most {count} tours",
        shifts // requirement.min,
    )
    if requirement.where is None:
        yield message("{have}, {can}; {tours} tours are required.", have=have, can=can, tours=tours)
    else:
        yield message(
            "{have}, {can}; {tours} tours to areas tagged '{where}' are required.",
            have=have,
            can=can,
            tours=tours,
            where=requirement.where,
        )


def _tours_concerned(season: Season, requirement: Requirement) -> int:
    """Count the tours that must at least be, of those a crew requirement speaks of."""
    if requirement.where is None:
        return season.tours.min
    return max(
        (other.min for other in season.tours.requirements if other.tag == requirement.where),
        default=0,
    )


def _most_shifts(season: Season, departures: Sequence[Departure], association: Association) -> int:
    """Count the dates an association can crew on, max_shifts at most."""
    dates = {
        departure.date
        for departure in departures
        if season.answer(association, departure.date, departure.slot) is not Answer.NO
    }
    most = len(dates)
    return most if association.max_shifts is None else min(most, association.max_shifts)


def no_room_for(season: Season, pool: Pool, about: Hashable) -> Iterator[Message]:
    """Say why no tour can visit what a clashing demand is about: an area, or a pin's stop."""
    if isinstance(about, int):
        yield from _no_room_for_pin(season, pool, about)
    elif isinstance(about, tuple) and about and about[0] in season.area_by_id:
        area = season.area_by_id[about[0]]
        stops = [stop for stop in season.stops if stop.area == area.id]
        ids = {stop.id for stop in stops}
        if not _visited(pool.values(), ids):
            yield from _why_never(season, pool, area, stops)


def _visited(pools: Iterable[Sequence[Route]], stops: set[str]) -> bool:
    different = {id(routes): routes for routes in pools}
    return any(stops & set(route.stops) for routes in different.values() for route in routes)


def _no_room_for_pin(season: Season, pool: Pool, number: int) -> Iterator[Message]:
    pin = season.pins[number]
    departures = [d for d in pool if d.date == pin.date and pin.slot in {None, d.slot}]
    if not departures:
        for departure in season.every_departure():
            why = why_closed(season, departure) if departure.date == pin.date else None
            if why is not None:
                yield why
                return
    if pin.stop is not None:
        stop = season.stop_by_id[pin.stop]
        if not stop.is_open_on(pin.date):
            yield message("{stop} is closed on {day}.", stop=stop.name, day=pin.date)
        elif not _visited([pool[d] for d in departures], {stop.id}):
            yield from _too_long(season, departures, stop)


def _why_never(season: Season, pool: Pool, area: Area, stops: Sequence[Stop]) -> Iterator[Message]:
    if not stops:
        yield message("{area} has no stop.", area=area.name)
    for stop in stops:
        dates = [departure for departure in pool if stop.is_open_on(departure.date)]
        if not dates:
            yield message("{stop} is closed on every open date of the season.", stop=stop.name)
        else:
            yield from _too_long(season, dates, stop)


def _too_long(season: Season, departures: Sequence[Departure], stop: Stop) -> Iterator[Message]:
    """Say why a tour to just one stop does not fit any of some departures."""
    if any(earliest_tour(season, departure, (stop.id,)) for departure in departures):
        return
    drives = [drive_of(season, departure.bus, (stop.id,)) for departure in departures]
    known = [drive for drive in drives if drive is not None]
    if not known:
        yield message("No bus can drive to {stop}.", stop=stop.name)
        return
    slots = [season.slot_by_name[departure.slot] for departure in departures]
    yield message(
        "A tour to {stop} takes at least {minutes} minutes with the visit of {visit} minutes; the "
        "longest slot has {longest} minutes, and the stop's opening hours must hold the visit.",
        stop=stop.name,
        minutes=min(sum(drive.legs) for drive in known) + stop.visit_minutes,
        visit=stop.visit_minutes,
        longest=max(slot.end - slot.start for slot in slots),
    )
