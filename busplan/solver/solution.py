"""From the values of a model's variables to a plan, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from busplan.modelling import Route
from busplan.plan import Plan, Tour
from busplan.rules import RULES
from busplan.rules.timetable import earliest_tour
from busplan.season import Departure, Season
from busplan.solver.model import Chosen, JointModel


def plan_of(season: Season, model: JointModel, values: Sequence[float]) -> Plan:
    """Make the plan that the values of a model's variables describe."""
    tours = (staffed(season, *tour) for tour in model.chosen(values))
    return Plan.in_order(season, tuple(tours))


def staffed(season: Season, departure: Departure, route: Route, crew: tuple[str, ...]) -> Tour:
    """Make a tour with its earliest timetable and its crew; ValueError when it cannot be driven."""
    tour = earliest_tour(season, departure, route.stops)
    if tour is None:
        raise ValueError(departure, route.stops)
    return replace(tour, crew=tuple(sorted(crew)))


def tours_of(plan: Plan) -> Mapping[Departure, Chosen]:
    """Give the tours of a plan as a model chooses them, by departure."""
    return {
        tour.departure: (tour.departure, Route(tour.stops, tour.drive_minutes), tour.crew)
        for tour in plan.tours
    }


def keeps_all_rules(plan: Plan) -> bool:
    """Tell whether a plan keeps every rule of its season, as the judge reads them."""
    return not any(True for rule in RULES for _ in rule.violations(plan))
