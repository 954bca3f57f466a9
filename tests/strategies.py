"""Hypothesis strategies: small random seasons, random routes, random plans that may break rules.

Seasons are small enough for brute force, and dense: few dates, short distances and tight limits,
so that rules bind often and are kept often.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, permutations
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from shapely import Point

from busplan.clock import Clock
from busplan.modelling import Route
from busplan.plan import Plan, Tour
from busplan.rules.timetable import drive_of
from busplan.season import (
    DEFAULT_WEIGHTS,
    Answer,
    Area,
    Association,
    Bus,
    CrewLimits,
    Departure,
    MeetingPoint,
    Pin,
    Reach,
    Requirement,
    ResidentPoint,
    Season,
    Slot,
    Stop,
    TourLimits,
    VisitLimits,
)
from busplan.travel import Leg, TravelTimes
from tests.small_season import a_tour

TIMES = int(os.environ.get("BUSPLAN_TIMES_EXAMPLES", "1"))
"""With 1 every run sees the same examples; with more, so many times as many, each run others."""

settings.register_profile(
    "busplan",
    deadline=None,
    derandomize=TIMES == 1,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("busplan")


def examples(number: int) -> settings:
    """Ask for so many examples, or more where BUSPLAN_TIMES_EXAMPLES says so."""
    return settings(max_examples=number * TIMES)


TAGS = ("social", "coast", "host")
AREAS = ("north", "south", "east")
ASSOCIATIONS = ("blue", "green", "red")
BEFORE_NEW_YEAR = date(2025, 12, 26)
"""A Friday: a season of a few days from here crosses a weekend, the ISO year and New Year."""


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Nothing as often as something."""
    return st.one_of(st.none(), strategy)


