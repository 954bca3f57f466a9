"""The step that explains a plan."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from busplan.result import Result
from busplan.workflow.judging import VerifiedPlan, read_plan
from busplan.workflow.seasons import LoadedSeason

if TYPE_CHECKING:
    from busplan.render.explanation import GoalExplanation


@dataclass(frozen=True)
class ExplainedPlan:
    """A plan, what verification says of it, and what each goal gave in words."""

    plan: VerifiedPlan
    goals: tuple[GoalExplanation, ...]

    @property
    def result(self) -> Result:
        """The plan with what is claimed of it."""
        return self.plan.result


def explain_plan(loaded: LoadedSeason, plan_path: Path) -> ExplainedPlan:
    """Say what each goal gave in a plan.json, and where it came from."""
    from busplan.render.explanation import explain_goals

    plan = read_plan(loaded, plan_path)
    return ExplainedPlan(plan, explain_goals(plan.result))
