"""Judges a plan without the solver: every rule, every figure, every claim of its plan.json.

Uses only the plain halves of the rules and goals, so a fault of the search cannot hide here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from busplan.errors import Message, message
from busplan.goals import goal_scores
from busplan.plan import Plan, Tour, tour_order
from busplan.result import Result, status_of
from busplan.rules import RULES
from busplan.rules.timetable import drive_of, earliest_tour
from busplan.season import Departure

AMOUNT_TOLERANCE = 0.000051
"""Half of the last of 4 decimals, and a little for how computers add."""

KM_TOLERANCE = 0.0501
"""Half of the last of 1 decimal, and a little for how computers add."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with a plan, or a remark on what is allowed but unusual.

    Attributes
    ----------
    kind
        rule: a rule is broken; figure: a figure is not what the plan gives; order: the file does
        not stand in the order of the contract; remark: allowed, but not what `plan` writes.
    message
        What is wrong, in words.
    rule
        The broken rule's name.
    departures
        The tours concerned.
    """

    kind: Literal["rule", "figure", "order", "remark"]
    message: Message
    rule: str | None = None
    departures: tuple[Departure, ...] = ()

    @property
    def wrong(self) -> bool:
        """True unless it is only a remark."""
        return self.kind != "remark"


def verify(result: Result) -> tuple[Finding, ...]:
    """Find everything that is wrong with a plan and with what its plan.json claims of it."""
    plan = result.plan
    return (
        *_broken_rules(plan),
        *_order_faults(plan),
        *(finding for tour in plan.tours for finding in _drive_faults(plan, tour)),
        *_goal_faults(result),
        *_claim_faults(result),
        *_remarks(plan),
    )


def _broken_rules(plan: Plan) -> Iterator[Finding]:
    for rule in RULES:
        for violation in rule.violations(plan):
            yield Finding("rule", violation.message, violation.rule, violation.departures)


def _order_faults(plan: Plan) -> Iterator[Finding]:
    keys = [tour_order(plan.season, tour) for tour in plan.tours]
    if any(late < early for early, late in pairwise(keys)):
        yield Finding("order", message("The tours are not in order of date, slot and bus."))
    for tour in plan.tours:
        if list(tour.crew) != sorted(tour.crew):
            sentence = message("The crew is not in order of its ids: {crew}.", crew=tour.crew)
            yield Finding("order", sentence, departures=(tour.departure,))


def _drive_faults(plan: Plan, tour: Tour) -> Iterator[Finding]:
    drive = drive_of(plan.season, tour.bus, tour.stops)
    if drive is None:
        return  # the rule of the timetable has said so
    if tour.drive_minutes != drive.minutes:
        sentence = _differs(message("drive_minutes"), tour.drive_minutes, drive.minutes)
        yield Finding("figure", sentence, departures=(tour.departure,))
    if not abs(tour.drive_km - drive.km) <= KM_TOLERANCE:
        sentence = _differs(message("drive_km"), tour.drive_km, round(drive.km, 1))
        yield Finding("figure", sentence, departures=(tour.departure,))


def _goal_faults(result: Result) -> Iterator[Finding]:
    actual = goal_scores(result.plan)
    names = tuple(goal.goal for goal in actual)
    if tuple(goal.goal for goal in result.goals) != names:
        yield Finding(
            "order", message("The goals are not these, in this order: {goals}.", goals=names)
        )
        return
    for claimed, counted in zip(result.goals, actual, strict=True):
        for figure, claim, truth, tolerance in (
            ("amount", claimed.amount, counted.amount, AMOUNT_TOLERANCE),
            ("weight", claimed.weight, counted.weight, 0.0),
            ("points", claimed.points, counted.points, AMOUNT_TOLERANCE),
        ):
            if not abs(claim - truth) <= tolerance:
                what = message("{figure} of {goal}", figure=figure, goal=counted.goal)
                yield Finding("figure", _differs(what, claim, truth))
    truth = sum(goal.points for goal in actual)
    if not abs(result.score - truth) <= AMOUNT_TOLERANCE:
        yield Finding("figure", _differs(message("score"), result.score, truth))


def _claim_faults(result: Result) -> Iterator[Finding]:
    if not math.isfinite(result.bound):
        yield Finding(
            "figure", message("The bound {bound} is not a number.", bound=str(result.bound))
        )
    elif not result.bound >= result.score:
        sentence = message(
            "The bound {bound} is below the score {score}.",
            bound=result.bound,
            score=result.score,
        )
        yield Finding("figure", sentence)
    status = status_of(result.score, result.bound)
    if result.status != status:
        sentence = message(
            "status is {claimed}, but the score and the bound say {actual}.",
            claimed=result.status,
            actual=status,
        )
        yield Finding("figure", sentence)


def _remarks(plan: Plan) -> Iterator[Finding]:
    for tour in plan.tours:
        earliest = earliest_tour(plan.season, tour.departure, tour.stops)
        if earliest is not None and _times(earliest) != _times(tour):
            sentence = message("The timetable is later than it needs to be.")
            yield Finding("remark", sentence, departures=(tour.departure,))


def _times(tour: Tour) -> tuple[object, ...]:
    return tour.departs, tour.visits, tour.returns


def _differs(what: Message, claimed: float, actual: float) -> Message:
    return message(
        "{what} is {claimed} in the file, but the plan gives {actual}.",
        what=what,
        claimed=claimed,
        actual=round(actual, 4),
    )
