"""plan.json: a plan and what is claimed of it, in the form of the contract; it knows no clock."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from busplan.plan import Plan, Tour, Visit, tour_order
from busplan.result import DECIMALS, GoalScore, Result

FORMAT = 1
KM_DECIMALS = 1
LONGEST_LINE = 160
"""Characters up to which a list or an object stands on one line."""


def render_plan_json(result: Result) -> bytes:
    """Write a result as plan.json: UTF-8, fixed order of keys, equal plans as equal bytes.

    Figures have 4 decimals and kilometres 1. `version`, `cancelled` and a tour's `id` stand in
    the file only when they say something.
    """
    return (_layout(_result(result), "") + "\n").encode()


def _result(result: Result) -> dict[str, object]:
    plan = result.plan
    written: dict[str, object] = {"format": FORMAT, "season": plan.season.name}
    if plan.version:
        written["version"] = plan.version
    written |= {
        "status": result.status,
        "score": _figure(result.score),
        "bound": _figure(result.bound),
        "goals": [_goal(goal) for goal in result.goals],
        "tours": list(_tours(plan, plan.tours)),
    }
    if plan.cancelled:
        written["cancelled"] = list(_tours(plan, plan.cancelled))
    return written


def _goal(goal: GoalScore) -> dict[str, object]:
    return {
        "goal": goal.goal,
        "amount": _figure(goal.amount),
        "weight": float(goal.weight),
        "points": _figure(goal.points),
    }


def _tours(plan: Plan, tours: tuple[Tour, ...]) -> Iterator[dict[str, object]]:
    for tour in sorted(tours, key=lambda tour: tour_order(plan.season, tour)):
        given_id = {"id": tour.given_id} if tour.given_id is not None else {}
        yield {
            **given_id,
            "date": tour.date.isoformat(),
            "slot": tour.slot,
            "bus": tour.bus,
            "leaves_depot": str(tour.leaves_depot),
            "departs": str(tour.departs),
            "returns": str(tour.returns),
            "back_at_depot": str(tour.back_at_depot),
            "drive_minutes": tour.drive_minutes,
            "drive_km": _figure(tour.drive_km, KM_DECIMALS),
            "visits": [_visit(plan, visit) for visit in tour.visits],
            "crew": sorted(tour.crew),
        }


def _visit(plan: Plan, visit: Visit) -> dict[str, object]:
    return {
        "stop": visit.stop,
        "area": plan.season.stop_by_id[visit.stop].area,
        "arrives": str(visit.arrives),
        "starts": str(visit.starts),
        "leaves": str(visit.leaves),
    }


def _figure(value: float, decimals: int = DECIMALS) -> float:
    return float(round(value, decimals)) + 0.0  # + 0.0 turns -0.0 into 0.0


def _layout(value: object, indent: str) -> str:
    """Write JSON with a line for each thing, where a thing is what fits on a line."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if not isinstance(value, (dict, list)) or not value:
        return line
    if indent and len(indent) + len(line) <= LONGEST_LINE:
        return line
    deeper = indent + "  "
    if isinstance(value, Mapping):
        parts = [
            f"{deeper}{json.dumps(key)}: {_layout(part, deeper)}" for key, part in value.items()
        ]
        return "{\n" + ",\n".join(parts) + f"\n{indent}}}"
    parts = [deeper + _layout(part, deeper) for part in value]
    return "[\n" + ",\n".join(parts) + f"\n{indent}]"
