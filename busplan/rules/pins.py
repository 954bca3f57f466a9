"""Rule 12: pins, decisions taken by hand before the season is planned."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from busplan.errors import Message, message
from busplan.modelling import Linear, TourModel, total
from busplan.plan import Plan, Tour
from busplan.rules.rule import Violation, name_of
from busplan.season import Departure, Pin, Season


@dataclass(frozen=True)
class PinsHold:
    """On a pin's date, one tour has what a `must` names, and no tour what a `never` names."""

    def post(self, model: TourModel) -> None:
        """Demand or forbid what each pin names on the tours it speaks of."""
        for number, pin in enumerate(model.season.pins):
            departures = [d for d in model.departures if pin.speaks_of(d)]
            if pin.must:
                met = total(_has(model, pin, d) for d in departures)
                model.at_least(met, 1, about=number)
            elif pin.stop is not None and pin.association is not None:
                for d in departures:
                    both = model.visits_stop(d, pin.stop) + model.crews(d, pin.association)
                    model.at_most(both, 1, about=number)
            else:
                for d in departures:
                    model.forbid(_has(model, pin, d), about=number)

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each pin that the plan does not keep."""
        for pin in plan.season.pins:
            tours = [tour for tour in plan.tours if pin.speaks_of(tour.departure)]
            matching = tuple(tour.departure for tour in tours if _matches(pin, tour))
            if pin.must and not matching:
                departures = tuple(tour.departure for tour in tours)
                yield Violation(name_of(self), _sentence(plan.season, pin), departures)
            if not pin.must and matching:
                yield Violation(name_of(self), _sentence(plan.season, pin), matching)

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say what the pin demands."""
        assert isinstance(about, int)
        return _sentence(season, season.pins[about])


def _matches(pin: Pin, tour: Tour) -> bool:
    visits = pin.stop is None or pin.stop in tour.stops
    return visits and (pin.association is None or pin.association in tour.crew)


def _has(model: TourModel, pin: Pin, departure: Departure) -> Linear:
    """1 only if the departure's tour has all that the pin names."""
    if pin.stop is None:
        assert pin.association is not None
        return model.crews(departure, pin.association)
    if pin.association is None:
        return model.visits_stop(departure, pin.stop)
    return model.both(
        model.visits_stop(departure, pin.stop), model.crews(departure, pin.association)
    )


def _sentence(season: Season, pin: Pin) -> Message:
    when = message("{day}", day=pin.date)
    if pin.slot is not None:
        when = message("{day} ({slot})", day=pin.date, slot=pin.slot)
    stop = season.stop_by_id[pin.stop].name if pin.stop is not None else ""
    who = season.association_by_id[pin.association].name if pin.association is not None else ""
    if pin.stop is not None and pin.association is not None:
        if pin.must:
            return message(
                "A tour must visit {stop} with {who} on board on {when} (pin).",
                stop=stop,
                who=who,
                when=when,
            )
        return message(
            "No tour may visit {stop} with {who} on board on {when} (pin).",
            stop=stop,
            who=who,
            when=when,
        )
    if pin.stop is not None:
        if pin.must:
            return message("A tour must visit {stop} on {when} (pin).", stop=stop, when=when)
        return message("No tour may visit {stop} on {when} (pin).", stop=stop, when=when)
    if pin.must:
        return message("{who} must crew a tour on {when} (pin).", who=who, when=when)
    return message("{who} may not crew a tour on {when} (pin).", who=who, when=when)
