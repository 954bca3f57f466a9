"""Rule 1: tours run on open dates only."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from busplan.errors import Message, message
from busplan.plan import Plan
from busplan.rules.rule import RouteRule, Violation, name_of
from busplan.season import Departure, Season


@dataclass(frozen=True)
class ToursRunOnOpenDates(RouteRule):
    """A tour runs on an offered weekday of the season that is not closed, for its bus either."""

    def admits(self, season: Season, departure: Departure, stops: tuple[str, ...]) -> bool:
        """Tell whether the date is open for the bus; the stops do not matter."""
        del stops
        return why_closed(season, departure) is None

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each tour on a date that is not open."""
        for tour in plan.tours:
            why = why_closed(plan.season, tour.departure)
            if why is not None:
                yield Violation(name_of(self), why, (tour.departure,))

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say that tours run on open dates only."""
        del season, about
        return message("Tours run only on the season's open dates.")


def why_closed(season: Season, departure: Departure) -> Message | None:
    """Say why no tour may run on a departure's date, or None when one may."""
    day = departure.date
    if not season.first_date <= day <= season.last_date:
        return message("{day} lies outside the season.", day=day)
    if day.weekday() not in season.weekdays:
        return message("{day} is not on a weekday that is offered.", day=day)
    if day in season.closed:
        return message("{day} is closed in the season's calendar.", day=day)
    if day in season.public_holidays and not season.runs_on_public_holidays:
        holiday = season.public_holidays[day]
        return message("{day} is a public holiday ({holiday}).", day=day, holiday=holiday)
    bus = season.bus_by_id[departure.bus]
    if day in bus.closed:
        return message("The bus {bus} does not run on {day}.", bus=bus.name, day=day)
    return None
