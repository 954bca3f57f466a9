"""Of all plans that are better with other weights, the one nearest to a given plan.

Where weights move past the end of a plan's range, many plans are equally good, and the search
gives any of them. People want to know what must change at the least, so among all plans that
are good enough there the one with the fewest other visits, then shifts, is chosen.
"""

from __future__ import annotations

import threading
from dataclasses import replace

from busplan.goals import score
from busplan.modelling import Linear
from busplan.plan import Plan
from busplan.season import Season
from busplan.solver.cpsat import CpSat, Effort
from busplan.solver.decomposition import staffed_tours
from busplan.solver.near_best import near_best
from busplan.solver.progress import Budget, Progress
from busplan.solver.solution import keeps_all_rules
from busplan.solver.staffed_core import plan_of_tours

ENOUGH = 0.4

CORE_SHARE = 0.6
"""Share of the time that finding the tours of all plans that are good enough may use."""


def nearest_better(
    season: Season, plan: Plan, better: Plan, budget: Budget, stop: threading.Event
) -> Plan | None:
    """Give a plan of the season that scores more than `plan` and differs least from it.

    `better` is one that scores more with the season's weights; a share of what it has more
    (`ENOUGH`) will do. None where no other was found in time.
    """
    here, there = replace(plan, season=season), replace(better, season=season)
    least = score(here) + ENOUGH * (score(there) - score(here))
    progress = Progress(season, budget, stop=stop)
    progress.offer(there)
    near = near_best(progress, there, least, CORE_SHARE)
    if near is None or not near.tours or progress.left <= 0:
        return None
    model = near.model(least)
    visits, shifts = near.apart_from(here)
    most_shifts = season.tours.max * season.crew.max + 1.0
    model.linear.objective = Linear() - visits * most_shifts - shifts
    solver = CpSat(model.linear)
    used = {tour.key for tour in staffed_tours(near.numbered, there)}
    solver.hint({number: int(tour.key in used) for number, tour in enumerate(near.tours)})
    answer = solver.solve(Effort.rest_of(progress), stop=stop)
    tours = model.chosen(answer.values)
    found = plan_of_tours(near.numbered, tours)
    if not tours or not keeps_all_rules(found) or score(found) <= score(here):
        return None
    return found
