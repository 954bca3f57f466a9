"""A bound that needs no solver: the best of each goal by itself, whatever the others cost.

It is far from tight, but finite and true for every season at once, however large.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from busplan.goals.goal import repeated
from busplan.season import PARTICIPATION_REPEAT_FACTOR, Answer, Association, Season


def ceiling(season: Season) -> float:
    """Give an upper bound, in points, of the score of every plan of a season."""
    return sum(season.weights[goal] * most(season) for goal, most in MOST.items())


def _largest(values: Iterable[float], count: int) -> float:
    return sum(heapq.nlargest(count, values))


def _visits(season: Season) -> int:
    """Most visits that a season can have."""
    return season.tours.max * season.tours.max_visits


def _shifts(season: Season, association: Association) -> int:
    """Most shifts that an association can have."""
    most = association.max_shifts
    return season.tours.max if most is None else min(most, season.tours.max)


def _most_reach(season: Season) -> float:
    """The most rewarding visits, each at its first-visit worth unless its area is one group."""
    worth: dict[str, float] = defaultdict(float)
    for group in season.groups:
        for stop in group.stops:
            worth[stop] += group.weight
    factor = season.reach.repeat_factor if season.residents is None else 1.0
    gains: list[float] = []
    for area in season.areas:
        best = max((worth[stop.id] for stop in season.stops if stop.area == area.id), default=0.0)
        repeats = min(area.max_visits, season.tours.max)
        gains.extend(best * factor**nth for nth in range(repeats))
    return _largest(gains, _visits(season))


def _most_participation(season: Season) -> float:
    gains = (
        repeated(nth + 1, PARTICIPATION_REPEAT_FACTOR) - repeated(nth, PARTICIPATION_REPEAT_FACTOR)
        for association in season.associations
        for nth in range(_shifts(season, association))
    )
    return _largest(gains, season.tours.max * season.crew.max)


def _most_wishes(season: Season) -> float:
    preferred: dict[str, int] = defaultdict(int)
    for (association, _, _), answer in season.answers.items():
        preferred[association] += answer is Answer.PREFER
    granted = sum(
        _shifts(season, who)
        if who.default_answer is Answer.PREFER
        else min(_shifts(season, who), preferred[who.id])
        for who in season.associations
    )
    return min(granted, season.tours.max * season.crew.max)


def _most_local(season: Season) -> float:
    at_home = (
        min(len(set(who.home_areas)), season.tours.max_visits)
        for who in season.associations
        for _ in range(_shifts(season, who))
    )
    return _largest(at_home, season.tours.max * season.crew.max)


def _most_needs(season: Season) -> float:
    offered = {tag for association in season.associations for tag in association.tags}
    met = (
        len(offered.intersection(area.needs))
        for area in season.areas
        for _ in range(min(area.max_visits, season.tours.max))
    )
    return _largest(met, _visits(season))


def _nothing(season: Season) -> float:
    """What can only cost gives at most nothing."""
    del season
    return 0.0


MOST: Mapping[str, Callable[[Season], float]] = {
    "reach": _most_reach,
    "participation": _most_participation,
    "wishes": _most_wishes,
    "local": _most_local,
    "needs": _most_needs,
    "spread": _nothing,
    "driving": _nothing,
}
