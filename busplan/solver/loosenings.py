"""What may be loosened where rules clash: one demand of the clash at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from busplan.errors import Message
from busplan.season import Requirement, Season
from busplan.solver.demands import Demand
from busplan.solver.loosening import Loosening
from busplan.solver.loosenings_of_crews import (
    apart_loosened,
    crew_requirement_loosened,
    crew_size_loosened,
    recruits,
    rest_loosened,
    seats_loosened,
    shifts_loosened,
)
from busplan.solver.loosenings_of_tours import (
    pin_loosened,
    slot_loosened,
    tour_requirement_loosened,
    tours_loosened,
    visits_loosened,
    weeks_between_loosened,
)


def loosenings(season: Season, demands: Sequence[Demand]) -> Iterator[Loosening]:
    """Give what may be loosened of the demands of a clash, in their order, each once."""
    seen: set[tuple[str, Message]] = set()
    for demand in demands:
        for one in _of(season, demand):
            key = (one.kind, one.told(1))
            if one.most > 0 and key not in seen:
                seen.add(key)
                yield one


def _of(season: Season, demand: Demand) -> Iterator[Loosening]:
    match demand.rule:
        case "NumberOfToursIsKept" | "ToursAWeekAreKept":
            yield tours_loosened(season, demand.about)
        case "VisitsPerAreaAreKept" | "WeeksBetweenVisitsAreKept" | "TourRequirementsAreMet":
            yield from _of_visits(season, demand)
        case "EveryTourIsCrewed" | "CrewRequirementsAreMet" | "ShiftsPerAssociationAreKept":
            yield from _of_crews(season, demand)
        case _:
            yield from _of_single_things(season, demand)


def _of_visits(season: Season, demand: Demand) -> Iterator[Loosening]:
    match demand.rule, demand.about:
        case "VisitsPerAreaAreKept", (str(area), str(side)):
            yield visits_loosened(season, area, side)
            if side == "max":
                return
        case "TourRequirementsAreMet", Requirement() as requirement:
            yield tour_requirement_loosened(season, requirement)
        case _:
            yield weeks_between_loosened(season)
            return
    yield from (slot_loosened(season, slot) for slot in season.slots)


def _of_crews(season: Season, demand: Demand) -> Iterator[Loosening]:
    match demand.rule, demand.about:
        case "EveryTourIsCrewed", str(side):
            yield crew_size_loosened(season, side)
            if side == "min":
                yield recruits(season, None)
        case "CrewRequirementsAreMet", Requirement() as requirement:
            yield crew_requirement_loosened(season, requirement)
            yield recruits(season, requirement.tag)
        case _, (str(who), str(side)):
            yield shifts_loosened(season, who, side)


def _of_single_things(season: Season, demand: Demand) -> Iterator[Loosening]:
    match demand.rule, demand.about:
        case "RestBetweenShifts", str(who):
            yield rest_loosened(season, who)
        case "CrewFitsTheSeats", str(bus):
            yield seats_loosened(season, bus)
        case "ApartPairsAreKeptApart", (str(one), str(other)):
            yield apart_loosened(season, one, other)
        case "PinsHold", int(number):
            yield pin_loosened(season, number)
            yield from (slot_loosened(season, slot) for slot in season.slots)
