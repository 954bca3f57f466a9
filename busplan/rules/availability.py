"""Rule 9, first part: nobody crews where the answer is no."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from busplan.errors import Message, message
from busplan.modelling import TourModel
from busplan.plan import Plan
from busplan.rules.rule import Violation, name_of
from busplan.season import Answer, Season


@dataclass(frozen=True)
class NobodyCrewsAgainstTheirAnswer:
    """No association crews a tour on a date and slot for which its answer is no."""

    def post(self, model: TourModel) -> None:
        """Forbid each shift that was answered with no."""
        season = model.season
        for association in season.associations:
            for departure in model.departures:
                if season.answer(association, departure.date, departure.slot) is Answer.NO:
                    model.forbid(model.crews(departure, association.id), about=association.id)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each shift that goes against the association's answer."""
        for tour in plan.tours:
            for association in plan.crew_of(tour):
                if plan.answer_for(association, tour) is Answer.NO:
                    sentence = message(
                        "{association} cannot crew on {day} ({slot}).",
                        association=association.name,
                        day=tour.date,
                        slot=tour.slot,
                    )
                    yield Violation(name_of(self), sentence, (tour.departure,))

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say that the association crews only where it can."""
        name = season.association_by_id[str(about)].name
        return message("{association} crews only on dates it has not said no to.", association=name)
