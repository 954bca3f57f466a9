"""Good crews for some routes at once, member by member: a beam search on arrays.

For each route the most promising parts of crews are kept; each takes on whoever adds most: own
worth, local roots, needs met for the first time, and above all the tags that must be aboard.
Nothing is proved; what is found can be crewed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from busplan.solver.crews import Candidates
from busplan.solver.numbered import Flags, Floats, Whole

WIDTH = 8
"""Parts of crews that are kept for each route."""

MUST = 1e5
"""Points that the first holder of a tag that must be aboard is worth more."""


@dataclass(frozen=True, eq=False)
class CrewQuestion:
    """What is asked: which crews suit these routes.

    Attributes
    ----------
    gain
        Route × candidate: worth and local roots, in points.
    needs
        Route × tag: points once somebody with the tag is aboard.
    tags
        Candidate × tag, 1.0 where it has it.
    demanded, holders
        Route × demand: how many must be aboard. Demand × candidate: 1.0 for those who count.
    apart
        Candidate × candidate, 1.0 for those who never meet; None where there are none.
    """

    candidates: Candidates
    gain: Floats
    needs: Floats
    tags: Floats
    demanded: Floats
    holders: Floats
    apart: Floats | None


@dataclass(frozen=True, eq=False)
class _Parts:
    """Parts of crews: the route, who is aboard (flags), the worth, and the people, of each."""

    route: Whole
    aboard: Flags
    worth: Floats

    def __getitem__(self, which: Whole) -> _Parts:
        return _Parts(self.route[which], self.aboard[which], self.worth[which])


def good_crews(question: CrewQuestion) -> tuple[Floats, Flags]:
    """Give the worth of a good crew for each route (-inf where none was found), and who is in it.

    Returns
    -------
    tuple of arrays
        Worth by route, in points; route × candidate flags.
    """
    candidates = question.candidates
    routes, count = question.gain.shape
    best = np.full(routes, -np.inf)
    crews = np.zeros((routes, count), np.bool_)
    parts = _Parts(np.arange(routes), crews.copy(), np.zeros(routes))
    codes = np.random.default_rng(1).integers(1, 2**62, size=(count,), dtype=np.int64)
    for size in range(1, candidates.most + 1):
        parts = _grown(question, parts, codes)
        if not len(parts.route):
            break
        if size >= candidates.least:
            _keep_best(question, parts, best, crews)
    return best, crews


def _grown(question: CrewQuestion, parts: _Parts, codes: Whole) -> _Parts:
    """Give the most promising parts with one member more, each set of members once."""
    added, rank = _additions(question, parts)
    count = rank.shape[1]
    top = min(rank.size, 4 * WIDTH * len(question.gain))
    flat = np.argpartition(-rank.ravel(), top - 1)[:top] if top < rank.size else None
    chosen = np.flatnonzero(np.isfinite(rank.ravel())) if flat is None else flat
    chosen = chosen[np.isfinite(rank.ravel()[chosen])]
    part, member = chosen // count, chosen % count
    route = parts.route[part]
    code = parts.aboard[part] @ codes + codes[member] + route * 7_919
    _, first = np.unique(code, return_index=True)
    part, member, route = part[first], member[first], route[first]
    ranked = rank[part, member]
    order = np.lexsort((-ranked, route))
    place = np.arange(len(order)) - np.searchsorted(route[order], route[order], side="left")
    kept = order[place < WIDTH]
    part, member = part[kept], member[kept]
    aboard = parts.aboard[part]
    aboard[np.arange(len(part)), member] = True
    return _Parts(route[kept], aboard, parts.worth[part] + added[part, member])


def _additions(question: CrewQuestion, parts: _Parts) -> tuple[Floats, Floats]:
    """Give what each candidate would add to each part in points, and how promising that is."""
    candidates, route = question.candidates, parts.route
    aboard = parts.aboard.astype(np.float64)
    lacking = (aboard @ question.tags) < 0.5
    added = question.gain[route] + (lacking * question.needs[route]) @ question.tags.T
    missing = (aboard @ question.holders.T) < question.demanded[route] - 0.5
    people = aboard @ candidates.people
    barred = parts.aboard | (people[:, None] + candidates.people > candidates.seats)
    if question.apart is not None:
        barred |= (aboard @ question.apart) > 0.5
    covered = np.minimum(aboard @ question.holders.T, question.demanded[route]).sum(axis=1)
    rank = parts.worth[:, None] + added + MUST * (missing.astype(np.float64) @ question.holders)
    rank += MUST * covered[:, None]
    rank -= _seat_price(candidates) * (people[:, None] + candidates.people)
    return added, np.where(barred, -np.inf, rank)


def _seat_price(candidates: Candidates) -> float:
    """Guess what a seat is worth where not all that may crew a tour can be seated."""
    falling = candidates.worth[: candidates.most]
    if not len(falling):
        return 0.0
    wanted = candidates.most * float(candidates.people.mean())
    scarce = max(0.0, wanted - candidates.seats) / max(1.0, wanted)
    return scarce * max(0.0, float(falling.sum())) / max(1, candidates.seats)


def _keep_best(question: CrewQuestion, parts: _Parts, best: Floats, crews: Flags) -> None:
    """Keep the best crew of each route among those that have all that must be aboard."""
    has = parts.aboard.astype(np.float64) @ question.holders.T
    whole = (has >= question.demanded[parts.route] - 0.5).all(axis=1)
    for number in np.flatnonzero(whole).tolist():
        route = parts.route[number]
        if parts.worth[number] > best[route]:
            best[route] = parts.worth[number]
            crews[route] = parts.aboard[number]
