"""Rule 3, second half: at most max_per_week tours in an ISO week, all buses together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from busplan.errors import Message, plural
from busplan.modelling import TourModel, total
from busplan.plan import Plan
from busplan.rules.rule import Violation, name_of
from busplan.season import Departure, Season


@dataclass(frozen=True)
class ToursAWeekAreKept:
    """At most max_per_week tours run in one ISO week, all buses together."""

    def post(self, model: TourModel) -> None:
        """Bound the number of tours in each week."""
        limit = model.season.tours.max_per_week
        if limit is None:
            return
        for week, departures in _by_week(model.departures).items():
            if len(departures) > limit:
                model.at_most(total(map(model.runs, departures)), limit, about=week)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each week with too many tours."""
        limit = plan.season.tours.max_per_week
        if limit is None:
            return
        for week, departures in _by_week(tour.departure for tour in plan.tours).items():
            if len(departures) > limit:
                yield Violation(name_of(self), _sentence(week, limit), tuple(departures))

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say how many tours the week may have."""
        assert isinstance(about, tuple)
        assert season.tours.max_per_week is not None
        return _sentence(about, season.tours.max_per_week)


def _by_week(departures: Iterable[Departure]) -> dict[tuple[int, int], list[Departure]]:
    found: dict[tuple[int, int], list[Departure]] = defaultdict(list)
    for departure in departures:
        year, week, _ = departure.date.isocalendar()
        found[year, week].append(departure)
    return found


def _sentence(week: tuple[int, int], limit: int) -> Message:
    return plural(
        "Week {week} of {year} has room for {count} tour.",
        "Week {week} of {year} has room for {count} tours.",
        limit,
        week=week[1],
        year=str(week[0]),
    )
