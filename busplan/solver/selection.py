"""Which departures would run if each were worth so much by itself, and what that proves.

At most tours.max tours, a few a week, one a bus and day: limits that lie within each other, so
taking departures by falling worth is optimal. The prices this yields prove it by weak duality.
"""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np

from busplan.solver.numbered import Floats, NumberedSeason, Whole


class Selection:
    """The limits on how many tours run, over the departures of a season by number."""

    def __init__(self, numbered: NumberedSeason) -> None:
        limits = numbered.season.tours
        self._least, self._most = limits.min, limits.max
        self._a_week = math.inf if limits.max_per_week is None else limits.max_per_week
        self._weeks = _groups([d.date.isocalendar()[:2] for d in numbered.departures])
        self._days = _groups([(d.bus, d.date) for d in numbered.departures])

    def thresholds(self, worth: Floats) -> Floats:
        """Give what a departure must be worth to be taken, its bus and day aside."""
        tour, week = self._prices(worth)
        return tour + week[self._weeks]

    def bound(self, worth: Floats) -> float:
        """Bound the worth of every selection of departures, given what each is worth at most."""
        tour, week = self._prices(worth)
        left = worth - (tour + week[self._weeks])
        best = np.zeros(int(self._days.max(initial=-1)) + 1)
        np.maximum.at(best, self._days, left)
        limits = self._most if tour >= 0 else self._least
        weekly = 0.0 if math.isinf(self._a_week) else self._a_week * float(week.sum())
        return tour * limits + weekly + float(best.sum())

    def taken(self, worth: Floats) -> Whole:
        """Give the departures that would run, the most rewarding ones within all limits."""
        found: list[int] = []
        weeks: dict[int, int] = defaultdict(int)
        days: set[int] = set()
        for departure in np.argsort(-worth, kind="stable").tolist():
            week, day = int(self._weeks[departure]), int(self._days[departure])
            enough = len(found) >= self._least and worth[departure] <= 0
            if len(found) >= self._most or enough or worth[departure] == -math.inf:
                break
            if day not in days and weeks[week] < self._a_week:
                found.append(departure)
                days.add(day)
                weeks[week] += 1
        return np.array(found, np.int64)

    def share(self, worth: Floats, part: Floats) -> float:
        """Add up a part of the worth of the departures that would be taken."""
        return float(part[np.argsort(-worth, kind="stable")[: self._most]].sum())

    def losses(self, worth: Floats) -> Floats:
        """Give, for each departure, the worth at which taking it costs nothing: its full price."""
        prices = self.thresholds(worth)
        best = np.zeros(int(self._days.max(initial=-1)) + 1)
        np.maximum.at(best, self._days, worth - prices)
        full: Floats = prices + best[self._days]
        return full

    def _prices(self, worth: Floats) -> tuple[float, Floats]:
        """Give the price of a tour and, on top, that of a tour in each week."""
        order = np.argsort(-worth, kind="stable").tolist()
        order = [departure for departure in order if worth[departure] > -math.inf]
        tour = self._tour_price(worth, order)
        week = np.zeros(int(self._weeks.max(initial=-1)) + 1)
        taken: dict[int, int] = defaultdict(int)
        days: set[int] = set()
        for departure in order:
            number, day = int(self._weeks[departure]), int(self._days[departure])
            if worth[departure] <= tour:
                break
            if day in days:
                continue
            if taken[number] >= self._a_week:
                week[number] = max(week[number], worth[departure] - tour)
                continue
            taken[number] += 1
            days.add(day)
        return tour, week

    def _tour_price(self, worth: Floats, order: list[int]) -> float:
        taken: dict[int, int] = defaultdict(int)
        days: set[int] = set()
        count, last = 0, 0.0
        for departure in order:
            number, day = int(self._weeks[departure]), int(self._days[departure])
            if day in days or taken[number] >= self._a_week:
                continue
            if count >= self._most:
                return max(0.0, float(worth[departure]))
            if worth[departure] <= 0 and count >= self._least:
                break
            count += 1
            last = float(worth[departure])
            taken[number] += 1
            days.add(day)
        return min(0.0, last) if count == self._least else 0.0


def _groups(keys: list[object]) -> np.typing.NDArray[np.int64]:
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64)
