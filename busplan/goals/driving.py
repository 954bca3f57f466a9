"""The goal of driving: as little of it as possible."""

from __future__ import annotations

from dataclasses import dataclass

from busplan.modelling import Linear, TourModel, total
from busplan.plan import Plan


@dataclass(frozen=True)
class DriveLittle:
    """Minus the drive minutes of all tours, depot legs included."""

    name: str = "driving"

    def amount(self, plan: Plan) -> float:
        """Count the drive minutes, as a negative number."""
        return -sum(tour.drive_minutes for tour in plan.tours)

    def terms(self, model: TourModel) -> Linear:
        """Express the drive minutes of the routes that are taken, as a negative number."""
        return total(
            model.over_routes(departure, lambda route: -route.drive_minutes)
            for departure in model.departures
        )
