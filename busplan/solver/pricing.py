"""The best staffed tours of a departure at given prices, route and crew together, exactly.

With prices for visits and shifts, a tour's worth is that of its route, plus that of its members,
plus what only both together bring: local roots and needs that are met. Routes by falling upper
bound meet crews by falling worth; what cannot beat the best pair is never looked at. So the
worth that is given is exact, or, where too many crews would have to be grown, an upper bound.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from busplan.solver.coupling import Prices
from busplan.solver.exact_look import ExactLook
from busplan.solver.footing import CREWS, NOISE, Footing, Shape
from busplan.solver.numbered import Floats, NumberedSeason, StaffedTour
from busplan.solver.ranking import GROUP, Rankings
from busplan.solver.selection import Selection


class Pricing:
    """Prices the departures of one season."""

    def __init__(self, numbered: NumberedSeason) -> None:
        self.numbered = numbered
        self.selection = Selection(numbered)
        self.footing = Footing(numbered)
        self.slack = 0.0
        self._rankings = Rankings(numbered) if numbered.shares_routes else None
        self._last: dict[int, tuple[float, Shape]] = {}

    @property
    def work(self) -> float:
        """Units of work so far."""
        return self.footing.work

    def look_closer(self) -> bool:
        """Grow more crews from now on; False where that is the most already."""
        if self.footing.crews >= CREWS:
            return False
        self.footing.crews = min(CREWS, 5 * self.footing.crews)
        return True

    def look(self, departure: int, prices: Prices) -> ExactLook:
        """Prepare a departure: what its routes and its members are worth by themselves."""
        look = ExactLook(self.footing, departure, prices)
        if self._rankings is not None:
            look.ranking = self._rankings.of_one(self.numbered.routes[departure], look.hope)
        return look

    def looks(self, departures: Sequence[int], prices: Prices) -> dict[int, ExactLook]:
        """Prepare some departures that share their routes, all at once."""
        looks = {departure: ExactLook(self.footing, departure, prices) for departure in departures}
        if self._rankings is not None:
            routes = self.numbered.routes[departures[0]]
            ranking = self._rankings.of_group(routes, [look.hope for look in looks.values()])
            for look in looks.values():
                look.ranking = ranking
        return looks

    def ceilings(
        self, prices: Prices, asking: Iterator[bool]
    ) -> tuple[Floats, dict[int, ExactLook]]:
        """Bound the worth of every departure without pairing routes and crews.

        Looks are kept for a second use. Where `asking` says to stop, the rest is not bounded.
        """
        departures = range(len(self.numbered.departures))
        ceilings = np.full(len(departures), np.inf)
        looks: dict[int, ExactLook] = {}
        for group in self._groups():
            for departure, look in self.looks(group, prices).items():
                if not next(asking, True):
                    return ceilings, looks
                ceilings[departure] = min(look.ceiling, self._since(departure, look))
                looks[departure] = look
        return ceilings, looks

    def _groups(self) -> Iterator[list[int]]:
        """Give the departures one by one, or in a vast season some of a bus together."""
        if self._rankings is None:
            yield from ([departure] for departure in range(len(self.numbered.departures)))
            return
        alike: dict[int, list[int]] = defaultdict(list)
        for departure, routes in enumerate(self.numbered.routes):
            alike[id(routes)].append(departure)
        for departures in alike.values():
            for begin in range(0, len(departures), GROUP):
                yield departures[begin : begin + GROUP]

    def worths(
        self, prices: Prices, count: int, going_on: Iterable[bool], most: float = math.inf
    ) -> tuple[Floats, list[StaffedTour]]:
        """Price the departures that could be selected; the others keep their ceiling.

        Parameters
        ----------
        count
            How many tours of each departure to give.
        going_on
            Says before each departure whether to go on; once False, ceilings stand.
        most
            How many departures to price; likewise. Where it is finite, only good tours are given,
            and every departure keeps its ceiling.
        """
        asking, roughly = iter(going_on), math.isfinite(most)
        worth, looks = self.ceilings(prices, asking)
        exact = np.zeros(len(worth), np.bool_)
        slack = np.zeros(len(worth))
        tours: list[StaffedTour] = []
        if np.isposinf(worth).any():
            return worth, tours
        while True:
            open_ones = ~exact & (worth > self.selection.thresholds(worth) - NOISE)
            chosen = np.flatnonzero(open_ones & np.isfinite(worth))
            if not len(chosen):
                self.slack = self.selection.share(worth, slack)
                return worth, tours
            chosen = chosen[np.argsort(-worth[chosen], kind="stable")]
            for departure in chosen[: max(24, len(chosen) // 3)].tolist():
                if not next(asking, True) or exact.sum() >= most:
                    return worth, tours
                look = looks.get(departure) or self.look(departure, prices)
                priced = look.good(count) if roughly else look.best(count)
                self._last[departure] = (priced.worth, look.shape)
                slack[departure] = priced.slack
                worth[departure] = min(worth[departure], priced.worth)
                exact[departure] = True
                tours.extend(priced.tours)

    def good_tours(
        self, prices: Prices, count: int, departures: Iterable[int], going_on: Iterable[bool]
    ) -> list[StaffedTour]:
        """Give some good tours of some departures, without proving anything."""
        asking = iter(going_on)
        tours: list[StaffedTour] = []
        for departure in departures:
            if not next(asking, True):
                break
            tours.extend(self.look(departure, prices).good(count).tours)
        return tours

    def _since(self, departure: int, look: ExactLook) -> float:
        """Bound the worth of a departure by what it was and how prices have moved since."""
        if departure not in self._last:
            return math.inf
        worth, before = self._last[departure]
        return worth + look.shape.rise(before, self.numbered.season)


def worth_at(tour: StaffedTour, prices: Prices) -> float:
    """Give the worth of one staffed tour at given prices."""
    here = prices.stop_at.get(tour.departure)
    stops = list(tour.stops)
    worth = tour.points + float(prices.tour[tour.departure]) + float(prices.stop[stops].sum())
    worth += 0.0 if here is None else float(here[stops].sum())
    worth += float(prices.area[tour.departure, list(tour.areas)].sum())
    worth += float(prices.association[tour.departure, list(tour.crew)].sum())
    return worth + sum(points for areas, points in prices.touch if areas[list(tour.areas)].any())


def best_first(tours: Sequence[tuple[float, StaffedTour]]) -> list[tuple[float, StaffedTour]]:
    """Order tours by falling worth, equal ones by what they are."""
    return sorted(tours, key=lambda pair: (-pair[0], pair[1].key))
