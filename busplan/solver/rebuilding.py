"""Better plans by taking a few tours out and putting the best ones back, one after the other.

Ruin and recreate (Schrimpf et al. 2000, "Record breaking optimization results using the ruin
and recreate principle"): the tours put back are the best that the pricing finds at the prices
of what is left. Whatever is not worse is kept, so a plan only gets better.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np

from busplan.solver.construct import best_addition, is_wanted
from busplan.solver.decomposition import staffed_tours
from busplan.solver.numbered import NumberedSeason, StaffedTour
from busplan.solver.pricing import Pricing
from busplan.solver.progress import Progress
from busplan.solver.staffed_core import offer
from busplan.solver.standing import Standing

MOST_OUT = 4
"""Tours that are taken out at once, at most."""

OTHERS = 2
"""Free departures that are tried beside those of the tours taken out."""

WORTH_TELLING = 0.002
"""Share of the score by which a plan must be better to be offered at once."""

LEAST_GAIN = 1e-6


class Rebuilding:
    """Rebuilds the best plan of a search, piece by piece."""

    def __init__(self, progress: Progress, numbered: NumberedSeason, pricing: Pricing) -> None:
        self._progress, self._numbered, self._pricing = progress, numbered, pricing
        self._chance = random.Random(progress.budget.seed)  # noqa: S311 - no secret
        self._standing = Standing(numbered)
        self._told = -np.inf

    def improve(self, going_on: Callable[[], bool]) -> None:
        """Rebuild for as long as it may go on; what is found is offered."""
        best, standing = self._progress.best, self._standing
        if best is None:
            return
        if self._told < self._progress.score - LEAST_GAIN:
            for departure in list(standing.tours):
                standing.drop(departure)
            for tour in staffed_tours(self._numbered, best):
                standing.add(tour)
        self._told = standing.value
        spent = self._pricing.work
        while standing.tours and going_on():
            self._rebuild()
            self._progress.spend(self._pricing.work - spent)
            spent = self._pricing.work
            if standing.value > self._told + WORTH_TELLING * abs(self._told):
                self._tell()
        self._tell()

    def _tell(self) -> None:
        standing = self._standing
        if standing.short <= 0 and standing.value > self._progress.score + LEAST_GAIN:
            offer(self._progress, self._numbered, list(standing.tours.values()))
        self._told = standing.value

    def _rebuild(self) -> None:
        """Take some tours out and others in, and take that back where the plan got worse."""
        standing = self._standing
        before = (-standing.short, standing.value - LEAST_GAIN)
        removed = [standing.drop(departure) for departure in self._some()]
        added: list[StaffedTour] = []
        hopeless: set[int] = set()
        while len(standing.tours) < standing.numbered.season.tours.max:
            candidates = self._candidates(removed, hopeless)
            if not candidates:
                break
            found = best_addition(self._pricing, standing.prices(), candidates, hopeless)
            if found is None or not is_wanted(standing, *found):
                break
            standing.add(found[1])
            added.append(found[1])
        if (-standing.short, standing.value) >= before and self._enough():
            return
        for tour in added:
            standing.drop(tour.departure)
        for tour in removed:
            standing.add(tour)

    def _enough(self) -> bool:
        return len(self._standing.tours) >= self._numbered.season.tours.min

    def _some(self) -> list[int]:
        """Choose tours to take out: by chance, near one another in time, or alike."""
        tours, chance = self._standing.tours, self._chance
        count = min(len(tours), chance.randint(1, MOST_OUT))
        first = chance.choice(sorted(tours))
        way = chance.randrange(3)
        if way == 0:
            return chance.sample(sorted(tours), count)
        if way == 1:
            return sorted(tours, key=lambda d: (abs(d - first), d))[:count]
        return sorted(tours, key=lambda d: (-_alike(tours[first], tours[d]), d))[:count]

    def _candidates(self, removed: list[StaffedTour], hopeless: set[int]) -> list[int]:
        free = self._standing.free
        ours = [t.departure for t in removed if free[t.departure] and t.departure not in hopeless]
        others = [d for d in np.flatnonzero(free).tolist() if d not in hopeless]
        others = self._chance.sample(others, min(OTHERS, len(others)))
        return sorted({*ours[:OTHERS], *others})


def _alike(one: StaffedTour, other: StaffedTour) -> int:
    """Count the areas and associations that two tours share."""
    return len({*one.areas} & {*other.areas}) + len({*one.crew} & {*other.crew})
