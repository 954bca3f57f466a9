"""A sweep on one machine: a new process for each plan, and another try for one that dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Protocol, cast

from busplan.errors import Message, message
from busplan.workflow.planning import PlanRequest
from busplan.workflow.sweep.tasks import SweepTask
from busplan.workflow.sweep.work import Outcome, load_and_plan

MOST_ATTEMPTS = 3
"""How often work is begun at most: once, and twice more when its process dies."""

SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_TO_STOP = 10.0
"""Seconds a process gets to give the best plan so far once everything shall stop."""

OVERTIME_SHARE, OVERTIME_SECONDS = 0.5, 300.0
"""How far past its time limit work may go (reasons, documents) before its process is ended."""


@dataclass(frozen=True)
class Finished:
    """Work that has come to an end, and how often it was begun."""

    task: SweepTask
    outcome: Outcome
    attempts: int


class Planners(Protocol):
    """Whoever plans the tasks of a sweep, here or elsewhere."""

    def run(self, tasks: Sequence[SweepTask], stop: threading.Event) -> Iterator[Finished]:
        """Plan the tasks and give each as it is finished, until all are or `stop` is set."""


@dataclass
class _Running:
    task: SweepTask
    attempts: int
    process: SpawnProcess
    began: float = field(default_factory=time.monotonic)


@dataclass
class LocalProcesses:
    """Plans on this machine's cores, so many processes at a time.

    Each plan has a process of its own, so that its memory is free again when it ends, and a
    process that dies takes one plan with it and no more. That plan is tried again after all
    others, alone, since the likeliest cause is that memory ran out.
    """

    request: PlanRequest
    processes: int
    _running: dict[Connection, _Running] = field(default_factory=dict)
    _again: deque[tuple[SweepTask, int]] = field(default_factory=deque)
    _asked_to_stop: float | None = None

    def run(self, tasks: Sequence[SweepTask], stop: threading.Event) -> Iterator[Finished]:
        """Plan the tasks and give each as it is finished, until all are or `stop` is set."""
        waiting = deque((task, 1) for task in tasks)
        try:
            while waiting or self._again or self._running:
                if stop.is_set():
                    self._ask_to_stop()
                    yield from self._never_begun(waiting)
                self._begin(waiting)
                for line in wait(list(self._running), SECONDS_BETWEEN_LOOKS):
                    yield from self._take(cast("Connection", line))
                self._end_overdue()
        finally:
            for running in self._running.values():
                running.process.kill()

    def _begin(self, waiting: deque[tuple[SweepTask, int]]) -> None:
        while waiting and len(self._running) < self.processes:
            self._start(*waiting.popleft())
        if self._again and not self._running:
            self._start(*self._again.popleft())

    def _start(self, task: SweepTask, attempts: int) -> None:
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        process = spawn.Process(target=serve, args=(theirs, task, self.request), daemon=True)
        process.start()
        theirs.close()
        self._running[ours] = _Running(task, attempts, process)

    def _take(self, line: Connection) -> Iterator[Finished]:
        """Take what a process sends, or see that it is gone."""
        running = self._running.pop(line)
        outcome: Outcome | None = None
        with suppress(EOFError, OSError):
            outcome = line.recv()
        line.close()
        running.process.join(SECONDS_TO_STOP)
        if outcome is None:
            outcome = self._of_dead(running)
        if outcome.ending == "lost" and running.attempts < MOST_ATTEMPTS:
            self._again.append((running.task, running.attempts + 1))
        else:
            yield Finished(running.task, outcome, running.attempts)

    def _of_dead(self, running: _Running) -> Outcome:
        if self._asked_to_stop is not None:
            return Outcome("stopped")
        code = running.process.exitcode
        return Outcome(
            "lost",
            reasons=(message("The process that planned it died (exit code {code}).", code=code),),
        )

    def _ask_to_stop(self) -> None:
        if self._asked_to_stop is None:
            self._asked_to_stop = time.monotonic()
            for line in self._running:
                with suppress(OSError):
                    line.send("stop")

    def _never_begun(self, waiting: deque[tuple[SweepTask, int]]) -> Iterator[Finished]:
        for left in (waiting, self._again):
            while left:
                task, attempts = left.popleft()
                yield Finished(task, Outcome("stopped"), attempts - 1)

    def _end_overdue(self) -> None:
        now = time.monotonic()
        limit = self.request.time_limit
        for running in self._running.values():
            late = (
                not self.request.deterministic
                and now - running.began > limit * (1 + OVERTIME_SHARE) + OVERTIME_SECONDS
            )
            stopping = self._asked_to_stop is not None
            if late or (stopping and now - (self._asked_to_stop or now) > SECONDS_TO_STOP):
                running.process.kill()


def serve(line: Connection, task: SweepTask, request: PlanRequest) -> None:
    """Do one piece of work in a process of its own, and send what came of it.

    Whatever comes along the line asks for a stop; when its other end is gone, so are we.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is heard by the one who started us
    stop = threading.Event()
    given: list[Outcome] = []
    work = threading.Thread(target=_do, args=(task, request, stop, given), daemon=True)
    work.start()
    try:
        while work.is_alive():
            if line.poll(SECONDS_BETWEEN_LOOKS / 4):
                line.recv()
                stop.set()
        line.send(given[0])
    except (EOFError, OSError):
        os._exit(1)


def _do(task: SweepTask, request: PlanRequest, stop: threading.Event, given: list[Outcome]) -> None:
    try:
        given.append(load_and_plan(task, request, stop))
    except Exception as error:  # noqa: BLE001 - told in the table, after other tries
        given.append(Outcome("lost", reasons=(crash(error),)))


def crash(error: BaseException) -> Message:
    """Say how work broke off that should not have."""
    return message("It broke off: {error}.", error=f"{type(error).__name__}: {error}")
