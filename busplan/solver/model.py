"""The joint model of tours and crews: routes, shifts, and everything that ties them together.

In the notation of docs/model.md:

    x[d, r]  the tour of departure d takes route r          `takes`
    y[d]     a tour leaves:           y[d] = Σ_r x[d, r] ≤ 1     `runs`
    v[d, a]  visits to area a:        v[d, a] = Σ_{r ∋ a} x[d, r]  `visits_area`
    z[d, j]  association j is on board                       `crews`
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

from busplan.goals import GOALS
from busplan.modelling import NOTHING, Linear, Route, total
from busplan.rules import RULES, Rule, name_of
from busplan.season import Departure, Season
from busplan.solver.linear import LinearModel

FEW = 4
"""Sums of up to so many routes stand as they are; longer ones get a variable of their own."""


class JointModel:
    """Implements `busplan.modelling.TourModel` on a `LinearModel`."""

    def __init__(self, season: Season, pool: Mapping[Departure, Sequence[Route]]) -> None:
        self._season = season
        self._pool = pool
        self._departures = tuple(pool)
        self.linear = LinearModel()
        self._rule: str | None = None
        self._takes = {
            departure: {route.stops: self.linear.variable() for route in routes}
            for departure, routes in pool.items()
        }
        self._crews: dict[tuple[Departure, str], Linear] = {}
        self._sums: dict[tuple[Departure, str, str], Linear] = {}
        self._tags = {stop.id: frozenset(season.area_of(stop.id).tags) for stop in season.stops}
        self._groups = {departure: self._grouped(routes) for departure, routes in pool.items()}
        for departure in self._departures:
            self.runs(departure)

    # -- the protocol ------------------------------------------------------------------------

    @property
    def season(self) -> Season:
        """The season that is planned."""
        return self._season

    @property
    def departures(self) -> Sequence[Departure]:
        """Every departure that may become a tour, in order."""
        return self._departures

    def routes(self, departure: Departure) -> Sequence[Route]:
        """Give the routes a tour of this departure may take."""
        return self._pool[departure]

    def takes(self, departure: Departure, route: Route) -> Linear:
        """1 when the tour takes this route."""
        return self._takes[departure][route.stops]

    def runs(self, departure: Departure) -> Linear:
        """1 when a tour leaves."""
        return self._sum(departure, "runs", "")

    def visits_stop(self, departure: Departure, stop: str) -> Linear:
        """1 when the tour visits the stop."""
        return self._sum(departure, "stop", stop)

    def visits_area(self, departure: Departure, area: str) -> Linear:
        """Give how often the tour visits the area."""
        return self._sum(departure, "area", area)

    def touches(self, departure: Departure, tag: str) -> Linear:
        """1 when the tour visits an area with the tag."""
        return self._sum(departure, "tag", tag)

    def crews(self, departure: Departure, association: str) -> Linear:
        """1 when the association is on board."""
        key = (departure, association)
        if key not in self._crews:
            self._crews[key] = self.linear.variable()
        shift = self._crews[key]
        return shift if self.linear.uppers[shift.terms[0][1]] else NOTHING

    def over_routes(self, departure: Departure, value: Callable[[Route], float]) -> Linear:
        """Give a value of the route that is taken, 0 when no tour runs."""
        takes = self._takes[departure]
        return Linear(
            tuple(
                (worth, takes[route.stops].terms[0][1])
                for route in self._pool[departure]
                if (worth := value(route))
            )
        )

    def amount(self, upper: float) -> Linear:
        """Make a new quantity between 0 and `upper` that the model is free to choose."""
        return self.linear.variable(int(upper))

    def both(self, first: Linear, second: Linear) -> Linear:
        """Make a 0/1 quantity that is 1 only when both are (and may be less)."""
        if not first.terms or not second.terms:
            return NOTHING
        together = self.linear.variable()
        self.at_most(together, first)
        self.at_most(together, second)
        return together

    def at_most(self, left: Linear, right: Linear | float, about: Hashable = None) -> None:
        """Demand left ≤ right."""
        self.linear.add_row(left - right, float("-inf"), 0.0, self._rule, about)

    def at_least(self, left: Linear, right: Linear | float, about: Hashable = None) -> None:
        """Demand left ≥ right."""
        self.linear.add_row(left - right, 0.0, float("inf"), self._rule, about)

    def forbid(self, what: Linear, about: Hashable = None) -> None:
        """Demand that a 0/1 quantity is 0."""
        if len(what.terms) == 1 and what.constant == 0:
            self.linear.uppers[what.terms[0][1]] = 0
        else:
            self.at_most(what, 0.0, about)

    # -- building ----------------------------------------------------------------------------

    def post(self, rule: Rule) -> None:
        """Post a rule; its rows remember which rule they come from."""
        self._rule = name_of(rule)
        rule.post(self)
        self._rule = None

    def aim(self) -> None:
        """Make the weighted sum of all goals the objective."""
        weights = self._season.weights
        parts = [goal.terms(self) * weights[goal.name] for goal in GOALS if weights[goal.name] > 0]
        self.linear.objective = total(parts)

    # -- reading an answer -------------------------------------------------------------------

    def chosen(self, values: Sequence[int]) -> list[tuple[Departure, Route, tuple[str, ...]]]:
        """Read which tours run, where, and with whom, from the variables' values."""
        crews: dict[Departure, list[str]] = {departure: [] for departure in self._departures}
        for (departure, association), shift in self._crews.items():
            if values[shift.terms[0][1]]:
                crews[departure].append(association)
        return [
            (departure, route, tuple(sorted(crews[departure])))
            for departure in self._departures
            for route in self._pool[departure]
            if values[self._takes[departure][route.stops].terms[0][1]]
        ]

    def values_of(
        self, tours: Mapping[Departure, tuple[tuple[str, ...], Sequence[str]]]
    ) -> dict[int, int]:
        """Give the values of x and z for known tours (stops, crew), to start a search from."""
        values: dict[int, int] = {}
        for departure, takes in self._takes.items():
            stops = tours[departure][0] if departure in tours else None
            for route_stops, variable in takes.items():
                values[variable.terms[0][1]] = int(route_stops == stops)
        for (departure, association), shift in self._crews.items():
            aboard = departure in tours and association in tours[departure][1]
            values[shift.terms[0][1]] = int(aboard)
        return values

    # -- inner -------------------------------------------------------------------------------

    def _grouped(self, routes: Sequence[Route]) -> Mapping[tuple[str, str], list[Route]]:
        """Sort routes by all that a sum may be asked for: any, stop, area, tag."""
        groups: dict[tuple[str, str], list[Route]] = {("runs", ""): list(routes)}
        for route in routes:
            for stop in route.stops:
                groups.setdefault(("stop", stop), []).append(route)
                area = self._season.stop_by_id[stop].area
                groups.setdefault(("area", area), []).append(route)
            for tag in frozenset().union(*(self._tags[stop] for stop in route.stops)):
                groups.setdefault(("tag", tag), []).append(route)
        return groups

    def _sum(self, departure: Departure, kind: str, name: str) -> Linear:
        key = (departure, kind, name)
        if key not in self._sums:
            routes = self._groups[departure].get((kind, name), [])
            takes = self._takes[departure]
            routes_taken = total(takes[route.stops] for route in routes)
            if len(routes) > FEW or kind == "runs":
                self._sums[key] = self._named(routes_taken)
            else:
                self._sums[key] = routes_taken
        return self._sums[key]

    def _named(self, routes_taken: Linear) -> Linear:
        whole = self.linear.variable()
        self.linear.add_row(routes_taken - whole, 0.0, 0.0)
        return whole


def build(season: Season, pool: Mapping[Departure, Sequence[Route]]) -> JointModel:
    """Build the joint model of a season over routes that keep the route rules already."""
    model = JointModel(season, pool)
    for rule in posting_order():
        model.post(rule)
    model.aim()
    return model


def posting_order() -> tuple[Rule, ...]:
    """Give the rules to post, those that only forbid single shifts first: it keeps sums short."""
    from busplan.rules import ROUTE_RULES  # noqa: PLC0415
    from busplan.rules.availability import NobodyCrewsAgainstTheirAnswer  # noqa: PLC0415

    rest = [rule for rule in RULES if rule not in ROUTE_RULES]
    return tuple(sorted(rest, key=lambda r: not isinstance(r, NobodyCrewsAgainstTheirAnswer)))
