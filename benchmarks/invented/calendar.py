"""When the invented season runs, and which tours its known plan makes."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import date, timedelta

import holidays

from benchmarks.invented.land import Land
from benchmarks.invented.sizes import Size

FIRST_DATE = date(2026, 2, 2)
WEEKDAYS = ("tue", "thu", "sat", "wed", "fri", "mon", "sun")
"""Weekdays that are offered, the first ones in small seasons."""

NUMBERS = {name: n for n, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}


@dataclass(frozen=True)
class InventedCalendar:
    """The calendar of a season: `dates` are those on which tours may run, `closed` a week off."""

    first_date: date
    last_date: date
    weekdays: tuple[str, ...]
    slots: tuple[tuple[str, str, str], ...]
    closed: tuple[date, date]
    max_per_week: int
    dates: tuple[date, ...]


@dataclass(frozen=True)
class KnownTour:
    """A tour of the plan that is known to keep all rules: one visit, and its crew."""

    date: date
    slot: str
    bus: str
    stop: str
    crew: tuple[str, ...] = ()


def bus_ids(size: Size) -> tuple[str, ...]:
    """Give the ids of the buses."""
    return tuple(f"bus-{number}" for number in range(1, size.buses + 1))


def invent_calendar(size: Size, chance: random.Random) -> InventedCalendar:
    """Invent weekdays, slots and a closed week; longer seasons offer more of them."""
    last_date = FIRST_DATE + timedelta(days=7 * size.weeks - 1)
    days = 3 if size.weeks <= 13 else 4 if size.buses <= 2 else 5
    weekdays = WEEKDAYS[:days]
    off = FIRST_DATE + timedelta(weeks=chance.randrange(2, max(3, size.weeks - 2)))
    closed = (off, off + timedelta(days=6))
    slots = [("eftermiddag", "13:00", "17:00")]
    if size.visits > 2:
        slots = [("dag", "09:00", "14:30"), ("aften", "14:45", "20:15")]
    numbers = {NUMBERS[name] for name in weekdays}
    shut = holidays.country_holidays("DK", years=range(FIRST_DATE.year, last_date.year + 1))
    dates = tuple(
        day
        for day in (FIRST_DATE + timedelta(days=n) for n in range(7 * size.weeks))
        if day.weekday() in numbers and day not in shut and not closed[0] <= day <= closed[1]
    )
    weeks = len({day.isocalendar()[:2] for day in dates})
    a_week = math.ceil(size.tours / weeks) + 1
    return InventedCalendar(FIRST_DATE, last_date, weekdays, tuple(slots), closed, a_week, dates)


def known_tours(size: Size, land: Land, calendar: InventedCalendar) -> list[KnownTour]:
    """Spread the tours over the weeks and go round the areas, those with social housing first.

    An area is visited again only when all others have been.
    """
    if size.tours > 2 * size.areas:
        raise ValueError("More tours than two to each area can be: nothing is known to fit.")
    weeks: dict[tuple[int, int], list[date]] = {}
    for day in calendar.dates:
        weeks.setdefault(day.isocalendar()[:2], []).append(day)
    ordered = list(weeks.values())
    round_trip = sorted(land.areas, key=lambda area: area not in land.social)
    first_stop = {stop.area: stop.id for stop in reversed(land.stops)}
    buses, used = bus_ids(size), dict.fromkeys(weeks, 0)
    tours = []
    for number in range(size.tours):
        days = ordered[number * len(ordered) // size.tours]
        week = days[0].isocalendar()[:2]
        nth = used[week]
        used[week] += 1
        bus = buses[nth // len(days)]
        area = round_trip[number % size.areas]
        slot = calendar.slots[number % len(calendar.slots)][0]
        tours.append(KnownTour(days[nth % len(days)], slot, bus, first_stop[area.id]))
    return tours
