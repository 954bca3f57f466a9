"""What would help where rules clash: small changes of a season, each tried by planning it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from busplan.errors import Message, NoPlanExists, NoPlanInTime
from busplan.plan import Plan
from busplan.season import Season
from busplan.solver.loosening import Loosening
from busplan.solver.loosenings import loosenings
from busplan.solver.openings import Opening, openings
from busplan.solver.progress import Budget
from busplan.solver.reasons import ClashOfRules
from busplan.solver.search import search

SECONDS_FOR_ONE = 10.0
"""Seconds that looking for one plan of a changed season may take at most."""

LEAST_SECONDS = 0.5
"""Seconds that each attempt gets while any time is left at all."""


@dataclass(frozen=True)
class Remedy:
    """A change of the season by which a plan was found.

    Attributes
    ----------
    kind
        What is changed, by the name of its setting, for programs.
    effort
        How much is changed: about the number of tours, visits, shifts, associations or answers.
    sentence
        The change in words.
    season, plan
        The changed season, and a plan of it that keeps all its rules (no best one).
    """

    kind: str
    effort: float
    sentence: Message
    season: Season
    plan: Plan


@dataclass(frozen=True)
class Remedies:
    """The remedies found, the smallest change first, and how many changes were tried in vain."""

    found: tuple[Remedy, ...]
    in_vain: int
    not_tried: int


def remedies(
    season: Season,
    clash: ClashOfRules,
    seconds: float,
    stop: threading.Event | None = None,
) -> Remedies:
    """Try each single change that a clash suggests, and keep those by which a plan is found.

    Of a number that may be changed by more or less, the least that helps is looked for. A change
    counts as in vain also when no plan was found in the seconds it was given.
    """
    trial = _Trial(time.monotonic() + seconds, stop or threading.Event())
    changes: list[Loosening | Opening] = [
        *loosenings(season, clash.demands),
        *openings(season, clash.demands),
    ]
    found: list[Remedy] = []
    for nth, change in enumerate(changes):
        if trial.ended:
            return Remedies(_ranked(found), nth - len(found), len(changes) - nth)
        trial.share_out(len(changes) - nth)
        found.extend(_tried(trial, change))
    return Remedies(_ranked(found), len(changes) - len(found), 0)


def _ranked(found: Sequence[Remedy]) -> tuple[Remedy, ...]:
    return tuple(sorted(found, key=lambda remedy: remedy.effort))


def find_any_plan(season: Season, seconds: float, stop: threading.Event | None = None) -> Plan:
    """Find some plan that keeps all rules, good or bad: with no goal any plan is the best.

    Raises `NoPlanExists` or `NoPlanInTime`.
    """
    aimless = replace(season, weights=dict.fromkeys(season.weights, 0.0))
    return search(aimless, Budget(seconds), stop=stop, break_ties=False).result.plan


class _Trial:
    """Attempts at planning changed seasons, and the time that is left for them."""

    def __init__(self, ends: float, stop: threading.Event) -> None:
        self._ends = ends
        self._stop = stop
        self._most = SECONDS_FOR_ONE

    @property
    def ended(self) -> bool:
        """True when nothing more may be tried."""
        return self._stop.is_set() or time.monotonic() >= self._ends

    def share_out(self, changes: int) -> None:
        """Give each attempt its share of the time that is left for so many changes."""
        left = self._ends - time.monotonic()
        self._most = min(SECONDS_FOR_ONE, max(LEAST_SECONDS, left / changes))

    def plan(self, season: Season) -> Plan | None:
        """Find a plan of a changed season, or None when there is none in time."""
        return self._unless_vain(lambda seconds: find_any_plan(season, seconds, self._stop))

    def best_plan(self, season: Season) -> Plan | None:
        """Find as good a plan as time allows, or None when there is none in time."""
        return self._unless_vain(
            lambda seconds: search(season, Budget(seconds), stop=self._stop).result.plan
        )

    def _unless_vain(self, find: Callable[[float], Plan]) -> Plan | None:
        left = self._ends - time.monotonic()
        if left <= 0:
            return None
        try:
            return find(min(left, self._most))
        except (NoPlanExists, NoPlanInTime):
            return None


def _tried(trial: _Trial, change: Loosening | Opening) -> Iterator[Remedy]:
    if isinstance(change, Loosening):
        yield from _least(trial, change)
    else:
        yield from _opened(trial, change)


def _least(trial: _Trial, change: Loosening) -> Iterator[Remedy]:
    """Give the fewest steps of a change that help, if any number of them does.

    One step is tried first, then all; in between by halves, as more steps allow all that fewer do.
    """
    plans: dict[int, Plan] = {}
    for steps in (1, change.most):
        plan = trial.plan(change.season(steps))
        if plan is not None:
            plans[steps] = plan
            break
    else:
        return
    vain, helps = (0, 1) if 1 in plans else (1, change.most)
    while helps - vain > 1:
        middle = (vain + helps) // 2
        plan = trial.plan(change.season(middle))
        if plan is None:
            vain = middle
        else:
            plans[middle], helps = plan, middle
    yield Remedy(
        change.kind,
        round(change.effort * helps, 2),
        change.told(helps),
        change.season(helps),
        replace(plans[helps], season=change.season(helps)),
    )


def _opened(trial: _Trial, opening: Opening) -> Iterator[Remedy]:
    """Give the few of many exceptions that a plan needs, if one is found with all of them."""
    plan = trial.best_plan(opening.season)
    if plan is None:
        return
    used = opening.used_by(plan)
    for one in used:
        fewer = tuple(other for other in used if other != one)
        if fewer and opening.spares and (other := trial.plan(opening.only(fewer))) is not None:
            plan, used = other, fewer
    if used:
        season = opening.only(used)
        yield Remedy(
            opening.kind,
            round(opening.effort * len(used), 2),
            opening.told(used),
            season,
            replace(plan, season=season),
        )
