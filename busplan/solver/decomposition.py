"""A bound from staffed tours: Dantzig-Wolfe decomposition, stabilised, each step a proof.

The master chooses among staffed tours; its dual values price visits and shifts; the pricing
finds, exactly, the best staffed tour of every departure at those prices. By weak duality each
such pricing proves a bound, whatever the dual values were:

    score ≤ Σ rows' part + (best selection of departures, each at its priced worth)

Prices are taken between those of the best bound so far and the master's, so that they do not
swing (Wentges 1997, "Weighted Dantzig-Wolfe decomposition for linear mixed-integer programming").
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from busplan.plan import Plan
from busplan.solver.coupling import Coupling, CouplingRow, prices_of, worth_of_rows
from busplan.solver.exact_look import ExactLook
from busplan.solver.master import Master
from busplan.solver.numbered import Floats, NumberedSeason, StaffedTour
from busplan.solver.pricing import Pricing, worth_at

MARGIN = 1e-9
"""Share of the bound that is added against the noise of floating point."""

CLOSE = 2e-5
"""Share of the bound at which master and bound count as met."""

KEEP, MOST = 0.3, 0.9
"""Weight of the best prices so far against the master's: in the end, and at first."""

STEP = 0.1

SLACK = 0.3
"""Share of the gap that crews left out may make up before more of them are grown."""

STALE = 3
"""More crews are grown, too, when so many rounds lowered no bound and any were left out."""

WHOLE = 1e-6
"""Shares so near to 0 or 1 count as such."""

LIKELY, DIVE, DIVE_SHARE = 0.7, 2, 0.1
"""A dive demands so many tours at once, or so large a share of all, if each has at least this
share in the master; else only the largest."""

AFRESH = 4
"""A dive that shall end soon looks at all departures only every so many times."""

LEAST_PRICED, MOST_PRICED = 24, 200
"""A dive, or a rough round, prices two departures for each tour, within these limits."""

SAMPLE = 40
VISIT_PRICES = (0.0, 100.0, 200.0, 300.0, 450.0, 600.0)
SHIFT_PRICES = (0.0, 30.0, 60.0, 100.0)
"""Departures and prices, in points, that a first guess for vast seasons tries."""

TOURS = 2
"""Tours of each departure that a pricing adds to the master."""


@dataclass(frozen=True)
class Priced:
    """A bound and the dual values that prove it, row by row."""

    bound: float
    rows: tuple[CouplingRow, ...]
    duals: Floats
    worth: Floats


