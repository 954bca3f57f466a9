"""changes.json: what a new plan changes of the old one, for a program to read."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from busplan.change import Closed, Event, Repair, Shift, Unavailable, pair_tours
from busplan.plan import Plan, Tour

if TYPE_CHECKING:
    from busplan.render.changes import Changes

DECIMALS = 4


def render_changes_json(changes: Changes) -> bytes:
    """Write down what changes; equal changes as equal bytes."""
    return (json.dumps(changes_as_json(changes), ensure_ascii=False, indent=1) + "\n").encode()


def changes_as_json(changes: Changes) -> dict[str, object]:
    """Give what changes as JSON values: events, tours, shifts, the curve and the other ways."""
    difference = changes.difference
    old, new = changes.old, changes.new
    return {
        "format": 1,
        "season": new.season.name,
        "from_version": old.version,
        "version": new.version,
        "events": [_event(event) for event in changes.events],
        "from": None if changes.begins is None else changes.begins.isoformat(),
        "score_before": _figure(changes.score_before),
        "score": _figure(changes.score),
        "disturbed_weight": difference.weight,
        "kept": len(difference.kept),
        "lost": [_shift(shift) for shift in difference.lost],
        "disturbed": [_shift(shift) for shift in difference.disturbed],
        "asked": [_shift(shift) for shift in difference.asked],
        "tours": [
            {
                "id": old.tour_id(pair.old) if pair.old is not None else _id(new, pair.new),
                "before": _tour(pair.old),
                "after": _tour(pair.new),
            }
            for pair in pair_tours(old, new)
            if _tour(pair.old) != _tour(pair.new)
        ],
        "curve": [
            {"max_changes": ceiling.most_disturbed, "impossible": ceiling.impossible}
            | _repair(ceiling.repair)
            for ceiling in changes.curve
        ],
        "repairs": [{"way": repair.way} | _repair(repair) for repair in changes.ways],
    }


def _event(event: Event) -> dict[str, object]:
    said: dict[str, object] = {"date": event.date.isoformat()}
    if isinstance(event, Unavailable):
        return {"event": "unavailable", "association": event.association, **said} | (
            {"slot": event.slot} if event.slot is not None else {}
        )
    if isinstance(event, Closed):
        return {"event": "closed", **said}
    return {"event": "bus_out", "bus": event.bus, **said}


def _repair(repair: Repair | None) -> dict[str, object]:
    if repair is None:
        return {"score": None, "bound": None, "disturbed": None, "asked": None}
    return {
        "score": _figure(repair.score),
        "bound": _figure(repair.bound) if math.isfinite(repair.bound) else None,
        "disturbed": repair.difference.weight,
        "asked": len(repair.difference.asked),
    }


def _shift(shift: Shift) -> dict[str, object]:
    date, slot, bus = shift.departure
    return {"association": shift.association, "date": date.isoformat(), "slot": slot, "bus": bus}


def _tour(tour: Tour | None) -> dict[str, object] | None:
    if tour is None:
        return None
    return {
        "date": tour.date.isoformat(),
        "slot": tour.slot,
        "bus": tour.bus,
        "stops": list(tour.stops),
        "crew": sorted(tour.crew),
    }


def _id(plan: Plan, tour: Tour | None) -> str | None:
    return None if tour is None else plan.tour_id(tour)


def _figure(value: float) -> float:
    return float(round(value, DECIMALS)) + 0.0
