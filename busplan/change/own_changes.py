"""What a new plan changes for each association: its own shifts, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from busplan.change.pairing import Pair, pair_tours
from busplan.plan import Plan, Tour

Kind = Literal["new", "gone", "moved"]


@dataclass(frozen=True)
class OwnChange:
    """A shift that an association gets, no longer has, or has at another time or place."""

    kind: Kind
    old: Tour | None
    new: Tour | None

    @property
    def date(self) -> date:
        """The date it is about; of a shift that moves the new one."""
        tour = self.new or self.old
        if tour is None:
            raise ValueError(self)
        return tour.date


def own_changes(old: Plan, new: Plan) -> Mapping[str, tuple[OwnChange, ...]]:
    """Give each association's changes by date, by association id; those without are left out."""
    found: dict[str, list[OwnChange]] = {}
    for pair in pair_tours(old, new):
        for who in sorted({*crew_of(pair.old), *crew_of(pair.new)}):
            change = _change(pair, who)
            if change is not None:
                found.setdefault(who, []).append(change)
    return {who: tuple(sorted(found[who], key=lambda one: one.date)) for who in sorted(found)}


def crew_of(tour: Tour | None) -> tuple[str, ...]:
    """Give the crew of a tour, nobody where there is none."""
    return () if tour is None else tour.crew


def _change(pair: Pair, who: str) -> OwnChange | None:
    before, after = who in crew_of(pair.old), who in crew_of(pair.new)
    if not after:
        return OwnChange("gone", pair.old, None)
    if not before:
        return OwnChange("new", None, pair.new)
    if pair.moved or pair.rerouted or _times(pair.old) != _times(pair.new):
        return OwnChange("moved", pair.old, pair.new)
    return None


def _times(tour: Tour | None) -> object:
    return None if tour is None else (tour.departs, tour.returns, tour.visits)
