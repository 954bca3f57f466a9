"""Work in a thread of its own, so that the main thread can draw and hear Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Generic, NoReturn, TypeVar

Given = TypeVar("Given")

SECONDS_BETWEEN_LOOKS = 0.1


class Background(Generic[Given]):
    """One piece of work under way in another thread."""

    def __init__(self, work: Callable[[], Given]) -> None:
        self._work = work
        self._given: list[Given] = []
        self._raised: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def under_way(self) -> bool:
        """Wait a moment; tell whether the work goes on."""
        self._thread.join(SECONDS_BETWEEN_LOOKS)
        return self._thread.is_alive()

    def outcome(self) -> Given:
        """Give what the work gave, or raise what it raised."""
        self._thread.join()
        if self._raised is not None:
            raise self._raised
        return self._given[0]

    def _run(self) -> None:
        try:
            self._given.append(self._work())
        except BaseException as raised:  # noqa: BLE001 - raised again by `outcome`
            self._raised = raised


@contextmanager
def stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """Let the first Ctrl-C (or SIGTERM) ask for a stop; the second raises KeyboardInterrupt."""

    def ask(number: int, frame: FrameType | None) -> None:
        del number, frame
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = {one: signal.signal(one, ask) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def leave_at_once(code: int) -> NoReturn:
    """Leave without waiting for a thread that cannot be stopped."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
