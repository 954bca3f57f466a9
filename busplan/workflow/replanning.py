"""The step that repairs a plan: what happened goes in, the next version and letters come out."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from busplan.errors import Fault, Message, NoPlanExists, NoPlanInTime, message, plural
from busplan.result import Result, judge
from busplan.season import Pin, Season
from busplan.workflow.judging import VerifiedPlan, read_plan
from busplan.workflow.output_folder import OutputFolder
from busplan.workflow.planning import PLAN_FILE, plan_bytes
from busplan.workflow.seasons import LoadedSeason

if TYPE_CHECKING:
    from busplan.change import Ceiling, Disturbance, Repair, Shift
    from busplan.load.happenings import Happenings
    from busplan.render.changes import Changes
    from busplan.solver.repair import Repairing

SHOWN = 3
"""The curve goes up to this ceiling, or to the one that was asked for."""

SECONDS_FOR_REASONS = 10.0
"""Seconds that looking for a clash of rules may take when nothing repairs the plan."""


@dataclass(frozen=True)
class ReplanRequest:
    """How a plan shall be repaired.

    Attributes
    ----------
    happenings
        What has happened, as it was written.
    confirmed
        A CSV of shifts that are confirmed, and weigh more.
    max_changes
        The hard ceiling on disturbed shifts; None: as low as there is a plan.
    max_asked
        The most new shifts to ask for; None: no limit.
    take
        1, 2 or 3 takes that one of the ranked ways to fill a hole.
    time_limit
        Seconds from `started` that all repairs may take.
    """

    happenings: Happenings
    confirmed: Path | None = None
    max_changes: int | None = None
    max_asked: int | None = None
    take: int | None = None
    time_limit: float = 30.0
    seed: int = 0
    render: bool = True
    started: float = field(default_factory=time.monotonic)

    def seconds_left(self) -> float:
        """Seconds that the repairs may take."""
        return max(0.05, self.time_limit - (time.monotonic() - self.started))


@dataclass(frozen=True)
class ReplannedSeason:
    """A repaired plan that has been written, and what it changes."""

    old: VerifiedPlan
    result: Result
    changes: Changes
    folder: Path
    moved_aside: tuple[str, ...]
    warnings: tuple[Fault, ...]
    rendered: bool


def replan_season(
    loaded: LoadedSeason,
    plan_path: Path,
    request: ReplanRequest,
    out: Path | None = None,
    stop: threading.Event | None = None,
) -> ReplannedSeason:
    """Repair a plan, and write its next version with letters of change, maps and rosters.

    Parameters
    ----------
    out
        The folder to write to; None: that of the plan with the new version in its name.

    Raises
    ------
    FaultyInput
        When the plan, an event or the confirmations cannot be read, or the folder is not ours.
    NoPlanExists
        When no plan keeps the rules under the ceiling.
    NoPlanInTime
        When none was found in time.
    """
    from busplan.change import Disturbance, changed_season, next_version
    from busplan.load.happenings import read_happenings

    events, begins = read_happenings(request.happenings, loaded.season)
    old = read_plan(loaded, plan_path)
    confirmed, warnings = _confirmed(request.confirmed, old)
    folder = OutputFolder(out or _next_to(plan_path, old.result.plan.version + 1))
    folder.refuse_unless_ours()
    season = changed_season(loaded.season, events)
    disturbance = Disturbance(season, old.result.plan, confirmed, begins)
    curve, ways, chosen = _search(disturbance, request, stop or threading.Event())
    plan = next_version(old.result.plan, replace(chosen.plan, season=loaded.season))
    result = judge(plan, _bound(old, loaded.season, chosen.score))
    from busplan.render.changes import Changes

    changes = Changes(
        events,
        begins,
        old.result.plan,
        plan,
        old.result.score,
        result.score,
        chosen.difference,
        curve,
        ways,
    )
    files, moved = _write(folder, result, changes, request, stop or threading.Event())
    return ReplannedSeason(old, result, changes, folder.path, moved, warnings, files)


def _next_to(plan_path: Path, version: int) -> Path:
    """Give the folder beside the plan's own, named for the new version."""
    folder = plan_path.resolve().parent
    stem, mark, number = folder.name.rpartition("-v")
    name = stem if mark and number.isdigit() else folder.name
    shown = plan_path.parent.parent if plan_path.parent.name not in {"", ".."} else folder.parent
    return shown / f"{name or 'plan'}-v{version}"


def _confirmed(path: Path | None, old: VerifiedPlan) -> tuple[frozenset[Shift], tuple[Fault, ...]]:
    if path is None:
        return frozenset(), ()
    from busplan.load.confirmations import read_confirmations

    return read_confirmations(path, old.result.plan)


