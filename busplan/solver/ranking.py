"""The best of a great many routes at given prices, without looking at all of them.

A route is worth the sum of its stops' worths, less its driving. Where an *envelope* is nowhere
below the stops' worths, the routes' worths at the envelope are nowhere below theirs. So with the
routes sorted once by falling worth at an envelope, the best ones at any prices under it are found
by looking at the first, and stopping where the envelope falls below what is found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import numpy as np

from busplan.solver.numbered import Flags, Floats, NumberedSeason, Routes, Whole

KEPT = 65_536
"""Routes that are kept in order; where the best may lie beyond them, all are looked at."""

FIRST = 1_024
"""Routes that are looked at first; then as many again, and so on."""

MARGIN = 60.0
"""Points by which an envelope made for one departure is above its stops' worths."""

RECENT = 12
"""Departures of a bus, the last ones looked at, that an envelope for one of them covers too."""

GROUP = 50
"""Departures of a bus that share an envelope made for them."""

Touch = Sequence[tuple[Flags, float]]


class Ranking:
    """Some routes by falling worth at an envelope."""

    def __init__(self, routes: Routes, envelope: Floats, minute: float) -> None:
        self.routes = routes
        self.envelope = envelope
        worth = -minute * routes.drive
        for row in routes.stops:
            worth += envelope[row]
        count = min(KEPT, len(worth))
        first = np.argpartition(-worth, count - 1)[:count] if count else np.empty(0, np.int64)
        self._order: Whole = first[np.argsort(-worth[first], kind="stable")]
        self._most = worth[self._order]
        self._stops = routes.stops[:, self._order]
        self._drive = minute * routes.drive[self._order]

    def covers(self, worth: Floats) -> bool:
        """Tell whether stops are worth no more than the envelope says."""
        return bool((worth <= self.envelope).all())

    def top(self, worth: Floats, touch: Touch, count: int) -> tuple[Whole, Floats] | None:
        """Give the best routes and what they are worth, best first.

        Parameters
        ----------
        worth
            Of each stop, "no stop" last; nowhere above the envelope.
        touch
            Points for routes that visit any of some areas.

        Returns
        -------
        tuple, or None
            Numbers and worths; None where some of the best may not be among those kept.
        """
        slack = sum(max(0.0, points) for _, points in touch)
        found = np.empty(0)
        begin, end = 0, FIRST
        while begin < len(self._order):
            part = slice(begin, min(end, len(self._order)))
            found = np.append(found, self._worth(worth, touch, part))
            begin, end = part.stop, 2 * part.stop
            if len(found) >= count:
                least = -np.partition(-found, count - 1)[count - 1]
                if begin < len(self._order) and self._most[begin] + slack <= least:
                    break
        else:
            if len(self._order) < len(self.routes):
                return None
        best = np.argsort(-found, kind="stable")[:count]
        return self._order[best], found[best]

    def _worth(self, worth: Floats, touch: Touch, part: slice) -> Floats:
        values: Floats = -self._drive[part]
        for row in self._stops:
            values += worth[row[part]]
        for areas, points in touch:
            values += points * self.routes.touching(areas)[self._order[part]]
        return values


class Rankings:
    """Rankings of a season's routes, made where they are needed."""

    def __init__(self, numbered: NumberedSeason) -> None:
        self._minute = numbered.season.weights["driving"]
        self._single: dict[int, Ranking] = {}
        self._seen: dict[int, deque[Floats]] = {}

    def of_group(self, routes: Routes, worths: Sequence[Floats]) -> Ranking:
        """Rank routes for some departures at once, by the most that their stops are worth."""
        return Ranking(routes, np.max(worths, axis=0), self._minute)

    def of_one(self, routes: Routes, worth: Floats) -> Ranking:
        """Rank routes for one departure, and for others whose stops are worth little more."""
        seen = self._seen.setdefault(id(routes), deque(maxlen=RECENT))
        seen.append(worth)
        known = self._single.get(id(routes))
        if known is None or not known.covers(worth):
            envelope = np.max(seen, axis=0) + MARGIN
            envelope[-1] = worth[-1]
            known = Ranking(routes, envelope, self._minute)
            self._single[id(routes)] = known
        return known
