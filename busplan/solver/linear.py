"""A linear model over whole-number quantities, independent of who solves it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from busplan.modelling import Linear


@dataclass(frozen=True)
class Row:
    """A constraint lower ≤ Σ coefficient × variable ≤ upper, and what it speaks of.

    `rule` is the name of the rule that posted it (None: it belongs to the model itself) and
    `about` the concrete thing.
    """

    terms: tuple[tuple[float, int], ...]
    lower: float
    upper: float
    rule: str | None = None
    about: Hashable = None


@dataclass
class LinearModel:
    """Variables with upper bounds (the lower ones are 0), rows, and an objective to maximise.

    A variable whose upper bound is 0 is left out of every sum that is made after.
    """

    uppers: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    objective: Linear = field(default_factory=Linear)

    def variable(self, upper: int = 1) -> Linear:
        """Add a whole-number variable between 0 and `upper`."""
        self.uppers.append(upper)
        return Linear(((1.0, len(self.uppers) - 1),))

    def merged(self, expression: Linear) -> tuple[tuple[float, int], ...]:
        """Add up the coefficients of each variable and leave out those that are nothing."""
        sums: dict[int, float] = {}
        for coefficient, variable in expression.terms:
            sums[variable] = sums.get(variable, 0.0) + coefficient
        return tuple(
            (coefficient, variable)
            for variable, coefficient in sums.items()
            if coefficient and self.uppers[variable]
        )

    def add_row(
        self,
        expression: Linear,
        lower: float,
        upper: float,
        rule: str | None = None,
        about: Hashable = None,
    ) -> None:
        """Demand lower ≤ expression ≤ upper, unless the variables' bounds say so already."""
        terms = self.merged(expression)
        lower -= expression.constant
        upper -= expression.constant
        least = sum(min(0.0, c * self.uppers[v]) for c, v in terms)
        most = sum(max(0.0, c * self.uppers[v]) for c, v in terms)
        if least < lower or most > upper:
            self.rows.append(Row(terms, lower, upper, rule, about))

    def restricted_to(self, kept: Sequence[bool]) -> LinearModel:
        """Give the model in which the variables that are not kept are 0."""
        uppers = [upper if keep else 0 for upper, keep in zip(self.uppers, kept, strict=True)]
        return LinearModel(uppers, self.rows, self.objective)
