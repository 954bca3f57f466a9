"""What a shift is worth, and who could stand in: exact figures from rules and goals, no search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from busplan.goals import GoalScore, goal_scores
from busplan.plan import Plan, Tour
from busplan.rules import RULES, Violation
from busplan.season import Association

__all__ = ["CrewChange", "StandIn", "joining", "leaving", "stand_ins", "swapping"]

LEAST_POINTS = 1e-9
"""Differences of points below this are how computers add, not differences."""


@dataclass(frozen=True)
class CrewChange:
    """What happens when one tour's crew is another and all else stays.

    Attributes
    ----------
    goals
        The goals whose amount differs: amounts and points as differences.
    broken
        The rules that would be broken and are not broken now.
    """

    goals: tuple[GoalScore, ...]
    broken: tuple[Violation, ...]

    @property
    def points(self) -> float:
        """How many points the score would rise (above 0) or fall."""
        return sum(goal.points for goal in self.goals)

    @property
    def allowed(self) -> bool:
        """True when all rules would still be kept."""
        return not self.broken


@dataclass(frozen=True)
class StandIn:
    """Another association in the place of one on board, and what that changes."""

    association: Association
    change: CrewChange


def joining(plan: Plan, tour: Tour, who: Association) -> CrewChange:
    """Say what changes when an association joins the crew of a tour as it is."""
    return _with_crew(plan, tour, (*tour.crew, who.id))


def leaving(plan: Plan, tour: Tour, who: Association) -> CrewChange:
    """Say what changes when an association leaves the crew of a tour and nobody steps in."""
    return _with_crew(plan, tour, _without(tour, who))


def swapping(plan: Plan, tour: Tour, leaver: Association, joiner: Association) -> CrewChange:
    """Say what changes when one association takes another's place on a tour."""
    return _with_crew(plan, tour, (*_without(tour, leaver), joiner.id))


def stand_ins(plan: Plan, tour: Tour, who: Association) -> tuple[StandIn, ...]:
    """Rank everybody else by the score with them in an association's place on one tour.

    Those who may come first, the best score first; then those with whom a rule would be broken.
    Where scores are equal, the order of the season's associations stands.
    """
    found = [
        StandIn(other, swapping(plan, tour, who, other))
        for other in plan.season.associations
        if other.id not in tour.crew
    ]
    return tuple(
        sorted(found, key=lambda one: (not one.change.allowed, -round(one.change.points, 6)))
    )


def _without(tour: Tour, who: Association) -> tuple[str, ...]:
    return tuple(one for one in tour.crew if one != who.id)


def _with_crew(plan: Plan, tour: Tour, crew: Iterable[str]) -> CrewChange:
    """Compare a plan with the one in which a tour has another crew."""
    changed = replace(tour, crew=tuple(sorted(crew)))
    tours = tuple(changed if one is tour else one for one in plan.tours)
    other = replace(plan, tours=tours)
    return CrewChange(tuple(_goals(plan, other)), tuple(_newly_broken(plan, other)))


def _goals(plan: Plan, other: Plan) -> Iterator[GoalScore]:
    for before, after in zip(goal_scores(plan), goal_scores(other), strict=True):
        if abs(after.amount - before.amount) > LEAST_POINTS:
            yield GoalScore(
                before.goal,
                after.amount - before.amount,
                before.weight,
                after.points - before.points,
            )


def _newly_broken(plan: Plan, other: Plan) -> Iterator[Violation]:
    """Give what another plan breaks, each rule on each concrete thing counted."""
    for rule in RULES:
        known = Counter(rule.violations(plan))
        for violation in rule.violations(other):
            if known[violation] > 0:
                known[violation] -= 1
            else:
                yield violation
