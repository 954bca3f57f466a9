"""The linear relaxation: a proved bound, and what each variable would cost.

The bound does not trust the solver's optimum: from any dual values y, whole or a little wrong,
weak duality gives a true one (`Relaxation`; see docs/model.md).
"""

from __future__ import annotations

import datetime as dt
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.pdlp import solvers_pb2 as pdlp

from busplan.solver.linear import LinearModel

Floats = npt.NDArray[np.float64]

MARGIN = 1e-9
"""Share of all that is added up by which a bound is raised, against the noise of adding."""

ROUGH_FIRST = 20_000
"""From so many variables on the relaxation is first solved roughly."""

INTERIOR_POINT = 120_000
"""Up to so many variables the relaxation is solved to its optimum."""

ROUGHLY = 1e-3
"""Relative and absolute tolerance of the rough solution."""


@dataclass(frozen=True)
class Relaxation:
    """What dual values prove of a linear model.

    Every solution x has a score of at most `bound` + Σ min(0, reduced_costs) · x.

    Attributes
    ----------
    bound
        A proved upper bound of the objective, in points.
    reduced_costs
        For each variable, c - yA: a solution in which a variable with a negative one is 1 scores
        at most bound + reduced cost.
    """

    bound: float
    reduced_costs: Floats


class _Matrix:
    """The rows, bounds and objective of a linear model as arrays."""

    def __init__(self, linear: LinearModel) -> None:
        rows, columns, coefficients = [], [], []
        for number, row in enumerate(linear.rows):
            for coefficient, variable in row.terms:
                rows.append(number)
                columns.append(variable)
                coefficients.append(coefficient)
        self.rows = np.array(rows, dtype=np.int64)
        self.columns = np.array(columns, dtype=np.int64)
        self.coefficients = np.array(coefficients, dtype=np.float64)
        self.lowers = np.array([row.lower for row in linear.rows], dtype=np.float64)
        self.uppers = np.array([row.upper for row in linear.rows], dtype=np.float64)
        self.limits = np.array(linear.uppers, dtype=np.float64)
        self.objective = np.zeros(len(linear.uppers))
        for coefficient, variable in linear.merged(linear.objective):
            self.objective[variable] += coefficient
        self.constant = linear.objective.constant

    def proto(self) -> model_pb2.ModelProto:
        """Write the model as MathOpt's own message, much faster than expression by expression."""
        model = model_pb2.ModelProto()
        count = len(self.limits)
        model.variables.ids.extend(range(count))
        model.variables.lower_bounds.extend(np.zeros(count))
        model.variables.upper_bounds.extend(self.limits)
        model.variables.integers.extend([False] * count)
        model.objective.maximize = True
        priced = np.flatnonzero(self.objective)
        model.objective.linear_coefficients.ids.extend(priced)
        model.objective.linear_coefficients.values.extend(self.objective[priced])
        model.linear_constraints.ids.extend(range(len(self.lowers)))
        model.linear_constraints.lower_bounds.extend(self.lowers)
        model.linear_constraints.upper_bounds.extend(self.uppers)
        order = np.lexsort((self.columns, self.rows))
        matrix = model.linear_constraint_matrix
        matrix.row_ids.extend(self.rows[order])
        matrix.column_ids.extend(self.columns[order])
        matrix.coefficients.extend(self.coefficients[order])
        return model

    def proved_by(self, duals: Floats) -> Relaxation:
        """Give what dual values prove, those dropped that would have an infinite price.

        For maximise cx over lower ≤ Ax ≤ upper, 0 ≤ x ≤ limit and any y:
        cx = yAx + (c - yA)x ≤ Σ max(y·lower, y·upper) + Σ max(0, c - yA)·limit.
        """
        endless = ((duals > 0) & np.isinf(self.uppers)) | ((duals < 0) & np.isinf(self.lowers))
        duals = np.where(endless | ~np.isfinite(duals), 0.0, duals)
        ends = np.where(duals > 0, self.uppers, self.lowers)
        rows = np.where(duals == 0, 0.0, duals * np.where(np.isinf(ends), 0.0, ends))
        prices = np.bincount(
            self.columns,
            weights=self.coefficients * duals[self.rows],
            minlength=len(self.limits),
        )
        reduced = self.objective - prices
        gains = np.maximum(reduced, 0.0) * self.limits
        noise = MARGIN * (np.abs(rows).sum() + np.abs(gains).sum() + 1.0)
        return Relaxation(float(rows.sum() + gains.sum() + self.constant + noise), reduced)


