"""Crews loosened: smaller ones, more shifts, less rest, more seats, pairs together."""

from __future__ import annotations

from dataclasses import replace

from busplan.errors import Message, message, plural
from busplan.season import Association, Requirement, Season
from busplan.solver.loosening import (
    MOST_STEPS,
    Loosening,
    changed,
    with_association,
    with_less,
)

DAY, SEAT, RECRUIT = 0.25, 0.5, 1.5
"""What a day less between shifts, a seat more or a new association counts against one shift."""

MOST_RECRUITS = 4
"""New associations tried at most."""


def crew_size_loosened(season: Season, side: str) -> Loosening:
    """Give fewer associations that must be on board, or more that may be."""
    limits = season.crew
    if side == "min":
        return Loosening(
            "crew.min",
            limits.min,
            lambda steps: replace(season, crew=replace(limits, min=limits.min - steps)),
            lambda steps: plural(
                "At least {count} association on board instead of {was}.",
                "At least {count} associations on board instead of {was}.",
                limits.min - steps,
                was=limits.min,
            ),
        )
    return Loosening(
        "crew.max",
        max(0, len(season.associations) - limits.max),
        lambda steps: replace(season, crew=replace(limits, max=limits.max + steps)),
        lambda steps: plural(
            "Up to {count} association on board instead of {was}.",
            "Up to {count} associations on board instead of {was}.",
            limits.max + steps,
            was=limits.max,
        ),
    )


def crew_requirement_loosened(season: Season, asked: Requirement) -> Loosening:
    """Give fewer associations with a tag that must be on board."""

    def season_with(steps: int) -> Season:
        less = with_less(season.crew.requirements, asked, steps)
        return replace(season, crew=replace(season.crew, requirements=less))

    def told(steps: int) -> Message:
        left = asked.min - steps
        if left == 0 and asked.where is not None:
            return message(
                "Tours to areas tagged '{where}' run without '{tag}' on board.",
                where=asked.where,
                tag=asked.tag,
            )
        if left == 0:
            return message("Tours run without '{tag}' on board.", tag=asked.tag)
        return plural(
            "{count} association with '{tag}' on board is enough instead of {was}.",
            "{count} associations with '{tag}' on board are enough instead of {was}.",
            left,
            tag=asked.tag,
            was=asked.min,
        )

    return Loosening("crew.requirements", asked.min, season_with, told)


def recruits(season: Season, tag: str | None) -> Loosening:
    """Let associations join that bring a tag, if one is asked for, and can come on any date."""

    def season_with(steps: int) -> Season:
        taken = set(season.association_by_id)
        ids = [name for n in range(len(taken) + steps) if (name := f"new-{n}") not in taken]
        tags = () if tag is None else (tag,)
        new = tuple(Association(name, name, tags=tags, people=1) for name in ids[:steps])
        return replace(season, associations=(*season.associations, *new))

    def told(steps: int) -> Message:
        if tag is None:
            return plural(
                "{count} more association that can come on any date.",
                "{count} more associations that can come on any date.",
                steps,
            )
        return plural(
            "{count} more association with '{tag}' that can come on any date.",
            "{count} more associations with '{tag}' that can come on any date.",
            steps,
            tag=tag,
        )

    return Loosening("associations", MOST_RECRUITS, season_with, told, RECRUIT)


def shifts_loosened(season: Season, who: str, side: str) -> Loosening:
    """Give fewer shifts an association must have, or more that it may have."""
    association = season.association_by_id[who]
    least, most = association.min_shifts, association.max_shifts or 0
    if side == "min":
        return Loosening(
            "min_shifts",
            least,
            lambda steps: with_association(season, who, min_shifts=least - steps),
            lambda steps: plural(
                "{association} needs only {count} shift instead of {was}.",
                "{association} needs only {count} shifts instead of {was}.",
                least - steps,
                association=association.name,
                was=least,
            ),
        )
    return Loosening(
        "max_shifts",
        MOST_STEPS,
        lambda steps: with_association(season, who, max_shifts=most + steps),
        lambda steps: plural(
            "{association} takes {count} shift instead of {was}.",
            "{association} takes {count} shifts instead of {was}.",
            most + steps,
            association=association.name,
            was=most,
        ),
    )


def rest_loosened(season: Season, who: str) -> Loosening:
    """Give fewer days between an association's shifts."""
    association = season.association_by_id[who]
    days = association.min_days_between
    return Loosening(
        "min_days_between",
        max(0, days - 1),
        lambda steps: with_association(season, who, min_days_between=days - steps),
        lambda steps: plural(
            "{association} has {count} day from one shift to the next instead of {was}.",
            "{association} has {count} days from one shift to the next instead of {was}.",
            days - steps,
            association=association.name,
            was=days,
        ),
        DAY,
    )


def apart_loosened(season: Season, one: str, other: str) -> Loosening:
    """Let two associations crew the same tour."""
    both = [season.association_by_id[who] for who in (one, other)]
    first = with_association(season, one, apart=tuple(who for who in both[0].apart if who != other))
    together = with_association(
        first, other, apart=tuple(who for who in both[1].apart if who != one)
    )
    return Loosening(
        "apart",
        1,
        lambda _: together,
        lambda _: message(
            "{one} and {other} may crew the same tour.", one=both[0].name, other=both[1].name
        ),
    )


def seats_loosened(season: Season, bus_id: str) -> Loosening:
    """Give a bus more seats."""
    bus = season.bus_by_id[bus_id]
    return Loosening(
        "seats",
        2 * MOST_STEPS,
        lambda steps: replace(
            season, buses=changed(season.buses, bus_id, {"seats": bus.seats + steps})
        ),
        lambda steps: plural(
            "{bus} has {count} more seat: {now} instead of {was}.",
            "{bus} has {count} more seats: {now} instead of {was}.",
            steps,
            bus=bus.name,
            now=bus.seats + steps,
            was=bus.seats,
        ),
        SEAT,
    )
