"""A sweep on a Dask cluster that is there already; the only home of the client of `distributed`.

Seasons are loaded here and travel packed, and plans come back as bytes, so that workers need no
shared disk. A worker that is lost has its work done by another; the scheduler sees to that.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from busplan.errors import FaultyInput, Message, message, one_fault
from busplan.workflow.planning import PlanRequest
from busplan.workflow.seasons import load
from busplan.workflow.sweep.processes import (
    MOST_ATTEMPTS,
    OVERTIME_SECONDS,
    SECONDS_BETWEEN_LOOKS,
    Finished,
    crash,
)
from busplan.workflow.sweep.tasks import SweepTask
from busplan.workflow.sweep.work import EVENTS, Outcome, packed, plan_packed, without_people

if TYPE_CHECKING:
    from distributed import Client, Future

_OPTION = "--cluster"
SECONDS_TO_CONNECT = 10
SECONDS_WITHOUT_WORKERS = 60.0
"""How long a cluster may have no worker at all before what is left is given up."""

AHEAD = 2
"""Tasks that are sent for each thread of the workers, so that none waits and few lie in memory."""


@dataclass
class DaskCluster:
    """Plans on the workers of a cluster.

    Raises `FaultyInput` from `run` when `distributed` is not installed or no scheduler answers.
    """

    request: PlanRequest
    address: str
    _own_name: str = field(default_factory=lambda: uuid4().hex)
    _under_way: dict[Future, SweepTask] = field(default_factory=dict)
    _begun: Counter[str] = field(default_factory=Counter)

    def run(self, tasks: Sequence[SweepTask], stop: threading.Event) -> Iterator[Finished]:
        """Plan the tasks and give each as it is finished, until all are or `stop` is set."""
        client = connect(self.address)
        waiting = deque(tasks)
        watch = _Watch(client, self.request)
        try:
            while waiting or self._under_way:
                if stop.is_set() or watch.lost is not None:
                    yield from self._give_up(waiting, watch.lost)
                    return
                if waiting and len(self._under_way) < AHEAD * max(1, watch.threads):
                    yield from self._send(client, waiting.popleft())
                else:
                    time.sleep(SECONDS_BETWEEN_LOOKS)
                for future in [one for one in self._under_way if one.done()]:
                    watch.something_happened()
                    yield self._take(client, future)
                watch.look()
        finally:
            _leave(client, list(self._under_way))

    def _send(self, client: Client, task: SweepTask) -> Iterator[Finished]:
        began = time.monotonic()
        try:
            season = load(task.path, dict(task.changes)).season
        except FaultyInput as faulty:
            seconds = time.monotonic() - began
            yield Finished(task, Outcome("faulty", faults=faulty.faults, seconds=seconds), 1)
            return
        except Exception as error:  # noqa: BLE001 - one season must not end the whole sweep
            yield Finished(task, Outcome("lost", reasons=(crash(error),)), 1)
            return
        future = client.submit(
            plan_packed,
            packed(season if self.request.render else without_people(season)),
            replace(self.request, started=0.0),
            self._name(task),
            time.monotonic() - began,
            retries=MOST_ATTEMPTS - 1,
            pure=False,
        )
        self._under_way[future] = task

    def _take(self, client: Client, future: Future) -> Finished:
        task = self._under_way.pop(future)
        if future.status == "finished":
            outcome: Outcome = future.result(timeout=SECONDS_TO_CONNECT)
        else:
            outcome = _of_lost(future)
        attempts = self._attempts(client, self._name(task))
        future.release()
        return Finished(task, outcome, attempts)

    def _name(self, task: SweepTask) -> str:
        """Name the work so that no other sweep on the cluster has the name."""
        return f"{self._own_name}/{task.folder.as_posix()}"

    def _attempts(self, client: Client, name: str) -> int:
        """Count how often work was begun, as the workers told the scheduler."""
        with suppress(Exception):
            self._begun = Counter(said for _, said in client.get_events(EVENTS))
        return max(1, self._begun[name])

    def _give_up(self, waiting: deque[SweepTask], why: Message | None) -> Iterator[Finished]:
        outcome = Outcome("stopped") if why is None else Outcome("lost", reasons=(why,))
        for task in [*self._under_way.values(), *waiting]:
            yield Finished(task, outcome, 1 if why is not None else 0)


class _Watch:
    """Sees to it that nobody waits for a cluster from which nothing will come."""

    def __init__(self, client: Client, request: PlanRequest) -> None:
        self.threads = 1
        self.lost: Message | None = None
        self._client = client
        self._most_idle = _most_seconds_between_plans(request)
        self._last_worker = self._last_event = self._last_look = time.monotonic()
        self._count_threads()

    def something_happened(self) -> None:
        """Note that a plan came back."""
        self._last_event = time.monotonic()

    def look(self) -> None:
        """Look after the cluster, once a second at most."""
        now = time.monotonic()
        if now - self._last_look < 1.0:
            return
        self._last_look = now
        self._count_threads()
        if self.threads:
            self._last_worker = now
        if self._client.status != "running":
            self.lost = message("The cluster's scheduler is gone.")
        elif now - self._last_worker > SECONDS_WITHOUT_WORKERS:
            self.lost = message("The cluster has no workers.")
        elif now - self._last_event > self._most_idle:
            self.lost = message("The cluster gave no plan for too long.")

    def _count_threads(self) -> None:
        with suppress(Exception):
            self.threads = sum(self._client.nthreads().values())


def connect(address: str) -> Client:
    """Connect to the scheduler at an address; no other part of the program uses the client."""
    try:
        from distributed import Client
    except ImportError:
        raise one_fault(
            _OPTION,
            message("A cluster needs a package that is not installed: distributed."),
            message("Install it: {command}", command="pip install 'busplan[cluster]'"),
        ) from None
    try:
        return Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError):  # no answer, or an address that is none
        raise one_fault(
            _OPTION,
            message("No scheduler answers at {address}.", address=address),
            message("Start it with dask scheduler, and give the address it shows."),
        ) from None


def _leave(client: Client, unfinished: list[Future]) -> None:
    """Take back what is not finished, and leave the cluster to others."""
    with suppress(Exception):
        if unfinished and client.status == "running":
            client.cancel(unfinished, force=True)
    with suppress(Exception):
        client.close(timeout=SECONDS_TO_CONNECT)


def _of_lost(future: Future) -> Outcome:
    """Say why a task gave nothing: its workers died again and again, or it broke off."""
    error: Any = None
    with suppress(Exception):
        error = future.exception(timeout=SECONDS_TO_CONNECT)
    if error is None:
        return Outcome("lost", reasons=(message("The cluster gave the work back."),))
    if type(error).__name__ == "KilledWorker":
        return Outcome("lost", reasons=(message("Every worker that planned it died."),))
    return Outcome("lost", reasons=(crash(error),))


def _most_seconds_between_plans(request: PlanRequest) -> float:
    """Seconds without any plan after which a cluster is given up; work has no clock."""
    if request.deterministic:
        return float("inf")
    return MOST_ATTEMPTS * request.time_limit + OVERTIME_SECONDS