def subsets(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Every choice of some names."""
    return [some for size in range(len(names) + 1) for some in combinations(names, size)]


def dates(days: int, most: int) -> st.SearchStrategy[frozenset[date]]:
    """Some dates of a season of so many days."""
    day = st.integers(0, days - 1).map(lambda n: BEFORE_NEW_YEAR + timedelta(days=n))
    return st.frozensets(day, max_size=most)


some_tags = st.sampled_from(subsets(TAGS))

# -- parts of a season -----------------------------------------------------------------------------


@st.composite
def areas(draw: st.DrawFn) -> tuple[Area, ...]:
    made = []
    for name in AREAS[: draw(st.sampled_from((3, 2, 1)))]:
        residents = draw(st.integers(0, 40))
        made.append(
            Area(
                id=name,
                name=name.title(),
                geometry=Point(11.3, 55.4),
                residents=residents,
                social_residents=draw(st.integers(0, residents)),
                tags=draw(some_tags),
                needs=draw(some_tags),
                priority=draw(st.sampled_from((1.0, 2.5, 0.0))),
                min_visits=draw(st.sampled_from((0, 0, 0, 1))),
                max_visits=draw(st.integers(1, 3)),
            )
        )
    return tuple(made)


@st.composite
def stops(draw: st.DrawFn, areas: Sequence[Area], days: int, most: int) -> tuple[Stop, ...]:
    made = []
    for number in range(draw(st.sampled_from(range(most, 0, -1)))):
        opens = draw(maybe(st.integers(9 * 60, 11 * 60).map(Clock)))
        minutes = draw(st.integers(5, 40))
        open_for = draw(maybe(st.integers(minutes, 90)))
        closes = Clock((opens or 9 * 60) + open_for) if open_for is not None else None
        made.append(
            Stop(
                id=f"stop-{number}",
                name=f"Stop {number}",
                area=draw(st.sampled_from(areas)).id,
                lon=11.3,
                lat=55.4,
                visit_minutes=minutes,
                opens=opens,
                closes=closes,
                weekdays=draw(maybe(st.frozensets(st.integers(0, 6), min_size=4))),
                closed=draw(dates(days, 1)),
            )
        )
    return tuple(made)


@st.composite
def associations(draw: st.DrawFn, areas: Sequence[Area]) -> tuple[Association, ...]:
    made = []
    names = ASSOCIATIONS[: draw(st.sampled_from((3, 2, 1)))]
    homes = st.sampled_from(subsets([area.id for area in areas]))
    for name in names:
        least = draw(st.sampled_from((0, 0, 0, 1)))
        made.append(
            Association(
                id=name,
                name=f"The {name.title()}",
                tags=draw(some_tags),
                home_areas=draw(homes),
                people=draw(st.integers(0, 3)),
                min_shifts=least,
                max_shifts=draw(maybe(st.integers(least, 3))),
                min_days_between=draw(st.sampled_from((0, 1, 2, 3, 7))),
                default_answer=draw(st.sampled_from((Answer.YES, Answer.YES, Answer.NO))),
                weekdays=draw(maybe(st.frozensets(st.integers(0, 6), min_size=3))),
                apart=draw(st.sampled_from(subsets(names))),
            )
        )
    return tuple(made)


@st.composite
def buses(draw: st.DrawFn, days: int, most: int) -> tuple[Bus, ...]:
    return tuple(
        Bus(
            id=name,
            name=name.title(),
            lon=11.2,
            lat=55.3,
            seats=draw(st.integers(0, 6)),
            speed_factor=draw(st.sampled_from((1.0, 0.5, 1.3))),
            closed=draw(dates(days, 1)),
        )
        for name in ("bus", "van")[: draw(st.integers(1, most))]
    )


@st.composite
def slots(draw: st.DrawFn, most: int) -> tuple[Slot, ...]:
    """Give a morning, and perhaps an evening that may run until midnight."""
    morning = Slot("am", "morning", Clock(9 * 60), Clock(draw(st.integers(10 * 60, 13 * 60))))
    evening = Slot("pm", "evening", Clock(21 * 60), Clock(draw(st.integers(22 * 60, 24 * 60))))
    return (morning, evening)[: draw(st.integers(1, most))]


@st.composite
def travels(draw: st.DrawFn, places: Sequence[str]) -> TravelTimes:
    """Give ways in quarters of a minute, by one seed; about one pair in twelve has none."""
    dice = Random(draw(st.integers(0, 1000)))  # noqa: S311
    legs: dict[tuple[str, str], Leg] = {}
    for pair in permutations(places, 2):
        quarters = dice.randint(-10, 110)
        if quarters >= 0:
            legs[pair] = Leg(quarters / 4, quarters / 5)
    return TravelTimes("matrix", legs)


@st.composite
def requirements(draw: st.DrawFn, *, where: bool) -> tuple[Requirement, ...]:
    made = []
    for _ in range(draw(st.integers(0, 2))):
        condition = draw(maybe(st.sampled_from(TAGS))) if where else None
        made.append(Requirement(draw(st.sampled_from(TAGS)), draw(st.integers(0, 2)), condition))
    return tuple(made)


@st.composite
def pins(draw: st.DrawFn, season: Season) -> tuple[Pin, ...]:
    made = []
    for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
        stop = draw(maybe(st.sampled_from(season.stops)))
        association = draw(maybe(st.sampled_from(season.associations)))
        if stop is None and association is None:
            continue
        made.append(
            Pin(
                must=draw(st.booleans()),
                date=draw(st.sampled_from(season.dates)),
                slot=draw(maybe(st.sampled_from([slot.name for slot in season.slots]))),
                stop=stop and stop.id,
                association=association and association.id,
            )
        )
    return tuple(made)


@st.composite
def answers(draw: st.DrawFn, season: Season) -> Mapping[tuple[str, date, str], Answer]:
    chance = st.tuples(
        st.sampled_from([who.id for who in season.associations]),
        st.sampled_from(season.dates),
    )
    whole = st.sampled_from(list(Answer))
    by_slot = st.sampled_from(season.slots).map(lambda slot: slot.name)
    found: dict[tuple[str, date, str], Answer] = {}
    least = draw(st.sampled_from((0, 2, 4)))
    for (who, day), answer in draw(
        st.dictionaries(chance, whole, min_size=min(least, season.days), max_size=12)
    ).items():
        found.update({(who, day, slot.name): answer for slot in season.slots})
        if draw(st.booleans()):
            found[who, day, draw(by_slot)] = draw(whole)
    return found


@st.composite
def resident_points(draw: st.DrawFn, season: Season) -> tuple[ResidentPoint, ...]:
    nearby = st.frozensets(st.sampled_from([stop.id for stop in season.stops]), max_size=3)
    made = []
    for _ in range(draw(st.integers(0, 4))):
        residents = draw(st.integers(0, 30))
        area = draw(maybe(st.sampled_from([area.id for area in season.areas])))
        social = draw(st.integers(0, residents))
        made.append(ResidentPoint(11.3, 55.4, residents, social, area, draw(nearby)))
    return tuple(made)


# -- a season --------------------------------------------------------------------------------------


@st.composite
def seasons(
    draw: st.DrawFn,
    *,
    most_days: int = 9,
    most_tours: int = 3,
    most_buses: int = 2,
    most_slots: int = 2,
    most_stops: int = 4,
) -> Season:
    """Give a small season in which every kind of limit may bind."""
    days = draw(st.sampled_from(range(most_days, 0, -1)))
    made_areas = draw(areas())
    made_stops = draw(stops(made_areas, days, most_stops))
    made_buses = draw(buses(days, most_buses))
    meeting_point = draw(maybe(st.just(MeetingPoint("hall", "The Hall", 11.3, 55.4))))
    places = [one.id for one in (*made_buses, *made_stops)] + ["hall"] * bool(meeting_point)
    season = Season(
        name="A random season",
        first_date=BEFORE_NEW_YEAR,
        last_date=BEFORE_NEW_YEAR + timedelta(days=days - 1),
        areas=made_areas,
        stops=made_stops,
        associations=draw(associations(made_areas)),
        buses=made_buses,
        slots=draw(slots(most_slots)),
        weekdays=draw(st.frozensets(st.integers(0, 6), min_size=5)),
        tours=draw(tour_limits(most_tours)),
        crew=draw(crew_limits()),
        travel=draw(travels(places)),
        visits=draw(visit_limits()),
        reach=draw(reaches()),
        weights=draw(weights()),
        closed=draw(dates(days, 1)),
        public_holidays={date(2026, 1, 1): "Nytårsdag"},
        runs_on_public_holidays=draw(st.booleans()),
        meeting_point=meeting_point,
    )
    return replace(
        season,
        pins=draw(pins(season)),
        answers=draw(answers(season)),
        residents=draw(maybe(resident_points(season))),
    )


DEMANDS: Mapping[str, Callable[[Season], Season]] = {
    "tours": lambda s: replace(s, tours=replace(s.tours, min=0)),
    "kinds of tours": lambda s: replace(s, tours=replace(s.tours, requirements=())),
    "areas": lambda s: replace(s, areas=tuple(replace(one, min_visits=0) for one in s.areas)),
    "crew": lambda s: replace(s, crew=replace(s.crew, min=0)),
    "kinds of crew": lambda s: replace(s, crew=replace(s.crew, requirements=())),
    "shifts": lambda s: replace(
        s, associations=tuple(replace(one, min_shifts=0) for one in s.associations)
    ),
    "pins": lambda s: replace(s, pins=()),
}
"""What a season may ask to happen, and how to take it back."""


@st.composite
def gentle_seasons(draw: st.DrawFn, **limits: int) -> Season:
    """Give an open season of short ways that makes one kind of demand only: most have plans."""
    season = open_doors(draw(seasons(**limits)))
    kept = draw(st.sampled_from(list(DEMANDS)))
    for demand, taken_back in DEMANDS.items():
        if demand != kept:
            season = taken_back(season)
    return season


def open_doors(season: Season) -> Season:
    """Take back what closes dates, stops and buses or keeps people at home, but for the answers."""
    legs = {pair: Leg(leg.minutes / 3, leg.km) for pair, leg in season.travel.legs.items()}
    return replace(
        season,
        travel=replace(season.travel, legs=legs),
        weekdays=frozenset(range(7)),
        closed=frozenset(),
        slots=tuple(replace(one, end=Clock(one.start + 150)) for one in season.slots),
        stops=tuple(replace(one, weekdays=None, closed=frozenset()) for one in season.stops),
        buses=tuple(
            replace(one, closed=frozenset(), seats=max(4, one.seats)) for one in season.buses
        ),
        associations=tuple(
            replace(
                one, weekdays=None, default_answer=Answer.YES, max_shifts=one.max_shifts or None
            )
            for one in season.associations
        ),
    )


@st.composite
def tour_limits(draw: st.DrawFn, most: int) -> TourLimits:
    maximum = draw(st.sampled_from(range(most, 0, -1)))
    return TourLimits(
        max=maximum,
        max_visits=draw(st.integers(1, 3)),
        min=draw(st.sampled_from((0, 0, min(1, maximum), maximum))),
        max_per_week=draw(st.sampled_from((None, None, 1, 2))),
        requirements=draw(requirements(where=False)),
    )


@st.composite
def crew_limits(draw: st.DrawFn) -> CrewLimits:
    least = draw(st.integers(0, 2))
    return CrewLimits(least, draw(st.integers(max(least, 1), 3)), draw(requirements(where=True)))


@st.composite
def visit_limits(draw: st.DrawFn) -> VisitLimits:
    return VisitLimits(min_weeks_between=draw(st.sampled_from((0, 0.1, 0.3, 0.5, 1))))


@st.composite
def reaches(draw: st.DrawFn) -> Reach:
    return Reach(
        social_weight=draw(st.sampled_from((3.0, 1.0, 0.0))),
        repeat_factor=draw(st.sampled_from((0.4, 0.0, 1.0, 0.75))),
    )


@st.composite
def weights(draw: st.DrawFn) -> Mapping[str, float]:
    if draw(st.sampled_from((True, True, False))):
        return dict(DEFAULT_WEIGHTS)
    weight = st.sampled_from((0, 0.05, 1, 7.5, 100))
    return {goal: draw(weight) for goal in DEFAULT_WEIGHTS}


# -- routes and plans ------------------------------------------------------------------------------


@st.composite
def routes(draw: st.DrawFn, season: Season, *, areas_once: bool = True) -> tuple[str, ...]:
    """Give one to three stops in some order; with `areas_once`, no two of one area."""
    chosen = draw(
        st.lists(
            st.sampled_from(season.stops),
            min_size=1,
            max_size=3,
            unique_by=(lambda stop: stop.area) if areas_once else (lambda stop: stop.id),
        )
    )
    return tuple(stop.id for stop in chosen)


@st.composite
def plans(draw: st.DrawFn, season: Season, *, areas_once: bool = True, most: int = 4) -> Plan:
    """Give a plan of up to so many tours that may break any rule but those of the file's form.

    At most one tour of each departure; each with the earliest timetable, whether it holds or not.
    """
    chances = tuple(season.every_departure())
    least = draw(st.integers(0, min(most, len(chances))))
    taken = draw(st.lists(st.sampled_from(chances), min_size=least, max_size=most, unique=True))
    crew = st.sampled_from(subsets([who.id for who in season.associations]))
    return Plan.in_order(
        season,
        tuple(
            tour_of(season, departure, draw(routes(season, areas_once=areas_once)), draw(crew))
            for departure in taken
        ),
    )


def tour_of(
    season: Season, departure: Departure, route: Sequence[str], crew: Sequence[str]
) -> Tour:
    """Make a tour with the earliest timetable, whether that holds or not."""
    return a_tour(
        season,
        departure.date,
        " ".join(route),
        " ".join(crew),
        slot=departure.slot,
        bus=departure.bus,
    )


def trimmed(plan: Plan) -> Plan:
    """Leave out what exceeds the season's upper limits on tours, stops, visits and shifts."""
    season = plan.season
    visits = {area.id: area.max_visits for area in season.areas}
    shifts = {
        who.id: len(plan.tours) if who.max_shifts is None else who.max_shifts
        for who in season.associations
    }
    kept: list[Tour] = []
    for tour in plan.tours[: season.tours.max]:
        route = [stop for stop in tour.stops if visits[season.area_of(stop).id] > 0]
        route = route[: season.tours.max_visits]
        crew = [who for who in tour.crew if shifts[who] > 0]
        if route:
            for stop in route:
                visits[season.area_of(stop).id] -= 1
            for who in crew:
                shifts[who] -= 1
            kept.append(tour_of(season, tour.departure, route, crew))
    return Plan.in_order(season, tuple(kept))


@st.composite
def pools(
    draw: st.DrawFn, plan: Plan, *, areas_once: bool = True
) -> Mapping[Departure, tuple[Route, ...]]:
    """Give routes for every departure of a season: those of a plan and some others."""
    season = plan.season
    others = draw(st.lists(routes(season, areas_once=areas_once), max_size=6))
    found = dict.fromkeys([*(tour.stops for tour in plan.tours), *others])
    return {
        departure: tuple(Route(stops, _minutes(season, departure, stops)) for stops in found)
        for departure in season.every_departure()
    }


def _minutes(season: Season, departure: Departure, stops: tuple[str, ...]) -> int:
    """Drive minutes of a route; where a leg has no way it counts 0, as in `tour_of`."""
    drive = drive_of(season, departure.bus, stops)
    return tour_of(season, departure, stops, ()).drive_minutes if drive is None else drive.minutes
