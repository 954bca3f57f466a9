"""One departure at given prices: its best routes and crews, together and exactly."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from busplan.season import Season
from busplan.solver.beam import CrewQuestion, good_crews
from busplan.solver.coupling import Prices
from busplan.solver.crew_bound import crew_bound
from busplan.solver.crews import Candidates, Crews, crews_from, no_crews
from busplan.solver.numbered import Flags, Floats, NumberedSeason, StaffedTour, Whole
from busplan.solver.pairing import WORK, Pairing
from busplan.solver.ranking import Ranking

FEW_CREWS, CREWS = 8_000, 600_000
"""Parts of crews that are grown for one departure, at first and at the most."""

CHUNK = 4_000
"""Routes whose members are looked at together."""

FAR = 4_000.0
"""Points below the best crew from which on all crews are grown."""

NARROW, NARROW_OF_TAG, NARROW_OF_AREA = 24, 3, 3
"""Associations that `good` looks at: those worth most, of each tag, with roots in an area."""

BEAM_WORK = 40
"""Parts of crews that looking for a good crew counts for each route and candidate."""

SHARPENED, MOST_SHARPENED = 64, 4_096
"""Routes of a departure that get a bound of their own, at first and at the most."""

FIRST_LOOK = 40
"""Crews and routes that are paired first, to have something that others must beat."""

NOISE = 1e-7
"""Points by which sums of floating point may be off."""


@dataclass(frozen=True)
class Priced:
    """What a departure is worth at most, and its most rewarding staffed tours.

    `slack` is by how much the best of them falls short of that: 0 where the worth is exact.
    """

    worth: float
    tours: tuple[StaffedTour, ...]
    slack: float = 0.0


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


def _touches(touch: tuple[tuple[Flags, float], ...]) -> Iterator[tuple[bytes, float]]:
    summed: dict[bytes, float] = {}
    for areas, points in touch:
        summed[areas.tobytes()] = summed.get(areas.tobytes(), 0.0) + points
    yield from summed.items()


def _largest(values: Floats, least: int, most: int) -> float:
    """Give the most that between `least` and `most` of some values can add up to."""
    falling = -np.sort(-values)[:most]
    return float(falling[:least].sum() + np.maximum(falling[least:], 0.0).sum())


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


class Look:
    """One departure at given prices."""

    def __init__(self, footing: Footing, departure: int, prices: Prices) -> None:
        numbered = footing.numbered
        self.footing, self.numbered, self._departure = footing, numbered, departure
        self._prices = prices
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
        return self.numbered.able[self._departure][self._order]

    @cached_property
    def routes_most(self) -> Floats:
        """Bound what each route is worth beside its members' own worth."""
        return self._of_routes(self.shape.visit + self._bonus[self.numbered.area_of])

    @cached_property
    def route_most(self) -> float:
        """Give the most of that."""
        return float(self.routes_most.max(initial=-np.inf))

    @cached_property
    def crew_most(self) -> float:
        """Bound what any crew's members are worth by themselves."""
        return self.candidates.best_sum()

    def _candidates(self) -> Candidates:
        numbered, crew = self.numbered, self.numbered.season.crew
        who = numbered.able[self._departure][self._order]
        return Candidates(
            self.shape.member[self._order],
            numbered.people[who],
            numbered.tag_bits[who],
            crew.min,
            crew.max,
            numbered.seats[self._departure],
            tuple(d.bit for d in numbered.demands if d.where is None and d.min == 1),
        )

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
        alone = alone + self.footing.met[self._departure][areas].sum(axis=0)
        local = self.roots()[:-1][:, areas].sum(axis=1)
        bounds: Floats = alone + self._own_members(local)
        return bounds

    def _own_members(self, local: Floats) -> Floats:
        """Bound the crews that suit routes best, given local roots by candidate and route."""
        crew, tags = self.numbered.season.crew, self._tag_prices
        plain = self.candidates.worth[:, np.newaxis] + local
        most = _largest_of_columns(plain, crew.min, crew.max)
        if tags.paid_back:
            raised = tags.raised[:, np.newaxis] + local
            priced = _largest_of_columns(raised, crew.min, crew.max) - tags.paid_back
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
        footing, departure = self.footing, self._departure
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

    def best(self, count: int) -> Priced:
        """Give the most that a tour of the departure can be worth, and its best tours."""
        if not math.isfinite(self.ceiling):
            return Priced(-math.inf, ())
        good = self._sibling().good(count)
        if good.tours:
            return self._better_than(good, count)
        crews, _, pairs, complete = self._anything(count)
        if not pairs:
            worth = -math.inf if complete else self.ceiling
            return Priced(worth, (), 0.0 if complete else math.inf)
        found = tuple(self._tour(crews, route, crew) for _, route, crew in pairs[:count])
        return self._better_than(Priced(self.ceiling, found, self.ceiling - pairs[0][0]), count)

    def _better_than(self, known: Priced, count: int) -> Priced:
        """Look at the routes and crews that could beat the best tour known."""
        best = known.worth - known.slack
        outlook = self._outlook(best)
        if not len(outlook.routes):
            return Priced(best + NOISE, known.tours)
        crews, floor, complete = self._crews(best - outlook.most_beside)
        pairs = self._pairs(crews, best, count, outlook.routes)
        tours = known.tours
        if pairs and pairs[0][0] >= best:
            best = pairs[0][0]
            tours = tuple(self._tour(crews, route, crew) for _, route, crew in pairs[:count])
        worth = best if complete else max(best, outlook.beyond(floor))
        return Priced(worth + NOISE, tours, max(0.0, worth - best))

    def _sibling(self) -> Look:
        """Give the same look once more, for what narrows it down."""
        look = Look(self.footing, self._departure, self._prices)
        look.ranking = self.ranking
        return look

    def _anything(self, count: int) -> tuple[Crews, float, list[tuple[float, int, int]], bool]:
        """Find some good tours: crews near the best, or further down where those cannot go."""
        slack = float(self._bonus.max(initial=0.0)) + 1.0
        while True:
            floor = self.crew_most - slack
            floor = floor if slack <= FAR else -math.inf
            crews, floor, complete = self._crews(floor)
            pairs = self._pairs(crews, -math.inf, count)
            if pairs or floor == -math.inf or not complete:
                return crews, floor, pairs, complete
            slack *= 4

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

    def _outlook(self, best: float) -> Outlook:
        """Bound each route that could beat the best by what its own best members could bring."""
        crew = self.numbered.season.crew
        chosen = np.flatnonzero(self.routes_most >= best - self.crew_most - NOISE)
        needs = self.footing.met[self._departure]
        roots = self.roots()[:-1]
        hopes, beside = np.empty(len(chosen)), np.empty(len(chosen))
        for begin in range(0, len(chosen), CHUNK):
            part = slice(begin, begin + CHUNK)
            areas = self._routes.areas[:, chosen[part]]
            alone = self.routes_most[chosen[part]] - self._bonus[areas].sum(axis=0)
            alone = alone + needs[areas].sum(axis=0)
            local = roots[:, areas].sum(axis=1)
            hopes[part] = alone + self._own_members(local)
            beside[part] = alone + _largest_of_columns(local, 0, crew.max)
        self.footing.work += WORK * len(chosen) * len(self._able)
        keep = hopes > best + NOISE
        return Outlook(chosen[keep], hopes[keep], beside[keep])

    def at_least(self, floor: float, limit: int) -> list[tuple[float, StaffedTour]] | None:
        """Give every tour worth `floor` or more, with its worth; None when they are too many."""
        if self.ceiling < floor:
            return []
        grown = crews_from(self.candidates, floor - self.route_most - NOISE, CREWS)
        if grown is None:
            return None
        crews = self._allowed(grown)
        pairs: list[tuple[float, int, int]] = []
        if not len(crews):
            return []
        order = np.argsort(-crews.worth, kind="stable")
        ranked = crews[order]
        pairing = Pairing(self, ranked)
        for most, visited, routes in self._area_sets(floor - float(ranked.worth[0]) - NOISE):
            hopeful = int(np.searchsorted(-ranked.worth, most - floor + NOISE, side="right"))
            worth = pairing.worth(visited, hopeful)
            for route in routes:
                mine = self._alone(route)
                fit = np.flatnonzero(worth + mine >= floor)
                if len(pairs) + len(fit) > limit:
                    return None
                pairs.extend((float(worth[crew] + mine), route, int(order[crew])) for crew in fit)
        return [(worth, self._tour(crews, route, crew)) for worth, route, crew in pairs]

    def roots(self) -> Floats:
        """Give points for local roots: candidate (the last is nobody) × area."""
        roots = self.footing.roots[self._departure]
        return np.vstack([roots[:-1][self._order], roots[-1:]])

    # -- crews -------------------------------------------------------------------------------

    def _crews(self, floor: float) -> tuple[Crews, float, bool]:
        """Grow crews down to a floor, or to a higher one where they would be too many."""
        complete = True
        while True:
            grown = crews_from(self.candidates, floor, self.footing.crews)
            self.footing.work += WORK * (self.footing.crews if grown is None else len(grown))
            if grown is not None:
                return self._allowed(grown), floor, complete
            complete = False
            if floor >= self.crew_most - NOISE:
                return no_crews(self.candidates), self.crew_most + NOISE, False
            floor = self._higher(floor)

    def _higher(self, floor: float) -> float:
        if not math.isfinite(floor):
            spread = float(np.ptp(self.candidates.worth)) + 1.0
            return self.crew_most - self.candidates.most * spread
        below = (self.crew_most - floor) * 0.6
        return self.crew_most - (below if below > 0.5 else 0.0)

    def _allowed(self, crews: Crews) -> Crews:
        """Keep the crews that have the tags every crew needs, and nobody who must be apart."""
        keep = np.ones(len(crews), np.bool_)
        for demand in self.numbered.demands:
            if demand.where is None and demand.min > 1:
                keep &= self.has(crews, demand.bit, demand.min)
        for one, other in self._apart_pairs():
            keep &= ~((crews.members == one).any(axis=1) & (crews.members == other).any(axis=1))
        return crews if keep.all() else crews[keep]

    def has(self, crews: Crews, bit: int, least: int) -> Flags:
        """Tell which crews have at least so many members with a tag."""
        if not bit:
            return np.zeros(len(crews), np.bool_)
        if least == 1:
            return (crews.tags & bit) > 0
        has = np.append((self.candidates.tags & bit) > 0, False)
        enough: Flags = has[crews.members].sum(axis=1) >= least
        return enough

    def _apart_pairs(self) -> Iterable[tuple[int, int]]:
        numbered = self.numbered
        kept = np.flatnonzero(numbered.kept_apart[self._able]).tolist()
        for nth, one in enumerate(kept):
            for other in kept[nth + 1 :]:
                if frozenset((int(self._able[one]), int(self._able[other]))) in numbered.apart:
                    yield one, other

    # -- pairs of route and crew ---------------------------------------------------------------

    def _pairs(
        self, crews: Crews, known: float, count: int, among: Whole | None = None
    ) -> list[tuple[float, int, int]]:
        """Give worth, route and crew of the best tours, best first; at least the very best.

        Areas go by falling hope, crews by falling worth: of each only those that could beat the
        best so far are paired.
        """
        if not len(crews):
            return []
        order = np.argsort(-crews.worth, kind="stable")
        ranked = crews[order]
        few = ranked[np.arange(min(FIRST_LOOK, len(ranked)))]
        best = max(known, self._first_look(Pairing(self, few)))
        hopeful = np.searchsorted(-ranked.worth, self.route_most - best + NOISE, side="right")
        ranked = ranked[np.arange(max(1, int(hopeful)))]
        pairing = Pairing(self, ranked)
        hopes = self._hopes(pairing, best, among)
        pairs: list[tuple[float, int, int]] = []
        known_sets: dict[tuple[int, ...], tuple[float, int]] = {}
        for hope, route in hopes:
            if hope < best - NOISE:
                break
            visited = tuple(sorted(self._routes.areas[:, route].tolist()))
            if visited not in known_sets:
                most = float(self.routes_most[route])
                hopeful = np.searchsorted(-ranked.worth, most - best + NOISE, side="right")
                worth = pairing.worth(visited, max(1, int(hopeful)))
                crew = int(worth.argmax())
                known_sets[visited] = (float(worth[crew]), int(order[crew]))
            points, crew = known_sets[visited]
            points += self._alone(route)
            if math.isfinite(points):
                pairs.append((points, route, crew))
                best = max(best, points)
        pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
        return pairs[: max(1, count)]

    def _hopes(self, pairing: Pairing, best: float, among: Whole | None) -> list[tuple[float, int]]:
        """Bound each route with the best crew of one of its areas, and all bonus of the others.

        Gives the routes that could beat the best, most hopeful first.
        """
        most_of_crews = float(pairing.crews.worth.max())
        chosen = among
        if chosen is None:
            chosen = np.flatnonzero(self.routes_most >= best - most_of_crews - NOISE)
        areas = self._routes.areas[:, chosen]
        alone = np.full(self.numbered.no_area + 1, np.inf)
        for area in np.unique(areas).tolist():
            if area < self.numbered.no_area:
                alone[area] = pairing.most(area) - float(self._bonus[area])
        hopes = self.routes_most[chosen] + alone[areas].min(axis=0, initial=np.inf)
        hopeful = np.flatnonzero(hopes >= best - NOISE)
        hopeful = hopeful[np.argsort(-hopes[hopeful], kind="stable")]
        return list(zip(hopes[hopeful].tolist(), chosen[hopeful].tolist(), strict=True))

    def _first_look(self, pairing: Pairing) -> float:
        """Pair a few crews with a few routes."""
        most = min(FIRST_LOOK, len(self.routes_most))
        top = np.argpartition(-self.routes_most, most - 1)[:most]
        crews = min(FIRST_LOOK, len(pairing.crews))
        return max(
            float(pairing.worth(visited, crews).max()) + max(map(self._alone, routes))
            for _, visited, routes in self._area_sets(-math.inf, top)
        )

    def _area_sets(
        self, floor: float, among: Whole | None = None
    ) -> list[tuple[float, tuple[int, ...], list[int]]]:
        """Give the routes worth `floor` at most optimistically, by the areas they visit.

        Routes to the same areas come together: their crews bring the same. Each set comes with
        the most that a route of it can be worth, best first.
        """
        hopeful = among
        if hopeful is None:
            hopeful = np.flatnonzero(self.routes_most >= floor)
        chosen: Whole = hopeful[np.argsort(-self.routes_most[hopeful], kind="stable")]
        areas = np.sort(self._routes.areas[:, chosen], axis=0)
        sets: dict[tuple[int, ...], list[int]] = {}
        for route, visited in zip(chosen.tolist(), areas.T.tolist(), strict=True):
            sets.setdefault(tuple(visited), []).append(route)
        return [(float(self.routes_most[r[0]]), visited, r) for visited, r in sets.items()]

    def _alone(self, route: int) -> float:
        """Give what a route is worth by itself."""
        bonus = sum(float(self._bonus[area]) for area in self._routes.areas[:, route].tolist())
        return float(self.routes_most[route]) - bonus

    def _tour(self, crews: Crews, route: int, crew: int) -> StaffedTour:
        members = crews.members[crew]
        return self._staffed(route, self._able[members[members < len(self._able)]])

    def _staffed(self, route: int, aboard: Whole) -> StaffedTour:
        numbered = self.numbered
        stops = tuple(s for s in self._routes.stops[:, route].tolist() if s < numbered.no_stop)
        drive = float(self._routes.drive[route])
        return numbered.staffed(self._departure, stops, tuple(sorted(aboard.tolist())), drive)


@dataclass(frozen=True)
class Outlook:
    """Routes that could still beat the best tour.

    Attributes
    ----------
    routes
        Their numbers.
    hopes
        What each could be worth with the members that suit it best.
    beside
        What each, with needs and local roots, could bring on top of its members' own worth.
    """

    routes: Whole
    hopes: Floats
    beside: Floats

    @property
    def most_beside(self) -> float:
        """The most that any of the routes could bring beside its members' own worth."""
        return float(self.beside.max(initial=-np.inf))

    def beyond(self, floor: float) -> float:
        """Bound all tours whose members are worth less than `floor` by themselves."""
        return float(np.minimum(self.hopes, self.beside + floor).max(initial=-np.inf))


def _largest_of_columns(values: Floats, least: int, most: int) -> Floats:
    """Give the most that between `least` and `most` values of each column can add up to."""
    if len(values) > most:
        values = -np.partition(-values, most - 1, axis=0)[:most] if most else values[:0]
    if least == 0:
        positive: Floats = np.maximum(values, 0.0).sum(axis=0)
        return positive
    values = -np.sort(-values, axis=0)
    largest: Floats = values[:least].sum(axis=0) + np.maximum(values[least:], 0.0).sum(axis=0)
    return largest
