"""Why an area is visited or not: what the best plan with the opposite would be, by solving it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from busplan.errors import Message, message
from busplan.result import Result
from busplan.rules.area_visits import VisitsPerAreaAreKept
from busplan.season import Area, Season
from busplan.solver.opposite import Opposite, opposite_told, solve_opposite
from busplan.solver.progress import Budget


@dataclass(frozen=True)
class AreaExplanation:
    """What becomes of a plan when a visit to an area is forced, or forbidden.

    Attributes
    ----------
    visits
        The area's visits in the plan that is explained.
    forced_in
        True when the re-solve had to visit the area, False when it could not.
    opposite
        The best plan found that way, or the rules that forbid it.
    sentences
        All of it in words.
    """

    visits: int
    forced_in: bool
    opposite: Opposite
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
    forced = VisitsPerAreaAreKept().reason(other, (area_id, "min" if forced_in else "max"))
    opposite = solve_opposite(result, other, forced, budget, stop)
    sentences = opposite_told(
        result,
        opposite,
        _headline(area, forced_in=forced_in),
        _impossible(area, forced_in=forced_in),
    )
    return AreaExplanation(visits, forced_in, opposite, tuple(sentences))


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


def _headline(area: Area, *, forced_in: bool) -> Message:
    if forced_in:
        return message("If a tour had to visit {area}:", area=area.name)
    return message("If no tour might visit {area}:", area=area.name)
