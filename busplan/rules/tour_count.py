"""Rule 3, first half: the season has between tours.min and tours.max tours."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from busplan.errors import Message, plural
from busplan.modelling import TourModel, total
from busplan.plan import Plan
from busplan.rules.rule import Violation, name_of
from busplan.season import Season


@dataclass(frozen=True)
class NumberOfToursIsKept:
    """The season has at least tours.min and at most tours.max tours."""

    def post(self, model: TourModel) -> None:
        """Bound the number of tours from both sides."""
        tours = total(map(model.runs, model.departures))
        model.at_least(tours, model.season.tours.min, about="min")
        model.at_most(tours, model.season.tours.max, about="max")

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Tell when there are too few or too many tours."""
        limits = plan.season.tours
        if not limits.min <= len(plan.tours) <= limits.max:
            yield Violation(
                name_of(self),
                plural(
                    "There is {count} tour; the season has between {min} and {max}.",
                    "There are {count} tours; the season has between {min} and {max}.",
                    len(plan.tours),
                    min=limits.min,
                    max=limits.max,
                ),
            )

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say which number of tours is demanded."""
        least, most = season.tours.min, season.tours.max
        if about == "min":
            return plural(
                "The season must have at least {count} tour.",
                "The season must have at least {count} tours.",
                least,
            )
        return plural(
            "The season may have at most {count} tour.",
            "The season may have at most {count} tours.",
            most,
        )
