"""The goal of reach: weighted residents who are visited, each further visit worth less."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from busplan.coverage import visits_to
from busplan.goals.goal import diminishing, repeated
from busplan.modelling import Linear, TourModel, total
from busplan.plan import Plan


@dataclass(frozen=True)
class ReachResidents:
    """Weighted residents: W × (1 + f + … + fⁿ⁻¹) for each group that n visits reach."""

    name: str = "reach"

    def amount(self, plan: Plan) -> float:
        """Count the weighted residents that a plan reaches."""
        factor = plan.season.reach.repeat_factor
        return sum(
            group.weight * repeated(visits_to(plan, group), factor) for group in plan.season.groups
        )

    def terms(self, model: TourModel) -> Linear:
        """Express the weighted residents, adding up groups that the same stops reach."""
        season = model.season
        weights: dict[frozenset[str], float] = defaultdict(float)
        for group in season.groups:
            weights[group.stops] += group.weight
        visits = {
            stop.id: total(model.visits_stop(d, stop.id) for d in model.departures)
            for stop in season.stops
        }
        limits = {area.id: min(area.max_visits, season.tours.max) for area in season.areas}
        parts: list[Linear] = []
        for stops, weight in sorted(weights.items(), key=lambda item: sorted(item[0])):
            areas = {season.area_of(stop).id for stop in stops}
            most = sum(limits[area] for area in areas)
            count = total(visits[stop] for stop in sorted(stops))
            parts.append(diminishing(model, count, most, season.reach.repeat_factor, weight))
        return total(parts)
