"""Rule 10: the crew's people fit the bus' seats."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from busplan.errors import Message, plural
from busplan.modelling import TourModel, total
from busplan.plan import Plan
from busplan.rules.rule import Violation, name_of
from busplan.season import Season


@dataclass(frozen=True)
class CrewFitsTheSeats:
    """The people of a tour's crew fit the seats of its bus."""

    def post(self, model: TourModel) -> None:
        """Bound the people on board by the seats."""
        season = model.season
        for departure in model.departures:
            people = total(
                model.crews(departure, who.id) * who.people for who in season.associations
            )
            seats = season.bus_by_id[departure.bus].seats
            model.at_most(people, model.runs(departure) * seats, about=departure.bus)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each tour with more people than seats."""
        for tour in plan.tours:
            seats = plan.season.bus_by_id[tour.bus].seats
            people = plan.people_on(tour)
            if people > seats:
                sentence = plural(
                    "The crew takes {count} seat; the bus has {seats}.",
                    "The crew takes {count} seats; the bus has {seats}.",
                    people,
                    seats=seats,
                )
                yield Violation(name_of(self), sentence, (tour.departure,))

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say how many seats the bus has."""
        bus = season.bus_by_id[str(about)]
        return plural(
            "The bus {bus} has {count} seat for the crew.",
            "The bus {bus} has {count} seats for the crew.",
            bus.seats,
            bus=bus.name,
        )
