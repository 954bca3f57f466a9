"""The goal of local roots: associations on board where they are at home."""

from __future__ import annotations

from dataclasses import dataclass

from busplan.modelling import Linear, TourModel, total
from busplan.plan import Plan


@dataclass(frozen=True)
class BringLocals:
    """Meetings of a tour, an area it visits and an association on board at home in that area."""

    name: str = "local"

    def amount(self, plan: Plan) -> float:
        """Count each visited area × each association on board that is at home there."""
        return sum(
            area.id in association.home_areas
            for tour in plan.tours
            for area in {area.id: area for area in plan.areas_of(tour)}.values()
            for association in plan.crew_of(tour)
        )

    def terms(self, model: TourModel) -> Linear:
        """Express each visited area × each association on board that is at home there.

        One quantity for the first visit at home, one for the second and so on: an association is
        on board once, so all its homes share them. That is tighter than one for each home.
        """
        parts: list[Linear] = []
        for association in model.season.associations:
            homes = frozenset(association.home_areas)
            if not homes:
                continue
            for departure in model.departures:
                crews = model.crews(departure, association.id)
                at_home = model.visits_among(departure, homes)
                parts.extend(model.both(visit, crews) for visit in at_home)
        return total(parts)
