"""How the reasons for an association's shifts are told: headings with sentences below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from busplan.crewing import StandIn
from busplan.errors import Message, message, plural
from busplan.plan import Plan, Tour
from busplan.render.shift_reasons import (
    Absence,
    AssociationReasons,
    ShiftReasons,
    against_a_shift,
    points_in_words,
)
from busplan.render.visible_text import visible_text
from busplan.season import Association

MOST_STAND_INS = 5
"""Stand-ins named; the rest are counted (JSON names all)."""

MOST_ABSENCES = 8
"""Tours without the association that are named; the rest are counted."""

BARRED: Mapping[str, Message] = MappingProxyType(
    {
        "NobodyCrewsAgainstTheirAnswer": message("has answered no"),
        "ShiftsPerAssociationAreKept": message("the number of shifts does not allow it"),
        "RestBetweenShifts": message("too close to another shift"),
        "CrewFitsTheSeats": message("too few seats"),
        "ApartPairsAreKeptApart": message("kept apart from somebody on board"),
        "CrewRequirementsAreMet": message("does not bring what is required"),
        "PinsHold": message("a pin stands against it"),
    }
)
"""Why somebody cannot stand in, in a few words, by the rule that would be broken."""


@dataclass(frozen=True)
class Section:
    """A heading and the sentences that stand below it."""

    heading: Message
    lines: tuple[Message, ...] = ()


def association_told(plan: Plan, given: AssociationReasons) -> Iterator[Section]:
    """Tell all shifts of an association, and why it has no more."""
    name = visible_text(given.association.name)
    count = len(given.shifts)
    if count:
        heading = plural(
            "{association} has {count} shift.",
            "{association} has {count} shifts.",
            count,
            association=name,
        )
    else:
        heading = message("{association} has no shift.", association=name)
    yield Section(heading, (given.dates,))
    for shift in given.shifts:
        yield shift_told(plan, shift)
    if given.absences:
        yield Section(message("The other tours:"), tuple(_absences_told(plan, given.absences)))


def date_told(
    plan: Plan,
    who: Association,
    day: date,
    shifts: Sequence[ShiftReasons],
    absences: Sequence[Absence],
) -> Iterator[Section]:
    """Tell why an association has a shift on a date, or why it has none."""
    name = visible_text(who.name)
    if shifts:
        yield Section(message("{association} has a shift on {day}.", association=name, day=day))
        yield from (shift_told(plan, shift) for shift in shifts)
        return
    heading = message("{association} has no shift on {day}.", association=name, day=day)
    if absences:
        yield Section(heading, tuple(_absences_told(plan, absences)))
    else:
        against = against_a_shift(plan, who, day)
        yield Section(heading, (message("No tour runs that day."), *against))


def shift_told(plan: Plan, shift: ShiftReasons) -> Section:
    """Tell one shift: where it goes, what it gives, and who could stand in."""
    return Section(tour_told(plan, shift.tour), (*shift.reasons, *stand_ins_told(shift.stand_ins)))


def tour_told(plan: Plan, tour: Tour) -> Message:
    """Name a tour by its date and the stops it visits."""
    stops = tuple(visible_text(plan.season.stop_by_id[stop].name) for stop in tour.stops)
    return message("{date} to {stops}:", date=tour.date, stops=stops)


def stand_ins_told(ranked: Sequence[StandIn]) -> Iterator[Message]:
    """Tell who could stand in, best first, and why others cannot."""
    able = [one for one in ranked if one.change.allowed]
    named = tuple(_with_points(one) for one in able[:MOST_STAND_INS])
    more = len(able) - len(named)
    if not able:
        yield message("Nobody could stand in on this tour with all else unchanged.")
    elif more:
        yield plural(
            "Could stand in, best first: {associations}; and {count} more.",
            "Could stand in, best first: {associations}; and {count} more.",
            more,
            associations=named,
        )
    else:
        yield message("Could stand in, best first: {associations}.", associations=named)
    barred = [one for one in ranked if not one.change.allowed]
    if barred:
        yield message("Could not stand in: {reasons}.", reasons=tuple(_barred_told(barred)))


def _with_points(one: StandIn) -> Message:
    return message(
        "{association} ({points})",
        association=visible_text(one.association.name),
        points=points_in_words(one.change.points),
    )


def _barred_told(barred: Sequence[StandIn]) -> Iterator[Message]:
    by_reason: dict[Message, list[str]] = {}
    for one in barred:
        rule = one.change.broken[0].rule
        reason = BARRED.get(rule, message("another rule stands against it"))
        by_reason.setdefault(reason, []).append(visible_text(one.association.name))
    for reason, names in by_reason.items():
        yield message("{names} ({reason})", names=" · ".join(names), reason=reason)


def _absences_told(plan: Plan, absences: Sequence[Absence]) -> Iterator[Message]:
    for one in absences[:MOST_ABSENCES]:
        yield message("{tour} {reason}", tour=tour_told(plan, one.tour), reason=one.reason)
    more = len(absences) - MOST_ABSENCES
    if more > 0:
        yield plural("… and {count} more tour.", "… and {count} more tours.", more)
