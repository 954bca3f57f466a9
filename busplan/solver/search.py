"""The narrow door to the search: a season and a budget in, a plan and what is proved of it out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from busplan.errors import NoPlanExists, NoPlanInTime
from busplan.goals import score
from busplan.plan import Plan, Tour
from busplan.result import Result, judge
from busplan.rules.timetable import earliest_tour
from busplan.season import Departure, Season
from busplan.solver.cpsat import CpSat, Effort
from busplan.solver.model import JointModel, build
from busplan.solver.tours import open_departures, route_pool


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


@dataclass(frozen=True)
class SearchReport:
    """A plan with its proof, and how the search went (nothing of which stands in plan.json)."""

    result: Result
    seconds: float
    first_plan_seconds: float
    seed: int


Watcher = Callable[[Snapshot], None]


def _nobody(snapshot: Snapshot) -> None:
    """Watch nothing."""


@dataclass
class _Search:
    """One search under way: the best tours so far, the lowest bound so far, who is told."""

    season: Season
    budget: Budget
    watch: Watcher
    began: float = field(default_factory=time.monotonic)
    best: Plan | None = None
    score: float = float("-inf")
    bound: float = float("inf")
    first_plan_seconds: float = 0.0

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.began

    def tell(self) -> None:
        score = None if self.best is None else self.score
        bound = None if self.bound == float("inf") else self.bound
        self.watch(Snapshot(self.elapsed, score, bound))

    def offer(self, plan: Plan) -> None:
        points = score(plan)
        if points > self.score:
            if self.best is None:
                self.first_plan_seconds = self.elapsed
            self.best, self.score = plan, points
            self.tell()

    def lower_bound_to(self, bound: float) -> None:
        if bound < self.bound:
            self.bound = bound
            self.tell()


def search(
    season: Season,
    budget: Budget,
    watch: Watcher = _nobody,
    stop: threading.Event | None = None,
) -> SearchReport:
    """Plan a season as well as the budget allows.

    Parameters
    ----------
    watch
        Is told of each better plan and bound, from whichever thread found it.
    stop
        Ends the search early once set, keeping the best plan so far.

    Raises
    ------
    NoPlanExists
        When it is proved that no plan keeps all rules (without reasons: see `solver.reasons`).
    NoPlanInTime
        When the budget ends, or `stop` is set, before any plan is found.
    """
    task = _Search(season, budget, watch)
    task.tell()
    pool = route_pool(season, open_departures(season))
    model = build(season, pool)
    solver = CpSat(
        model.linear,
        on_values=lambda values: task.offer(plan_of(season, model, values)),
        on_bound=task.lower_bound_to,
    )
    watchdog = _stop_when(stop, solver)
    effort = Effort(
        budget.seconds - (0.0 if budget.deterministic else task.elapsed),
        budget.workers,
        budget.seed,
        budget.deterministic,
    )
    answer = solver.solve(effort, linearization_level=2)
    watchdog.set()
    if answer.outcome == "infeasible":
        raise NoPlanExists
    if answer.values:
        task.offer(plan_of(season, model, answer.values))
    if task.best is None:
        raise NoPlanInTime(task.elapsed)
    task.lower_bound_to(answer.bound)
    return SearchReport(
        judge(task.best, task.bound), task.elapsed, task.first_plan_seconds, budget.seed
    )


def plan_of(season: Season, model: JointModel, values: Sequence[int]) -> Plan:
    """Make the plan that the values of a model's variables describe."""
    tours = [
        staffed(season, departure, route.stops, crew)
        for departure, route, crew in model.chosen(values)
    ]
    return Plan.in_order(season, tuple(tours))


def staffed(
    season: Season, departure: Departure, stops: tuple[str, ...], crew: tuple[str, ...]
) -> Tour:
    """Make a tour with its earliest timetable and its crew; the route must be drivable."""
    tour = earliest_tour(season, departure, stops)
    if tour is None:
        raise ValueError(departure, stops)
    return replace(tour, crew=tuple(sorted(crew)))


def _stop_when(stop: threading.Event | None, solver: CpSat) -> threading.Event:
    """Stop the solver once `stop` is set; set the event that is given back when it has ended."""
    done = threading.Event()

    def wait() -> None:
        while stop is not None and not done.wait(0.1):
            if stop.is_set():
                solver.stop()

    threading.Thread(target=wait, daemon=True).start()
    return done
