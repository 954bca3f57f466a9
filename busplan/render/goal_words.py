"""The seven goals in words: a name, a unit and a sentence each, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from busplan.errors import Message, message
from busplan.season import Season


@dataclass(frozen=True)
class GoalWords:
    """What people call a goal: its name, the unit of its amount, and what it is about."""

    name: Message
    unit: Message
    explanation: Message


GOAL_WORDS: Mapping[str, GoalWords] = {
    "reach": GoalWords(
        message("Residents reached"),
        message("weighted residents"),
        message(
            "Residents near the stops; those in social housing count more, "
            "and each further visit counts less than the one before."
        ),
    ),
    "participation": GoalWords(
        message("Associations on board"),
        message("associations, further shifts counting less"),
        message(
            "Many associations get a shift; each further shift of the same association "
            "counts less than the one before."
        ),
    ),
    "wishes": GoalWords(
        message("Wishes"),
        message("wishes"),
        message(
            "Shifts on days the association prefers, less those on days it takes only if needed."
        ),
    ),
    "local": GoalWords(
        message("At home in the area"),
        message("local associations on a visit"),
        message("Associations are on board when the bus visits their own area."),
    ),
    "needs": GoalWords(
        message("Needs met"),
        message("needs met on a visit"),
        message("Someone on board can offer what the visited area needs."),
    ),
    "spread": GoalWords(
        message("Spread over the season"),
        message("periods without a tour"),
        message("The tours lie evenly; each part of the season without a tour counts against."),
    ),
    "driving": GoalWords(
        message("Driving"),
        message("minutes of driving"),
        message("Minutes the bus drives, to and from the depot included, count against."),
    ),
}
"""The goals in the order of `busplan.season.GOAL_NAMES`."""


def rests_on_estimates(goal: str, season: Season) -> bool:
    """Tell whether a goal's amount rests on estimates, so that it must be marked as one."""
    if goal == "reach":
        return any(area.estimated for area in season.areas)
    return goal == "driving" and season.travel.estimated
