"""What stands on a tour's run sheet: the only place with contacts and phone numbers."""

from __future__ import annotations

from typing import Any

from busplan.errors import Message, message
from busplan.language import Language
from busplan.plan import Plan, Tour, Visit
from busplan.render.roster_wording import meeting_place
from busplan.render.small_map import draw_small_map
from busplan.render.visible_text import visible_text
from busplan.render.wording import tour_when
from busplan.season import Season, Stop

Words = dict[str, Any]

UNCERTAIN_FROM_M = 100.0
"""A stop's point that may be this many metres off is told to the driver as uncertain."""

AGREED: dict[str, Message] = {
    "yes": message("agreed"),
    "no": message("NOT agreed: ask before the tour"),
    "asked": message("asked, no answer yet: make sure before the tour"),
}


def run_sheet_words(plan: Plan, tour: Tour) -> Words:
    """Give the words and the map of a tour's run sheet."""
    language = Language(plan.season.language)
    return {
        "subtitle": tour_when(tour, language),
        "facts": _facts(plan, tour, language),
        "timetable": _timetable(plan, tour, language),
        "stops": {
            "heading": language.say(message("The stops")),
            "items": [
                _stop(plan, visit, number, language)
                for number, visit in enumerate(tour.visits, start=1)
            ],
        },
        "map": draw_small_map(plan, tour),
        "map_alt": _map_alt(plan, tour, language),
        "map_legend": language.say(_map_legend(plan.season)),
        "crew": _crew(plan, tour, language),
        "notes": _notes(plan, tour, language),
    }


def _facts(plan: Plan, tour: Tour, language: Language) -> list[list[str]]:
    say, season = language.say, plan.season
    bus = season.bus_by_id[tour.bus]
    driver = message("{name}", name=bus.driver) if bus.driver else message("not given")
    if bus.driver_phone:
        driver = message("{driver}, phone {phone}", driver=driver, phone=bus.driver_phone)
    facts = [
        (message("Bus"), message("{name}", name=bus.name)),
        (message("Driver"), driver),
        (message("Meeting place"), meeting_place(season, tour.bus)),
        (
            message("On board"),
            message("{people} of {seats} seats", people=plan.people_on(tour), seats=bus.seats),
        ),
        (message("Driving"), _driving(plan, tour)),
    ]
    return [[say(label), say(value)] for label, value in facts]


def _driving(plan: Plan, tour: Tour) -> Message:
    driving = message("{km} km, {minutes} min.", km=tour.drive_km, minutes=tour.drive_minutes)
    if plan.season.travel.estimated:
        return message("{driving} (estimate)", driving=driving)
    return driving


def _timetable(plan: Plan, tour: Tour, language: Language) -> Words:
    say, season = language.say, plan.season
    meeting = meeting_place(season, tour.bus)
    rows: list[tuple[object, Message]] = [
        (tour.leaves_depot, message("The bus leaves the depot")),
        (tour.departs, message("Departure from the meeting place, {place}", place=meeting)),
    ]
    for number, visit in enumerate(tour.visits, start=1):
        place = season.stop_by_id[visit.stop].name
        arrives = message("Arrival at stop {number}, {place}", number=number, place=place)
        rows.append((visit.arrives, arrives))
        if visit.starts > visit.arrives:
            rows.append((visit.starts, message("The visit begins")))
        rows.append((visit.leaves, message("Departure from {place}", place=place)))
    rows += [
        (tour.returns, message("Back at the meeting place")),
        (tour.back_at_depot, message("The bus is at the depot again")),
    ]
    return {
        "heading": say(message("Timetable")),
        "columns": [say(message("Time")), say(message("What"))],
        "rows": [[language.form(clock), say(what)] for clock, what in rows],
    }


def _stop(plan: Plan, visit: Visit, number: int, language: Language) -> Words:
    say, season = language.say, plan.season
    stop = season.stop_by_id[visit.stop]
    host = message("{name}", name=stop.host) if stop.host else message("not given")
    if stop.host_phone:
        host = message("{host}, phone {phone}", host=host, phone=stop.host_phone)
    facts = [
        (message("Area"), _given(season.area_by_id[stop.area].name)),
        (message("Address"), _given(stop.address)),
        (message("Host"), host),
        (message("Permission"), _agreed(stop)),
        (message("Access"), _given(stop.access)),
    ]
    if stop.note:
        facts.append((message("Note"), _given(stop.note)))
    return {
        "heading": say(message("{number}. {place}", number=number, place=stop.name)),
        "facts": [[say(label), say(value)] for label, value in facts],
        "warning": _uncertain(stop, language),
    }


def _given(text: str) -> Message:
    return message("{text}", text=text) if text else message("not given")


def _agreed(stop: Stop) -> Message:
    return AGREED.get(stop.agreed) or _given(stop.agreed)


def _uncertain(stop: Stop, language: Language) -> str:
    if stop.uncertainty_m is None or stop.uncertainty_m < UNCERTAIN_FROM_M:
        return ""
    return language.say(
        message(
            "The point on the map is uncertain: it may be {metres} m off. "
            "Find the exact place before the tour.",
            metres=round(stop.uncertainty_m),
        )
    )


def _map_alt(plan: Plan, tour: Tour, language: Language) -> str:
    names = (visible_text(plan.season.stop_by_id[stop].name) for stop in tour.stops)
    stops = tuple(f"{number}. {name}" for number, name in enumerate(names, start=1))
    return language.say(
        message(
            "Map of the way: from the depot to {meeting}, then to {stops}, "
            "and by the meeting place back to the depot.",
            meeting=meeting_place(plan.season, tour.bus),
            stops=stops,
        )
    )


def _map_legend(season: Season) -> Message:
    if season.meeting_point is None:
        return message(
            "D is the depot, where you also meet; numbers are the stops. "
            "Dashed lines are straight lines, not roads."
        )
    return message(
        "D is the depot, M the meeting place, and numbers are the stops. "
        "Dashed lines are straight lines, not roads."
    )


def _crew(plan: Plan, tour: Tour, language: Language) -> Words:
    say = language.say
    return {
        "heading": say(message("Crew")),
        "columns": [
            say(message("Association")),
            say(message("People")),
            say(message("Contact")),
            say(message("Phone")),
            say(message("E-mail")),
        ],
        "rows": [
            [who.name, language.number(who.people), who.contact, who.phone, who.email]
            for who in plan.crew_of(tour)
        ],
    }


def _notes(plan: Plan, tour: Tour, language: Language) -> Words:
    say = language.say
    return {
        "heading": say(message("To fill in on the day")),
        "columns": [
            say(message("Stop")),
            say(message("Weather")),
            say(message("Visitors")),
            say(message("Conversations")),
            say(message("New members")),
        ],
        "rows": [plan.season.stop_by_id[visit.stop].name for visit in tour.visits],
        "remarks": say(message("Remarks")),
        "privacy": say(
            message(
                "This sheet holds phone numbers: keep it with the crew, "
                "and throw it away after the tour."
            )
        ),
    }
