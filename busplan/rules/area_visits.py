"""Rule 6, first half: each area is visited between min_visits and max_visits times."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from busplan.errors import Message, plural
from busplan.modelling import TourModel, total
from busplan.plan import Plan
from busplan.rules.rule import Violation, name_of
from busplan.season import Season


@dataclass(frozen=True)
class VisitsPerAreaAreKept:
    """Each area is visited at least min_visits and at most max_visits times in the season."""

    def post(self, model: TourModel) -> None:
        """Bound each area's visits from both sides."""
        for area in model.season.areas:
            visits = total(model.visits_area(d, area.id) for d in model.departures)
            if area.min_visits > 0:
                model.at_least(visits, area.min_visits, about=(area.id, "min"))
            model.at_most(visits, area.max_visits, about=(area.id, "max"))

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each area with too few or too many visits."""
        for area in plan.season.areas:
            tours = plan.tours_by_area[area.id]
            if not area.min_visits <= len(tours) <= area.max_visits:
                sentence = plural(
                    "{area} has {count} visit; it must have between {min} and {max}.",
                    "{area} has {count} visits; it must have between {min} and {max}.",
                    len(tours),
                    area=area.name,
                    min=area.min_visits,
                    max=area.max_visits,
                )
                yield Violation(name_of(self), sentence, tuple(t.departure for t in tours))

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say how many visits the area must or may have."""
        assert isinstance(about, tuple)
        area = season.area_by_id[about[0]]
        if about[1] == "min":
            return plural(
                "{area} must be visited at least once.",
                "{area} must be visited at least {count} times.",
                area.min_visits,
                area=area.name,
            )
        return plural(
            "{area} may be visited at most once.",
            "{area} may be visited at most {count} times.",
            area.max_visits,
            area=area.name,
        )
