"""The repairs of one plan: the best under each ceiling, and the ways to fill one hole."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from busplan.change import Ceiling, Disturbance, Repair, Way
from busplan.goals import score
from busplan.plan import Tour
from busplan.rules import RULES
from busplan.solver.progress import Progress
from busplan.solver.repair.candidates import Candidates
from busplan.solver.repair.model import Found, Limits, RepairModel
from busplan.solver.staffing import Pool

ONE = 2.5
"""Most seconds, or units of work, that one repair may be searched for."""

SWAPS = 4
"""Most shifts that change hands in a chain of swaps."""


class Repairing:
    """Finds repairs of a plan; each takes a few seconds at most."""

    def __init__(self, disturbance: Disturbance, progress: Progress) -> None:
        self.disturbance = disturbance
        self._progress = progress
        self._candidates = Candidates(disturbance)
        self._known: list[Repair] = []

    @cached_property
    def _crews_only(self) -> RepairModel:
        return RepairModel(self.disturbance, self._candidates.kept)

    @cached_property
    def _anywhere(self) -> tuple[RepairModel, bool]:
        pool, complete = self._candidates.anywhere()
        return RepairModel(self.disturbance, pool), complete

    # -- under a ceiling -----------------------------------------------------------------------

    def under(self, most_disturbed: int, most_asked: int | None = None) -> Ceiling:
        """Find the best plan that disturbs shifts of this weight at most.

        What was found under lower ceilings counts too, so a higher ceiling never gives less.
        """
        limits = Limits(most_disturbed=most_disturbed, most_asked=most_asked)
        model, complete = self._model(most_disturbed)
        known = self._best_known(limits)
        start = self.disturbance.old if known is None else known.plan
        found = model.search(limits, self._progress, ONE, start)
        repair = self._repair("best", found, complete=complete)
        if known is not None and (repair is None or repair.score < known.score):
            bound = max(found.bound, known.score) if complete else math.inf
            repair = replace(known, bound=bound)
        if repair is not None:
            self._known.append(repair)
        return Ceiling(most_disturbed, repair, found.impossible and complete)

    def least(self) -> int | None:
        """Find how little can be disturbed at all; None where no plan was found."""
        model, _ = self._anywhere
        found = model.search(
            Limits(), self._progress, ONE, self.disturbance.old, disturb_least=True
        )
        repair = self._repair("best", found, complete=False)
        if repair is None:
            return None
        self._known.append(repair)
        return repair.difference.weight

    def _model(self, most_disturbed: int) -> tuple[RepairModel, bool]:
        if self._only_crews_can_change(most_disturbed):
            return self._crews_only, True
        return self._anywhere

    def _best_known(self, limits: Limits) -> Repair | None:
        within = [
            one
            for one in self._known
            if (limits.most_disturbed is None or one.difference.weight <= limits.most_disturbed)
            and (limits.most_asked is None or len(one.difference.asked) <= limits.most_asked)
        ]
        return max(within, key=lambda one: one.score, default=None)

    def _only_crews_can_change(self, most_disturbed: int) -> bool:
        """Tell whether no tour can be new, moved or rerouted under a ceiling."""
        disturbance = self.disturbance
        running = len(disturbance.past) + len(disturbance.possible)
        if running < disturbance.season.tours.max:
            return False
        return all(disturbance.left_of(tour) > most_disturbed for tour in disturbance.possible)

    # -- the ways to fill one hole ---------------------------------------------------------------

    def ways(self) -> tuple[Repair, ...]:
        """Give up to three ways to fill the one hole there is, best first; none for several."""
        holes = self.disturbance.holes
        if len(holes) != 1:
            return ()
        found = [repair for repair in self._each_way(holes[0]) if repair is not None]
        return tuple(sorted(found, key=lambda one: (-round(one.score, 2), one.difference.weight)))

    def _each_way(self, hole: Tour) -> Iterator[Repair | None]:
        running = frozenset(tour.departure for tour in self.disturbance.possible)
        here = frozenset((hole.departure,))
        if hole.departure in running:
            yield self._way("steps_in", Limits(0, least_asked=1, only=here, as_driven=running))
            chain = Limits(
                least_disturbed=1,
                least_asked=2,
                most_asked=SWAPS,
                ask_one=here,
                as_driven=running,
                no_fewer=self._shifts_to_keep(),
            )
            yield self._way("swaps", chain)
        yield self._moved(hole, running - here)

    def _way(self, way: Way, limits: Limits) -> Repair | None:
        found = self._crews_only.search(limits, self._progress, ONE, self.disturbance.old)
        return self._repair(way, found, complete=True)

    def _moved(self, hole: Tour, others: frozenset[object]) -> Repair | None:
        """Run the tour of a hole at another departure; the other tours run as they were."""
        candidates, disturbance = self._candidates, self.disturbance
        kept = {d: routes for d, routes in candidates.kept.items() if d != hole.departure}
        free = [d for d in candidates.departures if d not in kept]
        moved = candidates.same_tour(hole, free)
        if not moved:
            return None
        pool: Pool = candidates.in_order({**kept, **moved})
        limits = Limits(
            most_disturbed=disturbance.left_of(hole),
            only=frozenset(moved),
            as_driven=frozenset(d for d in kept if d in others),
            run_one=frozenset(moved),
        )
        model = RepairModel(disturbance, pool)
        found = model.search(limits, self._progress, ONE, disturbance.old)
        return self._repair("moves", found, complete=True)

    def _shifts_to_keep(self) -> dict[str, int]:
        """Give how many shifts each association must have: as many as before, but the lost ones."""
        lost = [shift.association for shift in self.disturbance.lost]
        shifts = self.disturbance.old.tours_by_association
        return {who: len(tours) - lost.count(who) for who, tours in shifts.items() if tours}

    def _repair(self, way: Way, found: Found, *, complete: bool) -> Repair | None:
        """Judge what was found by the rules themselves."""
        if found.plan is None or any(True for r in RULES for _ in r.violations(found.plan)):
            return None
        points = score(found.plan)
        bound = max(found.bound, points) if complete else math.inf
        return Repair(way, found.plan, points, bound, self.disturbance.against(found.plan))
