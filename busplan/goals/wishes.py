"""The goal of wishes: shifts that associations prefer, not those they take only if needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from busplan.goals.goal import weighted
from busplan.modelling import Linear, TourModel
from busplan.plan import Plan
from busplan.season import Answer

WORTH: Mapping[Answer, int] = MappingProxyType({Answer.PREFER: 1, Answer.IF_NEEDED: -1})


@dataclass(frozen=True)
class KeepToWishes:
    """Shifts answered prefer minus shifts answered if_needed."""

    name: str = "wishes"

    def amount(self, plan: Plan) -> float:
        """Count preferred shifts minus those taken only if needed."""
        return sum(
            WORTH.get(plan.answer_for(association, tour), 0)
            for tour in plan.tours
            for association in plan.crew_of(tour)
        )

    def terms(self, model: TourModel) -> Linear:
        """Express preferred shifts minus those taken only if needed."""
        season = model.season
        return weighted(
            (WORTH[answer], model.crews(departure, association.id))
            for departure in model.departures
            for association in season.associations
            if (answer := season.answer(association, departure.date, departure.slot)) in WORTH
        )
