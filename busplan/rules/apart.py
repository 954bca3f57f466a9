"""Rule 11: associations that never crew the same tour."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from busplan.errors import Message, message
from busplan.modelling import TourModel
from busplan.plan import Plan
from busplan.rules.rule import Violation, name_of
from busplan.season import Season


@dataclass(frozen=True)
class ApartPairsAreKeptApart:
    """Two associations of which one names the other as `apart` never crew the same tour."""

    def post(self, model: TourModel) -> None:
        """Allow one of each pair on a tour."""
        for one, other in apart_pairs(model.season):
            for departure in model.departures:
                together = model.crews(departure, one) + model.crews(departure, other)
                model.at_most(together, model.runs(departure), about=(one, other))

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each tour that has both of a pair on board."""
        pairs = apart_pairs(plan.season)
        for tour in plan.tours:
            for one, other in pairs:
                if one in tour.crew and other in tour.crew:
                    sentence = _sentence(plan.season, one, other)
                    yield Violation(name_of(self), sentence, (tour.departure,))

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say which two never crew together."""
        assert isinstance(about, tuple)
        return _sentence(season, *about)


def apart_pairs(season: Season) -> tuple[tuple[str, str], ...]:
    """Give each pair of association ids to keep apart, once, whichever of them names the other."""
    pairs = {
        (min(who.id, other), max(who.id, other))
        for who in season.associations
        for other in who.apart
        if who.id != other
    }
    return tuple(sorted(pairs))


def _sentence(season: Season, one: str, other: str) -> Message:
    return message(
        "{one} and {other} never crew the same tour.",
        one=season.association_by_id[one].name,
        other=season.association_by_id[other].name,
    )
