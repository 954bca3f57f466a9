"""Rule 6, second half: visits to one area lie at least 7 × min_weeks_between days apart."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from busplan.errors import Message, plural
from busplan.modelling import TourModel, total
from busplan.plan import Plan
from busplan.rules.rule import Violation, name_of
from busplan.rules.spacing import windows
from busplan.season import Season


@dataclass(frozen=True)
class WeeksBetweenVisitsAreKept:
    """Two visits to one area lie at least 7 × min_weeks_between days apart."""

    def post(self, model: TourModel) -> None:
        """Allow each area one visit in every window of that many days."""
        days = _days(model.season)
        spans = tuple(windows(model.departures, days)) if days > 0 else ()
        for area in model.season.areas:
            for window in spans:
                visits = total(model.visits_area(d, area.id) for d in window)
                model.at_most(visits, 1, about=area.id)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each pair of visits to an area that lie too close."""
        days = _days(plan.season)
        for area in plan.season.areas:
            for early, late in pairwise(plan.tours_by_area[area.id]):
                if (late.date - early.date).days < days:
                    sentence = plural(
                        "{area} is visited on {early} and on {late}: less than {count} day apart.",
                        "{area} is visited on {early} and on {late}: less than {count} days apart.",
                        days,
                        area=area.name,
                        early=early.date,
                        late=late.date,
                    )
                    yield Violation(name_of(self), sentence, (early.departure, late.departure))

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say how far apart the area's visits must lie."""
        area = season.area_by_id[str(about)]
        return plural(
            "Visits to {area} must lie at least {count} day apart.",
            "Visits to {area} must lie at least {count} days apart.",
            _days(season),
            area=area.name,
        )


def _days(season: Season) -> int:
    return math.ceil(7 * season.visits.min_weeks_between - 1e-9)
