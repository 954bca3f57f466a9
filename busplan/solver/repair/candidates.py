"""Where a tour of a repair could go: all there is in a small season, else what promises most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import permutations

from busplan.change import Disturbance, Shift
from busplan.modelling import Route
from busplan.plan import Plan, Tour
from busplan.rules.timetable import drive_of, earliest_tour
from busplan.season import Departure, Season
from busplan.solver.decomposition import staffed_tours
from busplan.solver.numbered import NumberedSeason, StaffedTour
from busplan.solver.pricing import Pricing
from busplan.solver.staffing import Pool, staffable
from busplan.solver.standing import Standing
from busplan.solver.tours import RoutePool, open_departures

ALL = 4_000
"""Up to so many routes × departures a repair considers all of them."""

VAST = 20_000_000
"""From so many on the routes of a bus are shared by all dates, as there is no room for more."""

ROUTES, DEPARTURES = 12, 30
"""Else so many most rewarding routes, at so many departures."""


@dataclass(frozen=True)
class Candidates:
    """The routes that a repair of one plan may choose from."""

    disturbance: Disturbance

    @property
    def season(self) -> Season:
        """The season as it is after what happened."""
        return self.disturbance.season

    @cached_property
    def kept(self) -> Pool:
        """Each tour that is past, or can still run as it was, with its own route only."""
        tours = (*self.disturbance.past, *self.disturbance.possible)
        return self.in_order({tour.departure: (self.route(tour),) for tour in tours})

    def route(self, tour: Tour) -> Route:
        """Give a tour's route with the drive minutes of today."""
        today = earliest_tour(self.season, tour.departure, tour.stops)
        return Route(tour.stops, tour.drive_minutes if today is None else today.drive_minutes)

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        """The departures ahead at which a tour may run."""
        begins = self.disturbance.begins
        return tuple(d for d in open_departures(self.season) if begins is None or d.date >= begins)

    def same_tour(self, tour: Tour, departures: Sequence[Departure]) -> Pool:
        """Give a tour's stops at other departures, in the order that drives least."""
        found: dict[Departure, Sequence[Route]] = {}
        for departure in departures:
            orders = [o for o in self._orders(departure, tour) if departure != tour.departure]
            if orders:
                found[departure] = (min(orders, key=lambda r: (r.drive_minutes, r.stops)),)
        return staffable(self.season, found)

    def _orders(self, departure: Departure, tour: Tour) -> Iterator[Route]:
        if not all(self.season.stop_by_id[s].is_open_on(departure.date) for s in tour.stops):
            return
        for stops in permutations(tour.stops):
            driven = earliest_tour(self.season, departure, stops)
            if driven is not None:
                yield Route(stops, driven.drive_minutes)

    def anywhere(self) -> tuple[Pool, bool]:
        """Give the kept tours and all that new or moved ones could be, and whether it is all."""
        routes = RoutePool(self.season)
        complete = sum(map(routes.count, self.departures)) <= ALL
        if complete:
            found: dict[Departure, Sequence[Route]] = {
                departure: routes.routes(departure) for departure in self.departures
            }
        else:
            found = self._rewarding(routes)
        for departure, chosen in self.kept.items():
            found[departure] = tuple(dict.fromkeys((*chosen, *found.get(departure, ()))))
        return self.in_order(staffable(self.season, found)), complete

    def _rewarding(self, routes: RoutePool) -> dict[Departure, Sequence[Route]]:
        """Give the most rewarding routes of the most promising departures.

        What a tour brings is priced together with its best crew, at the margin of the tours that
        are kept.
        """
        vast = sum(map(routes.count, self.departures)) >= VAST
        numbered = NumberedSeason(self.season, routes, share=vast)
        prices = self._standing(numbered)
        pricing = Pricing(numbered)
        ahead = set(self.departures)
        gone = [tour for tour in self.disturbance.ahead if tour.departure not in self.kept]
        rated: list[tuple[float, Departure, tuple[Route, ...]]] = []
        for number, departure in enumerate(numbered.departures):
            if departure not in ahead or not prices.free[number]:
                continue
            good = pricing.look(number, prices.prices()).good(ROUTES)
            found = [self._unnumbered(numbered, tour) for tour in good.tours]
            same = [route for tour in gone for route in self._orders(departure, tour)]
            chosen = tuple(dict.fromkeys((*found, *same)))
            if chosen:
                rated.append((good.worth - good.slack, departure, chosen))
        rated.sort(key=lambda one: (-one[0], one[1]))
        return {departure: chosen for _, departure, chosen in rated[:DEPARTURES]}

    def _standing(self, numbered: NumberedSeason) -> Standing:
        """Let the tours that are kept run, with those of their crews who can still come."""
        standing = Standing(numbered)
        lost = self.disturbance.lost
        left = tuple(
            replace(tour, crew=tuple(w for w in tour.crew if Shift(tour.departure, w) not in lost))
            for tour in (*self.disturbance.past, *self.disturbance.possible)
        )
        for staffed in staffed_tours(numbered, Plan.in_order(self.season, left)):
            standing.add(staffed)
        return standing

    @staticmethod
    def _unnumbered(numbered: NumberedSeason, tour: StaffedTour) -> Route:
        """Give the route of a numbered tour, with its minutes."""
        season = numbered.season
        stops = tuple(numbered.stop_ids[stop] for stop in tour.stops)
        drive = drive_of(season, numbered.departures[tour.departure].bus, stops)
        return Route(stops, 0 if drive is None else drive.minutes)

    def in_order(self, pool: Pool) -> Pool:
        """Sort the departures of a pool as the season has them."""
        return {d: pool[d] for d in self.season.every_departure() if d in pool}
