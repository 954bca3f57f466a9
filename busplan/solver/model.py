"""The joint model of tours and crews: routes, shifts, and everything that ties them together.

In the notation of docs/model.md:

    x[d, r]     the tour of departure d takes route r                     `takes`
    y[d]        a tour leaves: y[d] = Σ_r x[d, r] ≤ 1                     `runs`
    v[d, A, k]  k visits or more lie in the areas A: Σ_{|r ∩ A| ≥ k} x[d, r]  `visits_among`
    z[d, j]     association j is on board                                 `crews`
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

from busplan.goals import GOALS
from busplan.modelling import NOTHING, Linear, Route, total
from busplan.rules import RULES, RouteRule, Rule, name_of
from busplan.rules.availability import NobodyCrewsAgainstTheirAnswer
from busplan.season import Departure, Season
from busplan.solver.linear import LinearModel

FEW = 4
"""Sums of up to so many routes stand as they are; longer ones get a variable of their own."""

Chosen = tuple[Departure, Route, tuple[str, ...]]
"""A tour that a solution runs: departure, route and crew."""


class RouteIndex:
    """Which routes of a pool visit what, worked out once for all departures that share the pool.

    Every answer is a list of levels: the k-th (from 0) holds the positions of the routes that
    have more than k visits of the kind asked for.
    """

    def __init__(self, season: Season, routes: Sequence[Route]) -> None:
        self._area_of = {stop.id: stop.area for stop in season.stops}
        self._routes = routes
        self._levels: dict[frozenset[str], list[list[int]]] = {}

    def visiting_stop(self, stop: str) -> list[int]:
        """Give the positions of the routes that visit a stop."""
        return [n for n, route in enumerate(self._routes) if stop in route.stops]

    def visiting_areas(self, areas: frozenset[str]) -> list[list[int]]:
        """Give the positions of the routes with 1, 2, … or more visits to some areas."""
        if areas not in self._levels:
            levels: list[list[int]] = []
            for position, route in enumerate(self._routes):
                visits = sum(self._area_of[stop] in areas for stop in route.stops)
                while len(levels) < visits:
                    levels.append([])
                for level in levels[:visits]:
                    level.append(position)
            self._levels[areas] = levels
        return self._levels[areas]


class JointModel:
    """Implements `busplan.modelling.TourModel` on a `LinearModel`.

    With `keep_forbidden` what a rule forbids stays a row that can be dropped again; otherwise it
    leaves the model at once.
    """

    def __init__(
        self,
        season: Season,
        pool: Mapping[Departure, Sequence[Route]],
        *,
        keep_forbidden: bool = False,
    ) -> None:
        self._keep_forbidden = keep_forbidden
        self._season = season
        self._pool = pool
        self._departures = tuple(pool)
        self.linear = LinearModel()
        self._rule: str | None = None
        self._takes = {
            departure: [self.linear.variable() for _ in routes]
            for departure, routes in pool.items()
        }
        self._runs = {
            departure: self._sum(departure, range(len(routes)), few=0)
            for departure, routes in pool.items()
        }
        indices = {id(routes): RouteIndex(season, routes) for routes in pool.values()}
        self._index = {departure: indices[id(routes)] for departure, routes in pool.items()}
        self._crews: dict[tuple[Departure, str], Linear] = {}
        self._stop_visits: dict[tuple[Departure, str], Linear] = {}
        self._among: dict[tuple[Departure, frozenset[str]], tuple[Linear, ...]] = {}
        self._tagged: dict[str, frozenset[str]] = {}

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
        return self._takes[departure][self._pool[departure].index(route)]

    def runs(self, departure: Departure) -> Linear:
        """1 when a tour leaves."""
        return self._runs[departure]

    def visits_stop(self, departure: Departure, stop: str) -> Linear:
        """1 when the tour visits the stop."""
        key = (departure, stop)
        if key not in self._stop_visits:
            routes = self._index[departure].visiting_stop(stop)
            self._stop_visits[key] = self._sum(departure, routes)
        return self._stop_visits[key]

    def visits_area(self, departure: Departure, area: str) -> Linear:
        """Give how often the tour visits the area."""
        return total(self.visits_among(departure, frozenset((area,))))

    def visits_among(self, departure: Departure, areas: frozenset[str]) -> Sequence[Linear]:
        """Give, for k = 1, 2, …, a quantity that is 1 when k visits or more lie in the areas."""
        key = (departure, areas)
        if key not in self._among:
            levels = self._index[departure].visiting_areas(areas)
            self._among[key] = tuple(self._sum(departure, routes) for routes in levels)
        return self._among[key]

    def touches(self, departure: Departure, tag: str) -> Linear:
        """1 when the tour visits an area with the tag."""
        if tag not in self._tagged:
            areas = (area.id for area in self._season.areas if tag in area.tags)
            self._tagged[tag] = frozenset(areas)
        levels = self.visits_among(departure, self._tagged[tag])
        return levels[0] if levels else NOTHING

    def crews(self, departure: Departure, association: str) -> Linear:
        """1 when the association is on board."""
        key = (departure, association)
        if key not in self._crews:
            self._crews[key] = self.linear.variable()
        shift = self._crews[key]
        return shift if self.linear.uppers[_number(shift)] else NOTHING

    def over_routes(self, departure: Departure, value: Callable[[Route], float]) -> Linear:
        """Give a value of the route that is taken, 0 when no tour runs."""
        worth = (value(route) for route in self._pool[departure])
        return Linear(
            tuple((w, _number(x)) for w, x in zip(worth, self._takes[departure], strict=True))
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
        if len(what.terms) == 1 and what.constant == 0 and not self._keep_forbidden:
            self.linear.uppers[_number(what)] = 0
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

    # -- reading an answer, giving a start -----------------------------------------------------

    def chosen(self, values: Sequence[float]) -> list[Chosen]:
        """Read which tours run, where, and with whom, from the variables' values."""
        crews: dict[Departure, list[str]] = {departure: [] for departure in self._departures}
        for (departure, association), shift in self._crews.items():
            if values[_number(shift)] > 0.5:
                crews[departure].append(association)
        return [
            (departure, route, tuple(sorted(crews[departure])))
            for departure in self._departures
            for route, taken in zip(self._pool[departure], self._takes[departure], strict=True)
            if values[_number(taken)] > 0.5
        ]

    def values_of(self, tours: Mapping[Departure, Chosen]) -> dict[int, int]:
        """Give the values of x and z for known tours, to start a search from or to fix them."""
        values: dict[int, int] = {}
        for departure, takes in self._takes.items():
            stops = tours[departure][1].stops if departure in tours else None
            for route, taken in zip(self._pool[departure], takes, strict=True):
                values[_number(taken)] = int(route.stops == stops)
        for (departure, association), shift in self._crews.items():
            aboard = departure in tours and association in tours[departure][2]
            values[_number(shift)] = int(aboard)
        return values

    def route_variables(self) -> list[int]:
        """Give the numbers of all route variables x."""
        return [_number(taken) for takes in self._takes.values() for taken in takes]

    def takes_variables(self) -> dict[tuple[Departure, Route], int]:
        """Give the numbers of the route variables x, by departure and route."""
        return {
            (departure, route): _number(taken)
            for departure, takes in self._takes.items()
            for route, taken in zip(self._pool[departure], takes, strict=True)
        }

    def shift_variables(self) -> dict[tuple[Departure, str], int]:
        """Give the numbers of the shift variables z, by departure and association."""
        return {shift: _number(variable) for shift, variable in self._crews.items()}

    # -- inner -------------------------------------------------------------------------------

    def _sum(self, departure: Departure, routes: Sequence[int], few: int = FEW) -> Linear:
        """Add up routes by their positions; a long sum gets a variable of its own."""
        takes = self._takes[departure]
        taken = total(takes[position] for position in routes)
        if len(routes) <= few:
            return taken
        whole = self.linear.variable()
        self.linear.add_row(taken - whole, 0.0, 0.0)
        return whole


def _number(variable: Linear) -> int:
    return variable.terms[0][1]


def build(season: Season, pool: Mapping[Departure, Sequence[Route]]) -> JointModel:
    """Build the joint model of a season over routes that keep the route rules already."""
    model = JointModel(season, pool)
    for rule in posting_order():
        model.post(rule)
    model.aim()
    return model


def posting_order() -> tuple[Rule, ...]:
    """Give the rules to post, the one that only forbids single shifts first: sums get shorter.

    The routes keep the route rules already.
    """
    rest = [rule for rule in RULES if not isinstance(rule, RouteRule)]
    return tuple(sorted(rest, key=lambda rule: not isinstance(rule, NobodyCrewsAgainstTheirAnswer)))
