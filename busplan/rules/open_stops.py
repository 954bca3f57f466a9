"""Rule 4: never a stop on a weekday or date it is closed."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from busplan.errors import Message, message
from busplan.plan import Plan
from busplan.rules.rule import RouteRule, Violation, name_of
from busplan.season import Departure, Season


@dataclass(frozen=True)
class StopsAreOpen(RouteRule):
    """No stop is visited on a weekday or date on which it is closed."""

    def admits(self, season: Season, departure: Departure, stops: tuple[str, ...]) -> bool:
        """Tell whether every stop is open on the date."""
        return all(season.stop_by_id[stop].is_open_on(departure.date) for stop in stops)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each visit to a stop that is closed."""
        for tour, _, stop, _ in plan.visits():
            if not stop.is_open_on(tour.date):
                sentence = message("{stop} is closed on {day}.", stop=stop.name, day=tour.date)
                yield Violation(name_of(self), sentence, (tour.departure,))

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say that stops must be open."""
        del season, about
        return message("A stop is visited only on days when it is open.")
