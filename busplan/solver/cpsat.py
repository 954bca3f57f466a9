"""Solves a linear model with CP-SAT, and gives bounds that rounding never makes untrue."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from ortools.sat.python import cp_model

from busplan.solver.linear import LinearModel
from busplan.solver.progress import Progress

FINEST = 10**6
"""The objective is counted in whole millionths of a point, or more coarsely where that is exact."""

BOUNDING_WORKERS = ("max_lp", "reduced_costs")
"""CP-SAT's strategies that several workers follow first; left alone, two hardly bound at all."""

Outcome = Literal["optimal", "feasible", "infeasible", "unknown"]
_OUTCOMES: Mapping[object, Outcome] = {
    cp_model.OPTIMAL: "optimal",
    cp_model.FEASIBLE: "feasible",
    cp_model.INFEASIBLE: "infeasible",
    cp_model.UNKNOWN: "unknown",
}


@dataclass(frozen=True)
class Effort:
    """How hard to search: seconds (or units of work), workers, seed.

    With `deterministic` the time is CP-SAT's count of work, which is the same whatever else the
    machine is doing, and workers wait for each other.
    """

    seconds: float
    workers: int = 1
    seed: int = 0
    deterministic: bool = False

    @classmethod
    def rest_of(cls, progress: Progress, most: float = math.inf) -> Effort:
        """Give what a search has left, or `most` of it."""
        budget = progress.budget
        seconds = min(most, progress.left)
        return cls(seconds, budget.workers, budget.seed, budget.deterministic)


@dataclass(frozen=True)
class Answer:
    """What CP-SAT found: values of all variables (empty without a solution), bound in points.

    `work` is the deterministic time it used.
    """

    outcome: Outcome
    values: Sequence[int]
    bound: float
    work: float


class CpSat:
    """One CP-SAT solve of a linear model."""

    def __init__(
        self,
        linear: LinearModel,
        *,
        on_values: Callable[[Sequence[int]], None] | None = None,
        on_bound: Callable[[float], None] | None = None,
    ) -> None:
        self._on_values = on_values
        self._on_bound = on_bound
        self._constant = linear.objective.constant
        self._objective = linear.merged(linear.objective)
        self._scale = whole_scale(coefficient for coefficient, _ in self._objective)
        self._model = cp_model.CpModel()
        self._variables = [
            self._model.new_int_var(0, upper, "") if upper != 1 else self._model.new_bool_var("")
            for upper in linear.uppers
        ]
        for row in linear.rows:
            terms = _weighted(self._variables, row.terms)
            domain = cp_model.Domain(_whole_up(row.lower), _whole_down(row.upper))
            self._model.add_linear_expression_in_domain(terms, domain)
        if self._objective:
            scaled = [(whole_up(c * self._scale), variable) for c, variable in self._objective]
            self._model.maximize(_weighted(self._variables, scaled))
        self._solver = cp_model.CpSolver()
        self._lowest = math.inf

    def hint(self, values: Mapping[int, int]) -> None:
        """Start the search from these values."""
        self._model.clear_hints()  # type: ignore[no-untyped-call]
        for variable, value in values.items():
            self._model.add_hint(self._variables[variable], value)

    def solve(
        self, effort: Effort, stop: threading.Event | None = None, **parameters: object
    ) -> Answer:
        """Search until proof, until the effort is spent or until `stop` is set."""
        settings = self._solver.parameters
        if effort.deterministic:
            settings.max_deterministic_time = effort.seconds
            settings.interleave_search = effort.workers > 1
        else:
            settings.max_time_in_seconds = max(0.0, effort.seconds)
        settings.num_workers = effort.workers
        settings.random_seed = effort.seed
        settings.linearization_level = 2
        if effort.workers > 1:
            settings.subsolvers.extend(BOUNDING_WORKERS)
        settings.catch_sigint_signal = False
        for name, value in parameters.items():
            setattr(settings, name, value)
        self._solver.best_bound_callback = self._take_bound
        callback = _Callback(self._variables, self._on_values) if self._on_values else None
        with _stopping(self._solver, stop):
            status = self._solver.solve(self._model, callback)
        return self._answer(_OUTCOMES[status])

    def _take_bound(self, scaled: float) -> None:
        self._lowest = min(self._lowest, self._points(scaled))
        if self._on_bound is not None:
            self._on_bound(self._lowest)

    def _answer(self, outcome: Outcome) -> Answer:
        """Read the answer; without a solution only bounds that were told in passing count.

        A response without a solution may say 0 where no bound was found yet.
        """
        solver = self._solver
        solved = outcome in {"optimal", "feasible"}
        values = [solver.value(variable) for variable in self._variables] if solved else []
        bound = min(self._lowest, self._points(solver.best_objective_bound) if solved else math.inf)
        return Answer(outcome, values, bound, solver.response_proto.deterministic_time)

    def _points(self, scaled: float) -> float:
        return scaled / self._scale + self._constant


@contextmanager
def _stopping(solver: cp_model.CpSolver, stop: threading.Event | None) -> Iterator[None]:
    """Stop the solver soon after `stop` is set, from a thread that ends with the solve."""
    ended = threading.Event()

    def wait() -> None:
        while stop is not None and not ended.wait(0.05):
            if stop.is_set():
                solver.stop_search()

    watching = threading.Thread(target=wait, name="stopping", daemon=True)
    watching.start()
    try:
        yield
    finally:
        ended.set()
        watching.join()


class _Callback(cp_model.CpSolverSolutionCallback):
    def __init__(
        self,
        variables: Sequence[cp_model.IntVar],
        on_values: Callable[[Sequence[int]], None],
    ) -> None:
        super().__init__()
        self._variables = variables
        self._tell = on_values

    def on_solution_callback(self) -> None:
        """Hand over the values of a better solution."""
        self._tell([self.value(variable) for variable in self._variables])


def _weighted(
    variables: Sequence[cp_model.IntVar], terms: Sequence[tuple[float, int]]
) -> cp_model.LinearExprT:
    return cp_model.LinearExpr.weighted_sum(
        [variables[variable] for _, variable in terms], [int(c) for c, _ in terms]
    )


def whole_scale(coefficients: Iterable[float]) -> int:
    """Find the coarsest power of ten that makes all coefficients whole, FINEST at most."""
    values = list(coefficients)
    scale = 1
    while scale < FINEST and any(abs(c * scale - round(c * scale)) > 1e-9 for c in values):
        scale *= 10
    return scale


def whole_up(value: float) -> int:
    """Round up, but take what is whole but for the noise of floating point as whole."""
    nearest = round(value)
    return nearest if abs(value - nearest) < 1e-6 else math.ceil(value)


def _whole_up(value: float) -> int:
    return cp_model.INT_MIN if value == -math.inf else math.ceil(value)


def _whole_down(value: float) -> int:
    return cp_model.INT_MAX if value == math.inf else math.floor(value)
