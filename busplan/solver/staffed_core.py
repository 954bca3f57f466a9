"""The exact finish: all staffed tours that could still matter, chosen among by CP-SAT.

A plan that uses a staffed tour priced w below what it would cost scores at most U - w, with U
the bound of the decomposition. So the tours within w of their price form a core, and

    score ≤ max(bound of the core, U - w)

bounds the whole season. Cores grow; one as wide as the gap holds every plan that could be better.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from busplan.modelling import Linear, Route
from busplan.plan import Plan
from busplan.solver.coupling import Coupling, RowIndex, prices_of
from busplan.solver.cpsat import CpSat, Effort
from busplan.solver.decomposition import Decomposition, Priced, staffed_tours
from busplan.solver.linear import LinearModel
from busplan.solver.numbered import NumberedSeason, StaffedTour
from busplan.solver.pricing import best_first
from busplan.solver.progress import Progress
from busplan.solver.solution import keeps_all_rules, staffed

SIZES = (400, 1_200, 4_000, 15_000)
"""Tours in the cores that are searched one after the other."""

SHARE = 0.35
"""Share of what is left that a core may use before the next larger one has its turn."""

TIE = 1e-6
"""Points by which two scores may differ and be equal all the same."""

BACKOFF = 0.6
"""Each time there are too many tours within a width, the width is so many times smaller."""


class StaffedCore:
    """Enumerates staffed tours near their price and searches cores of them."""

    def __init__(self, progress: Progress, decomposition: Decomposition) -> None:
        self._progress = progress
        self._decomposition = decomposition
        self._numbered = decomposition.numbered

    def search(self) -> None:
        """Search larger and larger cores until proof, or until time or memory ends it."""
        progress, priced = self._progress, self._decomposition.best
        if priced is None:
            return
        done = 0.0
        for size in SIZES:
            if progress.ended:
                return
            gap = priced.bound - progress.score
            found, width = self.within(priced, gap, SIZES[-1])
            if len(found) > size:
                width = min(width, -found[size][0])
                found = found[:size]
            if width <= done:
                continue
            last = width >= gap or size == SIZES[-1]
            seconds = progress.left if last else progress.left * SHARE
            bound = self._search([tour for _, tour in found], seconds)
            proved = max(bound, priced.bound - width, progress.score)
            progress.lower_bound_to(proved)
            done = width
            if width >= priced.bound - progress.score:
                return

    def tied(self) -> list[StaffedTour] | None:
        """Give all staffed tours that a best plan can hold, once one is proved.

        None where nothing is proved, or where they are too many.
        """
        progress, priced = self._progress, self._decomposition.best
        if priced is None or not progress.closed or progress.left <= 0:
            return None
        if not progress.breaks_ties:
            return None
        needed = priced.bound - progress.score + TIE
        found, width = self.within(priced, needed, SIZES[-1])
        return [tour for _, tour in found] if width >= needed else None

    def within(
        self, priced: Priced, width: float, most: int
    ) -> tuple[list[tuple[float, StaffedTour]], float]:
        """Give the tours within a width of their price, by falling reduced worth, and the width.

        Where there are too many the width is made smaller.
        """
        pricing = self._decomposition.pricing
        prices = prices_of(self._numbered, priced.rows, priced.duals)
        costs = pricing.selection.losses(priced.worth)
        while True:
            found: list[tuple[float, StaffedTour]] = []
            for departure in np.flatnonzero(priced.worth >= costs - width).tolist():
                look = pricing.look(departure, prices)
                floor = float(costs[departure]) - width
                here = look.at_least(floor, most - len(found))
                if here is None or self._progress.left <= 0:
                    break
                found.extend((worth - float(costs[departure]), tour) for worth, tour in here)
            else:
                return best_first(found), width
            if self._progress.left <= 0:
                return [], 0.0
            width *= BACKOFF

    def _search(self, tours: Sequence[StaffedTour], seconds: float) -> float:
        """Search the plans of some staffed tours; give a bound of those better than the best."""
        progress = self._progress
        known = {tour.key for tour in tours}
        best = progress.best
        model = CoreModel(self._decomposition.coupling, tours)
        solver = CpSat(
            model.linear,
            on_values=lambda values: offer(progress, self._numbered, model.chosen(values)),
        )
        if best is not None:
            used = {tour.key for tour in staffed_tours(self._numbered, best)}
            if used <= known:
                solver.hint({n: int(tour.key in used) for n, tour in enumerate(tours)})
        answer = solver.solve(Effort.rest_of(progress, seconds), stop=progress.stop)
        progress.spend(answer.work)
        return -math.inf if answer.outcome == "infeasible" else answer.bound


class CoreModel:
    """A linear model that chooses among staffed tours; the first variables are the tours."""

    def __init__(self, coupling: Coupling, tours: Sequence[StaffedTour]) -> None:
        self.linear = LinearModel()
        self.tours = tours
        self._chosen = [self.linear.variable() for _ in tours]
        self._coupling = coupling
        counted = self._counted()
        objective = [(tour.points, number) for number, tour in enumerate(tours)]
        for row, counts in zip(coupling.rows, counted, strict=True):
            levels = [(points, self.linear.variable().terms[0][1]) for points in row.levels]
            objective += levels
            terms = (*counts, *((-1.0, level) for _, level in levels))
            self.linear.add_row(Linear(tuple(terms)), row.lower, row.upper)
        self._add_windows()
        self.linear.objective = Linear(tuple(objective), coupling.constant)

    def chosen(self, values: Sequence[float]) -> list[StaffedTour]:
        """Read the tours that a solution takes."""
        return [tour for tour, value in zip(self.tours, values, strict=False) if value > 0.5]

    def _counted(self) -> list[list[tuple[float, int]]]:
        """Count every tour in the rows that may count it: count and number of the tour, by row."""
        rows = self._coupling.rows
        index = RowIndex()
        for place, row in enumerate(rows):
            index.add(place, row)
        counted: list[list[tuple[float, int]]] = [[] for _ in rows]
        for number, tour in enumerate(self.tours):
            for place in index.rows_of(tour):
                count = rows[place].count(tour)
                if count:
                    counted[place].append((float(count), number))
        return counted

    def _add_windows(self) -> None:
        """Demand that visits, and shifts, keep their distance; one row for each largest window."""
        for spans in self._coupling.spans:
            of: dict[int, dict[int, list[int]]] = {number: {} for number in spans.numbers}
            for number, tour in enumerate(self.tours):
                for one in tour.areas if spans.subject == "area" else tour.crew:
                    if one in of:
                        of[one].setdefault(tour.departure, []).append(number)
            for by_departure in of.values():
                seen: set[tuple[int, ...]] = set()
                for begin, end in zip(spans.begins, spans.ends, strict=True):
                    inside = [d for d in by_departure if begin <= d < end]
                    numbers = tuple(n for d in sorted(inside) for n in by_departure[d])
                    if len(inside) > 1 and numbers not in seen:
                        seen.add(numbers)
                        terms = tuple((1.0, number) for number in numbers)
                        self.linear.add_row(Linear(terms), -math.inf, 1.0)


def offer(progress: Progress, numbered: NumberedSeason, tours: Sequence[StaffedTour]) -> None:
    """Offer the plan of some staffed tours if it keeps all rules."""
    plan = plan_of_tours(numbered, tours)
    if keeps_all_rules(plan):
        progress.offer(plan)


def plan_of_tours(numbered: NumberedSeason, tours: Sequence[StaffedTour]) -> Plan:
    """Make the plan of some staffed tours, each with its earliest timetable."""
    season = numbered.season
    made = (
        staffed(
            season,
            numbered.departures[tour.departure],
            Route(tuple(numbered.stop_ids[stop] for stop in tour.stops), 0),
            tuple(numbered.association_ids[who] for who in tour.crew),
        )
        for tour in tours
    )
    return Plan.in_order(season, tuple(made))
