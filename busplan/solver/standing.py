"""Some staffed tours, and what one more would bring: the prices at the margin.

What one more visit or shift brings now is its price, what would break a rule costs a fortune.
At these prices the pricing gives the best tour to add, route and crew together.
"""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np

from busplan.solver.coupling import Coupling, CouplingRow, Prices, RowIndex
from busplan.solver.numbered import Flags, Floats, NumberedSeason, StaffedTour, Whole

FORTUNE = 1e6
"""Points that a broken rule costs."""

WANTED = 400.0
"""Points that a visit or shift brings on top while a demand for it is not met."""


class Standing:
    """The tours of a plan in the making.

    Attributes
    ----------
    tours
        By departure.
    value
        Their score in points, the rows' levels included.
    short
        Visits, shifts and tours that are still demanded.
    """

    def __init__(self, numbered: NumberedSeason, coupling: Coupling | None = None) -> None:
        self.numbered = numbered
        coupling = coupling or Coupling(numbered)
        season = numbered.season
        count = len(numbered.departures)
        self.tours: dict[int, StaffedTour] = {}
        self.value = coupling.constant
        self.short = 0.0
        self.part: Whole = np.array(
            [season.period_of(d.date) for d in numbered.departures], np.int64
        )
        self._rows = coupling.rows
        self._index = RowIndex()
        self._filled = [0] * len(self._rows)
        self._blocked = np.zeros(count, np.int64)
        self._tour = np.zeros(count)
        self._stop = np.zeros(numbered.no_stop + 1)
        self._area = np.zeros((count, numbered.no_area + 1))
        self._association = np.zeros((count, len(numbered.association_ids)))
        self._touch: dict[int, float] = defaultdict(float)
        self._stop_at = {}
        for departure, stops in numbered.barred_stops.items():
            self._stop_at[departure] = np.zeros(numbered.no_stop + 1)
            self._stop_at[departure][stops] = -FORTUNE
        self._days = np.array([d.date.toordinal() for d in numbered.departures], np.int64)
        self._apart = math.ceil(7 * season.visits.min_weeks_between - 1e-9)
        self._rest = [max(1, who.min_days_between) for who in season.associations]
        for place, row in enumerate(self._rows):
            self._index.add(place, row)
            self.short += max(0.0, row.lower) if math.isfinite(row.lower) else 0.0
            self._price(place, row, 1)

    @property
    def free(self) -> Flags:
        """Flags of the departures that may still run."""
        flags: Flags = self._blocked == 0
        return flags

    def prices(self, toll: float = 0.0, dues: Floats | None = None) -> Prices:
        """Give what one more tour would bring; valid until a tour is added or dropped.

        Parameters
        ----------
        toll
            Points that every visit but a tour's first costs on top.
        dues
            Points that a shift of each association costs on top.
        """
        stop = self._stop - toll
        stop[-1] = 0.0
        touch = tuple(
            (np.asarray(self._rows[place].which), points)
            for place, points in self._touch.items()
            if points
        )
        association = self._association if dues is None else self._association - dues
        return Prices(self._tour + toll, stop, self._stop_at, self._area, association, touch)

    def room(self) -> int:
        """Count the visits that the areas still have room for, their distance in time aside."""
        used = [0] * self.numbered.no_area
        for tour in self.tours.values():
            for area in tour.areas:
                used[area] += 1
        areas = self.numbered.season.areas
        return sum(max(0, area.max_visits - count) for area, count in zip(areas, used, strict=True))

    def shifts(self) -> Whole:
        """Count the shifts of each association."""
        members = [who for tour in self.tours.values() for who in tour.crew]
        return np.bincount(
            np.array(members, np.int64), minlength=len(self.numbered.association_ids)
        )

    def add(self, tour: StaffedTour) -> None:
        """Let a tour run."""
        self.tours[tour.departure] = tour
        self._count(tour, 1)

    def drop(self, departure: int) -> StaffedTour:
        """Let a tour no longer run, and give it."""
        tour = self.tours.pop(departure)
        self._count(tour, -1)
        return tour

    def _count(self, tour: StaffedTour, sign: int) -> None:
        self.value += sign * tour.points
        for place in self._index.rows_of(tour):
            count = self._rows[place].count(tour)
            if count:
                self._fill(place, sign * count)
        away = np.abs(self._days - self._days[tour.departure])
        near = away < self._apart
        for area in set(tour.areas):
            self._area[near, area] -= sign * FORTUNE
        for member in tour.crew:
            self._association[away < self._rest[member], member] -= sign * FORTUNE

    def _fill(self, place: int, count: int) -> None:
        """Count more (or, below 0, less) in a row, and price it anew."""
        row, before = self._rows[place], self._filled[place]
        after = before + count
        self._price(place, row, -1)
        self._filled[place] = after
        self._price(place, row, 1)
        self.value += sum(row.levels[before:after]) - sum(row.levels[after:before])
        if math.isfinite(row.lower):
            self.short += max(0.0, row.lower - after) - max(0.0, row.lower - before)

    def _price(self, place: int, row: CouplingRow, sign: int) -> None:
        """Add (or take back) what one more count in a row brings."""
        filled = self._filled[place]
        if row.selects:
            if filled >= row.upper:
                self._blocked[row.departures] += sign
            return
        worth = row.levels[filled] if filled < len(row.levels) else 0.0
        if filled < row.lower:
            worth += WANTED
        if filled >= row.upper:
            worth -= FORTUNE
        if worth:
            self._add_price(place, row, sign * worth)

    def _add_price(self, place: int, row: CouplingRow, worth: float) -> None:
        if row.subject == "tour":
            self._tour[row.departures] += worth
        elif row.subject == "area":
            self._area[row.departures, row.which] += worth
        elif row.subject == "association":
            self._association[row.departures, row.which] += worth
        elif row.subject == "touch":
            self._touch[place] += worth
        elif row.departures.all():
            self._stop += worth * np.asarray(row.which)
        else:
            for one in np.flatnonzero(row.departures).tolist():
                here = self._stop_at.setdefault(one, np.zeros(self.numbered.no_stop + 1))
                here += worth * np.asarray(row.which)
