"""The words in which rules and goals speak to a model: linear sums of decisions about tours.

The solver builds the model; rules and goals only know this protocol, so they never import a
solver, and the same rule can be posted to any linear solver.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from busplan.season import Departure, Season


@dataclass(frozen=True)
class Linear:
    """A linear sum: coefficient × variable (by number) and a constant."""

    terms: tuple[tuple[float, int], ...] = ()
    constant: float = 0.0

    def __add__(self, other: Linear | float) -> Linear:
        if isinstance(other, Linear):
            return Linear(self.terms + other.terms, self.constant + other.constant)
        return Linear(self.terms, self.constant + other)

    def __mul__(self, factor: float) -> Linear:
        scaled = tuple((factor * coefficient, variable) for coefficient, variable in self.terms)
        return Linear(scaled, factor * self.constant)

    __rmul__ = __mul__

    def __neg__(self) -> Linear:
        return self * -1.0

    def __sub__(self, other: Linear | float) -> Linear:
        return self + (-other)


NOTHING = Linear()


def total(parts: Iterable[Linear]) -> Linear:
    """Add up many sums at once."""
    terms: list[tuple[float, int]] = []
    constant = 0.0
    for part in parts:
        terms.extend(part.terms)
        constant += part.constant
    return Linear(tuple(terms), constant)


@dataclass(frozen=True)
class Route:
    """Stops in driving order, with the tour's drive minutes (depot legs included)."""

    stops: tuple[str, ...]
    drive_minutes: int


class TourModel(Protocol):
    """A model of which tours run, where they go and who crews them.

    Every expression is a 0/1 quantity (or a sum of such) of the plan that is being decided.
    `about` names the concrete thing a constraint speaks of, so that a clash of rules can be told
    in words; rules choose it and turn it into a sentence again (`Rule.reason`).
    """

    @property
    def season(self) -> Season:
        """The season that is planned."""

    @property
    def departures(self) -> Sequence[Departure]:
        """Every departure that may become a tour, in order."""

    def routes(self, departure: Departure) -> Sequence[Route]:
        """Give the routes a tour of this departure may take."""

    def runs(self, departure: Departure) -> Linear:
        """1 when a tour leaves."""

    def takes(self, departure: Departure, route: Route) -> Linear:
        """1 when the tour takes this route."""

    def visits_stop(self, departure: Departure, stop: str) -> Linear:
        """1 when the tour visits the stop."""

    def visits_area(self, departure: Departure, area: str) -> Linear:
        """Give how often the tour visits the area."""

    def visits_among(self, departure: Departure, areas: frozenset[str]) -> Sequence[Linear]:
        """Give, for k = 1, 2, …, a quantity that is 1 when k visits or more lie in the areas."""

    def touches(self, departure: Departure, tag: str) -> Linear:
        """1 when the tour visits an area with the tag."""

    def crews(self, departure: Departure, association: str) -> Linear:
        """1 when the association is on board."""

    def over_routes(self, departure: Departure, value: Callable[[Route], float]) -> Linear:
        """Give a value of the route that is taken, 0 when no tour runs."""

    def amount(self, upper: float) -> Linear:
        """Make a new quantity between 0 and `upper` that the model is free to choose."""

    def both(self, first: Linear, second: Linear) -> Linear:
        """Make a 0/1 quantity that is 1 only when both are (and may be less)."""

    def at_most(self, left: Linear, right: Linear | float, about: Hashable = None) -> None:
        """Demand left ≤ right."""

    def at_least(self, left: Linear, right: Linear | float, about: Hashable = None) -> None:
        """Demand left ≥ right."""

    def forbid(self, what: Linear, about: Hashable = None) -> None:
        """Demand that a 0/1 quantity is 0."""
