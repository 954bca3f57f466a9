"""What every answer about a plan.json begins with, for a program."""

from __future__ import annotations

from busplan.workflow import VerifiedPlan


def claims_json(plan: VerifiedPlan) -> dict[str, object]:
    """Give what the file claims of its plan, and whether verification agrees."""
    result = plan.result
    return {
        "exit_code": 0,
        "holds": plan.holds,
        "score": result.score,
        "bound": result.bound,
        "status": result.status,
    }
