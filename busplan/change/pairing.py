"""Which tour of a new plan is which of the old one, so that calendars move what has moved."""

from __future__ import annotations

from dataclasses import dataclass, replace

from busplan.plan import Plan, Tour
from busplan.rules.timetable import TimetableHolds


@dataclass(frozen=True)
class Pair:
    """A tour before and after; `old` None: it is new, `new` None: it is called off."""

    old: Tour | None
    new: Tour | None

    @property
    def moved(self) -> bool:
        """True when the tour runs on another date, in another slot or with another bus."""
        return (
            self.old is not None
            and self.new is not None
            and self.old.departure != self.new.departure
        )

    @property
    def rerouted(self) -> bool:
        """True when the tour goes to other stops, or in another order."""
        return self.old is not None and self.new is not None and self.old.stops != self.new.stops


def pair_tours(old: Plan, new: Plan) -> tuple[Pair, ...]:
    """Pair the tours of two plans, in the order of the old one, new tours last.

    Tours of one departure are the same tour. Of the others those that share most areas are, then
    those that share most of their crew, then the nearest in time; at least one area is shared.
    """
    after = {tour.departure: tour for tour in new.tours}
    found = {tour.departure: after.pop(tour.departure, None) for tour in old.tours}
    alone = [tour for tour in old.tours if found[tour.departure] is None]
    likeness = sorted(
        (
            (-shared, -len(set(one.crew) & set(other.crew)), abs((one.date - other.date).days),
             one.departure, other.departure)
            for one in alone
            for other in after.values()
            if (shared := _shared_areas(old, one, other))
        ),
    )  # fmt: skip
    for *_, before, later in likeness:
        if found[before] is None and later in after:
            found[before] = after.pop(later)
    pairs = [Pair(tour, found[tour.departure]) for tour in old.tours]
    return (*pairs, *(Pair(None, tour) for tour in new.tours if tour.departure in after))


def next_version(old: Plan, new: Plan) -> Plan:
    """Give the new plan as the next version of the old: tours keep ids, those gone are cancelled.

    A tour that runs as before keeps its timetable too.
    """
    pairs = pair_tours(old, new)
    gone = tuple(
        replace(pair.old, given_id=old.tour_id(pair.old))
        for pair in pairs
        if pair.old is not None and pair.new is None
    )
    cancelled = (*old.cancelled, *gone)
    taken = {old.tour_id(tour) for tour in (*old.tours, *old.cancelled)}
    tours: list[Tour] = []
    for pair in pairs:
        if pair.new is None:
            continue
        if pair.old is None:
            tours.append(_with_new_id(new, pair.new, taken))
        elif pair.moved:
            tours.append(replace(pair.new, given_id=old.tour_id(pair.old)))
        elif pair.rerouted:
            tours.append(replace(pair.new, given_id=pair.old.given_id))
        else:
            tours.append(_as_before(pair.old, pair.new, new))
    whole = Plan.in_order(new.season, tuple(tours))
    return replace(whole, version=old.version + 1, cancelled=cancelled)


def _as_before(old: Tour, new: Tour, plan: Plan) -> Tour:
    """Give a tour its timetable of before, unless that does not hold any more."""
    kept = replace(old, crew=new.crew)
    holds = kept.drive_minutes == new.drive_minutes and not any(
        True for _ in TimetableHolds().violations(Plan(plan.season, (kept,)))
    )
    return kept if holds else replace(new, given_id=old.given_id)


def _with_new_id(plan: Plan, tour: Tour, taken: set[str]) -> Tour:
    """Give a new tour its default id, or where another tour has that the first that is free."""
    default = plan.tour_id(replace(tour, given_id=None))
    number, chosen = 1, default
    while chosen in taken:
        number += 1
        chosen = f"{default}-{number}"
    taken.add(chosen)
    return replace(tour, given_id=None if chosen == default else chosen)


def _shared_areas(plan: Plan, one: Tour, other: Tour) -> int:
    areas = ({plan.season.stop_by_id[stop].area for stop in tour.stops} for tour in (one, other))
    return len(set.intersection(*areas))
