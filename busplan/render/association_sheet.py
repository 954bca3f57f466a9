"""What stands on an association's own sheet: what, when, where to meet, with whom, how long."""

from __future__ import annotations

from typing import Any

from busplan.errors import Message, message, plural
from busplan.language import Language
from busplan.plan import Plan, Tour
from busplan.render.roster_wording import (
    companions,
    duration,
    listed,
    meeting_place,
    stop_line,
    stop_place,
)
from busplan.season import Association

Words = dict[str, Any]
"""What a page is made of: texts, lists of them and the like, ready to be set."""


def association_words(plan: Plan, association: Association) -> Words:
    """Give the words of an association's sheet; holds no contact, e-mail or phone.

    An association without shifts gets a sheet that says so and tells where the bus will be.
    """
    language = Language(plan.season.language)
    say = language.say
    shifts = plan.shifts_of(association)
    bus_stops = [] if shifts else [_stop_row(plan, tour, language) for tour in plan.tours]
    return {
        "subtitle": say(
            message("Your shifts on the bus, {season}", season=plan.season.name)
            if shifts
            else message("On the bus, {season}", season=plan.season.name)
        ),
        "intro": _intro(plan, association, language),
        "shifts": [
            _shift(plan, association, number, tour, language)
            for number, tour in enumerate(shifts, start=1)
        ],
        "bus_stops": {
            "heading": say(message("This is where the bus will be")),
            "columns": [say(message("When")), say(message("Stops"))],
            "rows": bus_stops,
        },
        "closing": _closing(association, shifts, language),
    }


def _intro(plan: Plan, association: Association, language: Language) -> list[str]:
    say = language.say
    shifts = plan.shifts_of(association)
    greeting = say(message("Dear {association}", association=association.name))
    if not shifts:
        return [
            greeting,
            say(
                message(
                    "You have no shifts in this plan. Thank you for being ready to help: "
                    "we may well ask you if someone has to cancel. "
                    "You are always welcome to drop in where the bus stops."
                )
            ),
        ]
    count = plural("{count} shift", "{count} shifts", len(shifts))
    return [
        greeting,
        say(
            message(
                "Thank you for joining the bus. You have {count}. Below you see when and where "
                "we meet, where the bus goes, and whom you travel with.",
                count=count,
            )
        ),
    ]


def _shift(
    plan: Plan, association: Association, number: int, tour: Tour, language: Language
) -> Words:
    say = language.say
    heading = message(
        "Shift {number}: {date} ({week})",
        number=number,
        date=tour.date,
        week=language.week(tour.date),
    )
    return {
        "heading": say(heading),
        "facts": [
            [say(label), say(value)]
            for label, value in shift_facts(plan, association, tour, language)
        ],
        "stops": shift_stops(plan, tour, language),
    }


def shift_facts(
    plan: Plan, association: Association, tour: Tour, language: Language
) -> tuple[tuple[Message, Message], ...]:
    """Give what an association must know of a shift, label and text: when, where, with whom."""
    season = plan.season
    others = listed(companions(plan, tour, association))
    where = message(
        "{place}. {bus} leaves at {time}: please come a little before.",
        place=meeting_place(season, tour.bus),
        bus=season.bus_by_id[tour.bus].name,
        time=tour.departs,
    )
    how_long = message(
        "{duration}; you are back at the meeting place at {time}.",
        duration=duration(tour.returns - tour.departs),
        time=tour.returns,
    )
    seats = plural("room for {count} of you", "room for {count} of you", association.people)
    span = language.time_span(tour.departs, tour.returns)
    return (
        (message("When"), message("{span}", span=span)),
        (message("Meeting place"), where),
        (message("How long"), how_long),
        (message("Your seats"), seats),
        (
            message("With whom"),
            message("{others}", others=others) if others else message("only you this time"),
        ),
    )


def shift_stops(plan: Plan, tour: Tour, language: Language) -> Words:
    """Give the table of a tour's stops: where, the address, and when."""
    say, season = language.say, plan.season
    headings = (message("Here we stop"), message("Address"), message("Time"))
    return {
        "columns": [say(heading) for heading in headings],
        "rows": [
            [
                say(stop_place(season, visit)),
                season.stop_by_id[visit.stop].address or say(message("not given")),
                language.time_span(visit.starts, visit.leaves),
            ]
            for visit in tour.visits
        ],
    }


def _stop_row(plan: Plan, tour: Tour, language: Language) -> list[str]:
    season = plan.season
    stops = "\n".join(stop_line(season, visit, language) for visit in tour.visits)
    return [f"{language.long_date(tour.date)} ({language.week(tour.date)})", stops]


def _closing(association: Association, shifts: tuple[Tour, ...], language: Language) -> list[str]:
    if not shifts:
        return []
    return [
        language.say(
            message(
                "Can't you come after all? Tell the coordinator as soon as you know, "
                "so that somebody else can take the shift."
            )
        ),
        language.say(
            message(
                "Your shifts also stand in the calendar file {file}, "
                "which you can add to the calendar on your phone or computer.",
                file=f"{association.id}.ics",
            )
        ),
    ]
