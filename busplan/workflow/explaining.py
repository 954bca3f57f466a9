"""The step that explains a plan, and the one that explains an area of it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from busplan.errors import Message
from busplan.result import Result
from busplan.season import Area
from busplan.workflow.finding_names import find_area
from busplan.workflow.judging import VerifiedPlan, read_plan
from busplan.workflow.seasons import LoadedSeason

if TYPE_CHECKING:
    from busplan.render.explanation import GoalExplanation
    from busplan.solver.forcing import AreaExplanation

SECONDS_TO_FORCE = 60.0
"""Seconds that all re-solves of one question may take together, unless told otherwise."""


@dataclass(frozen=True)
class ExplainedArea:
    """An area, why it is visited or not in sentences, and the re-solve with the opposite."""

    area: Area
    sentences: tuple[Message, ...]
    opposite: AreaExplanation


@dataclass(frozen=True)
class ExplainedPlan:
    """A plan, what verification says of it, and what each goal gave in words.

    `area` is explained as well when it was asked for.
    """

    plan: VerifiedPlan
    goals: tuple[GoalExplanation, ...]
    area: ExplainedArea | None = None

    @property
    def result(self) -> Result:
        """The plan with what is claimed of it."""
        return self.plan.result


def explain_plan(
    loaded: LoadedSeason,
    plan_path: Path,
    area_named: str | None = None,
    seconds: float = SECONDS_TO_FORCE,
    stop: threading.Event | None = None,
) -> ExplainedPlan:
    """Say what each goal gave in a plan.json, and where it came from.

    Parameters
    ----------
    area_named
        The id or the name of an area that shall be explained as well.
    seconds
        How long the re-solve with the opposite for that area may take.
    stop
        Ends that re-solve early.

    Raises
    ------
    FaultyInput
        When the plan cannot be read, or there is no such area.
    """
    from busplan.render.explanation import explain_goals, explain_visits

    area = None if area_named is None else find_area(loaded.season, area_named)
    plan = read_plan(loaded, plan_path)
    explained = ExplainedPlan(plan, explain_goals(plan.result))
    if area is None:
        return explained
    from busplan.solver.forcing import explain_area
    from busplan.solver.search import Budget

    opposite = explain_area(loaded.season, plan.result, area.id, Budget(seconds), stop)
    sentences = (*explain_visits(plan.result.plan, area), *opposite.sentences)
    return replace(explained, area=ExplainedArea(area, sentences, opposite))
