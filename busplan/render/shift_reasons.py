"""Why an association has the shifts it has, why not others, and who could stand in: in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from busplan.crewing import CrewChange, StandIn, joining, leaving, stand_ins, swapping
from busplan.errors import Message, message, plural
from busplan.goals import GoalScore
from busplan.plan import Plan, Tour
from busplan.render.visible_text import visible_text
from busplan.rules import Violation, name_of
from busplan.rules.availability import NobodyCrewsAgainstTheirAnswer
from busplan.rules.open_dates import why_closed
from busplan.season import Answer, Association

BUS_IS_FULL = frozenset({"EveryTourIsCrewed", "CrewFitsTheSeats"})
"""Rules that bar an association from a tour only as long as everybody else stays on board."""


@dataclass(frozen=True)
class ShiftReasons:
    """One shift: what would be lost without it, why, and who could stand in, best first."""

    tour: Tour
    without: CrewChange
    reasons: tuple[Message, ...]
    stand_ins: tuple[StandIn, ...]


@dataclass(frozen=True)
class Absence:
    """A tour without the association, and why.

    Attributes
    ----------
    joining
        What changes when it joins the crew as it is.
    swap
        Where the bus is full: the one on board in whose place it does best, and what that changes.
    reason
        Why it is not on board, in a sentence.
    """

    tour: Tour
    joining: CrewChange
    swap: StandIn | None
    reason: Message


@dataclass(frozen=True)
class AssociationReasons:
    """All shifts of an association, the tours it is not on, and when it can crew at all."""

    association: Association
    shifts: tuple[ShiftReasons, ...]
    absences: tuple[Absence, ...]
    dates: Message


def association_reasons(plan: Plan, who: Association) -> AssociationReasons:
    """Say why an association has each of its shifts, and why it is not on the other tours."""
    return AssociationReasons(
        who,
        tuple(shift_reasons(plan, tour, who) for tour in plan.shifts_of(who)),
        tuple(absence(plan, tour, who) for tour in plan.tours if who.id not in tour.crew),
        NobodyCrewsAgainstTheirAnswer().reason(plan.season, who.id),
    )


def shift_reasons(plan: Plan, tour: Tour, who: Association) -> ShiftReasons:
    """Say what a shift gives, goal by goal, which rule it is needed for, and who could stand in."""
    without = leaving(plan, tour, who)
    reasons = [_gives(plan, tour, who, lost) for lost in without.goals if lost.points]
    reasons += [
        message("Without it a rule is broken: {rule}", rule=broken.message)
        for broken in without.broken
    ]
    if not reasons:
        reasons = [message("It gives no points, and no rule demands it.")]
    return ShiftReasons(tour, without, tuple(reasons), stand_ins(plan, tour, who))


def absence(plan: Plan, tour: Tour, who: Association) -> Absence:
    """Say what keeps an association from a tour, or what its joining would change."""
    change = joining(plan, tour, who)
    barred = [one for one in change.broken if one.rule not in BUS_IS_FULL]
    if barred:
        return Absence(tour, change, None, _bar_told(barred[0]))
    if change.allowed:
        return Absence(tour, change, None, _joining_told(change.points))
    swap = _best_swap(plan, tour, who)
    if swap is None:
        told = message("The bus is full, and there is nobody whose place it may take.")
        return Absence(tour, change, None, told)
    told = message(
        "The bus is full; in the place of {other} it would be {points}.",
        other=visible_text(swap.association.name),
        points=points_in_words(swap.change.points),
    )
    return Absence(tour, change, swap, told)


def points_in_words(points: float) -> Message:
    """Say how much better or worse a score would be: "12.5 points less", "just as good"."""
    points = round(points, 2)
    if points > 0:
        return message("{points} points more", points=points)
    if points < 0:
        return message("{points} points less", points=-points)
    return message("just as good")


def against_a_shift(plan: Plan, who: Association, day: date) -> Iterator[Message]:
    """Say in plain facts what stands against a shift on a date that has no tour."""
    season = plan.season
    departures = [one for one in season.every_departure() if one.date == day]
    closed = dict.fromkeys(why_closed(season, departure) for departure in departures)
    if None not in closed:
        yield from (why for why in closed if why is not None)
    if all(season.answer(who, day, one.slot) is Answer.NO for one in departures):
        yield message("{association} has answered no to {day}.", association=_name(who), day=day)
    rest = max(1, who.min_days_between)
    for tour in plan.shifts_of(who):
        days = abs((tour.date - day).days)
        if 0 < days < rest:
            yield plural(
                "{association} has a shift on {date}, {count} day from it; {rest} are needed.",
                "{association} has a shift on {date}, {count} days from it; {rest} are needed.",
                days,
                association=_name(who),
                date=tour.date,
                rest=rest,
            )
    if who.max_shifts is not None and len(plan.shifts_of(who)) >= who.max_shifts:
        yield plural(
            "{association} has {count} shift already and takes no more.",
            "{association} has {count} shifts already and takes no more.",
            who.max_shifts,
            association=_name(who),
        )


# -- one goal of one shift -------------------------------------------------------------------------


def _gives(plan: Plan, tour: Tour, who: Association, lost: GoalScore) -> Message:
    """Say what a shift gives to a goal; `lost` is what leaving the crew changes of it."""
    points = round(-lost.points, 2)
    match lost.goal:
        case "participation":
            return _takes_part(len(plan.shifts_of(who)), points)
        case "wishes" if plan.answer_for(who, tour) is Answer.PREFER:
            return message("The day suits it best: {points} points.", points=points)
        case "wishes":
            return message("It comes only if needed: {points} points.", points=points)
        case "local":
            areas = tuple(
                visible_text(area.name)
                for area in dict.fromkeys(plan.areas_of(tour))
                if area.id in who.home_areas
            )
            return message("It is at home in {areas}: {points} points.", areas=areas, points=points)
        case "needs":
            needs = tuple(map(visible_text, _needs_it_alone_meets(plan, tour, who)))
            return message(
                "Nobody else on board offers {needs}: {points} points.", needs=needs, points=points
            )
        case other:
            return message("{goal}: {points} points", goal=other, points=points)


def _takes_part(shifts: int, points: float) -> Message:
    if shifts == 1:
        return message("It is its only shift: {points} points for taking part.", points=points)
    return message(
        "With {number} shifts each counts less: {points} points for taking part once more.",
        number=shifts,
        points=points,
    )


def _needs_it_alone_meets(plan: Plan, tour: Tour, who: Association) -> tuple[str, ...]:
    """Give the needs of the visited areas that only this association on board has the tag for."""
    needs = dict.fromkeys(need for area in plan.areas_of(tour) for need in area.needs)
    others = {tag for one in plan.crew_of(tour) if one.id != who.id for tag in one.tags}
    return tuple(need for need in needs if need in who.tags and need not in others)


# -- joining ---------------------------------------------------------------------------------------


def _bar_told(barred: Violation) -> Message:
    """Say what bars an association from a tour whose date has just been told."""
    if barred.rule == name_of(NobodyCrewsAgainstTheirAnswer()):
        return message("It has answered no.")
    return barred.message


def _joining_told(points: float) -> Message:
    points = round(points, 2)
    if points > 0:
        return message(
            "It could join as well, and the plan would be {points} points better.", points=points
        )
    if points < 0:
        return message(
            "It could join as well, but that would cost {points} points.", points=-points
        )
    return message("It could join as well, but that would give no points.")


def _best_swap(plan: Plan, tour: Tour, who: Association) -> StandIn | None:
    """Give the one on board in whose place an association does best, if any rule lets it."""
    swaps = (StandIn(one, swapping(plan, tour, one, who)) for one in plan.crew_of(tour))
    found = [swap for swap in swaps if swap.change.allowed]
    return max(found, key=lambda swap: swap.change.points, default=None)


def _name(who: Association) -> str:
    return visible_text(who.name)
