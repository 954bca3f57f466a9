"""The joint model around an old plan: what is past is fixed, what changes is counted.

On top of the joint model of docs/model.md, with the old plan's tours t, their members j and the
weight w of each shift (1, confirmed 3, lost 0):

    k[t, j] ≤ x[t as it was], k[t, j] ≤ z[t, j]     the shift is kept
    disturbed = Σ w[t, j] (1 - k[t, j]) ≤ ceiling
    asked = Σ z[d, j] over shifts that the old plan does not have
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from busplan.change import Disturbance
from busplan.change.disturbance import Shift, shifts_of
from busplan.modelling import NOTHING, Linear, total
from busplan.plan import Plan, Tour
from busplan.season import Departure
from busplan.solver.cpsat import Answer, CpSat, Effort
from busplan.solver.linear import LinearModel
from busplan.solver.model import JointModel, build
from busplan.solver.progress import Progress
from busplan.solver.solution import plan_of, tours_of
from busplan.solver.staffing import Pool

PER_DISTURBED, PER_ASKED, PER_ASKED_AGAIN = 5e-4, 2e-6, 1e-6
"""Points that break ties: among plans of equal score the one that disturbs, then asks, fewer.

To ask those again who lost a shift counts half.
"""


@dataclass(frozen=True)
class Limits:
    """What a repair may do, beside keeping the rules; None is no limit.

    Attributes
    ----------
    most_disturbed, least_disturbed
        Limits on the weight of the disturbed shifts.
    most_asked, least_asked
        Limits on the number of shifts that are asked for.
    only
        Departures at which anybody may be asked at all.
    as_driven
        Departures of old tours that must run as they were.
    run_one
        Departures of which at least one must run.
    ask_one
        Departures at one of which at least somebody must be asked.
    no_fewer
        Associations must have at least so many shifts.
    """

    most_disturbed: int | None = None
    least_disturbed: int = 0
    most_asked: int | None = None
    least_asked: int = 0
    only: frozenset[Departure] | None = None
    as_driven: frozenset[Departure] = frozenset()
    run_one: frozenset[Departure] = frozenset()
    ask_one: frozenset[Departure] = frozenset()
    no_fewer: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Found:
    """What a search under limits found.

    Attributes
    ----------
    plan
        The best plan, or None.
    bound
        No plan of the model's routes under the limits scores more points.
    impossible
        True when it is proved that there is none.
    """

    plan: Plan | None
    bound: float
    impossible: bool


class RepairModel:
    """A joint model that knows an old plan."""

    def __init__(self, disturbance: Disturbance, pool: Pool) -> None:
        self.disturbance = disturbance
        self.model: JointModel = build(disturbance.season, pool)
        self._pool = pool
        self._as_driven = {tour.departure: self._runs_as_before(tour) for tour in self._known()}
        self._fix_past()

    def _known(self) -> tuple[Tour, ...]:
        return tuple(tour for tour in self.disturbance.old.tours if tour.departure in self._pool)

    def _runs_as_before(self, tour: Tour) -> Linear:
        takes = (
            self.model.takes(tour.departure, route)
            for route in self._pool[tour.departure]
            if route.stops == tour.stops
        )
        return next(takes, NOTHING)

    def _fix_past(self) -> None:
        """Demand the tours of the past with their crews, and nobody else on board."""
        model = self.model
        for tour in self.disturbance.past:
            model.at_least(self._as_driven.get(tour.departure, NOTHING), 1)
            for who in self.disturbance.season.associations:
                shift = model.crews(tour.departure, who.id)
                if who.id in tour.crew:
                    model.at_least(shift, 1)
                else:
                    model.at_most(shift, 0)

    @cached_property
    def disturbed(self) -> Linear:
        """The weight of the shifts that a plan disturbs."""
        counted: list[Linear | float] = []
        for tour in self.disturbance.ahead:
            for shift in shifts_of(tour):
                weight = self.disturbance.weight(shift)
                if weight:
                    counted.append(float(weight))
                    counted.append(self._kept(tour, shift) * -float(weight))
        return total(one if isinstance(one, Linear) else NOTHING + one for one in counted)

    def _kept(self, tour: Tour, shift: Shift) -> Linear:
        if tour.departure not in self._as_driven:
            return NOTHING
        aboard = self.model.crews(tour.departure, shift.association)
        if len(self._pool[tour.departure]) == 1:
            return aboard  # nobody is on board of a tour that does not run
        return self.model.both(aboard, self._as_driven[tour.departure])

    @cached_property
    def asked(self) -> Linear:
        """The number of shifts that a plan has and the old one had not."""
        return total(one for _, one in self._new_shifts)

    def search(
        self,
        limits: Limits,
        progress: Progress,
        seconds: float,
        start: Plan,
        *,
        disturb_least: bool = False,
    ) -> Found:
        """Find the best plan under limits, within `seconds` of what the search has left.

        Parameters
        ----------
        start
            A plan to start from; it need not keep the limits.
        disturb_least
            True finds the plan that disturbs least, whatever its score.
        """
        linear = self._limited(limits)
        if disturb_least:
            linear.objective = -self.disturbed
        else:
            linear.objective = self.model.linear.objective - self._tie_break()
        solver = CpSat(linear)
        solver.hint(self.model.values_of(tours_of(start)))
        answer = solver.solve(Effort.rest_of(progress, seconds), progress.stop)
        progress.spend(answer.work)
        return self._read(answer, limits)

    def _tie_break(self) -> Linear:
        """Give the points that plans of equal score are told apart by."""
        losers = {shift.association for shift in self.disturbance.lost}
        asked = total(
            one * (PER_ASKED_AGAIN if shift.association in losers else PER_ASKED)
            for shift, one in self._new_shifts
        )
        return self.disturbed * PER_DISTURBED + asked

    def _limited(self, limits: Limits) -> LinearModel:
        """Copy the model, and add the limits as rows."""
        counts = (self.disturbed, self.asked)  # they add variables to the model
        whole = self.model.linear
        linear = LinearModel(list(whole.uppers), list(whole.rows), whole.objective)
        most, asked = limits.most_disturbed, limits.most_asked
        for count, least, limit in (
            (counts[0], limits.least_disturbed, most),
            (counts[1], limits.least_asked, asked),
        ):
            linear.add_row(count, least, math.inf if limit is None else float(limit))
        for departure in sorted(limits.as_driven):
            linear.add_row(self._as_driven.get(departure, NOTHING), 1, math.inf)
        if limits.run_one:
            runs = total(self.model.runs(departure) for departure in sorted(limits.run_one))
            linear.add_row(runs, 1, math.inf)
        if limits.ask_one:
            linear.add_row(self._asked_at(limits.ask_one), 1, math.inf)
        if limits.only is not None:
            elsewhere = frozenset(self._pool) - limits.only
            linear.add_row(self._asked_at(elsewhere), -math.inf, 0)
        for who, least in (limits.no_fewer or {}).items():
            shifts = (self.model.crews(departure, who) for departure in self._pool)
            linear.add_row(total(shifts), least, math.inf)
        return linear

    def _asked_at(self, departures: frozenset[Departure]) -> Linear:
        return total(one for shift, one in self._new_shifts if shift.departure in departures)

    @cached_property
    def _new_shifts(self) -> tuple[tuple[Shift, Linear], ...]:
        """The shifts that the old plan does not have."""
        before = {shift for tour in self.disturbance.old.tours for shift in shifts_of(tour)}
        return tuple(
            (Shift(departure, who), Linear(((1.0, variable),)))
            for (departure, who), variable in self.model.shift_variables().items()
            if (departure, who) not in before
        )

    def _read(self, answer: Answer, limits: Limits) -> Found:
        plan = None
        if answer.outcome in {"optimal", "feasible"}:
            plan = plan_of(self.disturbance.season, self.model, answer.values)
        most = sum(map(self.disturbance.left_of, self.disturbance.ahead))
        disturbed = most if limits.most_disturbed is None else limits.most_disturbed
        asked = len(self.model.shift_variables())
        slack = disturbed * PER_DISTURBED + asked * PER_ASKED
        return Found(plan, answer.bound + slack, answer.outcome == "infeasible")
