"""The best staffed tours of a departure at given prices, route and crew together, exactly.

With prices for visits and shifts, a tour's worth is that of its route, plus that of its members,
plus what only both together bring: local roots and needs that are met. Routes by falling upper
bound meet crews by falling worth; what cannot beat the best pair is never looked at. So the
worth that is given is exact, or, where too many crews would have to be grown, an upper bound.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from busplan.season import Season
from busplan.solver.coupling import Prices
from busplan.solver.crews import Candidates, Crews, crews_from, no_crews
from busplan.solver.numbered import Flags, Floats, NumberedSeason, StaffedTour, Whole
from busplan.solver.selection import Selection

FEW_CREWS, CREWS = 8_000, 600_000
"""Parts of crews that are grown for one departure, at first and at the most."""

CHUNK = 4_000
"""Routes whose members are looked at together."""

FAR = 4_000.0
"""Points below the best crew from which on all crews are grown."""

FIRST_LOOK = 40
"""Crews and routes that are paired first, to have something that others must beat."""

KEPT_ROUTES = 20_000_000
"""Routes × departures up to which all looks of one pricing are kept."""

WORK = 2e-8
"""Units of work that one route or one part of a crew counts in a deterministic search."""

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


class Pricing:
    """Prices the departures of one season."""

    def __init__(self, numbered: NumberedSeason) -> None:
        self.numbered = numbered
        self.selection = Selection(numbered)
        self.work = 0.0
        self.crews = FEW_CREWS
        self.slack = 0.0
        self._last: dict[int, tuple[float, Shape]] = {}
        most = numbered.season.crew.max
        self.roots: list[Floats] = []
        self.bonus: list[Floats] = []
        self.met: list[Floats] = []
        known: dict[bytes, tuple[Floats, Floats, Floats]] = {}
        for able in numbered.able:
            key = able.tobytes()
            if key not in known:
                roots = numbered.roots[able]
                locals_most = -np.sort(-roots, axis=0)[:most].sum(axis=0)
                offered = np.bitwise_or.reduce(numbered.tag_bits[able])
                met = numbered.needs @ ((numbered.bits & offered) > 0)
                with_nobody = np.vstack([roots, np.zeros(roots.shape[1])])
                known[key] = (with_nobody, locals_most + met, met)
            roots, bonus, met = known[key]
            self.met.append(met)
            self.roots.append(roots)
            self.bonus.append(bonus)

    def look_closer(self) -> bool:
        """Grow more crews from now on; False where that is the most already."""
        if self.crews >= CREWS:
            return False
        self.crews = min(CREWS, 5 * self.crews)
        return True

    def look(self, departure: int, prices: Prices) -> Look:
        """Prepare a departure: what its routes and its members are worth by themselves."""
        return Look(self, departure, prices)

    def _ceilings(self, prices: Prices, asking: Iterator[bool]) -> tuple[Floats, dict[int, Look]]:
        """Bound the worth of every departure without pairing routes and crews.

        Looks are kept for a second use where there is room for all of them. Where `asking` says
        to stop, the rest is not bounded at all.
        """
        departures = range(len(self.numbered.departures))
        roomy = sum(map(len, self.numbered.routes)) <= KEPT_ROUTES
        ceilings = np.full(len(departures), np.inf)
        looks: dict[int, Look] = {}
        for departure in departures:
            if not next(asking, True):
                break
            look = self.look(departure, prices)
            ceilings[departure] = min(look.ceiling, self._since(departure, look))
            if roomy:
                looks[departure] = look
        return ceilings, looks

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
            How many departures to price; likewise.
        """
        asking = iter(going_on)
        worth, looks = self._ceilings(prices, asking)
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
                priced = look.best(count)
                self._last[departure] = (priced.worth, look.shape)
                slack[departure] = priced.slack
                worth[departure] = min(worth[departure], priced.worth)
                exact[departure] = True
                tours.extend(priced.tours)

    def _since(self, departure: int, look: Look) -> float:
        """Bound the worth of a departure by what it was and how prices have moved since."""
        if departure not in self._last:
            return math.inf
        worth, before = self._last[departure]
        return worth + look.shape.rise(before, self.numbered.season)


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


