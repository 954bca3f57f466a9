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

        Where tours have one stop, all areas with a need share one quantity: tighter and fewer.
        """
        season = model.season
        single = season.tours.max_visits == 1
        wanting = _by_tag((area.id, area.needs) for area in season.areas)
        able = _by_tag((who.id, who.tags) for who in season.associations)
        parts: list[Linear] = []
        for departure in model.departures:
            for tag in sorted(wanting.keys() & able.keys()):
                aboard = total(model.crews(departure, who) for who in able[tag])
                visits = [model.visits_area(departure, area) for area in wanting[tag]]
                together = [total(visits)] if single else visits
                parts.extend(model.both(visit, aboard) for visit in together)
        return total(parts)


def _by_tag(tagged: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, tags in tagged:
        for tag in dict.fromkeys(tags):
            found[tag].append(name)
    return found
