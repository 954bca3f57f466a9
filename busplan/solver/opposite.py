"""What a choice of a plan is worth: the best plan of the season in which it is turned round."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from busplan.errors import Message, NoPlanExists, NoPlanInTime, message
from busplan.result import ABSOLUTE_TOLERANCE, RELATIVE_TOLERANCE, Result
from busplan.season import Season
from busplan.solver.differences import Differences, differences, told
from busplan.solver.progress import Budget
from busplan.solver.reasons import why_no_plan
from busplan.solver.search import search

LEAST_SECONDS_FOR_REASONS = 0.5
"""Seconds that looking for a clash gets even where proving that there is one took all the time."""


@dataclass(frozen=True)
class Opposite:
    """The best plan found with the opposite of what a plan does, or why there is none.

    Attributes
    ----------
    result
        That plan with its proof; None when there is none, or none in time.
    clash
        The rules that forbid the opposite, in sentences; empty unless it is proved impossible.
    cost_at_least, cost_at_most
        Points lost against the plan that is explained: at least by the proved bound of the
        re-solve, at most by its plan. Equal where the re-solve is proved optimal.
    changes
        What that plan does otherwise.
    """

    result: Result | None = None
    clash: tuple[Message, ...] = ()
    cost_at_least: float | None = None
    cost_at_most: float | None = None
    changes: Differences | None = None


def solve_opposite(
    result: Result,
    other: Season,
    forced: Message,
    budget: Budget,
    stop: threading.Event | None = None,
) -> Opposite:
    """Plan the season again with one thing turned round, and compare.

    Parameters
    ----------
    other
        The season of the plan that is explained, with the opposite of its choice demanded.
    forced
        That demand as a rule tells it: it is no reason for itself, so no clash names it.
    budget
        What the re-solve may use, looking for a clash included.
    """
    ends = time.monotonic() + budget.seconds
    try:
        found = search(other, budget, stop=stop, near=result.plan).result
    except NoPlanExists as disproved:
        left = max(LEAST_SECONDS_FOR_REASONS, ends - time.monotonic())
        reasons = disproved.reasons or why_no_plan(other, left, stop)
        return Opposite(clash=tuple(reason for reason in reasons if reason != forced))
    except NoPlanInTime:
        return Opposite()
    at_most = result.score - found.score
    at_least = min(at_most, result.score - found.bound)
    changes = differences(result.plan, found.plan)
    return Opposite(found, (), at_least, at_most, changes)


def opposite_told(
    result: Result, opposite: Opposite, headline: Message, impossible: Message
) -> Iterator[Message]:
    """Say what the opposite costs and changes, or which rules forbid it.

    `headline` begins what is told of a plan with the opposite, `impossible` the list of rules.
    """
    if opposite.result is not None and opposite.changes is not None:
        yield headline
        yield from cost_told(result, opposite)
        yield from told(opposite.changes)
    elif opposite.clash:
        yield impossible
        yield from opposite.clash
    else:
        yield message("The time was too short to find out what the opposite would cost.")


def cost_told(result: Result, opposite: Opposite) -> Iterator[Message]:
    """Say how many points the opposite costs, or between which figures that lies."""
    at_least, at_most = opposite.cost_at_least, opposite.cost_at_most
    if at_least is None or at_most is None:
        return
    slack = ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * abs(result.score)
    points = round(at_most, 2)
    if at_most < -slack:
        yield message(
            "A plan was found that is {points} points better than this one: plan again with more "
            "time.",
            points=-points,
        )
    elif at_most <= slack:
        yield message("The plan would be just as good.")
    elif at_most - at_least <= slack:
        share = message(
            "{percent} % of the score",
            percent=round(100 * at_most / max(1.0, abs(result.score)), 1),
        )
        yield message("The plan would lose {points} points ({share}).", points=points, share=share)
    elif at_least <= slack:
        yield message(
            "The plan would lose at most {points} points (not proved further in time).",
            points=points,
        )
    else:
        yield message(
            "The plan would lose between {least} and {most} points (not proved further in time).",
            least=round(at_least, 2),
            most=points,
        )