class Relaxing:
    """A linear relaxation being made and solved in a thread of its own, roughly, then exactly.

    Larger models are first solved by a first-order method (PDLP), whose rough duals prove a
    little less much sooner; then, up to a size, by an interior point method (HiGHS) with
    crossover: on these models many times faster than simplex, and its basis has clean reduced
    costs. Neither can be interrupted, so the thread is left behind when nobody waits for it any
    more. `tell` hears each proof as it comes, from that thread.
    """

    def __init__(
        self,
        make: Callable[[], LinearModel],
        seconds: float,
        tell: Callable[[Relaxation], None] | None = None,
    ) -> None:
        self.best: Relaxation | None = None
        self._make = make
        self._ends = time.monotonic() + seconds
        self._tell = tell
        self._thread = threading.Thread(target=self._solve, name="relaxation", daemon=True)
        self._thread.start()

    @property
    def under_way(self) -> bool:
        """True while there is something to wait for."""
        return self._thread.is_alive() and time.monotonic() < self._ends

    def wait(self, stop: threading.Event) -> None:
        """Wait until it is done, its time is over or `stop` is set."""
        while self.under_way and not stop.is_set():
            self._thread.join(0.05)

    def wait_for_first(self, stop: threading.Event) -> None:
        """Wait until something is proved, its time is over or `stop` is set."""
        while self.best is None and self.under_way and not stop.is_set():
            self._thread.join(0.05)

    def leave(self) -> None:
        """Wait for it no more: whatever it still finds is told to nobody."""
        self._ends = -math.inf

    def _solve(self) -> None:
        linear = self._make()
        matrix = _Matrix(linear)
        model = mathopt.Model.from_model_proto(matrix.proto())
        size = len(linear.uppers)
        solvers = [mathopt.SolverType.PDLP] if size > ROUGH_FIRST else []
        solvers += [mathopt.SolverType.HIGHS] if size <= INTERIOR_POINT else []
        for solver in solvers:
            if not self.under_way:
                return
            duals = self._duals(model, solver)
            if duals is None or not self.under_way:
                return
            found = matrix.proved_by(duals)
            if self.best is None or found.bound <= self.best.bound:
                self.best = found
            if self._tell is not None:
                self._tell(found)

    def _duals(self, model: mathopt.Model, solver: mathopt.SolverType) -> Floats | None:
        seconds = self._ends - time.monotonic()
        limit = dt.timedelta(seconds=max(0.0, seconds)) if math.isfinite(seconds) else None
        barrier = mathopt.LPAlgorithm.BARRIER if solver == mathopt.SolverType.HIGHS else None
        parameters = mathopt.SolveParameters(time_limit=limit, lp_algorithm=barrier)
        if solver == mathopt.SolverType.PDLP:
            parameters.pdlp = _first_order()
        answer = mathopt.solve(model, solver, params=parameters)
        if not answer.solutions or answer.solutions[0].dual_solution is None:
            return None
        values = answer.solutions[0].dual_solution.dual_values
        return np.array([values[row] for row in model.linear_constraints()])


def relax(
    linear: LinearModel, seconds: float, stop: threading.Event | None = None
) -> Relaxation | None:
    """Solve the linear relaxation; None when nothing is proved before the end or `stop`."""
    relaxing = Relaxing(lambda: linear, seconds)
    relaxing.wait(stop or threading.Event())
    return relaxing.best


def _first_order() -> pdlp.PrimalDualHybridGradientParams:
    parameters = pdlp.PrimalDualHybridGradientParams(num_threads=1)
    criteria = parameters.termination_criteria.simple_optimality_criteria
    criteria.eps_optimal_relative = ROUGHLY
    criteria.eps_optimal_absolute = ROUGHLY
    return parameters
