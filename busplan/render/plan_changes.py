"""What differs between two plans of a season, in words: areas, dates, crews, goals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from busplan.errors import Message, message
from busplan.goals import GOALS
from busplan.language import Language
from busplan.plan import Plan, Tour
from busplan.render.goal_words import GOAL_WORDS
from busplan.render.roster_wording import listed
from busplan.render.visible_text import visible_text

COUNTED_AGAINST = ("spread", "driving")
"""Goals whose amounts are negative: people are shown what counts against, as a plain number."""

MINUS = "\N{MINUS SIGN}"

SAME = 1e-6
"""Amounts nearer than this are the same."""


@dataclass(frozen=True)
class VisitChanges:
    """The visits that another plan makes on another date, makes on top, or does not make.

    Attributes
    ----------
    moved
        Area id, the date in the plan, the date in the other.
    gained, lost
        Area id and date.
    """

    moved: tuple[tuple[str, date, date], ...]
    gained: tuple[tuple[str, date], ...]
    lost: tuple[tuple[str, date], ...]


def visit_changes(plan: Plan, other: Plan) -> VisitChanges:
    """Compare the visits of two plans area by area, in the season's order of areas."""
    moved: list[tuple[str, date, date]] = []
    gained: list[tuple[str, date]] = []
    lost: list[tuple[str, date]] = []
    for area in plan.season.areas:
        before = Counter(tour.date for tour in plan.tours_by_area[area.id])
        after = Counter(tour.date for tour in other.tours_by_area[area.id])
        gone, new = sorted((before - after).elements()), sorted((after - before).elements())
        both = min(len(gone), len(new))
        moved += [(area.id, *days) for days in zip(gone, new, strict=False)]
        gained += [(area.id, day) for day in new[both:]]
        lost += [(area.id, day) for day in gone[both:]]
    return VisitChanges(tuple(moved), tuple(gained), tuple(lost))


def shift_changes(plan: Plan, other: Plan) -> dict[str, int]:
    """Count, by association id, the shifts that another plan gives more (or fewer: negative)."""
    counts = {
        who.id: len(other.tours_by_association[who.id]) - len(plan.tours_by_association[who.id])
        for who in plan.season.associations
    }
    return {who: count for who, count in counts.items() if count}


def say_changes(plan: Plan, other: Plan, language: Language) -> tuple[str, ...]:
    """Say in short what another plan does differently: visits, shifts, and what that gives."""
    said = (*_visits(plan, other, language), *_shifts(plan, other), *_goals(plan, other, language))
    return tuple(language.say(one) for one in said)


def say_changes_with_crews(plan: Plan, other: Plan, language: Language) -> tuple[str, ...]:
    """Say what another plan does differently, tour by tour, crews included."""
    said = (
        *_visits(plan, other, language),
        *_crews(plan, other, language),
        *_goals(plan, other, language),
    )
    return tuple(language.say(one) for one in said)


# -- visits ----------------------------------------------------------------------------------------


def _visits(plan: Plan, other: Plan, language: Language) -> Iterator[Message]:
    changes = visit_changes(plan, other)
    short = _dates(plan, language)
    name = _namer(plan)
    if changes.lost:
        gone = tuple(f"{name(area)} ({short(day)})" for area, day in changes.lost)
        yield message("Visits that fall away: {visits}", visits=listed(gone))
    if changes.gained:
        new = tuple(f"{name(area)} ({short(day)})" for area, day in changes.gained)
        yield message("New visits: {visits}", visits=listed(new))
    if changes.moved:
        moved = tuple(f"{name(area)} ({short(a)} → {short(b)})" for area, a, b in changes.moved)
        yield message("Another date: {visits}", visits=listed(moved))


def _dates(plan: Plan, language: Language) -> Callable[[date], str]:
    """Give what writes dates in short, with the year where the season has two."""
    season = plan.season
    several = season.first_date.year != season.last_date.year
    return language.short_date if several else language.day_month


def _namer(plan: Plan) -> Callable[[str], str]:
    return lambda area: visible_text(plan.season.area_by_id[area].name)


# -- crews -----------------------------------------------------------------------------------------


