"""All stop sets that one bus can drive in one slot, and which of them the open stops leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from busplan.clock import MINUTES_PER_DAY
from busplan.solver.enumeration import Minutes, Timetable, Whole, begins, best_tours, encoded

Flags: TypeAlias = npt.NDArray[np.bool_]
Points: TypeAlias = npt.NDArray[np.float64]

PART = 256
"""Tours that are looked at before all are, where the first ones are asked for."""


class RouteTable:
    """Every stop set in its best order, as if all stops were open, by length, then by stops.

    Attributes
    ----------
    stops
        One column for each tour, with the number of stops there are where a short one has none.
    drive
        Drive minutes within the slot.
    """

    def __init__(self, timetable: Timetable, longest: int, classes: Whole) -> None:
        by_length = [tours for tours in best_tours(timetable, longest) if len(tours)]
        height = max((len(tours.stops) for tours in by_length), default=0)
        self.stops: Whole = np.full((height, sum(map(len, by_length))), len(classes), Minutes)
        begin = 0
        for tours in by_length:
            self.stops[: len(tours.stops), begin : begin + len(tours)] = tours.stops
            begin += len(tours)
        nothing = np.empty(0, Minutes)
        self.drive: Whole = np.concatenate([nothing, *(tours.drive for tours in by_length)])
        returns = np.concatenate([nothing, *(tours.clock for tours in by_length)])
        self._area_of = _and_nowhere(timetable.areas)
        self._by_merit, self._runs = self._ranked(_and_nowhere(classes), returns)
        self._chosen: dict[bytes, npt.NDArray[np.uint8]] = {}
        self._last: _Ranking | None = None

    def __len__(self) -> int:
        return len(self.drive)

    def chosen(self, is_open: Flags) -> Flags:
        """Tell which tours are routes where only these stops are open.

        Of the tours that differ in nothing but driving, that is the one with the fewest drive
        minutes, then the one that is back first, then the first.
        """
        kind = is_open.tobytes()
        if kind not in self._chosen:
            self._chosen[kind] = np.packbits(self._choose(is_open))
        return np.unpackbits(self._chosen[kind], count=len(self)).view(np.bool_)

    def best(self, is_open: Flags, worth: Points, count: int, drive_price: float) -> Whole:
        """Give the numbers of the routes that are worth most, and of each area's best, sorted.

        `worth` holds the points of each stop; of routes worth the same the first is the best.
        """
        chosen = self.chosen(is_open)
        ranking = self._ranking(worth, drive_price)
        best = _first(ranking.tours, chosen, count)
        best_of_areas = [_first(tours, chosen, 1) for tours in ranking.by_area]
        return np.unique(np.concatenate([best, *best_of_areas]))

    def _ranked(self, class_of: Whole, returns: Whole) -> tuple[Whole, Whole]:
        """Order the tours by the classes they visit, then by merit; number the runs of alikes."""
        classes = np.sort(class_of[self.stops].T, axis=1).T
        sizes = [int(class_of[-1]) + 1] * len(classes) + [MINUTES_PER_DAY + 1] * 2
        words = encoded(sizes, [*classes, self.drive, returns])
        ranked = np.argsort(words, kind="stable")
        sets = words[ranked] // (MINUTES_PER_DAY + 1) ** 2
        return ranked.astype(np.int32), np.cumsum(begins(sets), dtype=np.int32)

    def _choose(self, is_open: Flags) -> Flags:
        admits = np.append(is_open, np.True_)
        admitted = np.ones(len(self), np.bool_)
        for row in self.stops:
            admitted &= admits[row]
        in_order = admitted[self._by_merit]
        firsts = begins(self._runs[in_order])
        chosen = np.zeros(len(self), np.bool_)
        chosen[self._by_merit[in_order][firsts]] = True
        return chosen

    def _ranking(self, worth: Points, drive_price: float) -> _Ranking:
        """Give all tours by falling worth; the last ranking asked for is remembered."""
        asked = (worth.tobytes(), drive_price)
        if self._last is None or self._last.asked != asked:
            points = -drive_price * self.drive.astype(np.float64)
            for row in self.stops:
                points += np.append(worth, 0.0)[row]
            tours = np.argsort(-points, kind="stable").astype(np.int32)
            self._last = _Ranking(asked, tours, self._by_area(tours))
        return self._last

    def _by_area(self, tours: Whole) -> list[Whole]:
        """Give, for each area, those of the tours that visit it."""
        areas = self._area_of[self.stops[:, tours]].T.ravel()
        visits = np.argsort(areas, kind="stable")
        ends = np.searchsorted(areas[visits], np.arange(self._area_of[-1]), side="right")
        return np.split(tours[visits // max(1, len(self.stops))], ends)[:-1]


@dataclass(frozen=True)
class _Ranking:
    """All tours by falling worth, and for each area those that visit it."""

    asked: tuple[bytes, float]
    tours: Whole
    by_area: list[Whole]


def _first(tours: Whole, chosen: Flags, count: int) -> Whole:
    """Give the first so many of the tours that are chosen, looking no further than needed."""
    size = max(PART, count)
    found = tours[:size][chosen[tours[:size]]]
    if len(found) < count:
        found = tours[chosen[tours]]
    return found[:count]


def _and_nowhere(numbers: Whole) -> Whole:
    """Give the class or area of each stop, and one of its own for the stop that there is not."""
    return np.append(numbers, numbers.max(initial=-1) + 1).astype(Minutes)
