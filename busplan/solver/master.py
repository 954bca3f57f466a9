"""The restricted master: a linear programme over the staffed tours that were priced so far."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from ortools.linear_solver import pywraplp

from busplan.solver.coupling import Coupling, CouplingRow, RowIndex, Spans, clean
from busplan.solver.numbered import Floats, StaffedTour

PENALTY = 20.0
"""What a missing unit of a demand costs, as a multiple of the largest points of a tour."""

VIOLATED = 1e-6


class Master:
    """Maximises points over shares of staffed tours; GLOP starts from where it was.

    Windows (two visits, two shifts, too close) become rows only once a solution violates them.
    """

    def __init__(self, coupling: Coupling, penalty: float) -> None:
        self._coupling = coupling
        self._penalty = penalty
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._objective = self._solver.Objective()
        self._objective.SetMaximization()
        self.rows: list[CouplingRow] = []
        self.tours: list[StaffedTour] = []
        self._known: set[tuple[int, tuple[int, ...], tuple[int, ...]]] = set()
        self._constraints: list[pywraplp.Constraint] = []
        self._variables: list[pywraplp.Variable] = []
        self._index = RowIndex()
        self._tours_of: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._windows: set[tuple[int, int, int]] = set()
        self._fixed: list[int] = []
        self.value = -math.inf
        self.shares: Floats = np.zeros(0)
        for row in coupling.rows:
            self._add_row(row)

    def add(self, tours: Iterable[StaffedTour]) -> int:
        """Add staffed tours that are not there yet; give how many there were."""
        added = 0
        for tour in tours:
            if tour.key in self._known:
                continue
            self._known.add(tour.key)
            variable = self._solver.NumVar(0.0, self._solver.infinity(), "")
            self._objective.SetCoefficient(variable, tour.points)
            for number in self._index.rows_of(tour):
                count = self.rows[number].count(tour)
                if count:
                    self._constraints[number].SetCoefficient(variable, float(count))
            for area in tour.areas:
                self._tours_of["area", area].append(len(self.tours))
            for member in tour.crew:
                self._tours_of["association", member].append(len(self.tours))
            self.tours.append(tour)
            self._variables.append(variable)
            added += 1
        return added

    def solve(self, seconds: float) -> Floats | None:
        """Solve, adding violated windows until there are none; give the duals of all rows.

        Returns None when the time was too short.
        """
        while True:
            if math.isfinite(seconds):
                self._solver.SetTimeLimit(max(1, int(1000 * seconds)))
            if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
                return None
            self.shares = np.array([variable.solution_value() for variable in self._variables])
            if not self._add_violated():
                break
        self.value = self._objective.Value() + self._coupling.constant
        duals = np.array([constraint.dual_value() for constraint in self._constraints])
        return clean(self.rows, duals)

    def fix(self, number: int) -> None:
        """Demand a tour, until `release`."""
        self._variables[number].SetBounds(1.0, 1.0)
        self._fixed.append(number)

    def release(self) -> None:
        """Demand no tour any more."""
        for number in self._fixed:
            self._variables[number].SetBounds(0.0, self._solver.infinity())
        self._fixed.clear()

    @property
    def work(self) -> float:
        """Units of work that the last solve took, for a deterministic search."""
        return 1e-8 * float(self._solver.iterations()) * len(self.rows)

    def _add_row(self, row: CouplingRow) -> None:
        endless = self._solver.infinity()
        lower = -endless if math.isinf(row.lower) else row.lower
        upper = endless if math.isinf(row.upper) else row.upper
        constraint = self._solver.Constraint(lower, upper)
        for points in row.levels:
            level = self._solver.NumVar(0.0, 1.0, "")
            self._objective.SetCoefficient(level, points)
            constraint.SetCoefficient(level, -1.0)
        if row.lower > 0:
            missing = self._solver.NumVar(0.0, endless, "")
            self._objective.SetCoefficient(missing, -self._penalty)
            constraint.SetCoefficient(missing, 1.0)
        number = len(self.rows)
        self.rows.append(row)
        self._constraints.append(constraint)
        self._index.add(number, row)
        among = range(len(self.tours))
        if isinstance(row.which, int) and row.subject != "tour":
            among = self._tours_of[row.subject, row.which]  # type: ignore[assignment]
        for tour in among:
            count = row.count(self.tours[tour])
            if count:
                constraint.SetCoefficient(self._variables[tour], float(count))

    def _add_violated(self) -> bool:
        """Add the windows that the last solution violates."""
        used = np.flatnonzero(self.shares > VIOLATED)
        added = False
        for nth, spans in enumerate(self._coupling.spans):
            counts = self._counted(spans, used)
            sums = np.concatenate([np.zeros((len(counts), 1)), np.cumsum(counts, axis=1)], axis=1)
            inside = sums[:, spans.ends] - sums[:, spans.begins] if spans.begins else sums[:, :0]
            for place, window in np.argwhere(inside > 1 + VIOLATED).tolist():
                key = (nth, spans.numbers[place], window)
                if key not in self._windows:
                    self._windows.add(key)
                    self._add_row(self._coupling.window(spans, spans.numbers[place], window))
                    added = True
        return added

    def _counted(self, spans: Spans, used: np.typing.NDArray[np.intp]) -> Floats:
        """Add up visits, or shifts, by number and departure."""
        place = {number: nth for nth, number in enumerate(spans.numbers)}
        counts = np.zeros((len(spans.numbers), len(self._coupling.numbered.departures)))
        for tour_number in used.tolist():
            tour = self.tours[tour_number]
            for number in tour.areas if spans.subject == "area" else tour.crew:
                if number in place:
                    counts[place[number], tour.departure] += self.shares[tour_number]
        return counts
