"""Improve a plan piece by piece: free a few tours and their crews, keep the other tours' routes.

Large-neighbourhood search: each neighbourhood is a joint model of its own, in which the freed
tours may move to other dates and routes with any crew, while the other tours gain nobody. Now and
then the crews of all tours are chosen anew. Whatever is found is a plan of the whole season;
nothing is proved.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from busplan.modelling import Route
from busplan.plan import Plan, Tour
from busplan.season import Departure
from busplan.solver.cpsat import CpSat, Effort
from busplan.solver.model import build
from busplan.solver.progress import Progress
from busplan.solver.solution import plan_of, tours_of
from busplan.solver.staffing import Pool
from busplan.solver.thinning import Worth, rewarding_routes, some_departures

FREED, FEWEST_FREED, MOST_FREED = 4, 2, 12
"""Tours that a neighbourhood frees at first, at least and at most."""

DATES_PER_TOUR = 5
"""Departures that may take the place of each freed tour."""

ROUTES = 40
"""Most rewarding routes considered at each of them."""

CREWS_EVERY = 4
"""Every so many neighbourhoods all crews are chosen anew."""

ONE_SHARE, ONE_MOST = 0.1, 6.0
"""Share of what is left, and most seconds or units of work, that one neighbourhood may use."""

CLOSE = 0.0005
"""Relative gap at which a neighbourhood is done."""


@dataclass
class _Size:
    """How many tours to free: more while neighbourhoods are solved, fewer while they are not."""

    freed: int = FREED

    def learn(self, *, solved: bool) -> None:
        step = 1 if solved else -1
        self.freed = min(MOST_FREED, max(FEWEST_FREED, self.freed + step))


def improve(progress: Progress, pool: Pool, going_on: Callable[[], bool]) -> None:
    """Search neighbourhoods of the best plan, if there is one, for as long as `going_on` says.

    Every few of them the crews of all tours are chosen anew, the tours as they are.
    """
    chance = random.Random(progress.budget.seed)  # noqa: S311 (no secret depends on it)
    worth = Worth(progress.season)
    size = _Size()
    for turn in itertools.count():
        plan = progress.best
        if plan is None or progress.ended or not going_on():
            return
        if turn % CREWS_EVERY == 0:
            _search_one(progress, plan, _as_driven(plan), frozenset())
        else:
            free = _freed_tours(plan.tours, size.freed, chance)
            kept = frozenset(tour.departure for tour in plan.tours if tour not in free)
            part = _part(plan, free, pool, worth, chance)
            size.learn(solved=_search_one(progress, plan, part, kept))


def _search_one(progress: Progress, plan: Plan, part: Pool, staffed: frozenset[Departure]) -> bool:
    """Search one neighbourhood of a plan; tell whether it was searched to its end.

    At the `staffed` departures nobody new comes on board.
    """
    model = build(progress.season, part)
    crews = {tour.departure: tour.crew for tour in plan.tours}
    kept = [True] * len(model.linear.uppers)
    for (departure, association), variable in model.shift_variables().items():
        if departure in staffed and association not in crews[departure]:
            kept[variable] = False
    solver = CpSat(
        model.linear.restricted_to(kept),
        on_values=lambda values: progress.offer(plan_of(progress.season, model, values)),
    )
    solver.hint(model.values_of(tours_of(plan)))
    most = min(ONE_MOST, ONE_SHARE * progress.left)
    answer = solver.solve(Effort.rest_of(progress, most), progress.stop, relative_gap_limit=CLOSE)
    progress.spend(answer.work)
    return answer.outcome == "optimal"


def _as_driven(plan: Plan) -> dict[Departure, Sequence[Route]]:
    """Give each tour of a plan its own route only."""
    return {tour.departure: (Route(tour.stops, tour.drive_minutes),) for tour in plan.tours}


def _part(
    plan: Plan, free: Sequence[Tour], pool: Pool, worth: Worth, chance: random.Random
) -> dict[Departure, Sequence[Route]]:
    """Give the kept tours with their own routes only, and the freed ones with all that may be."""
    season = plan.season
    weeks = {tour.date.isocalendar()[:2] for tour in free}
    near = {d: r for d, r in pool.items() if d.date.isocalendar()[:2] in weeks}
    wanted = DATES_PER_TOUR * len(free)
    nearby = some_departures(season, near, wanted * 2 // 3, worth, chance)
    anywhere = some_departures(season, pool, wanted // 3, worth, chance)
    others = [*nearby, *anywhere, *(tour.departure for tour in free)]
    part = rewarding_routes(pool, [d for d in others if d in pool], worth, ROUTES, chance)
    for tour in plan.tours:
        driven = Route(tour.stops, tour.drive_minutes)
        if tour in free:
            part[tour.departure] = tuple(dict.fromkeys((*part.get(tour.departure, ()), driven)))
        else:
            part[tour.departure] = (driven,)
    return {departure: part[departure] for departure in pool if departure in part}


def _freed_tours(tours: Sequence[Tour], freed: int, chance: random.Random) -> Sequence[Tour]:
    """Choose tours to free: a run of neighbours in time, or any, in turn by chance."""
    count = min(freed, len(tours))
    if chance.random() < 0.5:
        return chance.sample(tours, count)
    start = chance.randrange(len(tours) - count + 1)
    return tours[start : start + count]
