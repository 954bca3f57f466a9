"""A first plan for large seasons: tour after tour, each the best that the earlier ones leave."""

from __future__ import annotations

import random
from collections.abc import Iterable

import numpy as np

from busplan.solver.coupling import Prices
from busplan.solver.numbered import Floats, NumberedSeason, StaffedTour
from busplan.solver.pricing import Pricing
from busplan.solver.progress import Progress
from busplan.solver.staffed_core import offer
from busplan.solver.standing import FORTUNE, Standing

TOLL = FORTUNE / 100
"""Points that every visit but a tour's first costs where visits would run out."""

DUE = 300.0
"""Points that a shift costs on top of those whose tags would run out."""

LOOKS = 3
"""Departures that are compared for each tour."""


def construct(
    progress: Progress, numbered: NumberedSeason, begun: Iterable[StaffedTour] = ()
) -> None:
    """Offer a plan made tour by tour, on top of those `begun`, if it keeps all rules."""
    pricing, standing = Pricing(numbered), Standing(numbered)
    for tour in begun:
        standing.add(tour)
    chance = random.Random(progress.budget.seed)  # noqa: S311 - no secret
    hopeless: set[int] = set()
    while len(standing.tours) < numbered.season.tours.max and progress.left > 0:
        candidates = _emptiest(standing, hopeless, chance)
        if not candidates:
            break
        prices = standing.prices(_toll(standing, chance), _dues(standing))
        found = best_addition(pricing, prices, candidates, hopeless)
        if found is not None and not is_wanted(standing, *found):
            break
        if found is not None:
            standing.add(found[1])
    progress.spend(pricing.work)
    offer(progress, numbered, list(standing.tours.values()))


def _toll(standing: Standing, chance: random.Random) -> float:
    """Charge for second visits as often as tours that must still run would lack a first one."""
    missing = standing.numbered.season.tours.min - len(standing.tours)
    if missing <= 0:
        return 0.0
    return TOLL if standing.room() / missing - 1 < chance.random() else 0.0


def _dues(standing: Standing) -> Floats | None:
    """Charge for shifts of those whose tags the tours that must still run would lack."""
    numbered = standing.numbered
    season = numbered.season
    missing = season.tours.min - len(standing.tours)
    dues = np.zeros(len(season.associations))
    if missing <= 0:
        return None
    limits = np.array(
        [season.tours.max if w.max_shifts is None else w.max_shifts for w in season.associations]
    )
    left = np.maximum(0, limits - standing.shifts())
    for demand in numbered.demands:
        holders = (numbered.tag_bits & demand.bit) > 0
        if demand.where is None:
            scarce = 2.0 - float(left[holders].sum()) / (missing * demand.min)
            dues[holders] += DUE * min(1.0, max(0.0, scarce))
    return dues if dues.any() else None


def best_addition(
    pricing: Pricing, prices: Prices, candidates: list[int], hopeless: set[int]
) -> tuple[float, StaffedTour] | None:
    """Give the best tour on some departures and its worth, or None where none can run.

    Departures on which no tour can run are added to `hopeless`.
    """
    best: tuple[float, StaffedTour] | None = None
    for departure in candidates:
        priced = pricing.look(departure, prices).good(1)
        worth = priced.worth - priced.slack
        if not priced.tours or worth < -FORTUNE / 2:
            hopeless.add(departure)
        elif best is None or worth > best[0]:
            best = (worth, priced.tours[0])
    return best


def is_wanted(standing: Standing, worth: float, tour: StaffedTour) -> bool:
    """Tell whether a tour brings something, or is needed because more tours must run."""
    del tour
    return worth > 0 or len(standing.tours) < standing.numbered.season.tours.min


def _emptiest(standing: Standing, hopeless: set[int], chance: random.Random) -> list[int]:
    """Choose departures of the emptiest part of the season, well-staffed ones sooner."""
    part, able = standing.part, standing.numbered.able
    used = np.bincount(
        part[np.array(list(standing.tours), np.int64)], minlength=int(part.max(initial=0)) + 1
    )
    free = [d for d in np.flatnonzero(standing.free).tolist() if d not in hopeless]
    free.sort(key=lambda d: (used[part[d]], part[d], -len(able[d]) * chance.uniform(0.7, 1.0)))
    return free[:LOOKS]