def _bound(old: VerifiedPlan, season: Season, score: float) -> float:
    """Give a proved bound of the season: the ceiling, or the old plan's where that plan holds.

    The season in the files is the one that bound speaks of; what happened only takes plans away.
    """
    from busplan.solver.ceiling import ceiling

    highest = ceiling(season)
    claimed = old.result.bound
    return min(highest, claimed) if old.holds and claimed >= score - 1e-4 else highest


# -- the search ------------------------------------------------------------------------------


def _search(
    disturbance: Disturbance, request: ReplanRequest, stop: threading.Event
) -> tuple[tuple[Ceiling, ...], tuple[Repair, ...], Repair]:
    """Find the curve, the ways to fill a hole, and the repair that is chosen."""
    from busplan.solver.progress import Budget, Progress
    from busplan.solver.repair import Repairing

    budget = Budget(request.seconds_left(), seed=request.seed)
    progress = Progress(disturbance.season, budget, stop=stop)
    repairing = Repairing(disturbance, progress)
    curve = []
    for most in range(max(SHOWN, request.max_changes or 0) + 1):
        if progress.left <= 0:
            break
        curve.append(repairing.under(most, request.max_asked))
    ways = repairing.ways() if progress.left > 0 else ()
    if request.take is not None:
        return tuple(curve), ways, _taken(ways, request.take)
    chosen = _chosen(curve, request.max_changes)
    if chosen is None:
        curve.append(_beyond(repairing, curve, request, progress.elapsed))
        chosen = curve[-1].repair
    if chosen is None:
        raise NoPlanInTime(progress.elapsed)
    return tuple(curve), ways, chosen


def _chosen(curve: list[Ceiling], most: int | None) -> Repair | None:
    """Choose the best under the ceiling that was asked for, or under the lowest with a plan."""
    if most is not None:
        return curve[most].repair if most < len(curve) else None
    return next((point.repair for point in curve if point.repair is not None), None)


def _taken(ways: tuple[Repair, ...], take: int) -> Repair:
    if take <= len(ways):
        return ways[take - 1]
    raise NoPlanExists(
        (
            plural(
                "There is only {count} ranked repair to take.",
                "There are only {count} ranked repairs to take.",
                len(ways),
            ),
        )
    )


def _beyond(
    repairing: Repairing, curve: list[Ceiling], request: ReplanRequest, seconds: float
) -> Ceiling:
    """Look above the curve for the lowest ceiling with a plan, unless a lower one was asked for."""
    least = repairing.least()
    if least is None:
        if all(point.impossible for point in curve):
            raise NoPlanExists(_reasons(repairing.disturbance))
        raise NoPlanInTime(seconds)
    if request.max_changes is not None and least > request.max_changes:
        raise NoPlanExists(
            (
                plural(
                    "No plan that disturbs at most {count} shift was found; one that disturbs "
                    "{least} was.",
                    "No plan that disturbs at most {count} shifts was found; one that disturbs "
                    "{least} was.",
                    request.max_changes,
                    least=least,
                ),
            )
        )
    return repairing.under(least, request.max_asked)


def _reasons(disturbance: Disturbance) -> tuple[Message, ...]:
    """Say which rules clash, what is past held fast as if it were pinned."""
    from busplan.solver.reasons import why_no_plan

    pins = tuple(
        Pin(must=True, date=tour.date, slot=tour.slot, stop=stop, association=who)
        for tour in disturbance.past
        for stop in tour.stops
        for who in tour.crew
    )
    season = replace(disturbance.season, pins=(*disturbance.season.pins, *pins))
    return why_no_plan(season, SECONDS_FOR_REASONS) or (
        message("No plan keeps all the rules after what has happened."),
    )


# -- what is written -------------------------------------------------------------------------


def _write(
    folder: OutputFolder,
    result: Result,
    changes: Changes,
    request: ReplanRequest,
    stop: threading.Event,
) -> tuple[bool, tuple[str, ...]]:
    """Write the plan and what changes at once, then the letters and all other documents."""
    from busplan.render.changes import CHANGES, change_documents
    from busplan.render.documents import MAPS, ROSTERS, map_documents, roster_documents

    letters = change_documents(changes)
    first = {PLAN_FILE: plan_bytes(result), "changes.json": letters["changes.json"]()}
    moved = folder.write(first)
    if not request.render:
        return False, moved
    files: dict[str, bytes] = {}
    for name, make in {**letters, **map_documents(result), **roster_documents(result)}.items():
        if stop.is_set():
            return False, moved
        files[name] = make()
    return True, (*moved, *folder.write(files, (*CHANGES, *MAPS, *ROSTERS)))
