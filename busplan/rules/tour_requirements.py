"""Rule 7: enough tours visit areas with certain tags."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from busplan.errors import Message, plural
from busplan.modelling import TourModel, total
from busplan.plan import Plan
from busplan.rules.rule import Violation, name_of
from busplan.season import Requirement, Season


@dataclass(frozen=True)
class TourRequirementsAreMet:
    """At least so many tours visit an area with a tag, for each of tours.requirements."""

    def post(self, model: TourModel) -> None:
        """Demand enough tours for each requirement."""
        for requirement in model.season.tours.requirements:
            tours = total(model.touches(d, requirement.tag) for d in model.departures)
            model.at_least(tours, requirement.min, about=requirement)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each requirement that too few tours meet."""
        for requirement in plan.season.tours.requirements:
            count = sum(
                any(requirement.tag in area.tags for area in plan.areas_of(tour))
                for tour in plan.tours
            )
            if count < requirement.min:
                sentence = plural(
                    "{count} tour visits an area tagged '{tag}'; {min} are required.",
                    "{count} tours visit an area tagged '{tag}'; {min} are required.",
                    count,
                    tag=requirement.tag,
                    min=requirement.min,
                )
                yield Violation(name_of(self), sentence)

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say how many tours must visit an area with the tag."""
        del season
        assert isinstance(about, Requirement)
        return plural(
            "At least {count} tour must visit an area tagged '{tag}'.",
            "At least {count} tours must visit an area tagged '{tag}'.",
            about.min,
            tag=about.tag,
        )
