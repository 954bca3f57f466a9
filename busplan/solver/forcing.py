"""Why an area is visited or not: what the best plan with the opposite would be, by solving it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

from busplan.coverage import coverage_of
from busplan.errors import Message, NoPlanExists, NoPlanInTime, message, plural
from busplan.plan import Plan
from busplan.result import ABSOLUTE_TOLERANCE, RELATIVE_TOLERANCE, Result
from busplan.rules.area_visits import VisitsPerAreaAreKept
from busplan.season import Area, Season
from busplan.solver.progress import Budget
from busplan.solver.reasons import why_no_plan
from busplan.solver.search import search


@dataclass(frozen=True)
class AreaExplanation:
    """What becomes of a plan when a visit to an area is forced, or forbidden.

    Attributes
    ----------
    visits
        The area's visits in the plan that is explained.
    forced_in
        True when the re-solve had to visit the area, False when it could not.
    result
        The best plan found that way, or None when there is none (or none in time).
    clash
        Why there is none: the rules that forbid it.
    cost_at_least, cost_at_most
        Points lost against the plan that is explained: at least by the proved bound of the
        re-solve, at most by its plan. Equal where the re-solve is proved optimal.
    sentences
        All of it in words.
    """

    visits: int
    forced_in: bool
    result: Result | None
    clash: tuple[Message, ...]
    cost_at_least: float | None
    cost_at_most: float | None
    sentences: tuple[Message, ...]


def explain_area(
    season: Season,
    result: Result,
    area_id: str,
    budget: Budget,
    stop: threading.Event | None = None,
) -> AreaExplanation:
    """Solve the season again with the opposite of what a plan does for an area.

    An area that is visited is forbidden, one that is not is forced in; the difference is what
    the plan's choice is worth.
    """
    area = season.area_by_id[area_id]
    visits = len(result.plan.tours_by_area[area_id])
    forced_in = visits == 0
    other = _with_visits(season, area, forced_in=forced_in)
    try:
        found = search(other, budget, stop=stop).result
    except NoPlanExists:
        forced = VisitsPerAreaAreKept().reason(other, (area_id, "min" if forced_in else "max"))
        reasons = why_no_plan(other, max(5.0, budget.seconds / 2), stop)
        clash = tuple(reason for reason in reasons if reason != forced)
        sentences = (_impossible(area, forced_in=forced_in), *clash)
        return AreaExplanation(visits, forced_in, None, clash, None, None, sentences)
    except NoPlanInTime:
        sentences = (message("The time was too short to find out what the opposite would cost."),)
        return AreaExplanation(visits, forced_in, None, (), None, None, sentences)
    at_most = result.score - found.score
    at_least = min(at_most, result.score - found.bound)
    sentences = (
        _opposite(area, forced_in=forced_in),
        *_cost(result, at_least, at_most),
        *_changes(result.plan, found.plan, area),
    )
    return AreaExplanation(visits, forced_in, found, (), at_least, at_most, sentences)


def _with_visits(season: Season, area: Area, *, forced_in: bool) -> Season:
    """Give the season in which an area must be visited, or may not be."""
    if forced_in:
        changed = replace(area, min_visits=max(1, area.min_visits))
    else:
        changed = replace(area, max_visits=0)
    areas = tuple(changed if other.id == area.id else other for other in season.areas)
    return replace(season, areas=areas)


def _impossible(area: Area, *, forced_in: bool) -> Message:
    if forced_in:
        return message("{area} cannot be visited; these rules stand against it:", area=area.name)
    return message("{area} cannot be left out; these rules demand it:", area=area.name)


def _opposite(area: Area, *, forced_in: bool) -> Message:
    if forced_in:
        return message("If a tour had to visit {area}:", area=area.name)
    return message("If no tour might visit {area}:", area=area.name)


def _cost(result: Result, at_least: float, at_most: float) -> Iterator[Message]:
    slack = ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * abs(result.score)
    points = round(at_most, 2)
    if at_most < -slack:
        yield message(
            "A plan was found that is {points} points better than this one: plan again with more "
            "time.",
            points=-points,
        )
    elif at_most <= slack:
        yield message("The plan would be just as good.")
    elif at_most - at_least <= slack:
        share = message(
            "{percent} % of the score",
            percent=round(100 * at_most / max(1.0, abs(result.score)), 1),
        )
        yield message("The plan would lose {points} points ({share}).", points=points, share=share)
    elif at_least <= slack:
        yield message(
            "The plan would lose at most {points} points (not proved further in time).",
            points=points,
        )
    else:
        yield message(
            "The plan would lose between {least} and {most} points (not proved further in time).",
            least=round(at_least, 2),
            most=points,
        )


def _changes(plan: Plan, other: Plan, area: Area) -> Iterator[Message]:
    """Say what else would differ: areas that gain or lose visits, residents, minutes."""
    season = plan.season
    gains: list[str] = []
    losses: list[str] = []
    for one in season.areas:
        difference = len(other.tours_by_area[one.id]) - len(plan.tours_by_area[one.id])
        if one.id != area.id and difference:
            (gains if difference > 0 else losses).append(one.name)
    if losses:
        yield message("Fewer visits to: {areas}.", areas=tuple(losses))
    if gains:
        yield message("More visits to: {areas}.", areas=tuple(gains))
    yield from _figures(plan, other)


def _figures(plan: Plan, other: Plan) -> Iterator[Message]:
    reached = round(coverage_of(other).whole.reached - coverage_of(plan).whole.reached)
    if reached >= 1:
        yield plural(
            "{count} more resident is reached.", "{count} more residents are reached.", reached
        )
    elif reached <= -1:
        yield plural(
            "{count} resident fewer is reached.", "{count} fewer residents are reached.", -reached
        )
    minutes = _drive_minutes(other) - _drive_minutes(plan)
    if minutes > 0:
        yield plural("{count} more minute of driving.", "{count} more minutes of driving.", minutes)
    elif minutes < 0:
        yield plural(
            "{count} less minute of driving.", "{count} fewer minutes of driving.", -minutes
        )


def _drive_minutes(plan: Plan) -> int:
    return sum(tour.drive_minutes for tour in plan.tours)
