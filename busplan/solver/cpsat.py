"""Solves a linear model with CP-SAT, and gives bounds that rounding never makes untrue."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ortools.sat.python import cp_model

from busplan.solver.linear import LinearModel

FINEST = 10**6
"""The objective is counted in whole millionths of a point, or more coarsely where that is exact."""

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
    workers: int = 8
    seed: int = 0
    deterministic: bool = False


@dataclass(frozen=True)
class Answer:
    """What CP-SAT found: values of all variables (empty without a solution), bound in points."""

    outcome: Outcome
    values: Sequence[int]
    bound: float


class CpSat:
    """One CP-SAT solve of a linear model, which another thread may stop."""

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
        self._scale = _scale(coefficient for coefficient, _ in self._objective)
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
            scaled = [(_up(c * self._scale), variable) for c, variable in self._objective]
            self._model.maximize(_weighted(self._variables, scaled))
        self._solver = cp_model.CpSolver()
        self._stopped = False

    def hint(self, values: Mapping[int, int]) -> None:
        """Start the search from these values."""
        self._model.clear_hints()  # type: ignore[no-untyped-call]
        for variable, value in values.items():
            self._model.add_hint(self._variables[variable], value)

    def stop(self) -> None:
        """End the search soon, keeping the best found; may be called from another thread."""
        self._stopped = True
        self._solver.stop_search()

    def solve(self, effort: Effort, **parameters: object) -> Answer:
        """Search until proof or until the effort is spent."""
        settings = self._solver.parameters
        if effort.deterministic:
            settings.max_deterministic_time = effort.seconds
            settings.interleave_search = True
        else:
            settings.max_time_in_seconds = max(0.0, effort.seconds)
        settings.num_workers = effort.workers
        settings.random_seed = effort.seed
        settings.catch_sigint_signal = False
        for name, value in parameters.items():
            setattr(settings, name, value)
        if self._on_bound is not None:
            tell = self._on_bound
            self._solver.best_bound_callback = lambda bound: tell(self._points(bound))
        callback = _Callback(self._variables, self._on_values) if self._on_values else None
        status = self._solver.solve(self._model, callback)
        outcome = _OUTCOMES[status]
        if outcome in {"optimal", "feasible"}:
            values = [self._solver.value(variable) for variable in self._variables]
            return Answer(outcome, values, self._points(self._solver.best_objective_bound))
        bound = self._solver.best_objective_bound if self._objective else math.inf
        return Answer(outcome, (), self._points(bound) if bound else math.inf)

    def _points(self, scaled: float) -> float:
        return scaled / self._scale + self._constant


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


def _scale(coefficients: Iterable[float]) -> int:
    """Find the coarsest power of ten that makes all coefficients whole, FINEST at most."""
    values = list(coefficients)
    scale = 1
    while scale < FINEST and any(abs(c * scale - round(c * scale)) > 1e-9 for c in values):
        scale *= 10
    return scale


def _up(value: float) -> int:
    """Round up, but take what is whole but for the noise of floating point as whole."""
    nearest = round(value)
    return nearest if abs(value - nearest) < 1e-6 else math.ceil(value)


def _whole_up(value: float) -> int:
    return cp_model.INT_MIN if value == -math.inf else math.ceil(value)


def _whole_down(value: float) -> int:
    return cp_model.INT_MAX if value == math.inf else math.floor(value)
