"""What a contender is given, and what it found: clock, judge and figures are the same for all."""

from __future__ import annotations

import json
import math
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from benchmarks.measuring import peak_megabytes
from busplan.goals import score
from busplan.plan import Plan
from busplan.result import judge
from busplan.season import Season
from busplan.verify import verify


class NotTried(Exception):
    """A contender gave up before it searched; the words say why."""


@dataclass(frozen=True)
class Terms:
    """The terms on which all contenders run: seconds (reading the season aside), threads, seed."""

    seconds: float
    workers: int = 2
    seed: int = 0


@dataclass
class Record:
    """One contender's search: told of every plan and bound, it tells of those that are better.

    Each better plan is judged by `busplan.verify` before it counts. `tell` gets one line of JSON
    each time, so that what was known survives when the process does not.
    """

    season: Season
    terms: Terms
    tell: Callable[[str], None] = print
    began: float = field(default_factory=time.monotonic)
    score: float = -math.inf
    bound: float = math.inf
    first_plan_seconds: float | None = None
    best: Plan | None = None
    refused: int = 0
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def elapsed(self) -> float:
        """Seconds since the contender began."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds that are left, 0 at least."""
        return max(0.0, self.terms.seconds - self.elapsed)

    def offer(self, plan: Plan, seconds: float | None = None) -> None:
        """Count a plan, found now or at `seconds`, if it is better and nothing is wrong with it."""
        points = score(plan)
        with self._one_at_a_time:
            if points <= self.score:
                return
            if any(finding.wrong for finding in verify(judge(plan, points))):
                self.refused += 1
                return
            found = self.elapsed if seconds is None else seconds
            if self.first_plan_seconds is None or found < self.first_plan_seconds:
                self.first_plan_seconds = found
            self.score, self.best = points, plan
            self._tell()

    def saw_plan(self, seconds: float) -> None:
        """Note when a first plan was found that is not to be had until the search ends."""
        with self._one_at_a_time:
            if self.first_plan_seconds is None:
                self.first_plan_seconds = seconds

    def lower_bound_to(self, bound: float) -> None:
        """Count a bound, as the contender's solver says it, if it is lower."""
        with self._one_at_a_time:
            if bound < self.bound:
                self.bound = bound
                self._tell()

    @contextmanager
    def in_time(self) -> Iterator[None]:
        """Break off what runs in Python within when time is up; NotTried then.

        Where the platform has no such alarm it is not broken off.
        """
        if not hasattr(signal, "setitimer"):
            yield
            return
        previous = signal.signal(signal.SIGALRM, _time_is_up)
        signal.setitimer(signal.ITIMER_REAL, max(0.01, self.left))
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, previous)

    def line(self, note: str = "", seconds: float | None = None) -> str:
        """Give what is known now as one line of JSON."""
        known = {
            "score": None if self.best is None else self.score,
            "bound": None if math.isinf(self.bound) else self.bound,
            "first_plan_seconds": None if self.best is None else self.first_plan_seconds,
            "seconds": self.elapsed if seconds is None else seconds,
            "peak_megabytes": peak_megabytes(),
            "note": note or (f"{self.refused} plans refused by verify" if self.refused else ""),
        }
        return json.dumps(known)

    def _tell(self) -> None:
        self.tell(self.line())


def _time_is_up(number: int, frame: object) -> None:
    del number, frame
    raise NotTried("model not built in time")
