"""A plan as a person keeps it in a spreadsheet: one row a tour, and what each choice would bring.

Every figure here is one that a person would look up or add up by hand. Nothing is proved, and the
judge of busplan has the last word on every plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property

from busplan.goals import score
from busplan.plan import Plan, Tour
from busplan.rules import RULES
from busplan.rules.timetable import earliest_tour
from busplan.season import PARTICIPATION_REPEAT_FACTOR, Answer, Association, Departure, Season
from busplan.solver.staffing import willing
from busplan.solver.tours import open_departures

BROKEN = 1000.0
"""Points that each broken rule costs while a sheet is still worked on."""


@dataclass(frozen=True)
class Row:
    """A tour on the sheet: stops in driving order, crew in no order."""

    departure: Departure
    stops: tuple[str, ...]
    crew: tuple[str, ...] = ()


class Sheet:
    """What a person knows of a season while planning it by hand."""

    def __init__(self, season: Season) -> None:
        self.season = season
        self.departures = open_departures(season)
        self.willing = cache(lambda departure: willing(season, departure))
        self.timed = cache(lambda departure, stops: earliest_tour(season, departure, stops))

    @cached_property
    def _groups_of(self) -> dict[str, list[tuple[int, float]]]:
        found: dict[str, list[tuple[int, float]]] = {stop.id: [] for stop in self.season.stops}
        for number, group in enumerate(self.season.groups):
            for stop in group.stops:
                found[stop].append((number, group.weight))
        return found

    # -- the whole sheet ---------------------------------------------------------------------

    def plan(self, rows: Sequence[Row]) -> Plan | None:
        """Make the plan of some rows, None where a tour does not fit its slot."""
        tours: list[Tour] = []
        for row in rows:
            tour = self.timed(row.departure, row.stops)
            if tour is None:
                return None
            tours.append(replace(tour, crew=tuple(sorted(row.crew))))
        return Plan.in_order(self.season, tuple(tours))

    @staticmethod
    def points(plan: Plan) -> float:
        """Score a plan, less a thousand points for each broken rule."""
        broken = sum(1 for rule in RULES for _ in rule.violations(plan))
        return score(plan) - BROKEN * broken

    # -- what one more choice would bring ------------------------------------------------------

    def free_departures(self, rows: Sequence[Row]) -> Iterator[Departure]:
        """Give departures whose bus is free that day and whose week has room for a tour."""
        taken = {(row.departure.date, row.departure.bus) for row in rows}
        weeks = Counter(_week(row.departure.date) for row in rows)
        most = self.season.tours.max_per_week
        for departure in self.departures:
            has_room = most is None or weeks[_week(departure.date)] < most
            if has_room and (departure.date, departure.bus) not in taken:
                yield departure

    def stop_points(self, rows: Sequence[Row]) -> dict[str, float]:
        """Give what one more visit to each stop would bring: residents reached, needs met."""
        season = self.season
        factor, weights = season.reach.repeat_factor, season.weights
        visits: Counter[int] = Counter()
        for row in rows:
            for stop in row.stops:
                visits.update(number for number, _ in self._groups_of[stop])
        return {
            stop: weights["needs"] * len(season.area_of(stop).needs)
            + weights["reach"] * sum(w * factor ** visits[number] for number, w in groups)
            for stop, groups in self._groups_of.items()
        }

    def may_visit(self, rows: Sequence[Row], departure: Departure, stop: str) -> bool:
        """Tell whether a stop is open, and its area not visited too often or too soon."""
        area = self.season.area_of(stop)
        days = [
            row.departure.date
            for row in rows
            for visited in row.stops
            if self.season.area_of(visited).id == area.id
        ]
        gap = 7 * self.season.visits.min_weeks_between
        return (
            self.season.stop_by_id[stop].is_open_on(departure.date)
            and len(days) < area.max_visits
            and all(abs((day - departure.date).days) >= gap for day in days)
        )

    def able(self, rows: Sequence[Row], row: Row) -> list[Association]:
        """Give those who can join a tour: they can come, have rested, find a seat and no enemy."""
        return [who for who in self.willing(row.departure) if self._may_join(rows, row, who)]

    def _may_join(self, rows: Sequence[Row], row: Row, who: Association) -> bool:
        season = self.season
        crew = [season.association_by_id[other] for other in row.crew]
        days = [other.departure.date for other in rows if who.id in other.crew]
        rest = max(1, who.min_days_between)
        return (
            who not in crew
            and len(days) < (season.tours.max if who.max_shifts is None else who.max_shifts)
            and all(abs((day - row.departure.date).days) >= rest for day in days)
            and sum(other.people for other in crew) + who.people
            <= season.bus_by_id[row.departure.bus].seats
            and not any(who.id in other.apart or other.id in who.apart for other in crew)
        )

    @staticmethod
    def shifts(rows: Sequence[Row], who: Association) -> int:
        """Count the shifts an association has."""
        return sum(who.id in row.crew for row in rows)

    def shift_points(self, rows: Sequence[Row], row: Row, who: Association) -> float:
        """Give what an association on board a tour would bring: a shift, a wish, roots, needs."""
        season, weights = self.season, self.season.weights
        shifts = self.shifts(rows, who)
        answer = season.answer(who, row.departure.date, row.departure.slot)
        wish = {Answer.PREFER: 1, Answer.IF_NEEDED: -1}.get(answer, 0)
        areas = [season.area_of(stop) for stop in row.stops]
        aboard = {tag for one in row.crew for tag in season.association_by_id[one].tags}
        needs = sum(len((set(area.needs) - aboard).intersection(who.tags)) for area in areas)
        local = sum(area.id in who.home_areas for area in areas)
        return (
            weights["participation"] * PARTICIPATION_REPEAT_FACTOR**shifts
            + weights["wishes"] * wish
            + weights["local"] * local
            + weights["needs"] * needs
        )


def _week(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week
