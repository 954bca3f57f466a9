"""Why an association has a shift on a date or not: the best plan with the opposite, solved."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import date

from busplan.errors import Message, message
from busplan.plan import Plan
from busplan.result import Result
from busplan.rules.pins import PinsHold
from busplan.rules.shifts import ShiftsPerAssociationAreKept
from busplan.season import Association, Pin, Season
from busplan.solver.opposite import Opposite, opposite_told, solve_opposite
from busplan.solver.progress import Budget


@dataclass(frozen=True)
class ForcedShift:
    """What becomes of a plan when a shift is forced, or forbidden.

    Attributes
    ----------
    forced_in
        True when the re-solve had to give the association the shift, False when it could not.
    opposite
        The best plan found that way, or the rules that forbid it.
    stepping_in
        On the date of a forbidden shift: who is on board in that plan and was not.
    sentences
        All of it in words.
    """

    forced_in: bool
    opposite: Opposite
    stepping_in: tuple[Association, ...]
    sentences: tuple[Message, ...]


def force_shift(
    season: Season,
    result: Result,
    who: Association,
    day: date,
    budget: Budget,
    stop: threading.Event | None = None,
) -> ForcedShift:
    """Solve the season again with the opposite of what a plan does for an association on a date."""
    forced_in = all(tour.date != day for tour in result.plan.shifts_of(who))
    pins = (*season.pins, Pin(must=forced_in, date=day, association=who.id))
    other = replace(season, pins=pins)
    forced = PinsHold().reason(other, len(season.pins))
    opposite = solve_opposite(result, other, forced, budget, stop)
    found = None if opposite.result is None else opposite.result.plan
    stepping_in = () if forced_in or found is None else _newly_aboard(result.plan, found, day)
    if forced_in:
        headline = message("If {who} had to crew a tour on {day}:", who=who.name, day=day)
        impossible = message(
            "{who} cannot crew on {day}; these rules stand against it:", who=who.name, day=day
        )
    else:
        headline = message("If {who} might not crew on {day}:", who=who.name, day=day)
        impossible = message(
            "{who} cannot be spared on {day}; these rules demand it:", who=who.name, day=day
        )
    told = list(opposite_told(result, opposite, headline, impossible))
    if found is not None and not forced_in:
        told.insert(1, _who_steps_in(found, stepping_in, day))
    return ForcedShift(forced_in, opposite, stepping_in, tuple(told))


def force_another_shift(
    season: Season,
    result: Result,
    who: Association,
    budget: Budget,
    stop: threading.Event | None = None,
) -> ForcedShift:
    """Solve the season again with one shift more for an association than a plan gives it."""
    number = len(result.plan.shifts_of(who)) + 1
    changed = replace(who, min_shifts=max(who.min_shifts, number))
    others = tuple(changed if one.id == who.id else one for one in season.associations)
    other = replace(season, associations=others)
    forced = ShiftsPerAssociationAreKept().reason(other, (who.id, "min"))
    opposite = solve_opposite(result, other, forced, budget, stop)
    headline = message("If {who} had to have one shift more:", who=who.name)
    impossible = message(
        "{who} cannot have one shift more; these rules stand against it:", who=who.name
    )
    told = opposite_told(result, opposite, headline, impossible)
    return ForcedShift(forced_in=True, opposite=opposite, stepping_in=(), sentences=tuple(told))


def _newly_aboard(plan: Plan, other: Plan, day: date) -> tuple[Association, ...]:
    """Give the associations on board on a date in another plan that are not in this one."""
    before = {who for tour in plan.tours if tour.date == day for who in tour.crew}
    after = {who for tour in other.tours if tour.date == day for who in tour.crew}
    return tuple(one for one in plan.season.associations if one.id in after - before)


def _who_steps_in(other: Plan, stepping_in: tuple[Association, ...], day: date) -> Message:
    if all(tour.date != day for tour in other.tours):
        return message("No tour would run on {day}.", day=day)
    if not stepping_in:
        return message("Nobody else would come in its place that day.")
    names = tuple(one.name for one in stepping_in)
    return message("In its place that day would come: {associations}.", associations=names)
