"""A re-solve with the opposite of what a plan does, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from busplan.language import Language
    from busplan.solver.differences import Differences
    from busplan.solver.opposite import Opposite


def opposite_json(opposite: Opposite, language: Language) -> dict[str, object]:
    """Give score, bound, cost, clash and changes; null where the re-solve found no plan."""
    found = opposite.result
    return {
        "score": None if found is None else found.score,
        "bound": None if found is None else found.bound,
        "cost_at_least": opposite.cost_at_least,
        "cost_at_most": opposite.cost_at_most,
        "clash": [language.say(sentence) for sentence in opposite.clash],
        "changes": None if opposite.changes is None else _changes_json(opposite.changes),
    }


def _changes_json(changes: Differences) -> dict[str, object]:
    return {
        "areas": [
            {
                "area": one.area.id,
                "lost": [day.isoformat() for day in one.lost],
                "gained": [day.isoformat() for day in one.gained],
            }
            for one in changes.areas
        ],
        "shifts": [
            {"association": one.association.id, "before": one.before, "after": one.after}
            for one in changes.shifts
        ],
        "residents": changes.residents,
        "drive_minutes": changes.drive_minutes,
        "drive_km": changes.drive_km,
    }
