"""When a command stops waiting for a search that does not end by itself."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass

from busplan.cli.progress import Progress
from busplan.errors import NoPlanExists, NoPlanInTime
from busplan.workflow import PlanRequest

SECONDS_TO_STOP = 2.0
"""Seconds a search gets to end by itself after Ctrl-C, while it has no plan."""

GRACE_SHARE, GRACE_SECONDS = 0.03, 0.6
"""How far past the time limit a search that has no plan may go: a share of it, and seconds."""


@dataclass
class Patience:
    """Decides when not to wait any longer for work that does not end by itself.

    A search may be busy where it can't be stopped; the time limit and Ctrl-C hold even so, as
    long as there is no plan to lose.
    """

    request: PlanRequest
    progress: Progress
    stop: threading.Event
    asked_to_stop: float | None = None

    def raise_if_exhausted(self) -> None:
        """Raise what the command ends with, when its time is up and nothing is to be gained."""
        now = time.monotonic()
        if self.stop.is_set() and self.asked_to_stop is None:
            self.asked_to_stop = now
        if self.progress.looking_for_reasons:
            if self.stop.is_set():
                raise NoPlanExists
            return
        if self.progress.plan_is_found:
            return
        waited = 0.0 if self.asked_to_stop is None else now - self.asked_to_stop
        if waited > SECONDS_TO_STOP or now > self._latest():
            raise NoPlanInTime(now - self.request.started)

    def _latest(self) -> float:
        if self.request.deterministic:
            return math.inf
        limit = self.request.time_limit
        return self.request.started + limit * (1 + GRACE_SHARE) + GRACE_SECONDS
