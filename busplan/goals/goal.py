"""What a goal is: an amount in its own unit, said twice, for a finished plan and for the model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from busplan.modelling import Linear, TourModel, total
from busplan.plan import Plan


@dataclass(frozen=True)
class GoalScore:
    """What one goal gave: the amount in the goal's unit, points per unit, and the points."""

    goal: str
    amount: float
    weight: float
    points: float


class Goal(Protocol):
    """A thing that is wanted, counted in its own unit; its weight stands with the season."""

    @property
    def name(self) -> str:
        """The goal's name in season.toml and plan.json."""

    def amount(self, plan: Plan) -> float:
        """Count the goal's amount in a finished plan."""

    def terms(self, model: TourModel) -> Linear:
        """Express the amount in the model; where more is better it may not be overstated."""


def repeated(count: int, factor: float) -> float:
    """Sum 1 + f + … + fⁿ⁻¹: what n visits (or shifts) are worth when each repeat is worth f."""
    return sum(factor**nth for nth in range(count))


def diminishing(model: TourModel, count: Linear, most: int, factor: float, weight: float) -> Linear:
    """Express weight × `repeated(count, factor)` for a count that is at most `most`.

    Each repeat has a 0/1 quantity of its own worth no more than the one before (0 ≤ factor ≤ 1),
    so the model fills them in order and the sum is exact when maximised.
    """
    if weight == 0 or not count.terms:
        return Linear()
    if factor == 1:
        return count * weight
    worth = [weight * factor**nth for nth in range(most)]
    levels = [(value, model.amount(1)) for value in worth if value > 0]
    model.at_most(total(level for _, level in levels), count)
    return weighted(levels)


def weighted(parts: Iterable[tuple[float, Linear]]) -> Linear:
    """Add up quantities, each times its own worth."""
    return total(quantity * worth for worth, quantity in parts)
