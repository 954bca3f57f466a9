"""A first plan for large seasons: tour after tour, each the best that the earlier ones leave.

The prices are what one more visit or shift would bring now; what would break a rule costs a
fortune. The pricing then gives the best staffed tour of a departure, route and crew together.
"""

from __future__ import annotations

import math
import random

import numpy as np

from busplan.solver.coupling import Coupling, CouplingRow, Prices
from busplan.solver.numbered import NumberedSeason, StaffedTour
from busplan.solver.pricing import Pricing
from busplan.solver.progress import Progress
from busplan.solver.staffed_core import offer

FORTUNE = 1e6
"""Points that a broken rule costs."""

WANTED = 400.0
"""Points that a visit or shift brings on top while a demand for it is not met."""

LOOKS = 3
"""Departures that are compared for each tour."""


def construct(progress: Progress, numbered: NumberedSeason) -> None:
    """Offer a plan made tour by tour, if it keeps all rules."""
    construction = _Construction(numbered, random.Random(progress.budget.seed))  # noqa: S311
    while construction.step():
        if progress.left <= 0:
            return
    progress.spend(construction.pricing.work)
    offer(progress, numbered, construction.tours)


class _Construction:
    def __init__(self, numbered: NumberedSeason, chance: random.Random) -> None:
        self.numbered = numbered
        self.pricing = Pricing(numbered)
        self.tours: list[StaffedTour] = []
        self._chance = chance
        self._rows = Coupling(numbered).rows
        self._filled = [0] * len(self._rows)
        count, areas = len(numbered.departures), numbered.no_area + 1
        self._tour = np.zeros(count)
        self._stop = np.zeros(numbered.no_stop + 1)
        self._area = np.zeros((count, areas))
        self._association = np.zeros((count, len(numbered.association_ids)))
        self._touch: dict[int, tuple[np.typing.NDArray[np.bool_], float]] = {}
        self._days = np.array([d.date.toordinal() for d in numbered.departures])
        self._free = np.ones(count, np.bool_)
        season = numbered.season
        self._apart_days = math.ceil(7 * season.visits.min_weeks_between - 1e-9)
        self._rest = [max(1, who.min_days_between) for who in season.associations]
        self._part = np.array([season.period_of(d.date) for d in numbered.departures])
        for place, row in enumerate(self._rows):
            self._price(place, row, 0, 1)

    def step(self) -> bool:
        """Add one tour; False when there are enough or no departure is left."""
        if len(self.tours) >= self.numbered.season.tours.max:
            return False
        candidates = self._candidates()
        best: tuple[float, StaffedTour] | None = None
        prices = self._prices()
        for departure in candidates:
            priced = self.pricing.look(departure, prices).best(1)
            worth = priced.worth - priced.slack
            if not priced.tours or worth < -FORTUNE / 2:
                self._free[departure] = False
                continue
            if best is None or worth > best[0]:
                best = (worth, priced.tours[0])
        if best is not None and (best[0] > 0 or len(self.tours) < self.numbered.season.tours.min):
            self._take(best[1])
        elif best is not None:
            return False
        return bool(self._free.any())

    def _candidates(self) -> list[int]:
        """Choose departures of the emptiest part of the season, well-staffed ones sooner."""
        free = np.flatnonzero(self._free)
        used = np.bincount(
            [int(self._part[t.departure]) for t in self.tours],
            minlength=int(self._part.max(initial=0)) + 1,
        )
        key = [
            (
                int(used[self._part[d]]),
                int(self._part[d]),
                -len(self.numbered.able[d]) * self._chance.uniform(0.7, 1.0),
            )
            for d in free.tolist()
        ]
        order = sorted(range(len(key)), key=key.__getitem__)
        return [int(free[nth]) for nth in order[:LOOKS]]

    def _prices(self) -> Prices:
        numbered = self.numbered
        stop_at = {}
        for departure, stops in numbered.barred_stops.items():
            stop_at[departure] = np.zeros(numbered.no_stop + 1)
            stop_at[departure][stops] = -FORTUNE
        touch = tuple(self._touch.values())
        return Prices(self._tour, self._stop, stop_at, self._area, self._association, touch)

    def _take(self, tour: StaffedTour) -> None:
        self.tours.append(tour)
        for place, row in enumerate(self._rows):
            count = row.count(tour)
            if count:
                self._price(place, row, self._filled[place], -1)
                self._filled[place] += count
                self._price(place, row, self._filled[place], 1)
        away = np.abs(self._days - self._days[tour.departure])
        for area in set(tour.areas):
            self._area[away < self._apart_days, area] -= FORTUNE
        for member in tour.crew:
            self._association[away < self._rest[member], member] -= FORTUNE

    def _price(self, place: int, row: CouplingRow, filled: int, sign: int) -> None:
        """Add (or take back) what one more count in a row brings, with so many counted."""
        worth = row.levels[filled] if filled < len(row.levels) else 0.0
        if filled < row.lower:
            worth += WANTED
        if filled >= row.upper:
            worth -= FORTUNE
            if row.selects and sign > 0:
                self._free[row.departures] = False
        if not worth or row.selects:
            return
        worth *= sign
        if row.subject == "tour":
            self._tour[row.departures] += worth
        elif row.subject == "area":
            self._area[row.departures, row.which] += worth
        elif row.subject == "association":
            self._association[row.departures, row.which] += worth
        elif row.subject == "touch":
            flags, before = self._touch.get(place, (np.asarray(row.which), 0.0))
            self._touch[place] = (flags, before + worth)
        else:
            self._stop += worth * np.asarray(row.which)
