"""Why no plan exists: a smallest set of demands that cannot all be met, in sentences.

Found by removal: a demand is dropped for good when the others still clash without it. What is
left clashes, and no longer does once any one of it is dropped; each step is a solve of its own.
(CP-SAT's own cores of assumptions name innocent constraints; see or-tools issue 5141.)
"""

from __future__ import annotations

import threading
import time
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from busplan.errors import Message, message
from busplan.rules import RULES, Rule, name_of
from busplan.season import Season
from busplan.solver.cpsat import CpSat, Effort
from busplan.solver.linear import LinearModel, Row
from busplan.solver.model import JointModel, posting_order
from busplan.solver.shortages import no_room_for, shortages
from busplan.solver.tours import RoutePool, open_departures, route_pool

LARGE = 160_000
"""From so many routes × departures on only shortages that can be counted are looked for."""

PART_OF_THE_MODEL = frozenset({("EveryTourIsCrewed", "aboard")})
"""Demands that say what a shift is rather than what somebody wants."""


@dataclass(frozen=True)
class Demand:
    """One concrete thing that a rule demands: the rule's name and what it posted about."""

    rule: str
    about: Hashable


def why_no_plan(
    season: Season, seconds: float = 30.0, stop: threading.Event | None = None
) -> tuple[Message, ...]:
    """Name a smallest set of clashing demands in sentences, as far as it is found in time.

    Counted shortages come first ("only 2 associations with …"), then each demand of the clash;
    where time ran out before every demand had been tried, a last sentence says so.
    """
    ends = time.monotonic() + seconds
    counted = tuple(shortages(season))
    departures = open_departures(season)
    if sum(map(RoutePool(season).count, departures)) >= LARGE:
        return counted or (message("The season is too large to find out which rules clash."),)
    pool = route_pool(season, departures)
    model = JointModel(season, pool, keep_forbidden=True)
    for rule in posting_order():
        model.post(rule)
    clash = _Clash(model.linear, ends, stop)
    demands = clash.shrink()
    if demands is None:
        return counted or (message("No clash of rules was found within the time allowed."),)
    rules = {name_of(rule): rule for rule in RULES}
    told = [_told(season, rules, demand) for demand in demands]
    details = [
        sentence for demand in demands for sentence in no_room_for(season, pool, demand.about)
    ]
    ending = [] if clash.finished else [_UNFINISHED]
    return tuple(dict.fromkeys((*_fitting(counted, demands), *told, *details, *ending)))


_UNFINISHED = message("There was no time to find out whether all of these are needed to clash.")


def _fitting(counted: Sequence[Message], demands: Sequence[Demand]) -> Sequence[Message]:
    """Keep counted shortages only beside the kind of demand they count."""
    counts_crews = {"CrewRequirementsAreMet", "EveryTourIsCrewed"}
    return counted if counts_crews & {demand.rule for demand in demands} else ()


def _told(season: Season, rules: Mapping[str, Rule], demand: Demand) -> Message:
    return rules[demand.rule].reason(season, demand.about)


class _Clash:
    """The demands of an infeasible model, to be dropped one after the other."""

    def __init__(self, linear: LinearModel, ends: float, stop: threading.Event | None) -> None:
        self._linear = linear
        self._ends = ends
        self._stop = stop
        self.finished = True
        self._always: list[Row] = []
        self._rows: dict[Demand, list[Row]] = {}
        for row in linear.rows:
            if row.rule is None or (row.rule, row.about) in PART_OF_THE_MODEL:
                self._always.append(row)
            else:
                self._rows.setdefault(Demand(row.rule, row.about), []).append(row)

    def shrink(self) -> list[Demand] | None:
        """Give a set of demands that clash, none of which can be spared; None without a clash."""
        left = list(self._rows)
        if not self._clashes(left):
            return None
        for rule in dict.fromkeys(demand.rule for demand in reversed(left)):
            others = [demand for demand in left if demand.rule != rule]
            if len(others) < len(left) and self._clashes(others):
                left = others
        return self._spare(left)

    def _spare(self, left: list[Demand]) -> list[Demand]:
        """Drop demands in runs that are halved until each single one has been tried."""
        run = max(1, len(left) // 2)
        while True:
            position = 0
            while position < len(left):
                others = left[:position] + left[position + run :]
                if self._clashes(others):
                    left = others
                else:
                    position += run
            if run == 1:
                return left
            run //= 2

    def _clashes(self, demands: Sequence[Demand]) -> bool:
        """Tell whether some demands are proved to clash; False also when time runs out."""
        seconds = self._ends - time.monotonic()
        if seconds <= 0 or (self._stop is not None and self._stop.is_set()):
            self.finished = False
            return False
        rows = [row for demand in demands for row in self._rows[demand]]
        part = LinearModel(self._linear.uppers, [*self._always, *rows])
        answer = CpSat(part).solve(Effort(seconds), self._stop)
        if answer.outcome == "unknown":
            self.finished = False
        return answer.outcome == "infeasible"
