"""What it is to loosen a demand: a number of the season made weaker step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from busplan.errors import Message
from busplan.season import Requirement, Season

MOST_STEPS = 12
"""Steps by which a limit is raised at most."""


@dataclass(frozen=True)
class Loosening:
    """One demand of the season made weaker in equal steps.

    Attributes
    ----------
    kind
        What is loosened, by the name of its setting, for programs.
    most
        Number of steps to the weakest.
    season
        Gives the season after so many steps; more steps allow all that fewer allow.
    told
        Says what so many steps are.
    effort
        What a step counts when remedies are ranked.
    """

    kind: str
    most: int
    season: Callable[[int], Season]
    told: Callable[[int], Message]
    effort: float = 1.0


def with_less(
    requirements: Sequence[Requirement], asked: Requirement, steps: int
) -> tuple[Requirement, ...]:
    """Give the requirements with one of them lower, or left out when nothing is left of it."""
    lower = [replace(one, min=one.min - steps) if one == asked else one for one in requirements]
    return tuple(one for one in lower if one.min > 0)


def with_association(season: Season, who: str, **changes: object) -> Season:
    """Give the season with one association changed."""
    return replace(season, associations=changed(season.associations, who, changes))


def changed(things: Sequence[Any], changed_id: str, changes: dict[str, Any]) -> tuple[Any, ...]:
    """Give areas, associations or buses with one of them changed."""
    return tuple(replace(one, **changes) if one.id == changed_id else one for one in things)
