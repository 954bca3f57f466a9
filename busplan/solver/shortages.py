"""Shortages that can be counted on one's fingers, told with names and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from busplan.errors import Message, message, plural
from busplan.season import Answer, Association, Departure, Requirement, Season
from busplan.solver.demands import Demand


@dataclass(frozen=True)
class Shortage:
    """A shortage by which no plan can exist: the demand that cannot be met, and why."""

    demand: Demand
    sentence: Message


def shortages(season: Season, departures: Sequence[Departure]) -> Iterator[Shortage]:
    """Give each shortage by which no plan can exist: too few dates, associations or tags.

    `departures` are those on which some tour can be driven.
    """
    yield from _too_few_dates(season, departures)
    least, tours = season.crew.min, season.tours.min
    demand = Demand("EveryTourIsCrewed", "min")
    yield from _Staff(season, departures, season.associations).short(demand, least, tours)
    for requirement in season.crew.requirements:
        able = [who for who in season.associations if requirement.tag in who.tags]
        tours = _tours_concerned(season, requirement)
        demand = Demand("CrewRequirementsAreMet", requirement)
        yield from _Staff(season, departures, able).short(demand, requirement.min, tours)


def _too_few_dates(season: Season, departures: Sequence[Departure]) -> Iterator[Shortage]:
    limit = season.tours.max_per_week
    weeks: dict[tuple[int, int], set[tuple[object, str]]] = {}
    for departure in departures:
        year, week, _ = departure.date.isocalendar()
        weeks.setdefault((year, week), set()).add((departure.date, departure.bus))
    room = sum(len(days) if limit is None else min(limit, len(days)) for days in weeks.values())
    if room < season.tours.min:
        sentence = plural(
            "There is room for only {count} tour on the dates on which one can be driven; at "
            "least {min} are required.",
            "There is room for only {count} tours on the dates on which one can be driven; at "
            "least {min} are required.",
            room,
            min=season.tours.min,
        )
        if room == 0:
            sentence = message("There is no date on which a tour can be driven.")
        yield Shortage(Demand("NumberOfToursIsKept", "min"), sentence)


def _tours_concerned(season: Season, requirement: Requirement) -> int:
    """Count the tours that must at least be, of those a crew requirement speaks of."""
    if requirement.where is None:
        return season.tours.min
    visits = sum(area.min_visits for area in season.areas if requirement.where in area.tags)
    needed = [-(-visits // season.tours.max_visits)]
    needed += [other.min for other in season.tours.requirements if other.tag == requirement.where]
    return max(needed)


class _Staff:
    """Some associations, and how many tours they can crew between them."""

    def __init__(
        self, season: Season, departures: Sequence[Departure], able: Sequence[Association]
    ) -> None:
        self._shifts = [most_shifts(season, departures, who) for who in able]

    def short(self, demand: Demand, least: int, tours: int) -> Iterator[Shortage]:
        """Tell when they cannot crew so many tours with at least so many of them on each."""
        crewed = self._tours_with(least, tours)
        if crewed < tours:
            requirement = demand.about if isinstance(demand.about, Requirement) else None
            have, need = self._have(requirement), _need(requirement, least, tours)
            if not self._shifts:
                yield Shortage(demand, message("{have}; {need}.", have=have, need=need))
            else:
                can = self._can(crewed)
                sentence = message("{have}, {can}; {need}.", have=have, can=can, need=need)
                yield Shortage(demand, sentence)

    def _tours_with(self, least: int, most: int) -> int:
        """Count the tours, `most` at most, that they can crew with so many on each.

        So many tours can be crewed exactly when there are shifts enough though nobody can have
        two on one tour.
        """
        for tours in range(most, 0, -1):
            if sum(min(shifts, tours) for shifts in self._shifts) >= tours * least:
                return tours
        return 0

    def _have(self, requirement: Requirement | None) -> Message:
        count = len(self._shifts)
        if requirement is None:
            if count == 0:
                return message("There are no associations")
            return plural(
                "There is only {count} association", "There are only {count} associations", count
            )
        if count == 0:
            return message("No association has '{tag}'", tag=requirement.tag)
        return plural(
            "There is only {count} association with '{tag}'",
            "There are only {count} associations with '{tag}'",
            count,
            tag=requirement.tag,
        )

    def _can(self, tours: int) -> Message:
        if len(self._shifts) == 1:
            if tours == 0:
                return message("and it cannot take a single tour")
            return plural(
                "and it can take at most {count} tour",
                "and it can take at most {count} tours",
                tours,
            )
        if tours == 0:
            return message("and together they cannot take a single tour")
        return plural(
            "and together they can take at most {count} tour",
            "and together they can take at most {count} tours",
            tours,
        )


def _need(requirement: Requirement | None, least: int, tours: int) -> Message:
    need = plural("{count} tour is required", "{count} tours are required", tours)
    if requirement is not None and requirement.where is not None:
        need = plural(
            "{count} tour to areas tagged '{where}' is required",
            "{count} tours to areas tagged '{where}' are required",
            tours,
            where=requirement.where,
        )
    if least == 1:
        return need
    return message("{need} with at least {least} of them on board", need=need, least=least)


def most_shifts(season: Season, departures: Sequence[Departure], association: Association) -> int:
    """Count the shifts an association can have at most: its answers, days between, max_shifts."""
    shifts = 0
    last = None
    for departure in departures:
        fits = association.people <= season.bus_by_id[departure.bus].seats
        answer = season.answer(association, departure.date, departure.slot)
        rest = max(1, association.min_days_between)
        rested = last is None or (departure.date - last).days >= rest
        if fits and rested and answer is not Answer.NO:
            shifts += 1
            last = departure.date
    most = association.max_shifts
    return shifts if most is None else min(shifts, most)
