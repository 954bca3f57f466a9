"""How good a plan is, in words that claim no more than what is proved."""

from __future__ import annotations

import math

from busplan.errors import Message, message
from busplan.result import GoalScore, Result
from busplan.season import GOAL_NAMES

GAP_STEP_PERCENT = 0.1
"""A gap is told in whole steps of this many percent, rounded up, so it is never understated."""

_SLACK = 1e-9


def gap_percent(result: Result) -> float:
    """Percent that the best possible plan may be above this one, rounded up to one decimal."""
    steps = math.ceil(result.gap * 100 / GAP_STEP_PERCENT - _SLACK)
    return round(max(steps, 1) * GAP_STEP_PERCENT, 1)


def proof(result: Result) -> Message:
    """Say whether a plan is proved to be the best, or how far from it at most, if it is sound."""
    if not result.sound:
        return message("not in order: busplan verify says what is wrong")
    if result.status == "optimal":
        return message("proved the best possible")
    percent = message("{number} %", number=gap_percent(result))
    return message("at most {percent} from the best possible", percent=percent)


def goals_in_order(result: Result) -> tuple[GoalScore, ...]:
    """Give what each goal gave, in the order of the contract."""
    return tuple(sorted(result.goals, key=lambda given: GOAL_NAMES.index(given.goal)))
