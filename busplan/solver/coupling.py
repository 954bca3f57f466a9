"""What ties tours together: every rule and goal that speaks of more than one tour, as rows.

A tour by itself (route, crew, what it needs on board) is priced exactly, see `pricing`. What is
left of the model are rows over staffed tours: each counts tours, visits or shifts among some
departures, less the levels of a goal of diminishing returns. Leaving a row out, or a rule that
no row can say, only raises the bound.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from busplan.rules.spacing import windows
from busplan.season import PARTICIPATION_REPEAT_FACTOR, Departure
from busplan.solver.numbered import Flags, Floats, NumberedSeason, StaffedTour

Subject: TypeAlias = Literal["tour", "stops", "area", "association", "touch"]


@dataclass(frozen=True, eq=False)
class CouplingRow:
    """lower ≤ (count of the subject among the departures) - (levels filled) ≤ upper.

    Attributes
    ----------
    subject
        What is counted of a tour: the tour itself, visits to some stops, visits to an area,
        shifts of an association, or whether any of some areas is touched.
    which
        The number of the area or association, or flags of stops or areas; 0 for tours.
    departures
        Flags of the departures whose tours count.
    levels
        Points of each level of a diminishing goal, falling; each can be filled once.
    selects
        True for rows that only say how many tours run: those of `selection`.
    """

    subject: Subject
    which: int | Flags
    departures: Flags
    lower: float
    upper: float
    levels: tuple[float, ...] = ()
    selects: bool = False

    def count(self, tour: StaffedTour) -> int:
        """Count the subject in one staffed tour."""
        if not self.departures[tour.departure]:
            return 0
        if self.subject == "tour":
            return 1
        if isinstance(self.which, int):
            among = tour.areas if self.subject == "area" else tour.crew
            return among.count(self.which)
        if self.subject == "stops":
            return int(self.which[list(tour.stops)].sum())
        return int(self.which[list(tour.areas)].any())


@dataclass(frozen=True, eq=False)
class Spans:
    """Runs of departures in which one area, or one association, may occur once: begin, end."""

    subject: Literal["area", "association"]
    numbers: tuple[int, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]


class Coupling:
    """The rows of a season: those that always matter, and windows to be added once violated."""

    def __init__(self, numbered: NumberedSeason) -> None:
        self.numbered = numbered
        self.constant = -numbered.season.weights["spread"] * numbered.season.tours.max
        self._every = np.ones(len(numbered.departures), np.bool_)
        self.rows: tuple[CouplingRow, ...] = (
            *self._tour_rows(),
            *self._reach_rows(),
            *self._area_rows(),
            *self._association_rows(),
            *self._pin_rows(),
        )
        self.spans: tuple[Spans, ...] = tuple(self._all_spans())

    def window(self, spans: Spans, number: int, window: int) -> CouplingRow:
        """Make the row of one window of an area or association."""
        flags = np.zeros(len(self._every), np.bool_)
        flags[spans.begins[window] : spans.ends[window]] = True
        return CouplingRow(spans.subject, number, flags, -math.inf, 1)

    def _flags(self, departures: Sequence[Departure]) -> Flags:
        flags = np.zeros(len(self._every), np.bool_)
        flags[[self.numbered.departure_number[departure] for departure in departures]] = True
        return flags

    def _tour_rows(self) -> Iterator[CouplingRow]:
        season = self.numbered.season
        limits = season.tours
        weeks: dict[object, list[Departure]] = defaultdict(list)
        days: dict[object, list[Departure]] = defaultdict(list)
        parts: dict[object, list[Departure]] = defaultdict(list)
        for departure in self.numbered.departures:
            weeks[departure.date.isocalendar()[:2]].append(departure)
            days[departure.bus, departure.date].append(departure)
            parts[season.period_of(departure.date)].append(departure)
        yield CouplingRow("tour", 0, self._every, limits.min, limits.max, selects=True)
        if limits.max_per_week is not None:
            for week in weeks.values():
                most = limits.max_per_week
                yield CouplingRow("tour", 0, self._flags(week), -math.inf, most, selects=True)
        for day in days.values():
            yield CouplingRow("tour", 0, self._flags(day), -math.inf, 1, selects=True)
        if season.weights["spread"] > 0:
            for part in parts.values():
                levels = (season.weights["spread"],)
                yield CouplingRow("tour", 0, self._flags(part), 0, math.inf, levels)

    def _reach_rows(self) -> Iterator[CouplingRow]:
        season, numbered = self.numbered.season, self.numbered
        weights: dict[frozenset[str], float] = defaultdict(float)
        for group in season.groups:
            weights[group.stops] += group.weight * season.weights["reach"]
        factor = season.reach.repeat_factor
        for stops, weight in sorted(weights.items(), key=lambda item: sorted(item[0])):
            if weight <= 0 or not stops:
                continue
            areas = {season.stop_by_id[stop].area for stop in stops}
            limits = (min(season.area_by_id[a].max_visits, season.tours.max) for a in areas)
            worth = [weight * factor**nth for nth in range(sum(limits))]
            flags = np.zeros(numbered.no_stop + 1, np.bool_)
            flags[[numbered.stop_number[stop] for stop in stops]] = True
            levels = tuple(points for points in worth if points > 0)
            yield CouplingRow("stops", flags, self._every, 0, math.inf, levels)

    def _area_rows(self) -> Iterator[CouplingRow]:
        season = self.numbered.season
        for number, area in enumerate(season.areas):
            least = area.min_visits or -math.inf
            yield CouplingRow("area", number, self._every, least, area.max_visits)
        for asked in season.tours.requirements:
            touched = self.numbered.areas_tagged(asked.tag)
            yield CouplingRow("touch", touched, self._every, asked.min, math.inf)

    def _association_rows(self) -> Iterator[CouplingRow]:
        season = self.numbered.season
        tours, weight = season.tours.max, season.weights["participation"]
        for number, who in enumerate(season.associations):
            most = tours if who.max_shifts is None else min(tours, who.max_shifts)
            if weight > 0:
                levels = tuple(weight * PARTICIPATION_REPEAT_FACTOR**nth for nth in range(most))
                yield CouplingRow("association", number, self._every, 0, math.inf, levels)
            if who.min_shifts or most < tours:
                least = who.min_shifts or -math.inf
                yield CouplingRow("association", number, self._every, least, most)

    def _pin_rows(self) -> Iterator[CouplingRow]:
        """Demand what each `must` pin names; stop and association of one pin apart."""
        numbered = self.numbered
        for pin in numbered.season.pins:
            spoken = np.array([pin.speaks_of(d) for d in numbered.departures], np.bool_)
            if pin.must and pin.stop is not None:
                flags = np.zeros(numbered.no_stop + 1, np.bool_)
                flags[numbered.stop_number[pin.stop]] = True
                yield CouplingRow("stops", flags, spoken, 1, math.inf)
            if pin.must and pin.association is not None:
                number = numbered.association_number[pin.association]
                yield CouplingRow("association", number, spoken, 1, math.inf)

    def _all_spans(self) -> Iterator[Spans]:
        season = self.numbered.season
        areas = tuple(range(len(season.areas)))
        days = math.ceil(7 * season.visits.min_weeks_between - 1e-9)
        if days > 0:
            yield self._spans("area", areas, days)
        rests: dict[int, list[int]] = defaultdict(list)
        for number, who in enumerate(season.associations):
            rests[max(1, who.min_days_between)].append(number)
        for rest, numbers in sorted(rests.items()):
            yield self._spans("association", tuple(numbers), rest)

    def _spans(
        self, subject: Literal["area", "association"], numbers: tuple[int, ...], days: int
    ) -> Spans:
        number = self.numbered.departure_number
        found = [(number[w[0]], number[w[-1]] + 1) for w in windows(self.numbered.departures, days)]
        return Spans(subject, numbers, tuple(b for b, _ in found), tuple(e for _, e in found))


class RowIndex:
    """Finds the rows that may count a tour, without asking each of them."""

    def __init__(self) -> None:
        self._by_number: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._others: list[int] = []

    def add(self, number: int, row: CouplingRow) -> None:
        """Take in a row by its number."""
        if row.subject == "tour" and not row.departures.all():
            for departure in np.flatnonzero(row.departures).tolist():
                self._by_number["tour", departure].append(number)
        elif row.subject == "stops":
            for stop in np.flatnonzero(row.which).tolist():
                self._by_number["stops", stop].append(number)
        elif row.subject in {"area", "association"} and isinstance(row.which, int):
            self._by_number[row.subject, row.which].append(number)
        else:
            self._others.append(number)

    def rows_of(self, tour: StaffedTour) -> Sequence[int]:
        """Give the numbers of the rows that may count a tour, each once."""
        found = [*self._others, *self._by_number["tour", tour.departure]]
        for subject, numbers in (
            ("area", tour.areas),
            ("stops", tour.stops),
            ("association", tour.crew),
        ):
            for number in numbers:
                found.extend(self._by_number[subject, number])
        return list(dict.fromkeys(found))


@dataclass(frozen=True, eq=False)
class Prices:
    """What one more tour, visit or shift costs (negative) or brings, by departure.

    Attributes
    ----------
    tour
        By departure; rows that select tours are left out.
    stop
        By stop, the same at all departures.
    stop_at
        On top of that by stop, at single departures.
    area, association
        Departure × area, departure × association.
    touch
        Flags of areas and points for a tour that touches any of them.
    """

    tour: Floats
    stop: Floats
    stop_at: dict[int, Floats]
    area: Floats
    association: Floats
    touch: tuple[tuple[Flags, float], ...]


def prices_of(numbered: NumberedSeason, rows: Sequence[CouplingRow], duals: Floats) -> Prices:
    """Turn dual values of rows into prices: a tour that counts in a row pays its dual value."""
    departures = len(numbered.departures)
    tour = np.zeros(departures)
    stop = np.zeros(numbered.no_stop + 1)
    stop_at: dict[int, Floats] = {}
    area = np.zeros((departures, numbered.no_area + 1))
    association = np.zeros((departures, len(numbered.association_ids)))
    touch: list[tuple[Flags, float]] = []
    for departure, stops in numbered.barred_stops.items():
        stop_at[departure] = np.zeros(numbered.no_stop + 1)
        stop_at[departure][stops] = -np.inf
    for row, dual in zip(rows, duals.tolist(), strict=True):
        if row.selects or not dual:
            continue
        if row.subject == "tour":
            tour[row.departures] -= dual
        elif row.subject == "area":
            area[row.departures, row.which] -= dual
        elif row.subject == "association":
            association[row.departures, row.which] -= dual
        elif row.subject == "touch":
            touch.append((np.asarray(row.which), -dual))
        elif row.departures.all():
            stop -= dual * np.asarray(row.which)
        else:
            for one in np.flatnonzero(row.departures).tolist():
                here = stop_at.setdefault(one, np.zeros(numbered.no_stop + 1))
                here -= dual * np.asarray(row.which)
    return Prices(tour, stop, stop_at, area, association, tuple(touch))


def worth_of_rows(coupling: Coupling, rows: Sequence[CouplingRow], duals: Floats) -> float:
    """Give the part of the bound that no tour brings: Σ max(y·lower, y·upper) and the levels.

    Duals that would make it infinite must have been dropped (`clean`).
    """
    worth = coupling.constant
    for row, dual in zip(rows, duals.tolist(), strict=True):
        if row.selects:
            continue
        if dual:
            worth += dual * (row.upper if dual > 0 else row.lower)
        worth += sum(max(0.0, points + dual) for points in row.levels)
    return worth


def clean(rows: Sequence[CouplingRow], duals: Floats) -> Floats:
    """Drop dual values that would price an infinite side of their row."""
    uppers = np.array([row.upper for row in rows])
    lowers = np.array([row.lower for row in rows])
    endless = ((duals > 0) & np.isinf(uppers)) | ((duals < 0) & np.isinf(lowers))
    return np.where(endless | ~np.isfinite(duals), 0.0, duals)
