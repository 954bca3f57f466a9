"""The goal of spread: tours all through the season."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from busplan.modelling import Linear, TourModel, total
from busplan.plan import Plan
from busplan.season import Departure


@dataclass(frozen=True)
class SpreadOverTheSeason:
    """Minus the empty ones of tours.max equal parts of the season."""

    name: str = "spread"

    def amount(self, plan: Plan) -> float:
        """Count the empty parts, as a negative number."""
        season = plan.season
        filled = {season.period_of(tour.date) for tour in plan.tours}
        return len(filled) - season.tours.max

    def terms(self, model: TourModel) -> Linear:
        """Express the filled parts minus all of them."""
        season = model.season
        parts: dict[int, list[Departure]] = defaultdict(list)
        for departure in model.departures:
            parts[season.period_of(departure.date)].append(departure)
        filled: list[Linear] = []
        for departures in parts.values():
            has_a_tour = model.amount(1)
            model.at_most(has_a_tour, total(map(model.runs, departures)))
            filled.append(has_a_tour)
        return total(filled) + -float(season.tours.max)
