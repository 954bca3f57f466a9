"""Rule 9, first part: nobody crews where the answer is no."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from busplan.errors import Message, message, plural
from busplan.modelling import TourModel
from busplan.plan import Plan
from busplan.rules.open_dates import why_closed
from busplan.rules.rule import Violation, name_of
from busplan.season import Answer, Season

FEW = 4
"""Up to so many dates on which an association can crew are named one by one."""


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
        """Say on how many of the open dates the association can crew, and on which when few."""
        who = season.association_by_id[str(about)]
        chances = [d for d in season.every_departure() if why_closed(season, d) is None]
        open_dates = {d.date for d in chances}
        can = {d.date for d in chances if season.answer(who, d.date, d.slot) is not Answer.NO}
        if not can:
            return plural(
                "{association} can crew on none of the season's {count} open date.",
                "{association} can crew on none of the season's {count} open dates.",
                len(open_dates),
                association=who.name,
            )
        counted = plural(
            "{association} can crew on {can} of the season's {count} open date",
            "{association} can crew on {can} of the season's {count} open dates",
            len(open_dates),
            association=who.name,
            can=len(can),
        )
        if len(can) > FEW:
            return message("{counted}.", counted=counted)
        return message("{counted}: {dates}.", counted=counted, dates=tuple(sorted(can)))
