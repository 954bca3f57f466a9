"""What a rule is: one sentence, said twice, for the model and for a finished plan."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Protocol

from busplan.errors import Message
from busplan.modelling import TourModel
from busplan.plan import Plan
from busplan.season import Departure, Season


@dataclass(frozen=True)
class Violation:
    """A rule that a plan breaks, in words, and the tours concerned."""

    rule: str
    message: Message
    departures: tuple[Departure, ...] = ()


class Rule(Protocol):
    """A thing that must hold in every plan."""

    def post(self, model: TourModel) -> None:
        """Demand the rule of every plan of the model."""

    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each place where a plan breaks the rule."""

    def reason(self, season: Season, about: Hashable) -> Message:
        """Say in a sentence what the rule demands of one concrete thing it posted about."""


class RouteRule(ABC):
    """A rule that a single tour's route keeps or breaks by itself, whatever else is planned.

    Such rules are kept already where tours are enumerated: `admits` is their solver half.
    """

    @abstractmethod
    def admits(self, season: Season, departure: Departure, stops: tuple[str, ...]) -> bool:
        """Tell whether a tour of this departure may visit these stops in this order."""

    @abstractmethod
    def violations(self, plan: Plan) -> Iterator[Violation]:
        """Give each tour whose route breaks the rule."""

    @abstractmethod
    def reason(self, season: Season, about: Hashable) -> Message:
        """Say in a sentence what the rule demands."""

    def post(self, model: TourModel) -> None:
        """Forbid every route that the rule does not admit."""
        for departure in model.departures:
            for route in model.routes(departure):
                if not self.admits(model.season, departure, route.stops):
                    model.forbid(model.takes(departure, route), about=departure)


def name_of(rule: Rule) -> str:
    """Give the name a rule goes by in reports."""
    return type(rule).__name__
