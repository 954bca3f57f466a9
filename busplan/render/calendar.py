"""Calendars (iCalendar, RFC 5545): the whole season's tours, or one association's shifts.

A calendar tells its readers what changed without a clock of its own: the UID of a tour stays the
same, SEQUENCE is the plan's version, and DTSTAMP lies a year before the season and grows a
minute with each version. So a later version always looks later, never lies in the future of a
reader, and equal plans are equal bytes.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur, vText

from busplan.clock import Clock
from busplan.errors import message
from busplan.language import Language
from busplan.plan import Plan, Tour
from busplan.render.roster_wording import (
    companions,
    crew_list,
    footer_lines,
    listed,
    meeting_place,
    stop_line_with_address,
)
from busplan.render.visible_text import visible_text
from busplan.render.wording import remarks, tour_places
from busplan.result import Result
from busplan.season import Association, Season

TIME_ZONE = "Europe/Copenhagen"
REFRESH_EVERY = timedelta(hours=12)
STAMPED_BEFORE_SEASON = timedelta(days=365)
_ZONE = ZoneInfo(TIME_ZONE)
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def render_season_calendar(result: Result) -> bytes:
    """Make calendar/season.ics: an event a tour, those called off as cancelled."""
    plan = result.plan
    language = Language(plan.season.language)
    name = visible_text(plan.season.name)
    events = [_tour_event(plan, tour, language) for tour in _every_tour(plan)]
    return _calendar(plan.season, name, events, language)


def render_association_calendar(result: Result, association: Association) -> bytes:
    """Make calendar/ID.ics: an event for each of an association's shifts.

    A shift on a tour that is called off, or that the association is no longer on, is cancelled.
    An association without shifts gets a calendar that holds only its time zone, which is valid.
    """
    plan = result.plan
    language = Language(plan.season.language)
    name = language.say(
        message(
            "{association}: shifts, {season}",
            association=visible_text(association.name),
            season=visible_text(plan.season.name),
        )
    )
    tours = _every_tour(plan, association)
    events = [_shift_event(plan, tour, association, language) for tour in tours]
    return _calendar(plan.season, name, events, language)


def _every_tour(plan: Plan, association: Association | None = None) -> Iterable[Tour]:
    """Give the tours that run and then those called off, each id once."""
    ids: set[str] = set()
    for tour in (*plan.tours, *plan.cancelled):
        tour_id = plan.tour_id(tour)
        if tour_id not in ids and (association is None or association.id in tour.crew):
            ids.add(tour_id)
            yield tour


def _tour_event(plan: Plan, tour: Tour, language: Language) -> Event:
    title = message("Tour: {places}", places=visible_text(tour_places(plan, tour, language)))
    crew = message("On board: {crew}", crew=listed(crew_list(plan, tour)))
    event = _event(plan, tour, language, (language.say(crew),))
    event.add("uid", f"{plan.tour_id(tour)}@{_domain(plan.season)}")
    event.add("summary", _title(plan, tour, language.say(title), language))
    return event


def _shift_event(plan: Plan, tour: Tour, association: Association, language: Language) -> Event:
    title = message(
        "Shift on {bus}: {places}",
        bus=visible_text(plan.season.bus_by_id[tour.bus].name),
        places=visible_text(tour_places(plan, tour, language)),
    )
    others = companions(plan, tour, association)
    lines = (
        [language.say(message("Together with {others}", others=listed(others)))] if others else []
    )
    event = _event(plan, tour, language, lines)
    event.add("uid", f"{plan.tour_id(tour)}.{association.id}@{_domain(plan.season)}")
    event.add("summary", _title(plan, tour, language.say(title), language))
    return event


def _event(plan: Plan, tour: Tour, language: Language, lines: Iterable[str]) -> Event:
    season = plan.season
    place = meeting_place(season, tour.bus)
    event = Event()
    event.add("dtstamp", _stamp(plan))
    event.add("sequence", plan.version)
    event.add("dtstart", _moment(tour.date, tour.departs))
    event.add("dtend", _moment(tour.date, tour.returns))
    event.add("status", "CANCELLED" if _is_off(plan, tour) else "CONFIRMED")
    event.add("location", language.say(place))
    where = season.meeting_point or season.bus_by_id[tour.bus]
    event.add("geo", (where.lat, where.lon))
    description = (
        language.say(
            message("Meet at {place}; the bus leaves at {time}", place=place, time=tour.departs)
        ),
        *(stop_line_with_address(season, visit, language) for visit in tour.visits),
        language.say(message("Back at {time}", time=tour.returns)),
        *lines,
        *map(visible_text, remarks(season, language)),
    )
    event.add("description", "\n".join(description))
    return event


def _title(plan: Plan, tour: Tour, title: str, language: Language) -> str:
    if _is_off(plan, tour):
        return language.say(message("CANCELLED: {title}", title=title))
    return title


def _is_off(plan: Plan, tour: Tour) -> bool:
    return tour not in plan.tours


def _calendar(season: Season, name: str, events: Iterable[Event], language: Language) -> bytes:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//busplan//roster//{language.code.upper()}")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, vText(name))
    description = "\n".join((visible_text(season.name), *footer_lines(season, language)))
    for key in ("description", "x-wr-caldesc"):
        calendar.add(key, vText(description))
    calendar.add("x-wr-timezone", TIME_ZONE)
    calendar.add("refresh-interval", REFRESH_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    calendar.add_component(_time_zone())
    for event in events:
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _time_zone() -> Timezone:
    """Give Danish time by the rule that has held since 1996, whatever zone data is installed."""
    zone = Timezone()
    zone.add("tzid", TIME_ZONE)
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    for part, name, before, after, month, first in (
        (TimezoneDaylight(), "CEST", winter, summer, 3, datetime(1996, 3, 31, 2)),  # noqa: DTZ001
        (TimezoneStandard(), "CET", summer, winter, 10, datetime(1996, 10, 27, 3)),  # noqa: DTZ001
    ):
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("dtstart", first)
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        zone.add_component(part)
    return zone


def _moment(day: date, clock: Clock) -> datetime:
    midnight = datetime.combine(day, time(), _ZONE)
    return midnight + timedelta(minutes=clock)


def _stamp(plan: Plan) -> datetime:
    season_start = datetime.combine(plan.season.first_date, time(), UTC)
    return season_start - STAMPED_BEFORE_SEASON + timedelta(minutes=plan.version)


def _domain(season: Season) -> str:
    """Give what tells this season's tours from another season's: "efteraar-2026.busplan"."""
    plain = unicodedata.normalize("NFKD", season.name.casefold().translate(_LETTERS))
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in plain).split()
    if words:
        return "-".join(words) + ".busplan"
    return hashlib.sha256(season.name.encode("utf-8", "replace")).hexdigest()[:12] + ".busplan"
