"""Tours and visits loosened: fewer or more tours, fewer or more visits, less time between."""

from __future__ import annotations

import math
from dataclasses import replace

from busplan.clock import MINUTES_PER_DAY, Clock
from busplan.errors import message, plural
from busplan.rules.pins import PinsHold
from busplan.season import Requirement, Season, Slot, TourLimits
from busplan.solver.loosening import MOST_STEPS, Loosening, changed, with_less

QUARTER = 15
"""Minutes by which a slot is made longer at a time."""

MOST_QUARTERS, QUARTER_COUNTS = 16, 0.5
"""Quarters of an hour tried at most, and what each counts against one tour."""


def tours_loosened(season: Season, about: object) -> Loosening:
    """Give fewer tours, more tours, or more of them in a week."""
    limits = season.tours

    def with_tours(limits: TourLimits) -> Season:
        return replace(season, tours=limits)

    if about == "min":
        return Loosening(
            "tours.min",
            limits.min,
            lambda steps: with_tours(replace(limits, min=limits.min - steps)),
            lambda steps: plural(
                "{count} tour fewer: at least {now} instead of {was}.",
                "{count} tours fewer: at least {now} instead of {was}.",
                steps,
                now=limits.min - steps,
                was=limits.min,
            ),
        )
    if about == "max":
        return Loosening(
            "tours.max",
            MOST_STEPS,
            lambda steps: with_tours(replace(limits, max=limits.max + steps)),
            lambda steps: plural(
                "{count} tour more: at most {now} instead of {was}.",
                "{count} tours more: at most {now} instead of {was}.",
                steps,
                now=limits.max + steps,
                was=limits.max,
            ),
        )
    a_week = limits.max_per_week or 0
    return Loosening(
        "tours.max_per_week",
        MOST_STEPS,
        lambda steps: with_tours(replace(limits, max_per_week=a_week + steps)),
        lambda steps: message(
            "Up to {now} tours in a week instead of {was}.", now=a_week + steps, was=a_week
        ),
    )


def visits_loosened(season: Season, area_id: str, side: str) -> Loosening:
    """Give fewer visits an area must have, or more that it may have."""
    area = season.area_by_id[area_id]

    def with_area(**changes: int) -> Season:
        return replace(season, areas=changed(season.areas, area_id, changes))

    if side == "min":
        return Loosening(
            "min_visits",
            area.min_visits,
            lambda steps: with_area(min_visits=area.min_visits - steps),
            lambda steps: plural(
                "{area} needs only {count} visit instead of {was}.",
                "{area} needs only {count} visits instead of {was}.",
                area.min_visits - steps,
                area=area.name,
                was=area.min_visits,
            ),
        )
    return Loosening(
        "max_visits",
        MOST_STEPS,
        lambda steps: with_area(max_visits=area.max_visits + steps),
        lambda steps: plural(
            "{area} may have {count} visit instead of {was}.",
            "{area} may have {count} visits instead of {was}.",
            area.max_visits + steps,
            area=area.name,
            was=area.max_visits,
        ),
    )


def weeks_between_loosened(season: Season) -> Loosening:
    """Give fewer weeks between two visits to one area."""
    weeks = season.visits.min_weeks_between

    def now(steps: int) -> float:
        return max(0, weeks - steps)

    return Loosening(
        "visits.min_weeks_between",
        math.ceil(weeks),
        lambda steps: replace(season, visits=replace(season.visits, min_weeks_between=now(steps))),
        lambda steps: message(
            "At least {now} weeks between visits to one area instead of {was}.",
            now=now(steps),
            was=weeks,
        ),
    )


def tour_requirement_loosened(season: Season, asked: Requirement) -> Loosening:
    """Give fewer tours to areas with a tag."""

    def season_with(steps: int) -> Season:
        less = with_less(season.tours.requirements, asked, steps)
        return replace(season, tours=replace(season.tours, requirements=less))

    return Loosening(
        "tours.requirements",
        asked.min,
        season_with,
        lambda steps: plural(
            "Only {count} tour to areas tagged '{tag}' instead of {was}.",
            "Only {count} tours to areas tagged '{tag}' instead of {was}.",
            asked.min - steps,
            tag=asked.tag,
            was=asked.min,
        ),
    )


def slot_loosened(season: Season, slot: Slot) -> Loosening:
    """Let a slot end later, by quarters of an hour, at the day's end at the latest."""

    def end(steps: int) -> Clock:
        return Clock(min(MINUTES_PER_DAY, slot.end + steps * QUARTER))

    def season_with(steps: int) -> Season:
        longer = replace(slot, end=end(steps))
        return replace(season, slots=tuple(longer if one == slot else one for one in season.slots))

    return Loosening(
        "calendar.slots",
        min(MOST_QUARTERS, -(-(MINUTES_PER_DAY - slot.end) // QUARTER)),
        season_with,
        lambda steps: message(
            "The slot {slot} ends at {now} instead of {was}.",
            slot=slot.name,
            now=end(steps),
            was=slot.end,
        ),
        QUARTER_COUNTS,
    )


def pin_loosened(season: Season, number: int) -> Loosening:
    """Drop a pin."""
    others = season.pins[:number] + season.pins[number + 1 :]
    pin = PinsHold().reason(season, number)
    return Loosening(
        "pins",
        1,
        lambda _: replace(season, pins=others),
        lambda _: message("This pin is dropped: {pin}", pin=pin),
    )
