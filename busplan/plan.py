"""The answer: which bus goes where, when, and who is on board."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from busplan.clock import Clock
from busplan.season import Answer, Area, Association, Departure, Season, Stop


@dataclass(frozen=True)
class Visit:
    """A stay at a stop: when the bus arrives, opens its doors, and leaves again."""

    stop: str
    arrives: Clock
    starts: Clock
    leaves: Clock


@dataclass(frozen=True)
class Tour:
    """One bus on one date and slot: the visits in order, the timetable and the crew.

    `drive_minutes` and `drive_km` count every leg, those to and from the depot included.
    `crew` holds association ids in code point order.
    """

    date: date
    slot: str
    bus: str
    leaves_depot: Clock
    departs: Clock
    returns: Clock
    back_at_depot: Clock
    drive_minutes: int
    drive_km: float
    visits: tuple[Visit, ...]
    crew: tuple[str, ...]
    given_id: str | None = None

    @property
    def departure(self) -> Departure:
        """The bus, date and slot."""
        return Departure(self.date, self.slot, self.bus)

    @property
    def stops(self) -> tuple[str, ...]:
        """The ids of the stops in driving order."""
        return tuple(visit.stop for visit in self.visits)


@dataclass(frozen=True)
class Plan:
    """The tours of a season, in order of date, slot start and bus.

    `version` counts republished plans; `cancelled` holds tours called off, which calendars show
    as cancelled and which count for no rule and no goal.
    """

    season: Season
    tours: tuple[Tour, ...]
    version: int = 0
    cancelled: tuple[Tour, ...] = ()

    @classmethod
    def in_order(cls, season: Season, tours: tuple[Tour, ...]) -> Plan:
        """Make a plan with its tours sorted as plan.json has them."""
        return cls(season, tuple(sorted(tours, key=lambda tour: tour_order(season, tour))))

    # -- asks about tours --------------------------------------------------------------------

    def tour_id(self, tour: Tour) -> str:
        """Give a tour's own id, or DATE-SLOT-BUS with the slot's id."""
        slot = self.season.slot_by_name[tour.slot]
        return tour.given_id or f"{tour.date.isoformat()}-{slot.id}-{tour.bus}"

    def file_stem(self, tour: Tour) -> str:
        """Give DATE-SLOT-BUS with the slot's id: the stem of a tour's own files."""
        slot = self.season.slot_by_name[tour.slot]
        return f"{tour.date.isoformat()}-{slot.id}-{tour.bus}"

    def areas_of(self, tour: Tour) -> tuple[Area, ...]:
        """Give the areas a tour visits, in driving order, one for each visit."""
        return tuple(self.season.area_of(stop) for stop in tour.stops)

    def crew_of(self, tour: Tour) -> tuple[Association, ...]:
        """Give the associations that crew a tour."""
        return tuple(self.season.association_by_id[who] for who in tour.crew)

    def people_on(self, tour: Tour) -> int:
        """Number of seats a tour's crew takes."""
        return sum(association.people for association in self.crew_of(tour))

    # -- asks about visits -------------------------------------------------------------------

    def visits(self) -> Iterator[tuple[Tour, Visit, Stop, Area]]:
        """Give every visit of the season in order, with its tour, stop and area."""
        for tour in self.tours:
            for visit in tour.visits:
                stop = self.season.stop_by_id[visit.stop]
                yield tour, visit, stop, self.season.area_by_id[stop.area]

    @cached_property
    def tours_by_area(self) -> Mapping[str, tuple[Tour, ...]]:
        """The tours that visit each area, by date, once for each visit, by area id."""
        found: dict[str, list[Tour]] = {area.id: [] for area in self.season.areas}
        for tour, _, _, area in self.visits():
            found[area.id].append(tour)
        return {area: _by_date(tours) for area, tours in found.items()}

    @cached_property
    def visits_by_stop(self) -> Mapping[str, int]:
        """Number of visits to each stop, by stop id; stops never visited are left out."""
        found: dict[str, int] = {}
        for _, visit, _, _ in self.visits():
            found[visit.stop] = found.get(visit.stop, 0) + 1
        return found

    # -- asks about people -------------------------------------------------------------------

    @cached_property
    def tours_by_association(self) -> Mapping[str, tuple[Tour, ...]]:
        """The tours each association crews, by date, by association id."""
        found: dict[str, list[Tour]] = {who.id: [] for who in self.season.associations}
        for tour in self.tours:
            for who in tour.crew:
                found[who].append(tour)
        return {who: _by_date(tours) for who, tours in found.items()}

    def shifts_of(self, association: Association) -> tuple[Tour, ...]:
        """Give the tours an association crews, by date."""
        return self.tours_by_association[association.id]

    def answer_for(self, association: Association, tour: Tour) -> Answer:
        """Give what an association answered for a tour's date and slot."""
        return self.season.answer(association, tour.date, tour.slot)


def tour_order(season: Season, tour: Tour) -> tuple[date, Clock, str, str]:
    """Give the order of tours in plan.json: date, slot start, bus (then slot name)."""
    return tour.date, season.slot_by_name[tour.slot].start, tour.bus, tour.slot


def _by_date(tours: list[Tour]) -> tuple[Tour, ...]:
    """Sort by date, so that tours of a file that stands out of order are still judged rightly."""
    return tuple(sorted(tours, key=lambda tour: tour.date))
