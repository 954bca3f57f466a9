"""Rule 8, second half: the crew brings what the tour, or the areas it visits, ask for."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from busplan.errors import Message, message, plural
from busplan.modelling import TourModel, total
from busplan.plan import Plan, Tour
from busplan.rules.rule import Violation, name_of
from busplan.season import Requirement, Season


@dataclass(frozen=True)
class CrewRequirementsAreMet:
    """Every tour (or every one to an area tagged `where`) has enough associations with a tag."""

    def post(self, model: TourModel) -> None:
        """Demand enough of each tag from the crew of every tour it concerns."""
        for requirement in model.season.crew.requirements:
            able = [who.id for who in model.season.associations if requirement.tag in who.tags]
            for departure in model.departures:
                if requirement.where is None:
                    concerned = model.runs(departure)
                else:
                    concerned = model.touches(departure, requirement.where)
                crew = total(model.crews(departure, who) for who in able)
                model.at_least(crew, concerned * requirement.min, about=requirement)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each tour and requirement that its crew does not meet."""
        for tour in plan.tours:
            for requirement in plan.season.crew.requirements:
                if not _concerns(requirement, plan, tour):
                    continue
                count = sum(requirement.tag in who.tags for who in plan.crew_of(tour))
                if count < requirement.min:
                    sentence = plural(
                        "{count} association with '{tag}' is on board; {min} are required.",
                        "{count} associations with '{tag}' are on board; {min} are required.",
                        count,
                        tag=requirement.tag,
                        min=requirement.min,
                    )
                    yield Violation(name_of(self), sentence, (tour.departure,))

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say what the crew must bring, and who can bring it."""
        assert isinstance(about, Requirement)
        able = [who.name for who in season.associations if about.tag in who.tags]
        who = message("{names}", names=able) if able else message("nobody")
        if about.where is None:
            return plural(
                "Every tour must have at least {count} association with '{tag}': {who}.",
                "Every tour must have at least {count} associations with '{tag}': {who}.",
                about.min,
                tag=about.tag,
                who=who,
            )
        return plural(
            "Every tour to an area tagged '{where}' must have at least {count} association "
            "with '{tag}': {who}.",
            "Every tour to an area tagged '{where}' must have at least {count} associations "
            "with '{tag}': {who}.",
            about.min,
            where=about.where,
            tag=about.tag,
            who=who,
        )


def _concerns(requirement: Requirement, plan: Plan, tour: Tour) -> bool:
    where = requirement.where
    return where is None or any(where in area.tags for area in plan.areas_of(tour))
