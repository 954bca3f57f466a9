"""Why no plan exists: a smallest set of demands that cannot all be met, in sentences.

Found by removal: a demand is dropped for good when the others still clash without it. What is
left clashes, and no longer does once any one of it is dropped; each step is a solve of its own.
(CP-SAT's own cores of assumptions name innocent constraints; see or-tools issue 5141.)
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from busplan.errors import Message, message, plural
from busplan.rules import RULES, name_of
from busplan.season import Season
from busplan.solver.cpsat import CpSat, Effort
from busplan.solver.demands import Demand
from busplan.solver.linear import LinearModel, Row
from busplan.solver.model import JointModel, posting_order
from busplan.solver.obstacles import obstacles, rival_pins
from busplan.solver.shortages import Shortage, shortages
from busplan.solver.staffing import Pool
from busplan.solver.tours import RoutePool, open_departures

LARGE = 160_000
"""From so many routes × departures on only shortages that can be counted are looked for."""

PART_OF_THE_MODEL = frozenset({("EveryTourIsCrewed", "aboard")})
"""Demands that say what a shift is rather than what somebody wants."""

MOST_OF_A_KIND = 6
"""So many demands of one rule are told; of further ones only how many they are."""

PATIENCE, SHARE = 1.0, 0.2
"""What one attempt to spare demands may use: so many seconds, or this share of what is left."""


@dataclass(frozen=True)
class ClashOfRules:
    """A set of demands that cannot all be met, and how it is told.

    Attributes
    ----------
    demands
        The demands; none where no clash was found in time.
    irreducible
        True when each of them was tried, so that any one dropped ends the clash.
    sentences
        What a coordinator reads: counted shortages, the demands, what stands in their way.
    """

    demands: tuple[Demand, ...]
    irreducible: bool
    sentences: tuple[Message, ...]


def why_no_plan(
    season: Season, seconds: float = 30.0, stop: threading.Event | None = None
) -> tuple[Message, ...]:
    """Name a smallest set of clashing demands in sentences, as far as it is found in time.

    Counted shortages come first ("only 2 associations with …"), then each demand of the clash,
    then what stands in its way; where time ran out before every demand had been tried, a last
    sentence says so.
    """
    return find_clash(season, seconds, stop).sentences


def find_clash(
    season: Season, seconds: float = 30.0, stop: threading.Event | None = None
) -> ClashOfRules:
    """Find a smallest set of clashing demands, as far as time allows, and how to tell it."""
    ends = time.monotonic() + seconds
    routes = RoutePool(season)
    departures = open_departures(season)
    counts = {departure: routes.count(departure) for departure in departures}
    counted = tuple(shortages(season, [departure for departure in departures if counts[departure]]))
    if sum(counts.values()) >= LARGE:
        unknown = message("The season is too large to find out which rules clash.")
        return _counted_only(counted, unknown)
    pool = {departure: routes.routes(departure) for departure in departures}
    model = JointModel(season, pool, keep_forbidden=True)
    for rule in posting_order():
        model.post(rule)
    clash = _Clash(model.linear, ends, stop)
    demands = clash.shrink()
    if demands is None:
        unknown = message("No clash of rules was found within the time allowed.")
        return _counted_only(counted, unknown)
    sentences = dict.fromkeys(_sentences(season, pool, counted, demands, clash.finished))
    return ClashOfRules(tuple(demands), clash.finished, tuple(sentences))


def _counted_only(counted: Sequence[Shortage], unknown: Message) -> ClashOfRules:
    """Give the shortages that could be counted where no clash was found."""
    told = tuple(short.sentence for short in counted)
    demands = tuple(short.demand for short in counted)
    return ClashOfRules(demands, irreducible=False, sentences=told or (unknown,))


def _sentences(
    season: Season,
    pool: Pool,
    counted: Sequence[Shortage],
    demands: Sequence[Demand],
    finished: bool,
) -> Iterator[Message]:
    """Tell the shortages of a clash, its demands, what stands in their way, and what is open."""
    yield from (short.sentence for short in counted if short.demand in demands)
    yield from _told(season, demands)
    for demand in demands:
        yield from obstacles(season, pool, demand)
    yield from rival_pins(season, pool, demands)
    if not finished:
        yield message("There was no time to find out whether all of these are needed to clash.")


def _told(season: Season, demands: Sequence[Demand]) -> Iterator[Message]:
    """Say each demand in a sentence, rule by rule, and how many more there are of a kind."""
    for rule in RULES:
        of_rule = [demand.about for demand in demands if demand.rule == name_of(rule)]
        reasons = tuple(dict.fromkeys(rule.reason(season, about) for about in of_rule))
        yield from reasons[:MOST_OF_A_KIND]
        if len(reasons) > MOST_OF_A_KIND:
            more = len(reasons) - MOST_OF_A_KIND
            yield plural("… and {count} more like this.", "… and {count} more like these.", more)


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
        if not self._clashes(left, self._ends - time.monotonic()):
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

    def _clashes(self, demands: Sequence[Demand], most: float | None = None) -> bool:
        """Tell whether some demands are proved to clash; False also when time runs out."""
        left = self._ends - time.monotonic()
        seconds = min(left, max(PATIENCE, SHARE * left) if most is None else most)
        if seconds <= 0 or (self._stop is not None and self._stop.is_set()):
            self.finished = False
            return False
        rows = [row for demand in demands for row in self._rows[demand]]
        part = LinearModel(self._linear.uppers, [*self._always, *rows])
        answer = CpSat(part).solve(Effort(seconds), self._stop)
        if answer.outcome == "unknown":
            self.finished = False
        return answer.outcome == "infeasible"
