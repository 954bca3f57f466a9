"""A season in numbers: what the pricing of staffed tours reads, as arrays.

Stops, areas, associations, tags and departures are numbered in the order in which the season
gives them. Where a route has fewer stops than the longest, the number after the last stands for
"no stop", and likewise for areas and members of a crew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from busplan.goals.wishes import WORTH
from busplan.season import Association, Departure, Season
from busplan.solver.staffing import willing
from busplan.solver.tours import RoutePool, open_departures

Floats: TypeAlias = npt.NDArray[np.float64]
Whole: TypeAlias = npt.NDArray[np.integer[Any]]
Flags: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Routes:
    """The routes of one kind of departure.

    Attributes
    ----------
    stops, areas
        One column for each route; short ones are filled up with "no stop" and "no area".
    drive
        Drive minutes, depot legs included.
    """

    stops: Whole
    areas: Whole
    drive: Floats

    def __len__(self) -> int:
        return len(self.drive)

    @cached_property
    def _touching(self) -> dict[bytes, Flags]:
        return {}

    def touching(self, areas: Flags) -> Flags:
        """Tell which routes visit any of these areas; `areas` has a False for "no area"."""
        key = areas.tobytes()
        if key not in self._touching:
            self._touching[key] = np.asarray(areas[self.areas].any(axis=0), np.bool_)
        return self._touching[key]


@dataclass(frozen=True)
class CrewDemand:
    """At least `min` of a crew have one of the tags in `bit`; on tours that touch `where`."""

    bit: int
    min: int
    where: Flags | None


@dataclass(frozen=True, eq=False)
class StaffedTour:
    """A departure with a route and a crew, all by number, and the points it brings by itself.

    `points` counts wishes, local roots, needs and driving: what depends on no other tour.
    """

    departure: int
    stops: tuple[int, ...]
    areas: tuple[int, ...]
    crew: tuple[int, ...]
    points: float

    @property
    def key(self) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        """Equal for equal tours."""
        return (self.departure, self.stops, self.crew)


class NumberedSeason:
    """Arrays over the stops, areas, associations, tags and departures of a season.

    With `share` departures of all dates share their routes, and stops that are closed on a date
    are barred there instead: a vast season has no room for routes of its own for every date.
    """

    def __init__(
        self, season: Season, pool: RoutePool | None = None, *, share: bool = False
    ) -> None:
        self.season = season
        self.shares_routes = share
        self._pool = pool or RoutePool(season)
        self.stop_ids = tuple(stop.id for stop in season.stops)
        self.stop_number = _numbers(self.stop_ids)
        self.area_number = _numbers(area.id for area in season.areas)
        self.association_ids = tuple(who.id for who in season.associations)
        self.association_number = _numbers(self.association_ids)
        self.no_stop, self.no_area = len(self.stop_ids), len(season.areas)
        areas = [self.area_number[stop.area] for stop in season.stops]
        self.area_of = np.array([*areas, self.no_area], np.int64)
        self._number_tags()
        self._number_roots()
        self._number_departures()
        never = [pin for pin in season.pins if not pin.must and pin.association is None]
        self.barred_stops: dict[int, list[int]] = {}
        renumber = {number: stop for stop, number in self._pool.number_of.items()}
        for number, departure in enumerate(self.departures):
            barred = [self.stop_number[p.stop] for p in never if p.stop and p.speaks_of(departure)]
            if share:
                closed = self._pool.closed_on(departure.date)
                barred += [self.stop_number[renumber[stop]] for stop in closed]
            if barred:
                self.barred_stops[number] = barred

    def _number_tags(self) -> None:
        """Number the tags that a crew can be asked for and that somebody has."""
        season = self.season
        asked = {requirement.tag for requirement in season.crew.requirements}
        if season.weights["needs"] > 0:
            asked.update(tag for area in season.areas for tag in area.needs)
        offered = {tag for who in season.associations for tag in who.tags}
        self.tags = tuple(sorted(asked & offered))
        bit = {tag: 1 << number for number, tag in enumerate(self.tags)}
        self.tag_bits = np.array(
            [sum(bit.get(tag, 0) for tag in set(who.tags)) for who in season.associations], np.int64
        )
        self.bits = np.array([bit[tag] for tag in self.tags], np.int64)
        self.demands = tuple(
            CrewDemand(
                bit.get(asked.tag, 0),
                asked.min,
                None if asked.where is None else self.areas_tagged(asked.where),
            )
            for asked in season.crew.requirements
            if asked.min > 0
        )

    def _number_roots(self) -> None:
        """Count points for local roots (association × area) and for needs (area × tag)."""
        season = self.season
        self.roots = np.zeros((len(season.associations) + 1, self.no_area + 1))
        for number, who in enumerate(season.associations):
            homes = [self.area_number[home] for home in set(who.home_areas)]
            self.roots[number, homes] = season.weights["local"]
        self.needs = np.zeros((self.no_area + 1, len(self.tags)))
        for number, area in enumerate(season.areas):
            wanted = [self.tags.index(tag) for tag in set(area.needs) if tag in self.tags]
            self.needs[number, wanted] = season.weights["needs"]
        self.people = np.array([who.people for who in season.associations], np.int64)
        self.apart = frozenset(
            frozenset((self.association_number[who.id], self.association_number[other]))
            for who in season.associations
            for other in who.apart
            if other != who.id
        )
        self.kept_apart = np.zeros(len(season.associations), np.bool_)
        for pair in self.apart:
            self.kept_apart[list(pair)] = True

    def _number_departures(self) -> None:
        """Read routes and willing associations of each departure, and leave out the hopeless."""
        season = self.season
        pool = self._pool
        order = [pool.number_of[stop] for stop in self.stop_ids]
        renumber = np.empty(len(order) + 1, np.int64)
        renumber[order] = np.arange(len(order))
        renumber[-1] = self.no_stop
        made: dict[object, Routes] = {}
        columns: dict[int, tuple[Whole, Whole, Whole]] = {}
        self.departures: list[Departure] = []
        self.routes: list[Routes] = []
        self.able: list[Whole] = []
        self.wishes: list[Floats] = []
        self.seats: list[int] = []
        barred = {
            pin: self.association_number[pin.association]
            for pin in season.pins
            if not pin.must and pin.stop is None and pin.association is not None
        }
        for departure in open_departures(season):
            give = pool.all_arrays if self.shares_routes else pool.arrays
            kind, stops, drive = give(departure)
            able = [
                who
                for who in willing(season, departure)
                if not any(pin.association == who.id and pin.speaks_of(departure) for pin in barred)
            ]
            if not len(drive) or len(able) < season.crew.min:
                continue
            if kind not in made:
                if id(stops) not in columns:
                    ours: Whole = renumber[stops].astype(np.int16)
                    columns[id(stops)] = (ours, self.area_of[ours].astype(np.int16), stops)
                ours, areas, _ = columns[id(stops)]
                made[kind] = Routes(ours, areas, drive.astype(np.float64))
            self.departures.append(departure)
            self.routes.append(made[kind])
            self.able.append(np.array([self.association_number[who.id] for who in able], np.int64))
            self.wishes.append(self._wishes(departure, able))
            self.seats.append(season.bus_by_id[departure.bus].seats)
        self.departure_number = _numbers(self.departures)

    def _wishes(self, departure: Departure, able: list[Association]) -> Floats:
        season, weight = self.season, self.season.weights["wishes"]
        worth = (
            WORTH.get(season.answer(who, departure.date, departure.slot), 0) * weight
            for who in able
        )
        return np.fromiter(worth, np.float64, len(able))

    def areas_tagged(self, tag: str) -> Flags:
        """Tell which areas have a tag; the last flag is that of "no area"."""
        return np.array([*(tag in area.tags for area in self.season.areas), False], np.bool_)

    def staffed(
        self, departure: int, stops: tuple[int, ...], crew: tuple[int, ...], drive: float
    ) -> StaffedTour:
        """Make a staffed tour and count what it brings by itself."""
        areas = tuple(int(self.area_of[stop]) for stop in stops)
        members = list(crew)
        where = np.searchsorted(self.able[departure], members)
        points = float(self.wishes[departure][where].sum())
        points += float(self.roots[np.ix_(members, areas)].sum())
        offered = np.bitwise_or.reduce(self.tag_bits[members], initial=0)
        points += float(self.needs[list(areas)].sum(axis=0) @ ((self.bits & offered) > 0))
        points -= self.season.weights["driving"] * drive
        return StaffedTour(departure, stops, areas, tuple(sorted(crew)), points)


def _numbers(names: Iterable[object]) -> Mapping[Any, int]:
    return {name: number for number, name in enumerate(names)}
