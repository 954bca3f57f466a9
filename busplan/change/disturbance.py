"""Which shifts of a plan another plan keeps, which it disturbs, and whom it asks anew.

A shift is an association on a tour. It is kept when the other plan has a tour of the same date,
slot and bus through the same stops in the same order with the association on board; it is lost
when what happened makes that impossible; any other is disturbed. A shift that only the new plan
has is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from busplan.plan import Plan, Tour
from busplan.rules.open_dates import why_closed
from busplan.rules.timetable import earliest_tour
from busplan.season import Answer, Departure, Season

CONFIRMED = 3
"""A disturbed shift counts 1; one that the association has confirmed counts so many."""


class Shift(NamedTuple):
    """An association on the tour of a departure."""

    departure: Departure
    association: str


@dataclass(frozen=True)
class Difference:
    """The shifts of an old plan that a new one keeps, loses and disturbs, and those it asks for.

    `weight` is what the disturbed shifts count: 1 each, confirmed ones `CONFIRMED`.
    """

    kept: tuple[Shift, ...]
    lost: tuple[Shift, ...]
    disturbed: tuple[Shift, ...]
    asked: tuple[Shift, ...]
    weight: int


@dataclass(frozen=True)
class Disturbance:
    """Measures what new plans of a changed season disturb of an old plan.

    Attributes
    ----------
    season
        The season as it is after what happened.
    old
        The plan from before.
    confirmed
        Shifts that the associations have confirmed.
    begins
        Tours before this date are as they were and stay so; None: everything may change.
    """

    season: Season
    old: Plan
    confirmed: frozenset[Shift] = frozenset()
    begins: date | None = None

    @cached_property
    def past(self) -> tuple[Tour, ...]:
        """The tours before `begins`."""
        return tuple(t for t in self.old.tours if self.begins is not None and t.date < self.begins)

    @cached_property
    def ahead(self) -> tuple[Tour, ...]:
        """The other tours."""
        return tuple(tour for tour in self.old.tours if tour not in self.past)

    @cached_property
    def possible(self) -> tuple[Tour, ...]:
        """The tours ahead that can still run as they are, whoever is on board."""
        return tuple(tour for tour in self.ahead if can_run(self.season, tour))

    @cached_property
    def lost(self) -> frozenset[Shift]:
        """The shifts ahead that can't be kept by any plan."""
        possible = {tour.departure for tour in self.possible}
        return frozenset(
            shift
            for tour in self.ahead
            for shift in shifts_of(tour)
            if tour.departure not in possible or self._refused(shift)
        )

    @cached_property
    def holes(self) -> tuple[Tour, ...]:
        """The tours with a lost shift."""
        hit = {shift.departure for shift in self.lost}
        return tuple(tour for tour in self.ahead if tour.departure in hit)

    def weight(self, shift: Shift) -> int:
        """Give what disturbing a shift counts: nothing where it is lost anyway."""
        if shift in self.lost:
            return 0
        return CONFIRMED if shift in self.confirmed else 1

    def left_of(self, tour: Tour) -> int:
        """Give what disturbing all shifts of a tour counts."""
        return sum(self.weight(shift) for shift in shifts_of(tour))

    def against(self, new: Plan) -> Difference:
        """Compare a new plan with the old one."""
        before = {shift for tour in self.old.tours for shift in shifts_of(tour)}
        driven = {tour.departure: tour for tour in new.tours}
        kept = {
            shift
            for tour in self.old.tours
            for shift in shifts_of(tour)
            if tour.departure in driven
            and driven[tour.departure].stops == tour.stops
            and shift.association in driven[tour.departure].crew
        }
        disturbed = before - kept - self.lost
        after = {shift for tour in new.tours for shift in shifts_of(tour)}
        return Difference(
            kept=tuple(sorted(kept)),
            lost=tuple(sorted(self.lost - kept)),
            disturbed=tuple(sorted(disturbed)),
            asked=tuple(sorted(after - before)),
            weight=sum(map(self.weight, disturbed)),
        )

    def _refused(self, shift: Shift) -> bool:
        who = self.season.association_by_id[shift.association]
        departure = shift.departure
        return self.season.answer(who, departure.date, departure.slot) is Answer.NO


def shifts_of(tour: Tour) -> Iterator[Shift]:
    """Give the shifts of a tour."""
    for who in tour.crew:
        yield Shift(tour.departure, who)


def can_run(season: Season, tour: Tour) -> bool:
    """Tell whether a tour can run as it is, in a season that may have changed since."""
    return (
        why_closed(season, tour.departure) is None
        and all(season.stop_by_id[stop].is_open_on(tour.date) for stop in tour.stops)
        and earliest_tour(season, tour.departure, tour.stops) is not None
    )