class Look:
    """One departure at given prices."""

    def __init__(self, pricing: Pricing, departure: int, prices: Prices) -> None:
        numbered = pricing.numbered
        self.pricing, self.numbered, self._departure = pricing, numbered, departure
        self._routes = numbered.routes[departure]
        self._bonus = pricing.bonus[departure]
        able = numbered.able[departure]
        worth = numbered.wishes[departure] + prices.association[departure, able]
        self._order = np.argsort(-worth, kind="stable")
        self._able = able[self._order]
        crew = numbered.season.crew
        self.candidates = Candidates(
            worth[self._order],
            numbered.people[self._able],
            numbered.tag_bits[self._able],
            crew.min,
            crew.max,
            numbered.seats[departure],
            tuple(d.bit for d in numbered.demands if d.where is None and d.min == 1),
        )
        visit = prices.stop + prices.stop_at.get(departure, 0.0)
        visit = visit + prices.area[departure][numbered.area_of]
        self._visit: Floats = visit
        with_bonus = visit + self._bonus[numbered.area_of]
        self.shape = Shape(float(prices.tour[departure]), visit, worth, prices.touch)
        self.routes_most = self._of_routes(with_bonus)
        self.crew_most = self.candidates.best_sum()
        self.route_most = float(self.routes_most.max(initial=-np.inf))
        self.ceiling = self.route_most + self.crew_most + NOISE
        pricing.work += WORK * len(self._routes)

    def _of_routes(self, visit: Floats) -> Floats:
        routes = self._routes
        worth: Floats = self.shape.flat - self.numbered.season.weights["driving"] * routes.drive
        for row in routes.stops:
            worth += visit[row]
        for areas, points in self.shape.touch:
            worth += points * routes.touching(areas)
        return worth

    def best(self, count: int) -> Priced:
        """Give the most that a tour of the departure can be worth, and its best tours."""
        if not math.isfinite(self.ceiling):
            return Priced(-math.inf, ())
        crews, floor, pairs, complete = self._anything(count)
        if not pairs:
            worth = -math.inf if complete else self.ceiling
            return Priced(worth, (), 0.0 if complete else math.inf)
        best = pairs[0][0]
        outlook = self._outlook(best)
        needed = best - outlook.most_beside
        if floor <= needed + NOISE:
            worth = best
        else:
            more, floor, complete = self._crews(needed)
            better = self._pairs(more, best, count, outlook.routes)
            if better and better[0][0] >= best:
                crews, pairs, best = more, better, better[0][0]
            worth = best if complete else max(best, outlook.beyond(floor))
        tours = tuple(self._tour(crews, route, crew) for _, route, crew in pairs[:count])
        return Priced(worth + NOISE, tours, max(0.0, worth - best))

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

    def _outlook(self, best: float) -> Outlook:
        """Bound each route that could beat the best by what its own best members could bring."""
        crew = self.numbered.season.crew
        chosen = np.flatnonzero(self.routes_most >= best - self.crew_most - NOISE)
        needs = self.pricing.met[self._departure]
        roots = self.roots()[:-1]
        hopes, beside = np.empty(len(chosen)), np.empty(len(chosen))
        for begin in range(0, len(chosen), CHUNK):
            part = slice(begin, begin + CHUNK)
            areas = self._routes.areas[:, chosen[part]]
            alone = self.routes_most[chosen[part]] - self._bonus[areas].sum(axis=0)
            alone = alone + needs[areas].sum(axis=0)
            local = roots[:, areas].sum(axis=1)
            worth = self.candidates.worth[:, np.newaxis] + local
            hopes[part] = alone + _largest_of_columns(worth, crew.min, crew.max)
            beside[part] = alone + _largest_of_columns(local, 0, crew.max)
        self.pricing.work += WORK * len(chosen) * len(self._able)
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
        pairing = _Pairing(self, ranked)
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
        roots = self.pricing.roots[self._departure]
        return np.vstack([roots[:-1][self._order], roots[-1:]])

    # -- crews -------------------------------------------------------------------------------

    def _crews(self, floor: float) -> tuple[Crews, float, bool]:
        """Grow crews down to a floor, or to a higher one where they would be too many."""
        complete = True
        while True:
            grown = crews_from(self.candidates, floor, self.pricing.crews)
            self.pricing.work += WORK * (self.pricing.crews if grown is None else len(grown))
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
        best = max(known, self._first_look(_Pairing(self, few)))
        hopeful = np.searchsorted(-ranked.worth, self.route_most - best + NOISE, side="right")
        ranked = ranked[np.arange(max(1, int(hopeful)))]
        pairing = _Pairing(self, ranked)
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

    def _hopes(
        self, pairing: _Pairing, best: float, among: Whole | None
    ) -> list[tuple[float, int]]:
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

    def _first_look(self, pairing: _Pairing) -> float:
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
        numbered = self.numbered
        stops = tuple(s for s in self._routes.stops[:, route].tolist() if s < numbered.no_stop)
        members = crews.members[crew]
        aboard = self._able[members[members < len(self._able)]]
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


class _Pairing:
    """What crews bring to areas, worked out area by area when it is asked for."""

    def __init__(self, look: Look, crews: Crews) -> None:
        self.crews = crews
        self._numbered = look.numbered
        self._look = look
        self._roots = look.roots()
        self._known: dict[int, Floats] = {}
        self._mosts: dict[int, float] = {}
        self._lacking = [
            (demand.where, ~look.has(crews, demand.bit, demand.min))
            for demand in self._numbered.demands
            if demand.where is not None
        ]

    def worth(self, visited: tuple[int, ...], count: int) -> Floats:
        """Give what the first `count` crews are worth on a tour to some areas."""
        worth = self.crews.worth[:count].copy()
        for area in visited:
            if area < self._numbered.no_area:
                worth += self._brings(area)[:count]
        for where, lacks in self._lacking:
            if where[list(visited)].any():
                worth[lacks[:count]] = -np.inf
        self._look.pricing.work += WORK * count
        return worth

    def most(self, area: int) -> float:
        """Give the most that any of the crews is worth on a tour to one area alone."""
        if area not in self._mosts:
            self._mosts[area] = float((self.crews.worth + self._brings(area)).max())
        return self._mosts[area]

    def _brings(self, area: int) -> Floats:
        """Give what each crew brings to an area: local roots and needs that are met."""
        if area not in self._known:
            roots = self._roots[:, area]
            brought = np.zeros(len(self.crews))
            if roots.any():
                for place in range(self.crews.members.shape[1]):
                    brought += roots[self.crews.members[:, place]]
            needs = self._numbered.needs[area]
            for tag in np.flatnonzero(needs).tolist():
                bit = self._numbered.bits[tag]
                brought += needs[tag] * ((self.crews.tags & bit) > 0)
            self._known[area] = brought
        return self._known[area]


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
