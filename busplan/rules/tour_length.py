"""A tour has 1..max_visits stops and visits an area at most once (contract, 2 and rule 4)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from busplan.errors import Message, message, plural
from busplan.plan import Plan
from busplan.rules.rule import RouteRule, Violation, name_of
from busplan.season import Departure, Season


@dataclass(frozen=True)
class VisitsOnATourAreKept(RouteRule):
    """A tour visits at least one and at most max_visits stops."""

    def admits(self, season: Season, departure: Departure, stops: tuple[str, ...]) -> bool:
        """Tell whether the number of stops is allowed."""
        del departure
        return 1 <= len(stops) <= season.tours.max_visits

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each tour with no or too many stops."""
        for tour in plan.tours:
            if not self.admits(plan.season, tour.departure, tour.stops):
                yield Violation(name_of(self), self.reason(plan.season, None), (tour.departure,))

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say how many stops a tour may have."""
        del about
        return plural(
            "A tour visits {count} stop.",
            "A tour visits between 1 and {count} stops.",
            season.tours.max_visits,
        )


@dataclass(frozen=True)
class TourVisitsAreaOnce(RouteRule):
    """A tour visits an area at most once."""

    def admits(self, season: Season, departure: Departure, stops: tuple[str, ...]) -> bool:
        """Tell whether all stops lie in different areas."""
        del departure
        return len({season.area_of(stop).id for stop in stops}) == len(stops)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each tour that visits an area twice."""
        for tour in plan.tours:
            if not self.admits(plan.season, tour.departure, tour.stops):
                yield Violation(name_of(self), self.reason(plan.season, None), (tour.departure,))

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say that a tour visits an area once."""
        del season, about
        return message("A tour visits an area at most once.")
