"""Plans for rising numbers of tours in which no area ever loses a visit: a ladder to climb.

Who decides on a number of tours year by year can't take visits away again. So from the fewest
tours on, each number is planned with at least the visits that each area had with fewer, and also
freely; the difference is what nesting costs.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from busplan.errors import Message, NoPlanExists, NoPlanInTime
from busplan.plan import Plan
from busplan.result import Result, judge
from busplan.season import Season
from busplan.solver.progress import Budget
from busplan.solver.reasons import why_no_plan
from busplan.solver.search import search
from busplan.what_if import Ladder, Rung, Step, StepWatcher, watch_no_steps

SECONDS_FOR_REASONS = 10.0
"""Seconds at most, within what is left, to find why there is no plan with so many tours."""


def climb(
    season: Season,
    numbers: Iterable[int],
    budget: Budget,
    stop: threading.Event | None = None,
    watch: StepWatcher = watch_no_steps,
    known: Sequence[Plan] = (),
) -> Ladder:
    """Plan a season with each number of tours, fewest first, so that no area loses a visit.

    A number of tours is kept exactly; all else is as the season says. `known` plans serve as a
    start where they fit. Numbers for which time ends, or `stop` is set, are left out.
    """
    wanted = sorted(set(numbers))
    climbing = _Climbing(budget, stop or threading.Event(), watch, tuple(known), 2 * len(wanted))
    rungs: list[Rung] = []
    visits: Mapping[str, int] = {}
    for number in wanted:
        rung = climbing.rung(with_tours(season, number), visits)
        if rung is None:
            return Ladder(tuple(rungs), complete=False)
        rungs.append(rung)
        if rung.nested is not None:
            visits = visits_by_area(rung.nested.plan)
    return Ladder(tuple(rungs), complete=True)


def with_tours(season: Season, number: int) -> Season:
    """Give the season with exactly so many tours."""
    return replace(season, tours=replace(season.tours, min=number, max=number))


def with_visits(season: Season, visits: Mapping[str, int]) -> Season:
    """Give the season in which areas keep at least these visits, by area id."""
    areas = tuple(
        replace(area, min_visits=max(area.min_visits, visits.get(area.id, 0)))
        for area in season.areas
    )
    return replace(season, areas=areas)


def visits_by_area(plan: Plan) -> dict[str, int]:
    """Count the visits of each area, by area id."""
    return {area: len(tours) for area, tours in plan.tours_by_area.items()}


@dataclass
class _Climbing:
    budget: Budget
    stop: threading.Event
    watch: StepWatcher
    known: tuple[Plan, ...]
    plans_left: int
    solved: int = 0
    began: float = field(default_factory=time.monotonic)

    def rung(self, season: Season, visits: Mapping[str, int]) -> Rung | None:
        """Plan a number of tours freely, then nested; None when time ended first."""
        number, holds = season.tours.max, any(visits.values())
        nested_season = with_visits(season, visits)
        try:
            free = self._plan(season)
        except NoPlanExists:
            self.plans_left -= 1
            return self._none(number, season)
        if free is None:
            return None
        if _keeps(free.plan, visits):
            self.plans_left -= 1
            return Rung(number, free, free, holds=holds)
        try:
            nested = self._plan(nested_season)
        except NoPlanExists:
            return replace(self._none(number, nested_season), free=free)
        if nested is None:
            return None
        nested = replace(nested, plan=replace(nested.plan, season=season))
        if nested.score > free.score:
            free = judge(nested.plan, free.bound)
        return Rung(number, free, nested, holds=holds)

    def _none(self, number: int, season: Season) -> Rung:
        reasons: tuple[Message, ...] = ()
        seconds = min(SECONDS_FOR_REASONS, self._seconds_left())
        if seconds > 0 and not self.stop.is_set():
            reasons = why_no_plan(season, seconds, self.stop)
        return Rung(number, reasons=reasons)

    def _plan(self, season: Season) -> Result | None:
        """Plan with this plan's share of the time, or where that is too short with all of it."""
        share = self._seconds_left() / max(1, self.plans_left)
        self.plans_left -= 1
        for seconds in (share, self._seconds_left() - share):
            if seconds <= 0 or self.stop.is_set():
                return None
            budget = replace(self.budget, seconds=seconds)
            try:
                found = search(season, budget, stop=self.stop, known=self.known).result
            except NoPlanInTime:
                continue
            self.solved += 1
            self.watch(Step(self.solved, self.solved + max(0, self.plans_left)))
            return found
        return None

    def _seconds_left(self) -> float:
        return self.budget.seconds - (time.monotonic() - self.began)


def _keeps(plan: Plan, visits: Mapping[str, int]) -> bool:
    have = visits_by_area(plan)
    return all(have[area] >= count for area, count in visits.items())
