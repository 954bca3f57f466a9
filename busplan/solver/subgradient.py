"""Good prices for vast seasons, without a master: downhill along what the prices leave unmet.

At given prices every departure has a ceiling (`look`), and the bound is what the rows bring plus
the best selection of ceilings. Where the routes and crews behind it ask for more visits or shifts
than a row has room for, its price rises, else it falls. The steps are Polyak's (1969), with the
direction smoothed by earlier ones (Camerini, Fratta and Maffioli 1975); each step proves a bound,
whatever the direction was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from busplan.solver.coupling import CouplingRow, clean
from busplan.solver.decomposition import Decomposition
from busplan.solver.exact_look import ExactLook
from busplan.solver.numbered import Floats, NumberedSeason, Whole

SMOOTH = 0.6
"""Weight of the newest direction against the earlier ones."""

PATIENCE = 5
"""After so many steps that lowered nothing, steps become half as long, from the best prices."""

SHORTEST = 0.02
"""Steps shorter than this share of Polyak's end the descent."""

HOPE = 1.02
"""The bound is reckoned to come down to so many times the best score."""


class PriceDescent:
    """Lowers the bound of a decomposition by moving its prices."""

    def __init__(self, decomposition: Decomposition) -> None:
        self._decomposition = decomposition
        self._numbered = decomposition.numbered
        self._rows = tuple(decomposition.master.rows)
        self._uppers = np.array([row.upper for row in self._rows])
        self._lowers = np.array([row.lower for row in self._rows])
        self._duals = decomposition.center
        self._direction = np.zeros(len(self._rows))
        self._length = 1.0
        self._stalled = 0

    @property
    def ended(self) -> bool:
        """True when steps have become too short to matter."""
        return self._length < SHORTEST

    def step(self, score: float, seconds: Callable[[], float]) -> bool:
        """Prove a bound at the present prices, and move on; False where time ended first."""
        before = self._decomposition.best
        asked = self._decomposition.bound_at(self._rows, self._duals, seconds)
        if asked is None:
            return False
        bound, worth, looks = asked
        best = self._decomposition.best
        if best is not before:
            self._stalled = 0
        else:
            self._stalled += 1
        taken = self._decomposition.pricing.selection.taken(worth)
        unmet = self._unmet(Demanded.by(self._numbered, looks, taken))
        if self._stalled >= PATIENCE and best is not None:
            self._stalled = 0
            self._length /= 2
            self._duals = best.duals
            self._direction[:] = 0.0
            return True
        self._direction = SMOOTH * unmet + (1 - SMOOTH) * self._direction
        size = float(self._direction @ self._direction)
        if size > 0:
            step = self._length * max(0.0, bound - HOPE * score) / size
            self._duals = clean(self._rows, self._duals - step * self._direction)
        return True

    def _unmet(self, demanded: Demanded) -> Floats:
        """Give the subgradient of the bound: by how much each row's room exceeds its demand."""
        filled = np.array(
            [
                sum(points + dual > 0 for points in row.levels)
                for row, dual in zip(self._rows, self._duals.tolist(), strict=True)
            ],
            np.float64,
        )
        net = np.array([demanded.count(row) for row in self._rows]) - filled
        side = np.clip(net, self._lowers, self._uppers)
        side = np.where(self._duals > 0, self._uppers, side)
        side = np.where(self._duals < 0, self._lowers, side)
        selecting = np.array([row.selects for row in self._rows])
        return np.where(selecting, 0.0, side - net)


@dataclass(frozen=True)
class Demanded:
    """What the taken departures ask for: tours, visits and shifts."""

    taken: Whole
    stops: Floats
    areas: Floats
    shifts: Floats
    touching: Sequence[Whole]

    @classmethod
    def by(cls, numbered: NumberedSeason, looks: dict[int, ExactLook], taken: Whole) -> Demanded:
        """Count the best route of each departure, and those who would suit it best on board."""
        stops = np.zeros(numbered.no_stop + 1)
        areas = np.zeros(numbered.no_area + 1)
        shifts = np.zeros(len(numbered.association_ids))
        touching = []
        for departure in taken.tolist():
            visited, aboard = looks[departure].likely()
            np.add.at(stops, visited, 1.0)
            there = numbered.area_of[visited]
            np.add.at(areas, there, 1.0)
            shifts[aboard] += 1.0
            touching.append(there)
        return cls(taken, stops, areas, shifts, touching)

    def count(self, row: CouplingRow) -> float:
        """Count what a row counts; of rows over some departures only those of tours are exact."""
        if row.subject == "tour":
            return float(row.departures[self.taken].sum())
        if row.subject == "area":
            return float(self.areas[row.which])
        if row.subject == "association":
            return float(self.shifts[row.which])
        if row.subject == "stops":
            return float(self.stops[np.asarray(row.which)].sum())
        return float(sum(bool(np.asarray(row.which)[there].any()) for there in self.touching))
