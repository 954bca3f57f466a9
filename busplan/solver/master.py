"""The restricted master: a linear programme over the staffed tours that were priced so far."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
from ortools.linear_solver import pywraplp

from busplan.solver.coupling import Coupling, CouplingRow, Spans, clean
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
        self._by_number: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._others: list[int] = []
        self._tours_of: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._windows: set[tuple[int, int, int]] = set()
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
            for number in self._rows_of(tour):
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

    @property
    def work(self) -> float:
        """Units of work that the last solve took, for a deterministic search."""
        return 1e-8 * float(self._solver.iterations()) * len(self.rows)

    def _rows_of(self, tour: StaffedTour) -> Iterator[int]:
        """Give the rows that may count a tour."""
        yield from self._others
        for day_row in self._by_number["tour", tour.departure]:
            yield day_row
        for area in tour.areas:
            yield from self._by_number["area", area]
        for stop in tour.stops:
            yield from self._by_number["stops", stop]
        for member in tour.crew:
            yield from self._by_number["association", member]

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
        self._index(number, row)
        among = range(len(self.tours))
        if isinstance(row.which, int) and row.subject != "tour":
            among = self._tours_of[row.subject, row.which]  # type: ignore[assignment]
        for tour in among:
            count = row.count(self.tours[tour])
            if count:
                constraint.SetCoefficient(self._variables[tour], float(count))

    def _index(self, number: int, row: CouplingRow) -> None:
        if row.subject == "tour":
            if row.departures.all():
                self._others.append(number)
            else:
                for departure in np.flatnonzero(row.departures).tolist():
                    self._by_number["tour", departure].append(number)
        elif isinstance(row.which, int):
            self._by_number[row.subject, row.which].append(number)
        elif row.subject == "stops":
            for stop in np.flatnonzero(row.which).tolist():
                self._by_number["stops", stop].append(number)
        else:
            self._others.append(number)

    def _add_violated(self) -> bool:
        """Add the windows that the last solution violates."""
        used = np.flatnonzero(self.shares > VIOLATED)
        added = False
        for nth, spans in enumerate(self._coupling.spans):
            counts = self._counted(spans, used)
            sums = np.concatenate(
                [np.zeros((len(counts), 1)), np.cumsum(counts, axis=1)], axis=1
            )
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
