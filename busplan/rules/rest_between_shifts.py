"""Rule 9, third part: days between an association's shifts."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from busplan.errors import Message, message, plural
from busplan.modelling import TourModel, total
from busplan.plan import Plan
from busplan.rules.rule import Violation, name_of
from busplan.rules.spacing import windows
from busplan.season import Association, Season


@dataclass(frozen=True)
class RestBetweenShifts:
    """An association has its own number of days between one shift and the next, never 2 a date."""

    def post(self, model: TourModel) -> None:
        """Allow each association one shift in every window of that many days."""
        spans = {
            days: tuple(windows(model.departures, days))
            for days in {_days(association) for association in model.season.associations}
        }
        for association in model.season.associations:
            for window in spans[_days(association)]:
                shifts = total(model.crews(d, association.id) for d in window)
                model.at_most(shifts, 1, about=association.id)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each pair of an association's shifts that lie too close."""
        for association in plan.season.associations:
            for early, late in pairwise(plan.shifts_of(association)):
                if (late.date - early.date).days < _days(association):
                    sentence = plural(
                        "{association} crews on {early} and on {late}; its shifts must lie at "
                        "least {count} day apart.",
                        "{association} crews on {early} and on {late}; its shifts must lie at "
                        "least {count} days apart.",
                        _days(association),
                        association=association.name,
                        early=early.date,
                        late=late.date,
                    )
                    yield Violation(name_of(self), sentence, (early.departure, late.departure))

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say how many days the association needs between shifts."""
        association = season.association_by_id[str(about)]
        if association.min_days_between == 0:
            return message(
                "{association} crews at most one tour a date.", association=association.name
            )
        return plural(
            "{association} needs at least {count} day from one shift to the next.",
            "{association} needs at least {count} days from one shift to the next.",
            association.min_days_between,
            association=association.name,
        )


def _days(association: Association) -> int:
    return max(1, association.min_days_between)
