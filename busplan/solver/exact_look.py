"""The best staffed tours of one departure, exactly, and all that are worth so much."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from busplan.solver.crews import Crews, crews_from, no_crews
from busplan.solver.footing import CREWS, FEW_CREWS, NOISE, largest_of_columns
from busplan.solver.look import FIRST_LOOK, Look, Priced
from busplan.solver.numbered import Flags, Floats, StaffedTour, Whole
from busplan.solver.pairing import WORK, Pairing

ONE_BY_ONE = 40
"""Up to so many routes that could beat the best tour have their crews grown one by one."""

CHUNK = 4_000
"""Routes whose members are looked at together."""

FAR = 4_000.0
"""Points below the best crew from which on all crews are grown."""


class ExactLook(Look):
    """A look that pairs routes with crews until nothing better can be left."""

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

    def best(self, count: int) -> Priced:
        """Give the most that a tour of the departure can be worth, and its best tours."""
        if not math.isfinite(self.ceiling):
            return Priced(-math.inf, ())
        good = Look.again(self).good(count)
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
        needed = best - outlook.most_beside
        few = crews_from(self.candidates, needed, FEW_CREWS)
        if few is not None:
            crews, floor, complete = self._allowed(few), needed, True
        elif len(outlook.routes) <= ONE_BY_ONE:
            return self._one_by_one(outlook, best, known.tours[:count])
        else:
            crews, floor, complete = self._crews(needed)
        pairs = self._pairs(crews, best, count, outlook.routes)
        tours = known.tours
        if pairs and pairs[0][0] >= best:
            best = pairs[0][0]
            tours = tuple(self._tour(crews, route, crew) for _, route, crew in pairs[:count])
        worth = best if complete else max(best, outlook.beyond(floor))
        return Priced(worth + NOISE, tours, max(0.0, worth - best))

    def _one_by_one(self, outlook: Outlook, best: float, tours: tuple[StaffedTour, ...]) -> Priced:
        """Look at the crews of each route by themselves, with what they are worth on that route.

        So only crews are grown that could really beat the best tour there, most hopeful route
        first. Routes with too many of them keep their hope.
        """
        beyond = -math.inf
        for place in np.argsort(-outlook.hopes, kind="stable").tolist():
            hope, route = float(outlook.hopes[place]), int(outlook.routes[place])
            if hope <= best + NOISE:
                break
            crews = self._crews_on(route, best)
            if crews is None:
                beyond = max(beyond, hope)
            elif len(crews):
                visited = tuple(self._routes.areas[:, route].tolist())
                worth = Pairing(self, crews).worth(visited, len(crews))
                crew = int(worth.argmax())
                if worth[crew] + self._alone(route) > best:
                    best = float(worth[crew]) + self._alone(route)
                    tours = (self._tour(crews, route, crew), *tours)
        most = max(best, beyond)
        return Priced(most + NOISE, tours, max(0.0, most - best))

    def _crews_on(self, route: int, best: float) -> Crews | None:
        """Give the crews that could beat the best tour on a route; None when they are too many."""
        areas = self._routes.areas[:, route]
        local = self.roots()[:-1][:, areas].sum(axis=1)
        worth = self.candidates.worth + local
        order = np.argsort(-worth, kind="stable")
        touched = (d for d in self.numbered.demands if d.min == 1 and d.where is not None)
        needed = tuple(d.bit for d in touched if d.where is not None and d.where[areas].any())
        there = replace(
            self.candidates,
            worth=worth[order],
            people=self.candidates.people[order],
            tags=self.candidates.tags[order],
            needed=(*self.candidates.needed, *needed),
        )
        met = float(self.footing.met[self.departure][areas].sum())
        grown = crews_from(there, best - self._alone(route) - met - NOISE, self.footing.crews)
        self.footing.work += WORK * (self.footing.crews if grown is None else len(grown))
        if grown is None:
            return None
        members = np.append(order, len(order)).astype(np.int16)[grown.members]
        own = np.append(self.candidates.worth, 0.0)[members].sum(axis=1)
        return self._allowed(Crews(members, own, grown.tags))

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
        needs = self.footing.met[self.departure]
        roots = self.roots()[:-1]
        hopes, beside = np.empty(len(chosen)), np.empty(len(chosen))
        for begin in range(0, len(chosen), CHUNK):
            part = slice(begin, begin + CHUNK)
            areas = self._routes.areas[:, chosen[part]]
            alone = self.routes_most[chosen[part]] - self._bonus[areas].sum(axis=0)
            alone = alone + needs[areas].sum(axis=0)
            local = roots[:, areas].sum(axis=1)
            hopes[part] = alone + self._own_members(local)
            beside[part] = alone + largest_of_columns(local, 0, crew.max)
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