class Decomposition:
    """The master and the pricing of one season, improved round by round."""

    def __init__(self, numbered: NumberedSeason) -> None:
        self.numbered = numbered
        self.coupling = Coupling(numbered)
        self.pricing = Pricing(numbered)
        self.master = Master(self.coupling, self._penalty())
        self.best: Priced | None = None
        self.rounds = 0
        self._stale = 0
        self._some = min(MOST_PRICED, max(LEAST_PRICED, 2 * numbered.season.tours.max))
        self._center = self._guess()
        if numbered.shares_routes:
            self._center = self._with_uniform_prices(self._center)
        self._weight = 1.0
        self.met = False

    @property
    def work(self) -> float:
        """Units of work so far."""
        return self.pricing.work

    def take(self, plan: Plan) -> None:
        """Let the master know the tours of a plan."""
        self.master.add(staffed_tours(self.numbered, plan))

    @property
    def center(self) -> Floats:
        """The dual values of the lowest bound so far, or those guessed at first."""
        return self._center

    def bound_at(
        self, rows: tuple[CouplingRow, ...], duals: Floats, seconds: Callable[[], float]
    ) -> tuple[float, Floats, dict[int, ExactLook]] | None:
        """Prove a bound at some dual values by the departures' ceilings alone.

        Returns
        -------
        tuple, or None
            The bound, the ceilings and what they were read from; None where time ended first.
        """
        prices = prices_of(self.numbered, rows, duals)
        worth, looks = self.pricing.ceilings(prices, _while_left(seconds))
        if np.isposinf(worth).any():
            return None
        bound = worth_of_rows(self.coupling, rows, duals) + self.pricing.selection.bound(worth)
        bound += MARGIN * (abs(bound) + 1.0)
        if self.best is None or bound < self.best.bound:
            self.best = Priced(bound, rows, duals, worth)
            self._center = duals
        return bound, worth, looks

    def round(self, seconds: Callable[[], float], *, roughly: bool = False) -> bool:
        """Solve the master and price the departures that matter.

        Parameters
        ----------
        seconds
            What is left; once nothing is, the round ends without a word.
        roughly
            True prices only the most promising departures exactly; what is proved of the others
            is less sharp, and costs a fraction.

        Returns
        -------
        bool
            True when something was proved, False when time ended first or all is proved.
        """
        duals = self.master.solve(seconds())
        if duals is None:
            return False
        self.pricing.footing.work += self.master.work
        center = np.concatenate([self._center, np.zeros(len(duals) - len(self._center))])
        between = self._weight * center + (1 - self._weight) * duals
        rows = tuple(self.master.rows)
        prices = prices_of(self.numbered, rows, between)
        most = self._some if roughly else math.inf
        worth, tours = self.pricing.worths(prices, TOURS, _while_left(seconds), most)
        if np.isposinf(worth).any():
            return False
        bound = worth_of_rows(self.coupling, rows, between) + self.pricing.selection.bound(worth)
        bound += MARGIN * (abs(bound) + 1.0)
        better = self.best is None or bound < self.best.bound
        self._center = between if better else center
        if better:
            self.best = Priced(bound, rows, between, worth)
        added = self._add(rows, duals, tours)
        self._steer(better=better, added=added, roughly=roughly)
        self.rounds += 1
        return seconds() > 0

    def dive(
        self, seconds: Callable[[], float], chance: random.Random, *, soon: bool = False
    ) -> tuple[list[StaffedTour], bool]:
        """Round the master up to a plan: demand its largest shares, price again, and so on.

        Parameters
        ----------
        soon
            True demands more tours at once and seldom looks at all departures.

        Returns
        -------
        list of StaffedTour, bool
            The tours of a whole solution, which may break rules that no row says, and True; or
            those demanded until time ended, and False.
        """
        master = self.master
        most = max(DIVE, int(DIVE_SHARE * self.numbered.season.tours.max)) if soon else DIVE
        turns = itertools.count()
        whole: list[int] = []
        likely: list[int] = []
        try:
            while seconds() > 0 and master.solve(seconds()) is not None:
                self.pricing.footing.work += master.work
                whole = np.flatnonzero(master.shares > 1 - WHOLE).tolist()
                split = np.flatnonzero((master.shares > WHOLE) & (master.shares <= 1 - WHOLE))
                if not len(split):
                    return [master.tours[number] for number in whole], True
                shares = master.shares[split]
                order = np.argsort(-shares * np.array([chance.uniform(0.8, 1.0) for _ in split]))
                largest = [n for n in split[order].tolist() if master.shares[n] > LIKELY]
                for number in [*whole, *(largest[:most] or [int(split[order[0]])])]:
                    master.fix(number)
                afresh = not soon or next(turns) % AFRESH == 0
                likely = self._price_dive(seconds, [] if afresh else likely)
        finally:
            master.release()
        return [master.tours[number] for number in whole], False

    def _price_dive(self, seconds: Callable[[], float], likely: list[int]) -> list[int]:
        """Price departures beside the tours that a dive has demanded, and give the likely ones.

        Those are looked at where any are given; else the most promising ones of all.
        """
        duals = self.master.solve(seconds()) if seconds() > 0 else None
        if duals is None:
            return likely
        rows = tuple(self.master.rows)
        prices = prices_of(self.numbered, rows, duals)
        if likely:
            tours = self.pricing.good_tours(prices, TOURS, likely, _while_left(seconds))
        else:
            worth, tours = self.pricing.worths(prices, TOURS, _while_left(seconds), self._some)
            left = worth - self.pricing.selection.thresholds(worth)
            likely = np.argsort(-left, kind="stable")[: self._some].tolist()
        self._add(rows, duals, tours)
        return likely

    def _add(self, rows: tuple[CouplingRow, ...], duals: Floats, tours: list[StaffedTour]) -> int:
        """Add the tours that the master would gain by at its own prices."""
        prices = prices_of(self.numbered, rows, duals)
        selecting = np.zeros(len(self.numbered.departures))
        for row, dual in zip(rows, duals.tolist(), strict=True):
            if row.selects and dual:
                selecting[row.departures] += dual
        return self.master.add(
            tour for tour in tours if worth_at(tour, prices) > selecting[tour.departure] + 1e-6
        )

    def _steer(self, *, better: bool, added: int, roughly: bool) -> None:
        """Choose the weight of the best prices in the next round, and see whether all is met."""
        bound = math.inf if self.best is None else self.best.bound
        gap = bound - self.master.value
        self.met = gap <= CLOSE * max(1.0, abs(bound)) and self.rounds > 0
        self._stale = 0 if better else self._stale + 1
        blurred = self.pricing.slack > SLACK * gap
        blurred |= self._stale >= STALE and self.pricing.slack > CLOSE * abs(bound)
        if not roughly and blurred and self.pricing.look_closer():
            self._stale = 0
            self._weight = min(self._weight, MOST)
        elif not added:
            self.met = self.met or self._weight == 0.0
            self._weight = 0.0 if self._weight < 1.0 else 0.5
        else:
            falling = MOST - STEP * self.rounds
            self._weight = max(falling, KEEP if better else 0.5)

    def _penalty(self) -> float:
        season = self.numbered.season
        weights = season.weights
        rows = sum(max(row.levels, default=0.0) for row in self.coupling.rows)
        return 1_000.0 + min(rows, 1e6) + sum(weights.values())

    def _guess(self) -> Floats:
        """Guess prices: visits and shifts cost what the last ones that there is room for bring."""
        season = self.numbered.season
        rooms = {
            "stops": season.tours.max * season.tours.max_visits,
            "association": season.tours.max * season.crew.max,
        }
        duals = np.zeros(len(self.master.rows))
        for subject, room in rooms.items():
            ours = [n for n, r in enumerate(self.master.rows) if r.subject == subject and r.levels]
            points = sorted(
                itertools.chain.from_iterable(self.master.rows[n].levels for n in ours),
                reverse=True,
            )
            price = points[room] if room < len(points) else 0.0
            for number in ours:
                levels = self.master.rows[number].levels
                filled = sum(level > price for level in levels)
                most = levels[filled - 1] if filled else price
                least = levels[filled] if filled < len(levels) else 0.0
                duals[number] = -min(max(price, least), most)
        return duals

    def _with_uniform_prices(self, duals: Floats) -> Floats:
        """Add one price for all visits and one for all shifts: those of the lowest bound.

        The bound is estimated from some departures, as all of a vast season take too long.
        """
        rows = tuple(self.master.rows)
        limited = [row.upper < math.inf and not row.levels for row in rows]
        visits, shifts = (
            np.array([row.subject == subject for row in rows]) & limited
            for subject in ("area", "association")
        )
        kinds = [id(routes) for routes in self.numbered.routes]
        alike = [departure for departure, kind in enumerate(kinds) if kind == kinds[0]]
        some = alike[:: max(1, len(alike) // SAMPLE)]
        share = self.numbered.season.tours.max / max(1, len(kinds))
        most = max(1, math.ceil(share * len(some)))
        best, lowest = duals, math.inf
        for visit, shift in itertools.product(VISIT_PRICES, SHIFT_PRICES):
            tried = duals + visit * visits + shift * shifts
            prices = prices_of(self.numbered, rows, tried)
            looks = self.pricing.looks(some, prices).values()
            worth = sorted((look.ceiling for look in looks), reverse=True)[:most]
            bound = worth_of_rows(self.coupling, rows, tried)
            bound += self.numbered.season.tours.max * float(np.mean(worth))
            if bound < lowest:
                best, lowest = tried, bound
        return best


def staffed_tours(numbered: NumberedSeason, plan: Plan) -> list[StaffedTour]:
    """Number the tours of a plan; those on departures that were left out are left out."""
    found: list[StaffedTour] = []
    for tour in plan.tours:
        departure = numbered.departure_number.get(tour.departure)
        if departure is not None:
            stops = tuple(numbered.stop_number[stop] for stop in tour.stops)
            crew = tuple(sorted(numbered.association_number[who] for who in tour.crew))
            found.append(numbered.staffed(departure, stops, crew, float(tour.drive_minutes)))
    return found


def _while_left(seconds: Callable[[], float]) -> Iterator[bool]:
    while True:
        yield seconds() > 0
