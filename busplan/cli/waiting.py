"""Wait for an answer that takes a search, while the clock runs and Ctrl-C is heard."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from busplan.cli.background import Background, leave_at_once, stopped_by_signals
from busplan.cli.screen import Screen
from busplan.errors import message

Given = TypeVar("Given")

STOPPED = 130
"""Exit code when a second Ctrl-C breaks off what the first one asked to end."""

LEAST_SECONDS = 0.05
"""Seconds a search gets even where loading took all the time."""


def nothing() -> None:
    """Do nothing meanwhile."""


def wait_for(
    screen: Screen,
    time_limit: float,
    work: Callable[[float, threading.Event], Given],
    meanwhile: Callable[[], None] = nothing,
) -> Given:
    """Do work in another thread, given the seconds that are left and an event that ends it.

    The time limit counts from the start of the command. The first Ctrl-C asks the work to end
    with what it has, the second leaves at once. `meanwhile` is called several times a second.
    """
    stop = threading.Event()
    seconds = max(LEAST_SECONDS, time_limit - (time.monotonic() - screen.started))
    with stopped_by_signals(stop):
        background = Background(lambda: work(seconds, stop))
        try:
            while background.under_way():
                meanwhile()
        except KeyboardInterrupt:
            screen.tell(message("Stopped."))
            leave_at_once(STOPPED)
    outcome = background.outcome()
    if stop.is_set():
        screen.tell(message("Stopped; this is what was found until then."))
    return outcome
