"""Among several best plans one is chosen, always the same: the one whose tours weigh most.

Each route of a departure, and each association on board there, has a weight that depends on
nothing but their names and the seed. Once the best score is proved, the plan of that score with
the largest sum of weights is chosen, from all that a best plan can hold. So it does not matter
which way the search went, in how much time and with how many threads.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Sequence

from busplan.modelling import Linear
from busplan.plan import Plan
from busplan.rules import RULES
from busplan.season import Departure
from busplan.solver.coupling import Coupling
from busplan.solver.cpsat import FINEST, CpSat, Effort
from busplan.solver.linear import LinearModel
from busplan.solver.model import JointModel
from busplan.solver.numbered import NumberedSeason, StaffedTour
from busplan.solver.progress import Progress
from busplan.solver.solution import plan_of
from busplan.solver.staffed_core import CoreModel, plan_of_tours

NOISE = 1e-6
"""Points by which sums of floating point may be off."""

BITS = 31
"""Weights are whole numbers of so many bits."""

NEAR = float(2**40)
"""What a route or shift of the plan to stay near weighs on top: more than all others together."""


def break_ties_of_tours(
    progress: Progress, coupling: Coupling, tours: Iterable[StaffedTour]
) -> None:
    """Choose among the best plans of some staffed tours, which hold all best plans there are."""
    numbered = coupling.numbered
    weigh = Weights(progress.budget.seed, progress.near)
    ordered = sorted(tours, key=lambda tour: tour.key)
    model = CoreModel(coupling, ordered)
    weights = [(_weight_of_tour(numbered, tour, weigh), n) for n, tour in enumerate(ordered)]
    _choose(
        progress,
        model.linear,
        Linear(tuple(weights)),
        lambda values: plan_of_tours(numbered, model.chosen(values)),
    )


def break_ties_of_model(progress: Progress, model: JointModel, linear: LinearModel) -> None:
    """Choose among the best plans of a joint model, or of what is left of it."""
    weigh = Weights(progress.budget.seed, progress.near)
    weights = [
        *(
            (weigh.route(departure, route.stops), variable)
            for (departure, route), variable in model.takes_variables().items()
        ),
        *(
            (weigh.shift(departure, who), variable)
            for (departure, who), variable in model.shift_variables().items()
        ),
    ]
    _choose(
        progress,
        linear,
        Linear(tuple(weights)),
        lambda values: plan_of(progress.season, model, values),
    )


class Weights:
    """The weights of routes and shifts, by seed; those of a plan to stay near outweigh all others.

    Each route and shift of that plan adds `NEAR`, each other one takes as much away.
    """

    def __init__(self, seed: int, near: Plan | None = None) -> None:
        self._seed = seed
        self._near = near is not None
        tours = () if near is None else near.tours
        self._routes = {(tour.departure, tour.stops) for tour in tours}
        self._shifts = {(tour.departure, who) for tour in tours for who in tour.crew}

    def route(self, departure: Departure, stops: tuple[str, ...]) -> float:
        """Give the weight of a route of a departure."""
        return weight(departure, stops, self._seed) + self._of((departure, stops) in self._routes)

    def shift(self, departure: Departure, who: str) -> float:
        """Give the weight of an association on board."""
        return weight(departure, ("", who), self._seed) + self._of((departure, who) in self._shifts)

    def _of(self, known: bool) -> float:
        if not self._near:
            return 0.0
        return NEAR if known else -NEAR


def _weight_of_tour(numbered: NumberedSeason, tour: StaffedTour, weigh: Weights) -> float:
    departure = numbered.departures[tour.departure]
    stops = tuple(numbered.stop_ids[stop] for stop in tour.stops)
    aboard = (weigh.shift(departure, numbered.association_ids[who]) for who in tour.crew)
    return weigh.route(departure, stops) + sum(aboard)


def weight(departure: Departure, names: tuple[str, ...], seed: int) -> float:
    """Give a whole number below 2^31, the same on every machine, from names and the seed."""
    written = (str(seed), departure.date.isoformat(), departure.slot, departure.bus, *names)
    digest = hashlib.sha256("\n".join(written).encode()).digest()
    return float(int.from_bytes(digest[:8], "big") >> (64 - BITS))


def _choose(
    progress: Progress,
    linear: LinearModel,
    weights: Linear,
    plan_for: Callable[[Sequence[int]], Plan],
) -> None:
    """Put the best plan of most weight in place of the best, unless time ends first."""
    best = _most(progress, linear)
    if best is None:
        return
    demanded = _at_least(linear, best)
    demanded.objective = weights
    chosen = _most(progress, demanded)
    if chosen is None:
        return
    plan = plan_for(chosen)
    if not any(True for rule in RULES for _ in rule.violations(plan)):
        progress.settle(plan)


def _most(progress: Progress, linear: LinearModel) -> Sequence[int] | None:
    """Maximise to the end; None where time ended first."""
    if progress.left <= 0:
        return None
    answer = CpSat(linear).solve(Effort.rest_of(progress), progress.stop)
    progress.spend(answer.work)
    return answer.values if answer.outcome == "optimal" else None


def _at_least(linear: LinearModel, best: Sequence[int]) -> LinearModel:
    """Demand the score of a best solution, in the whole numbers that the solver counts in."""
    counted = tuple(
        (float(math.ceil(c * FINEST - NOISE)), v) for c, v in linear.merged(linear.objective)
    )
    reached = sum(coefficient * best[variable] for coefficient, variable in counted)
    demanded = LinearModel(list(linear.uppers), list(linear.rows))
    demanded.add_row(Linear(counted), reached, math.inf)
    return demanded
