"""Rule 2: a bus makes at most one tour a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from busplan.errors import Message, message
from busplan.modelling import TourModel, total
from busplan.plan import Plan
from busplan.rules.rule import Violation, name_of
from busplan.season import Departure, Season


@dataclass(frozen=True)
class BusMakesOneTourADay:
    """A bus makes at most one tour on a date, in whichever slot."""

    def post(self, model: TourModel) -> None:
        """Allow one of the slots for each bus and date."""
        for (bus, day), departures in _by_bus_and_date(model.departures).items():
            if len(departures) > 1:
                model.at_most(total(map(model.runs, departures)), 1, about=(bus, day))

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each bus and date with more than one tour."""
        tours = [tour.departure for tour in plan.tours]
        for (bus, day), departures in _by_bus_and_date(tours).items():
            if len(departures) > 1:
                yield Violation(name_of(self), _sentence(plan.season, bus, day), tuple(departures))

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say that the bus makes one tour on the date."""
        assert isinstance(about, tuple)
        return _sentence(season, *about)


def _by_bus_and_date(
    departures: Iterable[Departure],
) -> dict[tuple[str, date], list[Departure]]:
    found: dict[tuple[str, date], list[Departure]] = defaultdict(list)
    for departure in departures:
        found[departure.bus, departure.date].append(departure)
    return found


def _sentence(season: Season, bus: str, day: date) -> Message:
    name = season.bus_by_id[bus].name
    return message("The bus {bus} makes at most one tour on {day}.", bus=name, day=day)
