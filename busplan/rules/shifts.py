"""Rule 9, second part: each association has between min_shifts and max_shifts shifts."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from busplan.errors import Message, plural
from busplan.modelling import TourModel, total
from busplan.plan import Plan
from busplan.rules.rule import Violation, name_of
from busplan.season import Association, Season


@dataclass(frozen=True)
class ShiftsPerAssociationAreKept:
    """Each association has at least min_shifts and at most max_shifts shifts."""

    def post(self, model: TourModel) -> None:
        """Bound each association's shifts from both sides."""
        for association in model.season.associations:
            shifts = total(model.crews(d, association.id) for d in model.departures)
            if association.min_shifts > 0:
                model.at_least(shifts, association.min_shifts, about=(association.id, "min"))
            if association.max_shifts is not None:
                model.at_most(shifts, association.max_shifts, about=(association.id, "max"))

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each association with too few or too many shifts."""
        for association in plan.season.associations:
            tours = plan.shifts_of(association)
            departures = tuple(tour.departure for tour in tours)
            if len(tours) < association.min_shifts:
                yield Violation(name_of(self), _at_least(association, len(tours)), departures)
            if association.max_shifts is not None and len(tours) > association.max_shifts:
                yield Violation(name_of(self), _at_most(association, len(tours)), departures)

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say how many shifts the association must or may have."""
        assert isinstance(about, tuple)
        association = season.association_by_id[about[0]]
        if about[1] == "min":
            return plural(
                "{association} must have at least {count} shift.",
                "{association} must have at least {count} shifts.",
                association.min_shifts,
                association=association.name,
            )
        return plural(
            "{association} takes at most {count} shift.",
            "{association} takes at most {count} shifts.",
            association.max_shifts or 0,
            association=association.name,
        )


def _at_least(association: Association, shifts: int) -> Message:
    return plural(
        "{association} has {count} shift and must have at least {min}.",
        "{association} has {count} shifts and must have at least {min}.",
        shifts,
        association=association.name,
        min=association.min_shifts,
    )


def _at_most(association: Association, shifts: int) -> Message:
    return plural(
        "{association} has {count} shift and takes at most {max}.",
        "{association} has {count} shifts and takes at most {max}.",
        shifts,
        association=association.name,
        max=association.max_shifts,
    )
