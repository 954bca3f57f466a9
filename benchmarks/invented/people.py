"""Invented associations: tags, homes, limits, answers, and crews for the known tours."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from benchmarks.invented.calendar import InventedCalendar, KnownTour
from benchmarks.invented.land import NEEDS, TAG, Land
from benchmarks.invented.names import group_names, plain_id
from benchmarks.invented.sizes import Size

CREW_MIN, CREW_MAX, SEATS = 3, 5, 12
REQUIRED = ("vært", "social", "fritid")
"""Tags that every crew has."""

REQUIRED_WITH_TAG = "arabisk"
"""Tag that crews to areas tagged `boligsocialt` have."""


@dataclass(frozen=True)
class InventedAssociation:
    """An association; `rate` is the share of dates on which it can come."""

    id: str
    name: str
    tags: tuple[str, ...]
    home_areas: tuple[str, ...]
    people: int
    rate: float
    min_shifts: int
    max_shifts: int
    min_days_between: int
    apart: tuple[str, ...] = ()


Answers = Mapping[tuple[str, date], str]
"""Answers by association and date; a date that is left out is a no."""


def invent_associations(size: Size, land: Land, chance: random.Random) -> list[InventedAssociation]:
    """Invent associations that each bring one of the required tags, and more by chance."""
    names = group_names(chance, list(land.places))
    found = []
    for number in range(size.associations):
        name = next(names)
        tags = {REQUIRED[number % len(REQUIRED)]}
        if number % 4 == 1:
            tags.add(REQUIRED_WITH_TAG)
        tags.update(tag for tag in ("vært", *NEEDS) if chance.random() < 0.12)
        homes = chance.sample(land.areas, chance.randint(1, 2))
        found.append(
            InventedAssociation(
                id=plain_id(name),
                name=name,
                tags=tuple(sorted(tags)),
                home_areas=tuple(area.id for area in homes),
                people=chance.choice((1, 2, 2, 3)),
                rate=chance.uniform(0.25, 0.8),
                min_shifts=0,
                max_shifts=size.most_shifts,
                min_days_between=chance.choice((0, 0, 2, 5)),
            )
        )
    return found


def with_crews(
    tours: Sequence[KnownTour], land: Land, associations: Sequence[InventedAssociation]
) -> list[KnownTour]:
    """Crew each tour with those who have had the fewest shifts; ValueError when one cannot be."""
    shifts: dict[str, list[date]] = {who.id: [] for who in associations}
    area_of = {stop.id: stop.area for stop in land.stops}
    social = {area.id for area in land.social}
    crewed = []
    for tour in tours:
        wanted = list(REQUIRED)
        if area_of[tour.stop] in social:
            wanted.insert(0, REQUIRED_WITH_TAG)
        crew: list[InventedAssociation] = []
        for tag in (*wanted, *("",) * CREW_MIN):
            met = any(tag in who.tags for who in crew) if tag else len(crew) >= CREW_MIN
            if not met:
                able = [who for who in associations if _is_able(who, tour.date, shifts, crew)]
                able = [who for who in able if not tag or tag in who.tags]
                if not able:
                    raise ValueError(f"Nobody with the tag {tag!r} is left for {tour.date}.")
                crew.append(min(able, key=lambda who: (len(shifts[who.id]), who.people, who.id)))
        for who in crew:
            shifts[who.id].append(tour.date)
        crewed.append(replace(tour, crew=tuple(sorted(who.id for who in crew))))
    return crewed


def _is_able(
    who: InventedAssociation,
    day: date,
    shifts: Mapping[str, list[date]],
    crew: Sequence[InventedAssociation],
) -> bool:
    rest = max(1, who.min_days_between)
    return (
        who not in crew
        and len(shifts[who.id]) < who.max_shifts
        and all(abs((day - other).days) >= rest for other in shifts[who.id])
        and sum(other.people for other in crew) + who.people <= SEATS
    )


def with_limits(
    associations: Sequence[InventedAssociation], tours: Sequence[KnownTour], chance: random.Random
) -> list[InventedAssociation]:
    """Promise some who have a known shift one, and keep some pairs apart that no tour has."""
    counts = Counter(who for tour in tours for who in tour.crew)
    together = {frozenset((a, b)) for tour in tours for a in tour.crew for b in tour.crew}
    apart: dict[str, str] = {}
    for _ in range(max(1, len(associations) // 12)):
        one, other = chance.sample([who.id for who in associations], 2)
        if frozenset((one, other)) not in together:
            apart[one] = other
    return [
        replace(
            who,
            min_shifts=int(counts[who.id] > 0 and chance.random() < 0.1),
            apart=(apart[who.id],) if who.id in apart else (),
        )
        for who in associations
    ]


def invent_answers(
    associations: Sequence[InventedAssociation],
    calendar: InventedCalendar,
    tours: Sequence[KnownTour],
    chance: random.Random,
) -> Answers:
    """Say on which dates each can come; those of the known crews can on theirs."""
    promised = {(who, tour.date) for tour in tours for who in tour.crew}
    answers: dict[tuple[str, date], str] = {}
    for who in associations:
        for day in calendar.dates:
            comes = chance.random() < who.rate
            answer = chance.choices(("yes", "prefer", "if_needed"), (75, 15, 10))[0]
            if comes or (who.id, day) in promised:
                answers[who.id, day] = answer
    return answers


def crew_requirements() -> list[dict[str, str | int]]:
    """Give the requirements of crews as they stand in the season's file."""
    everywhere: list[dict[str, str | int]] = [{"tag": tag, "min": 1} for tag in REQUIRED]
    return [*everywhere, {"tag": REQUIRED_WITH_TAG, "min": 1, "where": TAG}]
