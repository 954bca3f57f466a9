"""All tours that keep one timetable, grown stop by stop on arrays of minutes.

Stops are numbered in the order of their ids, so comparing numbers compares ids. A tour is a
column of stop numbers; rows of such arrays are the 1st, 2nd, … stop. Memory stays bounded:
tours grow in blocks, depth first, and of the orders of one stop set only the best is kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from busplan.clock import MINUTES_PER_DAY

Whole: TypeAlias = npt.NDArray[np.integer[Any]]
"""An array of whole numbers: minutes, or numbers of stops."""

Minutes = np.int16
"""Holds every sum of a clock time, a drive and a visit, each of which is a few days at most."""

NEVER = 2 * MINUTES_PER_DAY
"""A drive or a visit so long that no tour of the day can hold it."""

BLOCK = 1_000_000
"""Extensions that are tried at once."""

WAITING = 4_000_000
"""Tours that wait to be merged with the best ones of their stop sets."""


@dataclass(frozen=True)
class Timetable:
    """What the tours of one bus and slot must keep, with S stops by number.

    Attributes
    ----------
    ways
        Drive minutes from a stop to a stop; S + 1 rows, the last from the boarding place. NEVER
        where there is no way, and between stops of one area.
    home
        Drive minutes from each stop back to the boarding place.
    areas
        The number of the area of each stop.
    opens, closes
        When a visit may start and must have ended, the slot's end included.
    visits
        How long a visit lasts.
    start, latest
        When the crew leaves and when it must be back.
    """

    ways: Whole
    home: Whole
    areas: Whole
    opens: Whole
    closes: Whole
    visits: Whole
    start: int
    latest: int

    @property
    def key(self) -> tuple[bytes, bytes, int, int]:
        """Equal for timetables of one season that the same tours keep."""
        return (self.ways.tobytes(), self.home.tobytes(), self.start, self.latest)


@dataclass(frozen=True)
class Tours:
    """Tours of k stops each: stops (k rows), minutes driven so far, and the clock at the end."""

    stops: Whole
    drive: Whole
    clock: Whole

    def __getitem__(self, which: slice | npt.NDArray[np.bool_]) -> Tours:
        return Tours(self.stops[:, which], self.drive[which], self.clock[which])

    def __len__(self) -> int:
        return len(self.drive)


def best_tours(timetable: Timetable, longest: int) -> list[Tours]:
    """Give, for 1, 2, … stops, every stop set that can be driven, each in its best order.

    The best order has the fewest drive minutes, then is back first, then has the smallest stop
    numbers from the first on. Tours of one length are in the order of their stop numbers. Drive
    minutes are those within the slot; the clock is when the crew is back.
    """
    if timetable.start > timetable.latest:
        return []
    longest = min(longest, len(timetable.home))
    found = [_BestOrders(timetable, length) for length in range(1, longest + 1)]
    here = Tours(
        np.empty((0, 1), Minutes), np.zeros(1, Minutes), np.full(1, timetable.start, Minutes)
    )
    for tours in _grow(timetable, here, longest):
        found[len(tours.stops) - 1].add(tours)
    return [best.tours() for best in found]


def _grow(timetable: Timetable, tours: Tours, more: int) -> Iterator[Tours]:
    """Give all tours that begin like these and have up to so many stops more, closed."""
    if more == 0:
        return
    size = max(1, BLOCK // len(timetable.home))
    for begin in range(0, len(tours), size):
        longer = _extended(timetable, tours[begin : begin + size], last=more == 1)
        yield _closed(timetable, longer)
        yield from _grow(timetable, longer, more - 1)


def _extended(timetable: Timetable, tours: Tours, *, last: bool) -> Tours:
    """Give the tours with one stop more that keep opening hours; with the last one, the slot."""
    ways = timetable.ways[tours.stops[-1] if len(tours.stops) else [-1]]
    leaves = np.maximum(tours.clock[:, np.newaxis] + ways, timetable.opens) + timetable.visits
    closes = timetable.closes
    if last:
        closes = np.minimum(closes, timetable.latest - timetable.home)
    fits = leaves <= closes
    for earlier in tours.stops[:-1]:
        fits &= timetable.areas[earlier][:, np.newaxis] != timetable.areas
    which, added = np.nonzero(fits)
    return Tours(
        np.vstack((tours.stops[:, which], added.astype(Minutes))),
        tours.drive[which] + ways[fits],
        leaves[fits],
    )


def _closed(timetable: Timetable, tours: Tours) -> Tours:
    """Send the tours home, and keep those that are back in time."""
    home = timetable.home[tours.stops[-1]]
    back = Tours(tours.stops, tours.drive + home, tours.clock + home)
    return back[back.clock <= timetable.latest]


class _BestOrders:
    """The best order of each stop set of one length among the tours added so far.

    Each tour is one number, whose digits are its stop set, its drive minutes, its return and the
    order of its stops: so the smallest number of a stop set is its best order.
    """

    def __init__(self, timetable: Timetable, length: int) -> None:
        span = timetable.latest - timetable.start + 1
        self._start = timetable.start
        self._stops = len(timetable.home)
        self._length = length
        self._sizes = [self._stops] * length + [span, span] + [length] * length
        self._below_set = math.prod(self._sizes[length:])
        self._waiting: list[npt.NDArray[Any]] = []
        self._best: npt.NDArray[Any] = encoded(self._sizes, np.empty((len(self._sizes), 0), int))

    def add(self, tours: Tours) -> None:
        """Add tours of this length."""
        order = [sum(other < stop for other in tours.stops) for stop in tours.stops]
        chosen = np.sort(tours.stops.T, axis=1).T
        digits = (*chosen, tours.drive, tours.clock - self._start, *order)
        self._waiting.append(encoded(self._sizes, digits))
        if sum(map(len, self._waiting)) >= WAITING:
            self._merge()

    def _merge(self) -> None:
        words = np.concatenate((self._best, *self._waiting))
        self._waiting.clear()
        words.sort()
        self._best = words[begins(words // self._below_set)]

    def tours(self) -> Tours:
        """Give the best order of each stop set, by stop numbers from the first on."""
        self._merge()
        digits = decoded(self._sizes, self._best)
        chosen, drive, order = (
            digits[: self._length],
            digits[self._length],
            digits[self._length + 2 :],
        )
        stops = np.take_along_axis(chosen, order, axis=0)
        returns = digits[self._length + 1] + self._start
        ranks = np.argsort(encoded([self._stops] * self._length, stops))
        stops, drive, returns = stops[:, ranks], drive[ranks], returns[ranks]
        return Tours(stops, drive.astype(Minutes), returns.astype(Minutes))


def encoded(sizes: Sequence[int], digits: Sequence[Whole] | Whole) -> npt.NDArray[Any]:
    """Write the digits of each column as one number, the first digit the most significant.

    Numbers beyond 63 bits are Python's own: slow, but exact.
    """
    kind: type = np.int64 if math.prod(sizes) < 2**63 else object
    words: npt.NDArray[Any] = np.zeros(len(digits[0]), kind)
    for size, digit in zip(sizes, digits, strict=True):
        words *= size
        words += digit.astype(kind)
    return words


def decoded(sizes: Sequence[int], words: npt.NDArray[Any]) -> Whole:
    """Read the digits of each number, as `encoded` wrote them."""
    digits = np.empty((len(sizes), len(words)), Minutes)
    for place in range(len(sizes) - 1, -1, -1):
        rest = words // sizes[place]
        digits[place] = words - rest * sizes[place]
        words = rest
    return digits


def begins(runs: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Tell where runs of equal values begin."""
    different = np.ones(len(runs), bool)
    different[1:] = runs[1:] != runs[:-1]
    return different
