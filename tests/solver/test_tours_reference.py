"""The enumeration on arrays gives, to the tie, what growing tours one by one gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import permutations
from random import Random

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from busplan.clock import MINUTES_PER_DAY, Clock
from busplan.modelling import Route
from busplan.season import Area, Bus, Departure, Pin, Season, Slot, Stop, TourLimits
from busplan.solver import enumeration
from busplan.solver.enumeration import decoded, encoded
from busplan.solver.tours import RoutePool, interchangeable, open_departures, route_pool
from busplan.travel import Leg, TravelTimes
from tests.small_season import MONDAY, a_season, travel, with_bus
from tests.strategies import examples, gentle_seasons, seasons

# -- the reference ---------------------------------------------------------------------------------


def reference_pool(
    season: Season, departures: Iterable[Departure]
) -> Mapping[Departure, tuple[Route, ...]]:
    """Enumerate the routes of each departure anew."""
    return {departure: _OneByOne(season, departure).routes() for departure in departures}


@dataclass(frozen=True)
class _Partial:
    """The stops so far, when the bus leaves the last of them, and the minutes driven so far."""

    stops: tuple[Stop, ...]
    leaves: int
    drive: int


class _OneByOne:
    """All routes of one departure, grown stop by stop, one tour after the other."""

    def __init__(self, season: Season, departure: Departure) -> None:
        self.season = season
        self.bus = season.bus_by_id[departure.bus]
        self.slot = season.slot_by_name[departure.slot]
        self.boarding = season.boarding_place(self.bus.id)
        self.stops = [stop for stop in season.stops if stop.is_open_on(departure.date)]
        self.alike = interchangeable(season)
        self.best: dict[frozenset[int], tuple[int, int, tuple[str, ...]]] = {}

    def minutes(self, origin: str, destination: str) -> int | None:
        return self.season.travel.drive_minutes(origin, destination, self.bus.speed_factor)

    def routes(self) -> tuple[Route, ...]:
        to_boarding = self.minutes(self.bus.id, self.boarding)
        to_depot = self.minutes(self.boarding, self.bus.id)
        if to_boarding is None or to_depot is None or self.slot.start < to_boarding:
            return ()
        partials = [_Partial((), self.slot.start, to_boarding + to_depot)]
        for _ in range(self.season.tours.max_visits):
            partials = [longer for partial in partials for longer in self._extensions(partial)]
            for partial in partials:
                self._keep_if_best(partial, MINUTES_PER_DAY - to_depot)
        routes = [Route(stops, drive) for drive, _, stops in self.best.values()]
        return tuple(sorted(routes, key=lambda route: (len(route.stops), route.stops)))

    def _extensions(self, partial: _Partial) -> Iterator[_Partial]:
        here = partial.stops[-1].id if partial.stops else self.boarding
        for stop in self.stops:
            drive = self.minutes(here, stop.id)
            if drive is None or stop.area in {visited.area for visited in partial.stops}:
                continue
            leaves = max(partial.leaves + drive, stop.opens or 0) + stop.visit_minutes
            if leaves <= min(self.slot.end, stop.closes or self.slot.end):
                yield _Partial((*partial.stops, stop), leaves, partial.drive + drive)

    def _keep_if_best(self, partial: _Partial, latest: int) -> None:
        home = self.minutes(partial.stops[-1].id, self.boarding)
        if home is None or partial.leaves + home > min(self.slot.end, latest):
            return
        stops = tuple(stop.id for stop in partial.stops)
        candidate = (partial.drive + home, partial.leaves + home, stops)
        kind = frozenset(self.alike[stop] for stop in stops)
        self.best[kind] = min(self.best.get(kind, candidate), candidate)


# -- seasons with many ties ------------------------------------------------------------------------


@st.composite
def crowded_seasons(draw: st.DrawFn) -> Season:
    """Give a week with up to nine stops in five areas, two buses, and few different minutes."""
    dice = Random(draw(st.integers(0, 100_000)))  # noqa: S311
    areas = tuple(replace(_AREA, id=f"area-{n}") for n in range(5))
    ids = [f"stop-{n}" for n in range(dice.randint(4, 9))]
    dice.shuffle(ids)
    places = ["bus", "van", "hall", *ids]
    legs = {
        pair: Leg(dice.choice((5.0, 6.0, 8.5, 20.0)), 1.0)
        for pair in permutations(places, 2)
        if dice.random() < 0.95
    }
    return a_season(
        first_date=MONDAY,
        last_date=MONDAY + timedelta(days=2),
        areas=areas,
        stops=tuple(_a_stop(dice, stop, dice.choice(areas)) for stop in ids),
        buses=tuple(
            Bus(name, name, 11.2, 55.3, 6, dice.choice((1.0, 1.3))) for name in ("bus", "van")
        ),
        slots=(
            Slot("am", "morning", Clock(540), Clock(dice.randint(600, 800))),
            Slot("pm", "evening", Clock(1300), Clock(dice.randint(1380, 1440))),
        ),
        tours=TourLimits(max=1, max_visits=draw(st.integers(1, 4))),
        travel=TravelTimes("matrix", legs),
        pins=tuple(Pin(must=True, date=MONDAY, stop=stop) for stop in ids if dice.random() < 0.1),
    )


_AREA: Area = a_season().areas[0]


def _a_stop(dice: Random, stop: str, area: Area) -> Stop:
    """Give a stop that may open late, close early, and be closed on a date."""
    minutes = dice.choice((10, 20, 20, 30))
    opens = dice.choice((None, None, Clock(570), Clock(600)))
    closes = dice.choice((None, None, None, Clock((opens or 540) + 90)))
    closed = frozenset({MONDAY + timedelta(days=dice.randrange(3))} if dice.random() < 0.3 else ())
    return Stop(stop, stop, area.id, 11.3, 55.5, minutes, opens=opens, closes=closes, closed=closed)


# -- what they agree on ----------------------------------------------------------------------------


def lengths(pool: Mapping[Departure, tuple[Route, ...]]) -> list[int]:
    return sorted({len(route.stops) for routes in pool.values() for route in routes})


@examples(40)
@given(st.one_of(gentle_seasons(most_days=3), seasons(most_days=3)))
def test_the_pool_of_any_season_is_what_growing_tours_one_by_one_gives(season: Season) -> None:
    departures = open_departures(season)
    assert route_pool(season, departures) == reference_pool(season, departures)


@examples(60)
@given(crowded_seasons())
def test_the_pool_of_many_ties_is_what_growing_tours_one_by_one_gives(season: Season) -> None:
    departures = open_departures(season)
    pool = route_pool(season, departures)
    event(f"lengths {lengths(pool)}")
    assert pool == reference_pool(season, departures)


@examples(15)
@given(crowded_seasons(), st.sampled_from((1, 7, 40)))
def test_the_pool_does_not_depend_on_the_size_of_the_blocks(season: Season, size: int) -> None:
    departures = open_departures(season)
    expected = route_pool(season, departures)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(enumeration, "BLOCK", size)
        patch.setattr(enumeration, "WAITING", size)
        assert route_pool(season, departures) == expected


@examples(15)
@given(crowded_seasons())
def test_counting_routes_agrees_with_making_them(season: Season) -> None:
    pool = RoutePool(season)
    for departure in open_departures(season):
        assert pool.count(departure) == len(pool.routes(departure))


def test_a_pair_can_be_driven_of_which_neither_stop_can_be_visited_alone() -> None:
    season = a_season(travel=travel(hall__north_1=None, south_1__hall=None))
    season = replace(season, stops=tuple(s for s in season.stops if s.id in ("north-1", "south-1")))
    (routes,) = route_pool(season, [Departure(MONDAY, "morning", "bus")]).values()
    assert [route.stops for route in routes] == [("south-1", "north-1")]


def test_a_season_without_stops_has_no_routes() -> None:
    season = a_season(stops=())
    departure = Departure(MONDAY, "morning", "bus")
    assert route_pool(season, [departure]) == {departure: ()}
    assert RoutePool(season).best(departure, {}, 5, 1.0) == ()


@pytest.mark.parametrize("far", ["hall__bus", "bus__hall", "hall__north_1", "north_1__hall"])
def test_a_way_of_a_thousand_years_is_too_long_but_no_fault(far: str) -> None:
    season = a_season(travel=travel(**{far: Leg(1e30, 8.0)}))
    departures = open_departures(season)[:2]
    assert route_pool(season, departures) == reference_pool(season, departures)


def test_buses_that_drive_alike_share_their_routes() -> None:
    season = a_season()
    bus, van = (Departure(MONDAY, "morning", bus) for bus in ("bus", "van"))
    pool = RoutePool(season)
    assert pool.routes(bus) is pool.routes(van)
    pool = RoutePool(with_bus(season, "van", speed_factor=2.0))
    assert pool.routes(bus) != pool.routes(van)


def test_only_the_depot_legs_tell_the_routes_of_two_buses_apart() -> None:
    pool = RoutePool(a_season(travel=travel(van__hall=Leg(25.0, 20.0))))
    of_bus = pool.routes(Departure(MONDAY, "morning", "bus"))
    of_van = pool.routes(Departure(MONDAY, "morning", "van"))
    assert [route.stops for route in of_bus] == [route.stops for route in of_van]
    assert {b.drive_minutes - a.drive_minutes for a, b in zip(of_bus, of_van, strict=True)} == {15}


@pytest.mark.parametrize("sizes", [(3, 1, 1000), (1000,) * 9])
def test_digits_are_read_as_they_were_written_however_long_the_number(
    sizes: tuple[int, ...],
) -> None:
    dice = Random(1)  # noqa: S311
    digits = np.array([[dice.randrange(size) for _ in range(50)] for size in sizes])
    words = encoded(sizes, digits)
    assert (decoded(sizes, words) == digits).all()
    assert sorted(words.tolist()) == [
        word for _, word in sorted(zip(digits.T.tolist(), words.tolist(), strict=True))
    ]
