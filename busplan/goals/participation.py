"""The goal of participation: many associations on board, each further shift worth less."""

from __future__ import annotations

from dataclasses import dataclass

from busplan.goals.goal import diminishing, repeated
from busplan.modelling import Linear, TourModel, total
from busplan.plan import Plan
from busplan.season import PARTICIPATION_REPEAT_FACTOR


@dataclass(frozen=True)
class LetManyTakePart:
    """Associations: 1 + 0.4 + … + 0.4ⁿ⁻¹ for each that has n shifts."""

    name: str = "participation"

    def amount(self, plan: Plan) -> float:
        """Count the associations that take part, repeats for less."""
        return sum(
            repeated(len(tours), PARTICIPATION_REPEAT_FACTOR)
            for tours in plan.tours_by_association.values()
        )

    def terms(self, model: TourModel) -> Linear:
        """Express the associations that take part, repeats for less."""
        tours = model.season.tours.max
        parts: list[Linear] = []
        for association in model.season.associations:
            shifts = total(model.crews(d, association.id) for d in model.departures)
            most = tours if association.max_shifts is None else min(tours, association.max_shifts)
            parts.append(diminishing(model, shifts, most, PARTICIPATION_REPEAT_FACTOR, 1))
        return total(parts)
