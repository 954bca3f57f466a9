"""The goal of needs: somebody on board for what the visited area needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from busplan.modelling import Linear, TourModel, total
from busplan.plan import Plan


@dataclass(frozen=True)
class MeetNeeds:
    """Needs of visited areas that some association on board has the tag for, visit by visit."""

    name: str = "needs"

    def amount(self, plan: Plan) -> float:
        """Count the needs met at each visit."""
        met = 0
        for tour, _, _, area in plan.visits():
            offered = {tag for association in plan.crew_of(tour) for tag in association.tags}
            met += len(offered.intersection(area.needs))
        return met

    def terms(self, model: TourModel) -> Linear:
        """Express the needs met at each visit: at most the visits, at most those on board.

        For each tag one quantity for the first visit that needs it, one for the second and so on:
        the crew is the same at all of them, so all areas share these quantities. That is tighter
        than one for each area.
        """
        season = model.season
        wanting = _by_tag((area.id, area.needs) for area in season.areas)
        able = _by_tag((who.id, who.tags) for who in season.associations)
        parts: list[Linear] = []
        for tag in sorted(wanting.keys() & able.keys()):
            areas = frozenset(wanting[tag])
            for departure in model.departures:
                aboard = total(model.crews(departure, who) for who in able[tag])
                in_need = model.visits_among(departure, areas)
                parts.extend(model.both(visit, aboard) for visit in in_need)
        return total(parts)


def _by_tag(tagged: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, tags in tagged:
        for tag in dict.fromkeys(tags):
            found[tag].append(name)
    return found
