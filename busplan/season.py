"""The problem: areas, stops, associations, buses, calendar, limits and wishes of one season."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from shapely.geometry.base import BaseGeometry

from busplan.clock import Clock
from busplan.travel import TravelTimes

PARTICIPATION_REPEAT_FACTOR = 0.4
"""Each further shift of an association is worth this share of the one before (contract, 3)."""

GOAL_NAMES = ("reach", "participation", "wishes", "local", "needs", "spread", "driving")
"""The goals in the order of the contract, section 3."""


class Answer(Enum):
    """What an association says of one date and slot."""

    YES = "yes"
    NO = "no"
    PREFER = "prefer"
    IF_NEEDED = "if_needed"


class Departure(NamedTuple):
    """One chance for a tour: a bus on a date in a slot (the slot by its name)."""

    date: date
    slot: str
    bus: str


@dataclass(frozen=True)
class Area:
    """A local area with its residents; `geometry` is WGS84.

    `residents_basis` and `social_basis` say where a figure came from; see `estimated`.
    """

    id: str
    name: str
    geometry: BaseGeometry
    residents: float = 0
    social_residents: float = 0
    tags: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    priority: float = 1.0
    min_visits: int = 0
    max_visits: int = 2
    residents_basis: str = ""
    social_basis: str = ""

    @property
    def estimated(self) -> bool:
        """True when the number of residents rests on an estimate."""
        basis = f"{self.residents_basis} {self.social_basis}".casefold()
        return any(word in basis for word in ("estimate", "skøn", "anslået", "proxy", "guess"))


@dataclass(frozen=True)
class Stop:
    """A place where the bus may stand; opens–closes hold the whole visit."""

    id: str
    name: str
    area: str
    lon: float
    lat: float
    visit_minutes: int
    address: str = ""
    opens: Clock | None = None
    closes: Clock | None = None
    weekdays: frozenset[int] | None = None
    closed: frozenset[date] = frozenset()
    road_node: tuple[float, float] | None = None
    uncertainty_m: float | None = None
    host: str = ""
    host_phone: str = ""
    agreed: str = ""
    access: str = ""
    note: str = ""

    def is_open_on(self, day: date) -> bool:
        """True unless the stop is closed on that weekday or date."""
        return day not in self.closed and (self.weekdays is None or day.weekday() in self.weekdays)


@dataclass(frozen=True)
class Association:
    """One who crews tours: an association, group or unit, never a private person."""

    id: str
    name: str
    tags: tuple[str, ...] = ()
    home_areas: tuple[str, ...] = ()
    people: int = 2
    min_shifts: int = 0
    max_shifts: int | None = None
    min_days_between: int = 0
    default_answer: Answer = Answer.YES
    weekdays: frozenset[int] | None = None
    apart: tuple[str, ...] = ()
    contact: str = ""
    email: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True)
class Slot:
    """A part of the day in which a crew is out, from leaving the meeting point to being back."""

    id: str
    name: str
    start: Clock
    end: Clock


@dataclass(frozen=True)
class Bus:
    """A bus and its depot; drive minutes are multiplied by `speed_factor`."""

    id: str
    name: str
    lon: float
    lat: float
    seats: int
    speed_factor: float = 1.0
    driver: str = ""
    driver_phone: str = ""
    closed: frozenset[date] = frozenset()


@dataclass(frozen=True)
class MeetingPoint:
    """Where crews board and are set down."""

    id: str
    name: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Requirement:
    """At least `min` with the tag; on tours that visit an area tagged `where`, if given."""

    tag: str
    min: int
    where: str | None = None


@dataclass(frozen=True)
class TourLimits:
    """How many tours there are, a week and in all, and what the tours together must cover."""

    max: int
    max_visits: int
    min: int = 0
    max_per_week: int | None = None
    requirements: tuple[Requirement, ...] = ()


@dataclass(frozen=True)
class VisitLimits:
    """How often an area is visited and how many weeks lie between."""

    max_per_area: int = 2
    min_weeks_between: float = 3


@dataclass(frozen=True)
class CrewLimits:
    """How many associations crew a tour and what they must bring."""

    min: int
    max: int
    requirements: tuple[Requirement, ...] = ()


@dataclass(frozen=True)
class Reach:
    """How residents count: in social housing, at further visits, and on foot with a file."""

    social_weight: float = 3.0
    repeat_factor: float = 0.4
    walk_metres: float = 800


@dataclass(frozen=True)
class Pin:
    """A decision taken by hand: on this date a tour must, or never may, have stop and crew."""

    must: bool
    date: date
    slot: str | None = None
    stop: str | None = None
    association: str | None = None

    def speaks_of(self, departure: Departure) -> bool:
        """Tell whether a tour of the departure is one the pin speaks of."""
        return self.date == departure.date and self.slot in {None, departure.slot}


@dataclass(frozen=True)
class ResidentPoint:
    """Residents at one point or grid cell, the area it lies in, and the stops in walking reach."""

    lon: float
    lat: float
    residents: float
    social_residents: float = 0
    area: str | None = None
    stops: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ResidentGroup:
    """Residents who are reached together: their weight W and the stops that reach them."""

    weight: float
    residents: float
    social_residents: float
    stops: frozenset[str]
    area: str | None


@dataclass(frozen=True)
class PastVisit:
    """A visit before this season."""

    date: date
    stop: str
    associations: tuple[str, ...] = ()
    visitors: int | None = None


DEFAULT_WEIGHTS: Mapping[str, float] = {
    "reach": 0.05,
    "participation": 100,
    "wishes": 30,
    "local": 50,
    "needs": 40,
    "spread": 50,
    "driving": 0.5,
}
"""Points per unit of each goal where a season names none (contract, section 1)."""


@dataclass(frozen=True)
class Season:
    """Everything we know of one season before it is planned.

    Attributes
    ----------
    weekdays
        Offered weekdays, Monday 0.
    closed
        Dates on which no tour runs.
    public_holidays
        Danish public holidays within the season, with their names in the season's language.
    runs_on_public_holidays
        True when tours may run on them.
    answers
        What the associations said, by (association id, date, slot name); see `answer`.
    residents
        Points from a residents file, or None when each area is one group.
    note, sources
        A remark and attribution lines that every output shows.
    """

    name: str
    first_date: date
    last_date: date
    areas: tuple[Area, ...]
    stops: tuple[Stop, ...]
    associations: tuple[Association, ...]
    buses: tuple[Bus, ...]
    slots: tuple[Slot, ...]
    weekdays: frozenset[int]
    tours: TourLimits
    crew: CrewLimits
    travel: TravelTimes
    visits: VisitLimits = field(default_factory=VisitLimits)
    reach: Reach = field(default_factory=Reach)
    weights: Mapping[str, float] = field(default_factory=lambda: dict(DEFAULT_WEIGHTS))
    language: str = "da"
    closed: frozenset[date] = frozenset()
    public_holidays: Mapping[date, str] = field(default_factory=dict)
    runs_on_public_holidays: bool = False
    meeting_point: MeetingPoint | None = None
    pins: tuple[Pin, ...] = ()
    answers: Mapping[tuple[str, date, str], Answer] = field(default_factory=dict)
    residents: tuple[ResidentPoint, ...] | None = None
    history: tuple[PastVisit, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()

    # -- looking things up -------------------------------------------------------------------

    @cached_property
    def area_by_id(self) -> Mapping[str, Area]:
        """The areas by id."""
        return {area.id: area for area in self.areas}

    @cached_property
    def stop_by_id(self) -> Mapping[str, Stop]:
        """The stops by id."""
        return {stop.id: stop for stop in self.stops}

    @cached_property
    def association_by_id(self) -> Mapping[str, Association]:
        """The associations by id."""
        return {association.id: association for association in self.associations}

    @cached_property
    def bus_by_id(self) -> Mapping[str, Bus]:
        """The buses by id."""
        return {bus.id: bus for bus in self.buses}

    @cached_property
    def slot_by_name(self) -> Mapping[str, Slot]:
        """The slots by name."""
        return {slot.name: slot for slot in self.slots}

    def area_of(self, stop: str) -> Area:
        """Give the area a stop lies in, by the stop's id."""
        return self.area_by_id[self.stop_by_id[stop].area]

    def boarding_place(self, bus: str) -> str:
        """Give the id of the place where a bus' crew boards: the meeting point or the depot."""
        return bus if self.meeting_point is None else self.meeting_point.id

    # -- the calendar ------------------------------------------------------------------------

    @property
    def days(self) -> int:
        """Number of days from the first to the last date, both included."""
        return (self.last_date - self.first_date).days + 1

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """Every date of the season, open or not."""
        return tuple(self.first_date + timedelta(days=n) for n in range(self.days))

    def period_of(self, day: date) -> int:
        """Give the part of the season, 0-based, when it is cut in tours.max equal parts."""
        return (day - self.first_date).days * self.tours.max // self.days

    def every_departure(self) -> Iterator[Departure]:
        """Give each bus × slot × date of the season in order, those on closed dates too."""
        slots = sorted(self.slots, key=lambda slot: (slot.start, slot.name))
        buses = sorted(bus.id for bus in self.buses)
        for day in self.dates:
            for slot in slots:
                for bus in buses:
                    yield Departure(day, slot.name, bus)

    # -- people ------------------------------------------------------------------------------

    def answer(self, association: Association, day: date, slot: str) -> Answer:
        """Give an association's answer for a date and slot, by row, weekdays, then default."""
        row = self.answers.get((association.id, day, slot))
        if row is not None:
            return row
        if association.weekdays is not None and day.weekday() not in association.weekdays:
            return Answer.NO
        return association.default_answer

    # -- residents ---------------------------------------------------------------------------

    def weight_of(self, residents: float, social_residents: float, priority: float) -> float:
        """Weigh residents: priority × (ordinary + social_weight × those in social housing)."""
        ordinary = residents - social_residents
        return priority * (ordinary + self.reach.social_weight * social_residents)

    @cached_property
    def groups(self) -> tuple[ResidentGroup, ...]:
        """The groups of residents that the goal of reach counts (contract, section 3)."""
        if self.residents is None:
            return tuple(self._group_of_area(area) for area in self.areas)
        return tuple(self._group_of_point(point) for point in self.residents)

    def _group_of_area(self, area: Area) -> ResidentGroup:
        stops = frozenset(stop.id for stop in self.stops if stop.area == area.id)
        weight = self.weight_of(area.residents, area.social_residents, area.priority)
        return ResidentGroup(weight, area.residents, area.social_residents, stops, area.id)

    def _group_of_point(self, point: ResidentPoint) -> ResidentGroup:
        priority = 1.0 if point.area is None else self.area_by_id[point.area].priority
        weight = self.weight_of(point.residents, point.social_residents, priority)
        return ResidentGroup(
            weight, point.residents, point.social_residents, point.stops, point.area
        )

    @property
    def estimated(self) -> bool:
        """True when residents, minutes or km rest on estimates that outputs must mark."""
        return self.travel.estimated or any(area.estimated for area in self.areas)
