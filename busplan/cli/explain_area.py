"""busplan explain --area: why an area is visited or not, and what the opposite costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from busplan.cli.explain_opposite import opposite_json

if TYPE_CHECKING:
    from busplan.language import Language
    from busplan.workflow.explaining import ExplainedArea


def area_json(explained: ExplainedArea, language: Language) -> dict[str, object]:
    """Give an area that was asked about as JSON."""
    opposite = explained.opposite
    return {
        "id": explained.area.id,
        "name": explained.area.name,
        "sentences": [language.say(sentence) for sentence in explained.sentences],
        "visits": opposite.visits,
        "forced": "in" if opposite.forced_in else "out",
        **opposite_json(opposite.opposite, language),
    }
