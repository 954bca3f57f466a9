"""One departure at given prices: what bounds its tours, and good ones soon."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from busplan.solver.beam import CrewQuestion, good_crews
from busplan.solver.coupling import Prices
from busplan.solver.crew_bound import crew_bound
from busplan.solver.crews import Candidates
from busplan.solver.footing import NOISE, Footing, Shape, largest_of_columns
from busplan.solver.numbered import Floats, StaffedTour, Whole
from busplan.solver.pairing import WORK
from busplan.solver.ranking import Ranking

NARROW, NARROW_OF_TAG, NARROW_OF_AREA = 24, 3, 3
"""Associations that `good` looks at: those worth most, of each tag, with roots in an area."""

BEAM_WORK = 40
"""Parts of crews that looking for a good crew counts for each route and candidate."""

SHARPENED, MOST_SHARPENED = 64, 4_096
"""Routes of a departure that get a bound of their own, at first and at the most."""

FIRST_LOOK = 40
"""Crews and routes that are paired first, to have something that others must beat."""


@dataclass(frozen=True)
class Priced:
    """What a departure is worth at most, and its most rewarding staffed tours.

    `slack` is by how much the best of them falls short of that: 0 where the worth is exact.
    """

    worth: float
    tours: tuple[StaffedTour, ...]
    slack: float = 0.0


class Look:
    """One departure at given prices."""

    def __init__(self, footing: Footing, departure: int, prices: Prices) -> None:
        numbered = footing.numbered
        self.footing, self.numbered, self.departure = footing, numbered, departure
        self.prices = prices
        self._routes = numbered.routes[departure]
        self._bonus = footing.bonus[departure]
        able = numbered.able[departure]
        worth = numbered.wishes[departure] + prices.association[departure, able]
        visit = prices.stop + prices.stop_at.get(departure, 0.0)
        visit = visit + prices.area[departure][numbered.area_of]
        self.shape = Shape(float(prices.tour[departure]), visit, worth, prices.touch)
        self._order: Whole = np.argsort(-worth, kind="stable")
        self.candidates = self._candidates()
        self.hope, self._crew_hope = self._hopes_of_ceiling()
        self.ranking: Ranking | None = None
        footing.work += WORK * len(self._routes)

    @cached_property
    def _able(self) -> Whole:
        return self.numbered.able[self.departure][self._order]

    def _candidates(self) -> Candidates:
        numbered, crew = self.numbered, self.numbered.season.crew
        who = numbered.able[self.departure][self._order]
        return Candidates(
            self.shape.member[self._order],
            numbered.people[who],
            numbered.tag_bits[who],
            crew.min,
            crew.max,
            numbered.seats[self.departure],
            tuple(d.bit for d in numbered.demands if d.where is None and d.min == 1),
        )

    @classmethod
    def again(cls, look: Look) -> Look:
        """Give the same look once more, for what narrows it down."""
        same = cls(look.footing, look.departure, look.prices)
        same.ranking = look.ranking
        return same

    @cached_property
    def ceiling(self) -> float:
        """Bound the departure: no tour of it can be worth more."""
        return self._promising[2] + NOISE

    @cached_property
    def _promising(self) -> tuple[Whole, Floats, float]:
        """Give the routes that promise most, by falling bound of their own, and a bound of all.

        Routes by falling cap get a sharper bound each, until no other can have a higher one.
        """
        count = len(self._routes)
        if not count:
            return np.empty(0, np.int64), np.empty(0), -math.inf
        looked = SHARPENED
        while True:
            routes, caps = self._leaders(min(looked + 1, count))
            caps = caps + self._crew_hope
            bounds = np.minimum(caps, self._with_own_members(routes))
            beyond = float(caps[-1]) if looked < count else -math.inf
            most = float(bounds.max())
            if most >= beyond or looked >= MOST_SHARPENED:
                break
            looked *= 4
        order = np.argsort(-bounds, kind="stable")
        return routes[order], bounds[order], max(most, beyond)

    def _with_own_members(self, routes: Whole) -> Floats:
        """Bound routes by the members that suit each best: with tags priced, or without."""
        areas = self._routes.areas[:, routes]
        alone = self._of_routes(self.shape.visit, routes)
        alone = alone + self.footing.met[self.departure][areas].sum(axis=0)
        local = self.roots()[:-1][:, areas].sum(axis=1)
        bounds: Floats = alone + self._own_members(local)
        return bounds

    def _own_members(self, local: Floats) -> Floats:
        """Bound the crews that suit routes best, given local roots by candidate and route."""
        crew, tags = self.numbered.season.crew, self._tag_prices
        plain = self.candidates.worth[:, np.newaxis] + local
        most = largest_of_columns(plain, crew.min, crew.max)
        if tags.paid_back:
            raised = tags.raised[:, np.newaxis] + local
            priced = largest_of_columns(raised, crew.min, crew.max) - tags.paid_back
            most = np.minimum(most, priced)
        return most

    def _leaders(self, count: int) -> tuple[Whole, Floats]:
        """Give the routes that promise most, and how much without the crew's own part."""
        if self.ranking is not None:
            found = self.ranking.top(self.hope, self.shape.touch, count)
            if found is not None:
                return found[0], found[1] + self.shape.flat
        top = np.argpartition(-self._caps, count - 1)[:count]
        top = top[np.argsort(-self._caps[top], kind="stable")]
        return top, self._caps[top]

    @cached_property
    def _caps(self) -> Floats:
        return self._of_routes(self.hope)

    def _hopes_of_ceiling(self) -> tuple[Floats, float]:
        """Bound what each stop brings, a crew's additions included, and a crew by itself."""
        footing, departure = self.footing, self.departure
        tags = self.candidates.tags
        bound, self._tag_prices = crew_bound(
            self.candidates,
            footing.roots_most[departure][self._order],
            [((tags & d.bit) > 0, d.min) for d in self.numbered.demands if d.where is None],
        )
        bonus = bound.share @ self.roots()[:-1] + footing.met[departure]
        return self.shape.visit + bonus[self.numbered.area_of], bound.base

    def _narrow_down(self, top: Whole) -> None:
        """Go on with those worth most, of each tag, and with roots where good routes go."""
        rank = np.arange(len(self._order))
        chosen = set(rank[:NARROW].tolist())
        tags = self.candidates.tags
        for bit in self.numbered.bits.tolist():
            chosen.update(np.flatnonzero((tags & bit) > 0)[:NARROW_OF_TAG].tolist())
        roots = self.roots()[:-1]
        for area in np.unique(self._routes.areas[:, top]).tolist():
            chosen.update(np.flatnonzero(roots[:, area])[:NARROW_OF_AREA].tolist())
        self._order = self._order[np.array(sorted(chosen), np.int64)]
        self.candidates = self._candidates()

    def _of_routes(self, visit: Floats, which: Whole | None = None) -> Floats:
        """Give the worth of the routes (or some of them) at these worths of visits."""
        routes = self._routes
        part = slice(None) if which is None else which
        worth: Floats = (
            self.shape.flat - self.numbered.season.weights["driving"] * routes.drive[part]
        )
        for row in routes.stops:
            worth += visit[row[part]]
        for areas, points in self.shape.touch:
            worth += points * routes.touching(areas)[part]
        return worth

    def likely(self) -> tuple[Whole, Whole]:
        """Guess the stops and the crew behind the ceiling: the best route, and who suits it best.

        Of those whose tags are demanded the best come first, then whoever is worth most.
        """
        route = int(self._promising[0][0])
        visited = self._routes.stops[:, route]
        visited = visited[visited < self.numbered.no_stop]
        crew = self.numbered.season.crew
        areas = self.numbered.area_of[visited]
        worth = self.candidates.worth + self.roots()[:-1][:, areas].sum(axis=1)
        aboard: list[int] = []
        for demand in self.numbered.demands:
            if demand.where is None or demand.where[areas].any():
                holders = np.flatnonzero((self.candidates.tags & demand.bit) > 0)
                best = holders[np.argsort(-worth[holders], kind="stable")[: demand.min]]
                aboard.extend(one for one in best.tolist() if one not in aboard)
        for one in np.argsort(-worth, kind="stable")[: crew.max].tolist():
            if len(aboard) >= crew.max or (worth[one] <= 0 and len(aboard) >= crew.min):
                break
            if one not in aboard:
                aboard.append(one)
        return visited, self._able[aboard]

    def good(self, count: int) -> Priced:
        """Give some good tours soon, and the ceiling as what the departure is worth."""
        if not math.isfinite(self.ceiling):
            return Priced(-math.inf, ())
        most = min(FIRST_LOOK, len(self._promising[0]))
        top: Whole = np.sort(self._promising[0][:most])
        if len(self._order) > NARROW:
            self._narrow_down(top)
        worth, crews = good_crews(self._question(top))
        worth = worth + self._of_routes(self.shape.visit, top)
        order = [n for n in np.argsort(-worth, kind="stable")[:count] if worth[n] > -math.inf]
        tours = tuple(self._staffed(int(top[n]), self._able[crews[n]]) for n in order)
        best = float(worth[order[0]]) if order else -math.inf
        self.footing.work += WORK * most * len(self._order) * BEAM_WORK
        return Priced(self.ceiling, tours, self.ceiling - best)

    def _question(self, routes: Whole) -> CrewQuestion:
        """Ask for crews of some routes."""
        numbered, candidates = self.numbered, self.candidates
        areas = self._routes.areas[:, routes]
        roots = self.roots()[:-1]
        demands = numbered.demands
        touched = [
            np.ones(len(routes)) if d.where is None else d.where[areas].any(axis=0) for d in demands
        ]
        apart = np.zeros((len(self._able), len(self._able)))
        for one, other in self._apart_pairs():
            apart[one, other] = apart[other, one] = 1.0
        return CrewQuestion(
            candidates,
            candidates.worth + np.sum([roots[:, row] for row in areas], axis=0).T,
            np.sum([numbered.needs[row] for row in areas], axis=0),
            ((candidates.tags[:, np.newaxis] & numbered.bits) > 0).astype(np.float64),
            np.array([d.min * t for d, t in zip(demands, touched, strict=True)]).T.reshape(
                len(routes), len(demands)
            ),
            np.array([(candidates.tags & d.bit) > 0 for d in demands], np.float64).reshape(
                len(demands), len(self._able)
            ),
            apart if apart.any() else None,
        )

    def roots(self) -> Floats:
        """Give points for local roots: candidate (the last is nobody) × area."""
        roots = self.footing.roots[self.departure]
        return np.vstack([roots[:-1][self._order], roots[-1:]])

    def _apart_pairs(self) -> Iterable[tuple[int, int]]:
        numbered = self.numbered
        kept = np.flatnonzero(numbered.kept_apart[self._able]).tolist()
        for nth, one in enumerate(kept):
            for other in kept[nth + 1 :]:
                if frozenset((int(self._able[one]), int(self._able[other]))) in numbered.apart:
                    yield one, other

    def _staffed(self, route: int, aboard: Whole) -> StaffedTour:
        numbered = self.numbered
        stops = tuple(s for s in self._routes.stops[:, route].tolist() if s < numbered.no_stop)
        drive = float(self._routes.drive[route])
        return numbered.staffed(self.departure, stops, tuple(sorted(aboard.tolist())), drive)
