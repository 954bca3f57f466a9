"""Whom a plan reaches and whom it does not: figures for maps, tables and sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from busplan.plan import Plan, Tour
from busplan.season import Area, ResidentGroup


@dataclass(frozen=True)
class Reached:
    """How many of some residents are reached at least once.

    Attributes
    ----------
    residents, social_residents
        Residents in all, and those of them in social housing.
    reached, social_reached
        Those of them who are visited at least once.
    weight, weight_reached
        The same in weighted residents (contract, section 3).
    """

    residents: float
    reached: float
    social_residents: float
    social_reached: float
    weight: float
    weight_reached: float

    @property
    def share(self) -> float:
        """Share of the residents who are reached, 0..1 (0 where nobody lives)."""
        return self.reached / self.residents if self.residents else 0.0

    @property
    def social_share(self) -> float:
        """Share of the residents in social housing who are reached, 0..1."""
        return self.social_reached / self.social_residents if self.social_residents else 0.0

    @property
    def weight_share(self) -> float:
        """Share of the weighted residents who are reached, 0..1."""
        return self.weight_reached / self.weight if self.weight else 0.0


@dataclass(frozen=True)
class AreaCoverage:
    """One area's residents reached, and the tours that visit it."""

    area: Area
    reached: Reached
    tours: tuple[Tour, ...]

    @property
    def visited(self) -> bool:
        """True when a tour visits the area."""
        return bool(self.tours)


@dataclass(frozen=True)
class Coverage:
    """The whole season's residents reached, and each area's, in the season's order of areas."""

    whole: Reached
    areas: tuple[AreaCoverage, ...]

    @property
    def areas_visited(self) -> int:
        """Number of areas that a tour visits."""
        return sum(area.visited for area in self.areas)


def visits_to(plan: Plan, group: ResidentGroup) -> int:
    """Number of visits to any of the stops that reach a group of residents."""
    visits = plan.visits_by_stop
    if len(visits) < len(group.stops):
        return sum(count for stop, count in visits.items() if stop in group.stops)
    return sum(visits.get(stop, 0) for stop in group.stops)


def _add_up(plan: Plan, groups: Iterable[ResidentGroup]) -> Reached:
    residents = reached = social = social_reached = weight = weight_reached = 0.0
    for group in groups:
        residents += group.residents
        social += group.social_residents
        weight += group.weight
        if visits_to(plan, group):
            reached += group.residents
            social_reached += group.social_residents
            weight_reached += group.weight
    return Reached(residents, reached, social, social_reached, weight, weight_reached)


def coverage_of(plan: Plan) -> Coverage:
    """Count whom a plan reaches, in the whole season and in each area."""
    season = plan.season
    by_area: dict[str, list[ResidentGroup]] = {area.id: [] for area in season.areas}
    for group in season.groups:
        if group.area is not None:
            by_area[group.area].append(group)
    return Coverage(
        whole=_add_up(plan, season.groups),
        areas=tuple(
            AreaCoverage(area, _add_up(plan, by_area[area.id]), plan.tours_by_area[area.id])
            for area in season.areas
        ),
    )
