"""Rule 8, first half: every tour is crewed by crew.min to crew.max associations."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from busplan.errors import Message, message, plural
from busplan.modelling import TourModel, total
from busplan.plan import Plan
from busplan.rules.rule import Violation, name_of
from busplan.season import Season


@dataclass(frozen=True)
class EveryTourIsCrewed:
    """Every tour has at least crew.min and at most crew.max associations on board."""

    def post(self, model: TourModel) -> None:
        """Tie the size of each crew to whether the tour runs; nobody crews where none runs."""
        season = model.season
        for departure in model.departures:
            runs = model.runs(departure)
            everybody = [model.crews(departure, who.id) for who in season.associations]
            for crews in everybody:
                model.at_most(crews, runs, about="aboard")
            crew = total(everybody)
            model.at_least(crew, runs * season.crew.min, about="min")
            model.at_most(crew, runs * season.crew.max, about="max")

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each tour with too few or too many associations."""
        limits = plan.season.crew
        for tour in plan.tours:
            if not limits.min <= len(tour.crew) <= limits.max:
                sentence = plural(
                    "{count} association is on board; there must be between {min} and {max}.",
                    "{count} associations are on board; there must be between {min} and {max}.",
                    len(tour.crew),
                    min=limits.min,
                    max=limits.max,
                )
                yield Violation(name_of(self), sentence, (tour.departure,))

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say how many associations a tour must or may have."""
        if about == "min":
            return plural(
                "Every tour must have at least {count} association on board.",
                "Every tour must have at least {count} associations on board.",
                season.crew.min,
            )
        if about == "max":
            return plural(
                "A tour may have at most {count} association on board.",
                "A tour may have at most {count} associations on board.",
                season.crew.max,
            )
        return message("Associations crew only tours that run.")
