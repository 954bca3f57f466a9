"""All plans of at least so many points: the staffed tours they use, and how far apart they are.

A plan that uses a staffed tour further than a width below its price scores less than the bound
minus that width (see `staffed_core`). So the tours within the width that is left to a least score
hold every plan that reaches it, up to interchangeable stops and longer ways.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from busplan.modelling import Linear
from busplan.plan import Plan
from busplan.season import Season
from busplan.solver.cpsat import whole_scale, whole_up
from busplan.solver.decomposition import Decomposition
from busplan.solver.numbered import NumberedSeason, StaffedTour
from busplan.solver.progress import Progress
from busplan.solver.proving import Descent
from busplan.solver.search import VAST
from busplan.solver.staffed_core import CoreModel, StaffedCore
from busplan.solver.tours import RoutePool, open_departures

MOST_TOURS = 20_000
"""Staffed tours in the core at most; where there are more it is not complete."""


@dataclass(frozen=True)
class NearBest:
    """Staffed tours; `complete` when they hold every plan that is good enough."""

    numbered: NumberedSeason
    decomposition: Decomposition
    tours: Sequence[StaffedTour]
    complete: bool

    def model(self, least: float) -> CoreModel:
        """Make a model of the plans of at least so many points; its objective is left to choose.

        The points are counted in whole numbers that never leave a plan out, so one that is too
        poor by a hair may be let in.
        """
        model = CoreModel(self.decomposition.coupling, self.tours)
        points = model.linear.objective
        terms = model.linear.merged(points)
        scale = whole_scale(coefficient for coefficient, _ in terms)
        scaled = tuple((float(whole_up(c * scale)), variable) for c, variable in terms)
        lower = math.floor((least - points.constant) * scale)
        model.linear.add_row(Linear(scaled), float(lower), math.inf)
        model.linear.objective = Linear()
        return model

    def apart_from(self, plan: Plan) -> tuple[Linear, Linear]:
        """Count what differs from a plan: visits that only one of both makes, and new shifts."""
        areas, who = self.numbered.season.areas, self.numbered.association_ids
        visits = {(tour.date, area.id) for tour, _, _, area in plan.visits()}
        shifts = {(tour.date, one) for tour in plan.tours for one in tour.crew}
        in_visits: list[tuple[float, int]] = []
        in_shifts: list[tuple[float, int]] = []
        for number, tour in enumerate(self.tours):
            day = self.numbered.departures[tour.departure].date
            shared = sum((day, areas[area].id) in visits for area in tour.areas)
            in_visits.append((float(len(tour.areas) - 2 * shared), number))
            new = sum((day, who[one]) not in shifts for one in tour.crew)
            in_shifts.append((float(new), number))
        return Linear(tuple(in_visits), float(visits_of(plan))), Linear(tuple(in_shifts))

    def cut(self, model: CoreModel, tours: Sequence[StaffedTour]) -> None:
        """Forbid exactly this choice of tours."""
        keys = {tour.key for tour in tours}
        terms = tuple(
            (1.0 if tour.key in keys else -1.0, number) for number, tour in enumerate(self.tours)
        )
        model.linear.add_row(Linear(terms), -math.inf, len(tours) - 1.0)


def near_best(progress: Progress, best: Plan, least: float, share: float) -> NearBest | None:
    """Find the tours that a plan of so many points can use; None when time ended first.

    Lowering the bound may use a share of what is left; `best` is a good plan to start from.
    """
    numbered = _numbered(progress.season)
    decomposition = Decomposition(numbered)
    decomposition.take(best)
    Descent(progress, decomposition, progress.left * (1 - share)).lower()
    priced = decomposition.best
    if priced is None or progress.left <= 0:
        return None
    needed = priced.bound - least
    found, width = StaffedCore(progress, decomposition).within(priced, needed, MOST_TOURS)
    tours = [tour for _, tour in found]
    return NearBest(numbered, decomposition, tours, complete=width >= needed)


def _numbered(season: Season) -> NumberedSeason:
    table = RoutePool(season)
    is_whole = sum(map(table.count, open_departures(season))) < VAST
    return NumberedSeason(season, table, share=not is_whole)


# -- how far apart plans are -----------------------------------------------------------------------


def visits_apart(plan: Plan, other: Plan) -> int:
    """Count the visits, by date and area, that are not in both: half of them, rounded up."""
    theirs = [(tour.date, area.id) for tour, _, _, area in other.visits()]
    ours = [(tour.date, area.id) for tour, _, _, area in plan.visits()]
    shared = sum(visit in set(ours) for visit in theirs)
    return max(0, math.ceil((len(ours) + len(theirs) - 2 * shared) / 2))


def shifts_apart(plan: Plan, other: Plan) -> int:
    """Count the shifts, by date and association, that the other plan has and this one has not."""
    ours = {(tour.date, who) for tour in plan.tours for who in tour.crew}
    return sum((tour.date, who) not in ours for tour in other.tours for who in tour.crew)


def visits_of(plan: Plan) -> int:
    """Count the visits of a plan."""
    return sum(len(tour.visits) for tour in plan.tours)
