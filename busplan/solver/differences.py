"""What is different between two plans of a season, counted and in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from busplan.coverage import coverage_of
from busplan.errors import Message, message, plural
from busplan.plan import Plan
from busplan.season import Area, Association

FEW = 3
"""Up to so many visits that only move are told one by one."""


@dataclass(frozen=True)
class AreaChange:
    """An area whose visits differ: dates that fall away, and dates that come instead."""

    area: Area
    lost: tuple[date, ...]
    gained: tuple[date, ...]


@dataclass(frozen=True)
class ShiftChange:
    """An association whose number of shifts differs."""

    association: Association
    before: int
    after: int


@dataclass(frozen=True)
class Differences:
    """What another plan has more (above 0) or less (below 0) of than a plan.

    Attributes
    ----------
    areas, shifts
        The areas whose dates differ, and the associations whose number of shifts differs.
    residents
        Residents reached at least once.
    drive_minutes, drive_km
        Minutes and km of all tours, depot legs included.
    """

    areas: tuple[AreaChange, ...]
    shifts: tuple[ShiftChange, ...]
    residents: float
    drive_minutes: int
    drive_km: float


def differences(plan: Plan, other: Plan) -> Differences:
    """Count what another plan of the same areas and associations does otherwise."""
    return Differences(
        areas=tuple(_area_changes(plan, other)),
        shifts=tuple(_shift_changes(plan, other)),
        residents=coverage_of(other).whole.reached - coverage_of(plan).whole.reached,
        drive_minutes=_drive_minutes(other) - _drive_minutes(plan),
        drive_km=round(_drive_km(other) - _drive_km(plan), 1),
    )


def _area_changes(plan: Plan, other: Plan) -> Iterator[AreaChange]:
    for area in plan.season.areas:
        before = Counter(tour.date for tour in plan.tours_by_area[area.id])
        after = Counter(tour.date for tour in other.tours_by_area[area.id])
        if before != after:
            lost, gained = (before - after).elements(), (after - before).elements()
            yield AreaChange(area, tuple(sorted(lost)), tuple(sorted(gained)))


def _shift_changes(plan: Plan, other: Plan) -> Iterator[ShiftChange]:
    for who in plan.season.associations:
        before, after = len(plan.shifts_of(who)), len(other.shifts_of(who))
        if before != after:
            yield ShiftChange(who, before, after)


def _drive_minutes(plan: Plan) -> int:
    return sum(tour.drive_minutes for tour in plan.tours)


def _drive_km(plan: Plan) -> float:
    return sum(tour.drive_km for tour in plan.tours)


# -- in words --------------------------------------------------------------------------------------


def told(changes: Differences) -> tuple[Message, ...]:
    """Say which areas gain or lose which visits, whose shifts change, and the figures."""
    return (
        *_visits_told(changes.areas),
        *_shifts_told(changes.shifts),
        *_residents_told(round(changes.residents)),
        *_driving_told(changes.drive_minutes, changes.drive_km),
    )


def _visits_told(changes: Sequence[AreaChange]) -> Iterator[Message]:
    moved = [one for one in changes if len(one.lost) == len(one.gained)]
    for one in changes:
        if len(one.lost) > len(one.gained):
            yield from _loses(one)
    for one in changes:
        if len(one.gained) > len(one.lost):
            yield message("{area} is visited on {dates}.", area=one.area.name, dates=one.gained)
            if one.lost:
                yield _no_longer(one)
    if len(moved) > FEW:
        areas = tuple(one.area.name for one in moved)
        yield message("Visits on other dates: {areas}.", areas=areas)
    else:
        yield from map(_moves, moved)


def _loses(one: AreaChange) -> Iterator[Message]:
    yield plural(
        "{area} loses its visit on {dates}.",
        "{area} loses its visits on {dates}.",
        len(one.lost),
        area=one.area.name,
        dates=one.lost,
    )
    if one.gained:
        yield message("{area} is visited on {dates}.", area=one.area.name, dates=one.gained)


def _no_longer(one: AreaChange) -> Message:
    return message("{area} is no longer visited on {dates}.", area=one.area.name, dates=one.lost)


def _moves(one: AreaChange) -> Message:
    return plural(
        "The visit to {area} moves from {old} to {new}.",
        "The visits to {area} move from {old} to {new}.",
        len(one.lost),
        area=one.area.name,
        old=one.lost,
        new=one.gained,
    )


def _shifts_told(changes: Sequence[ShiftChange]) -> Iterator[Message]:
    fewer = tuple(_counts(one) for one in changes if one.after < one.before)
    more = tuple(_counts(one) for one in changes if one.after > one.before)
    if fewer:
        yield message("Fewer shifts: {associations}.", associations=fewer)
    if more:
        yield message("More shifts: {associations}.", associations=more)


def _counts(one: ShiftChange) -> Message:
    return message(
        "{association} ({after} instead of {before})",
        association=one.association.name,
        after=one.after,
        before=one.before,
    )


def _residents_told(residents: int) -> Iterator[Message]:
    if residents >= 1:
        yield plural(
            "{count} more resident is reached.", "{count} more residents are reached.", residents
        )
    elif residents <= -1:
        yield plural(
            "{count} resident fewer is reached.", "{count} fewer residents are reached.", -residents
        )


def _driving_told(minutes: int, km: float) -> Iterator[Message]:
    if minutes > 0:
        yield plural("{count} more minute of driving.", "{count} more minutes of driving.", minutes)
    elif minutes < 0:
        yield plural(
            "{count} less minute of driving.", "{count} fewer minutes of driving.", -minutes
        )
    if km > 0:
        yield message("The bus drives {km} km more.", km=km)
    elif km < 0:
        yield message("The bus drives {km} km less.", km=-km)