def _shifts(plan: Plan, other: Plan) -> Iterator[Message]:
    counts = shift_changes(plan, other)
    more = tuple(_counted(plan, who, count) for who, count in counts.items() if count > 0)
    fewer = tuple(_counted(plan, who, count) for who, count in counts.items() if count < 0)
    if more:
        yield message("More shifts: {associations}", associations=listed(more))
    if fewer:
        yield message("Fewer shifts: {associations}", associations=listed(fewer))
    if not counts and _crewed(plan) != _crewed(other):
        yield message("The same number of shifts for everybody, but on other tours.")


def _counted(plan: Plan, who: str, count: int) -> str:
    name = visible_text(plan.season.association_by_id[who].name)
    return name if abs(count) == 1 else f"{name} ({count:+d})".replace("-", MINUS)


def _crewed(plan: Plan) -> set[tuple[date, str]]:
    return {(tour.date, who) for tour in plan.tours for who in tour.crew}


def _crews(plan: Plan, other: Plan, language: Language) -> Iterator[Message]:
    """Say, tour by tour of the other plan, who is on board instead of whom."""
    short = _dates(plan, language)
    before = _matched(plan, other)
    for tour in other.tours:
        places = listed(tuple(visible_text(area.name) for area in other.areas_of(tour)))
        where = message("{date}, {places}", date=short(tour.date), places=places)
        old = before.get(tour)
        if old is None:
            crew = _names(plan, tour.crew)
            yield message("{where}: new tour with {crew}", where=where, crew=crew)
            continue
        joins = tuple(who for who in tour.crew if who not in old.crew)
        leaves = tuple(who for who in old.crew if who not in tour.crew)
        if joins and leaves:
            yield message(
                "{where}: {joins} instead of {leaves}",
                where=where,
                joins=_names(plan, joins),
                leaves=_names(plan, leaves),
            )
        elif joins:
            yield message("{where}: {joins} too", where=where, joins=_names(plan, joins))
        elif leaves:
            yield message("{where}: without {leaves}", where=where, leaves=_names(plan, leaves))


def _names(plan: Plan, crew: tuple[str, ...]) -> str:
    return listed(tuple(visible_text(plan.season.association_by_id[who].name) for who in crew))


def _matched(plan: Plan, other: Plan) -> dict[Tour, Tour]:
    """Find the tour of the plan that each tour of the other stands for, where there is one.

    First the same places on the same date, then the same places, then the same date.
    """
    left, open_ones = list(plan.tours), list(other.tours)
    found: dict[Tour, Tour] = {}

    def places(tour: Tour) -> frozenset[str]:
        return frozenset(plan.season.stop_by_id[stop].area for stop in tour.stops)

    alike: tuple[Callable[[Tour, Tour], bool], ...] = (
        lambda old, new: old.date == new.date and places(old) == places(new),
        lambda old, new: places(old) == places(new),
        lambda old, new: old.date == new.date,
    )
    for same in alike:
        for new in list(open_ones):
            old = next((one for one in left if same(one, new)), None)
            if old is not None:
                found[new] = old
                left.remove(old)
                open_ones.remove(new)
    return found


# -- goals -----------------------------------------------------------------------------------------


def _goals(plan: Plan, other: Plan, language: Language) -> Iterator[Message]:
    better: list[str] = []
    worse: list[str] = []
    for goal in GOALS:
        before, after = goal.amount(plan), goal.amount(other)
        if abs(after - before) > SAME:
            (better if after > before else worse).append(
                _from_to(goal.name, before, after, language)
            )
    if better:
        yield message("Better at: {goals}", goals=listed(tuple(better)))
    if worse:
        yield message("Worse at: {goals}", goals=listed(tuple(worse)))


def _from_to(goal: str, before: float, after: float, language: Language) -> str:
    words = GOAL_WORDS[goal]
    name = language.say(words.name)
    sign = -1.0 if goal in COUNTED_AGAINST else 1.0
    figures = f"{_amount(sign * before, language)} → {_amount(sign * after, language)}"
    if goal not in (*COUNTED_AGAINST, "reach"):
        return f"{name} ({figures})"
    return f"{name} ({figures} {language.say(words.unit)})"


def _amount(amount: float, language: Language) -> str:
    return language.number(round(amount, 2) + 0.0)
