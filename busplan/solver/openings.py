"""Exceptions that would help where rules clash: an answer, a closed date, a longer day."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from busplan.errors import Message, message
from busplan.plan import Plan
from busplan.rules.open_dates import why_closed
from busplan.season import Answer, Association, Season
from busplan.solver.demands import Demand


@dataclass(frozen=True)
class Opening:
    """Many exceptions of one kind, of which a plan may need only a few.

    Attributes
    ----------
    kind
        What is excepted from, by the name of its setting, for programs.
    season
        The season with all the exceptions; its best plan uses few of them, where goals can say so.
    used_by
        Gives the exceptions that a plan of that season makes use of.
    only
        Gives the season with only some of the exceptions.
    told
        Says what they are.
    spares
        True when it is worth trying to spare each of those that are used: no goal did.
    effort
        What each counts when remedies are ranked.
    """

    kind: str
    season: Season
    used_by: Callable[[Plan], tuple[Hashable, ...]]
    only: Callable[[tuple[Hashable, ...]], Season]
    told: Callable[[tuple[Hashable, ...]], Message]
    spares: bool
    effort: float = 1.0


def openings(season: Season, demands: Sequence[Demand]) -> Iterator[Opening]:
    """Give the exceptions that a clash suggests: answers of those it names, and closed dates."""
    for demand in demands:
        if demand.rule == "NobodyCrewsAgainstTheirAnswer":
            yield _answers(season, season.association_by_id[str(demand.about)])
    closed = _closed_dates(season)
    if closed:
        yield _dates(season, closed)


# -- answers ---------------------------------------------------------------------------------------


def _answers(season: Season, who: Association) -> Opening:
    """Let an association come on all dates: each no that is used counts against the plan."""
    asked = {
        (who.id, departure.date, departure.slot): Answer.IF_NEEDED
        for departure in season.every_departure()
        if season.answer(who, departure.date, departure.slot) is Answer.NO
    }
    others = {
        key: Answer.NO if answer is Answer.NO else Answer.YES
        for key, answer in season.answers.items()
    }
    only_wishes = {**dict.fromkeys(season.weights, 0.0), "wishes": 1.0}
    everything = replace(season, answers={**others, **asked}, weights=only_wishes)

    def used_by(plan: Plan) -> tuple[Hashable, ...]:
        shifts = ((who.id, tour.date, tour.slot) for tour in plan.shifts_of(who))
        return tuple(shift for shift in shifts if shift in asked)

    def only(used: tuple[Hashable, ...]) -> Season:
        some = {key: answer for key, answer in asked.items() if key in used}
        return replace(season, answers={**season.answers, **some})

    def told(used: tuple[Hashable, ...]) -> Message:
        days = tuple(dict.fromkeys(day for key, day, _ in asked if (key, day, _) in used))
        return message("{association} says yes to {dates}.", association=who.name, dates=days)

    return Opening("availability", everything, used_by, only, told, spares=False)


# -- dates -----------------------------------------------------------------------------------------


def _closed_dates(season: Season) -> tuple[date, ...]:
    """Give the dates of the season on which no bus may make a tour."""
    is_open = {d.date for d in season.every_departure() if why_closed(season, d) is None}
    return tuple(day for day in season.dates if day not in is_open)


def _dates(season: Season, closed: tuple[date, ...]) -> Opening:
    """Let tours run on all dates."""

    def used_by(plan: Plan) -> tuple[Hashable, ...]:
        return tuple(dict.fromkeys(tour.date for tour in plan.tours if tour.date in closed))

    def only(used: tuple[Hashable, ...]) -> Season:
        return _with_open(season, {day for day in closed if day in used}, set(closed))

    aimless = dict.fromkeys(season.weights, 0.0)
    everything = replace(only(closed), weights=aimless)
    return Opening(
        "calendar",
        everything,
        used_by,
        only,
        lambda used: message(
            "A tour may run on {dates}.", dates=tuple(day for day in closed if day in used)
        ),
        spares=True,
    )


def _with_open(season: Season, opened: set[date], closed: set[date]) -> Season:
    """Give the season in which exactly some of its closed dates are open, for every bus."""
    shut = frozenset(season.closed | closed) - opened
    buses = tuple(replace(bus, closed=bus.closed - opened) for bus in season.buses)
    weekdays = season.weekdays | {day.weekday() for day in opened}
    holidays = {day: name for day, name in season.public_holidays.items() if day not in opened}
    return replace(season, closed=shut, buses=buses, weekdays=weekdays, public_holidays=holidays)
