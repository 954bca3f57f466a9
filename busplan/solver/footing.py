"""What all looks of a season share, and the prices that one departure sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from busplan.season import Season
from busplan.solver.numbered import Flags, Floats, NumberedSeason, Whole

FEW_CREWS, CREWS = 8_000, 600_000
"""Parts of crews that are grown for one departure, at first and at the most."""

NOISE = 1e-7
"""Points by which sums of floating point may be off."""


@dataclass(frozen=True)
class Shape:
    """The prices that one departure sees: of a tour, of each stop, of each member, of touching."""

    flat: float
    visit: Floats
    member: Floats
    touch: tuple[tuple[Flags, float], ...]

    def rise(self, before: Shape, season: Season) -> float:
        """Bound by how much any tour can be worth more than at the prices before."""
        with np.errstate(invalid="ignore"):
            stops = np.nan_to_num(self.visit - before.visit, nan=0.0)[:-1]
        tours = season.tours.max_visits
        crew = season.crew
        now, then = dict(_touches(self.touch)), dict(_touches(before.touch))
        touch = sum(max(0.0, now.get(key, 0.0) - then.get(key, 0.0)) for key in {*now, *then})
        return (
            self.flat
            - before.flat
            + _largest(stops, 1, tours)
            + _largest(self.member - before.member, crew.min, crew.max)
            + touch
            + NOISE
        )


class Footing:
    """What all looks of a season share.

    Attributes
    ----------
    roots
        By departure, points for local roots: able association (and, last, nobody) × area.
    roots_most
        By departure, the most that the roots of each able association can bring on one tour.
    met
        By departure, points for each area's needs that somebody able could meet.
    bonus
        By departure, the most that local roots and needs together can bring, by area.
    crews
        Parts of crews that one look may grow.
    work
        Units of work so far.
    """

    def __init__(self, numbered: NumberedSeason) -> None:
        self.numbered = numbered
        self.crews = FEW_CREWS
        self.work = 0.0
        self.roots: list[Floats] = []
        self.roots_most: list[Floats] = []
        self.met: list[Floats] = []
        self.bonus: list[Floats] = []
        known: dict[bytes, tuple[Floats, Floats, Floats, Floats]] = {}
        for able in numbered.able:
            key = able.tobytes()
            if key not in known:
                known[key] = self._of(able)
            for kept, one in zip(
                (self.roots, self.roots_most, self.met, self.bonus), known[key], strict=True
            ):
                kept.append(one)

    def _of(self, able: Whole) -> tuple[Floats, Floats, Floats, Floats]:
        numbered, season = self.numbered, self.numbered.season
        roots = numbered.roots[able]
        most = -np.sort(-roots, axis=1)[:, : season.tours.max_visits].sum(axis=1)
        locals_most = -np.sort(-roots, axis=0)[: season.crew.max].sum(axis=0)
        offered = np.bitwise_or.reduce(numbered.tag_bits[able], initial=0)
        met = numbered.needs @ ((numbered.bits & offered) > 0)
        with_nobody = np.vstack([roots, np.zeros(roots.shape[1])])
        return with_nobody, most, met, locals_most + met


def _touches(touch: tuple[tuple[Flags, float], ...]) -> Iterator[tuple[bytes, float]]:
    summed: dict[bytes, float] = {}
    for areas, points in touch:
        summed[areas.tobytes()] = summed.get(areas.tobytes(), 0.0) + points
    yield from summed.items()


def _largest(values: Floats, least: int, most: int) -> float:
    """Give the most that between `least` and `most` of some values can add up to."""
    falling = -np.sort(-values)[:most]
    return float(falling[:least].sum() + np.maximum(falling[least:], 0.0).sum())


def largest_of_columns(values: Floats, least: int, most: int) -> Floats:
    """Give the most that between `least` and `most` values of each column can add up to."""
    if len(values) > most:
        values = -np.partition(-values, most - 1, axis=0)[:most] if most else values[:0]
    if least == 0:
        positive: Floats = np.maximum(values, 0.0).sum(axis=0)
        return positive
    values = -np.sort(-values, axis=0)
    largest: Floats = values[:least].sum(axis=0) + np.maximum(values[least:], 0.0).sum(axis=0)
    return largest
