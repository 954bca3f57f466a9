"""A bound of what a crew can be worth on a route, as a sum over the areas of the route.

With w the members' worth, l what local roots bring them on the route, and t any price of a seat,

    Σ (w + l) over a crew ≤ Σ max(0, w - t) + places × t + Σ [max(0, w + l - t) - max(0, w - t)]

over all candidates, places being the most aboard (the least where t < 0). The last sum is made
additive over areas: each member's gain is shared out in proportion to its roots. A tag that
must be aboard raises its holders' worth by a price that the crew pays back once (Lagrange).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from busplan.solver.crews import Candidates
from busplan.solver.numbered import Flags, Floats

PASSES = 2
"""Times that each demanded tag is priced anew, given the prices of the others."""


@dataclass(frozen=True)
class CrewBound:
    """Bounds any crew's worth on a route by `base` + Σ `share` × roots over members and areas.

    Attributes
    ----------
    base
        What no crew exceeds where nobody has local roots, in points.
    share
        By candidate, the part of its roots' points that can come on top (0 to 1).
    """

    base: float
    share: Floats


@dataclass(frozen=True)
class TagPrices:
    """Candidates' worth raised for demanded tags, and what every allowed crew pays back for it."""

    raised: Floats
    paid_back: float


def crew_bound(
    candidates: Candidates, roots_most: Floats, demands: Sequence[tuple[Flags, int]]
) -> tuple[CrewBound, TagPrices]:
    """Bound the crews of a departure, and give the prices of tags that made it sharp.

    Parameters
    ----------
    roots_most
        The most points that each candidate's roots can bring on any one tour.
    demands
        Holders of a tag, as flags over the candidates, and how many of them must be aboard.
    """
    plain = _bound(candidates, candidates.worth, roots_most, 0.0)
    raised, paid_back = _with_tag_prices(candidates, demands)
    prices = TagPrices(raised, paid_back)
    if not paid_back:
        return plain, prices
    priced = _bound(candidates, raised, roots_most, paid_back)
    return (priced if priced.base < plain.base else plain), prices


def _bound(
    candidates: Candidates, worth: Floats, roots_most: Floats, paid_back: float
) -> CrewBound:
    seat = _seat_price(candidates, worth)
    above = np.maximum(0.0, worth - seat)
    places = candidates.most if seat >= 0 else candidates.least
    gain = np.maximum(0.0, worth + roots_most - seat) - above
    share = np.divide(gain, roots_most, out=np.zeros_like(gain), where=roots_most > 0)
    return CrewBound(float(above.sum()) + places * seat - paid_back, share)


def _seat_price(candidates: Candidates, worth: Floats) -> float:
    """Give the price of a seat at which as many are worth it as there are places."""
    falling = -np.sort(-worth)
    if len(falling) >= candidates.most > 0 and falling[candidates.most - 1] >= 0:
        return float(falling[candidates.most - 1])
    if len(falling) >= candidates.least > 0 and falling[candidates.least - 1] < 0:
        return float(falling[candidates.least - 1])
    return 0.0


def _with_tag_prices(
    candidates: Candidates, demands: Sequence[tuple[Flags, int]]
) -> tuple[Floats, float]:
    """Raise the worth of each demanded tag's holders until enough of them are worth a seat."""
    worth = candidates.worth
    prices = np.zeros(len(demands))
    for _ in range(PASSES):
        for number, (holders, least) in enumerate(demands):
            places = candidates.most - least
            if np.count_nonzero(holders) < least or places < 0:
                continue
            without = worth - prices[number] * holders
            others = np.sort(without[~holders])[::-1]
            seat = max(0.0, float(others[places])) if len(others) > places else 0.0
            needed = float(-np.sort(-without[holders])[least - 1])
            price = max(0.0, seat - needed)
            prices[number] = price
            worth = without + price * holders
    paid_back = float(sum(p * least for p, (_, least) in zip(prices, demands, strict=True)))
    return worth, paid_back
