"""A search under way: what it may use, the best plan so far, the lowest bound so far."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from busplan.goals import score
from busplan.plan import Plan
from busplan.result import status_of
from busplan.season import Season


@dataclass(frozen=True)
class Budget:
    """What a search may use.

    Attributes
    ----------
    seconds
        Wall-clock seconds, or with `deterministic` nominal units of work.
    workers
        Search threads.
    seed
        Another seed may give another of several equally good plans.
    """

    seconds: float = 60.0
    workers: int = 1
    seed: int = 0
    deterministic: bool = False


@dataclass(frozen=True)
class Snapshot:
    """How far a search has come: seconds since it began, best score and bound so far (points)."""

    seconds: float
    score: float | None = None
    bound: float | None = None


LEAST_WORK = 0.001
"""Units of work that a solve counts at least, so that a deterministic search ends."""

Watcher = Callable[[Snapshot], None]


def nobody(snapshot: Snapshot) -> None:
    """Watch nothing."""
    del snapshot


@dataclass
class Progress:
    """The state of one search; whoever finds something better, in any thread, reports it here.

    `used` counts units of work in a deterministic search, where the clock has no say; `near` is a
    plan that of several best ones the nearest shall be chosen to. Without `breaks_ties` any of
    them will do.
    """

    season: Season
    budget: Budget
    watch: Watcher = nobody
    stop: threading.Event = field(default_factory=threading.Event)
    began: float = field(default_factory=time.monotonic)
    best: Plan | None = None
    score: float = -math.inf
    bound: float = math.inf
    first_plan_seconds: float = 0.0
    used: float = 0.0
    near: Plan | None = None
    breaks_ties: bool = True
    _one_at_a_time: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def elapsed(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds, or units of work, that are left."""
        spent = self.used if self.budget.deterministic else self.elapsed
        return 0.0 if self.stop.is_set() else max(0.0, self.budget.seconds - spent)

    @property
    def closed(self) -> bool:
        """True when the best plan is proved optimal."""
        return self.best is not None and status_of(self.score, self.bound) == "optimal"

    @property
    def ended(self) -> bool:
        """True when there is nothing left to do or to do it with."""
        return self.closed or self.left <= 0

    def spend(self, work: float) -> None:
        """Count the units of work of one solve; many that presolve alone decides cost some too."""
        self.used += max(work, LEAST_WORK)

    def offer(self, plan: Plan) -> None:
        """Keep a plan if it is better than the best so far."""
        points = score(plan)
        with self._one_at_a_time:
            if points > self.score:
                if self.best is None:
                    self.first_plan_seconds = self.elapsed
                self.best, self.score = plan, points
                self.tell()

    def settle(self, plan: Plan) -> None:
        """Keep a plan in place of the best so far, which it equals but for noise."""
        with self._one_at_a_time:
            self.best, self.score = plan, score(plan)

    def lower_bound_to(self, bound: float) -> None:
        """Keep a proved bound if it is lower than the lowest so far."""
        with self._one_at_a_time:
            if bound < self.bound:
                self.bound = bound
                self.tell()

    def tell(self) -> None:
        """Tell the watcher how far the search has come."""
        best = None if self.best is None else self.score
        bound = None if math.isinf(self.bound) else self.bound
        self.watch(Snapshot(self.elapsed, best, bound))
