"""The coverage part alone: busplan against spopt's maximal covering, on equal input.

    python benchmarks/covering.py SEASON [--seconds 60] [--json]

Maximal covering (Church & ReVelle 1974) chooses p stops so that the most residents live within
walking distance of one. busplan's joint model is that problem when there is no crew, a tour has
one visit, every other goal has weight 0 and a repeated visit is worth nothing: then p tours choose
p stops. Both must find the same optimum. Needs `spopt` (the extra `bench`).
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pyproj import Geod

from benchmarks.measuring import version_of
from busplan.clock import Clock
from busplan.season import (
    DEFAULT_WEIGHTS,
    CrewLimits,
    Season,
    Slot,
    TourLimits,
    VisitLimits,
)
from busplan.solver.search import Budget, search
from busplan.workflow import load


@dataclass(frozen=True)
class Covering:
    """A maximal covering problem.

    Attributes
    ----------
    metres
        Straight-line distances, one row for each point with residents, one column for each stop.
    weights
        Weighted residents of each point.
    walk_metres
        How far a stop reaches.
    stops
        How many stops to choose.
    """

    metres: npt.NDArray[np.float64]
    weights: npt.NDArray[np.float64]
    walk_metres: float
    stops: int

    def covered(self, chosen: Sequence[int]) -> float:
        """Count the weighted residents within reach of some chosen stop (columns by number)."""
        near = (self.metres[:, list(chosen)] <= self.walk_metres).any(axis=1)
        return float(self.weights[near].sum())


@dataclass(frozen=True)
class Covered:
    """What was found: weighted residents, the bound for them, seconds, and the program's name."""

    program: str
    covered: float
    bound: float
    seconds: float


def only_coverage(season: Season, stops: int) -> Season:
    """Give the season in which nothing counts but residents, and nothing binds but p visits.

    Stops are open at all hours, slots last all day, areas may be visited on all dates.
    """
    all_day = Slot("dag", "dag", Clock.parse("06:00"), Clock.parse("20:00"))
    always = [
        replace(stop, opens=None, closes=None, weekdays=None, closed=frozenset())
        for stop in season.stops
    ]
    return replace(
        season,
        areas=tuple(replace(a, min_visits=0, max_visits=stops) for a in season.areas),
        stops=tuple(always),
        associations=(),
        answers={},
        pins=(),
        slots=(all_day,),
        tours=TourLimits(min=stops, max=stops, max_visits=1),
        visits=VisitLimits(max_per_area=stops, min_weeks_between=0),
        crew=CrewLimits(min=0, max=0),
        reach=replace(season.reach, repeat_factor=0.0),
        weights={**dict.fromkeys(DEFAULT_WEIGHTS, 0.0), "reach": 1.0},
    )


def covering_of(season: Season, stops: int) -> Covering:
    """Measure the covering problem of a season with a residents file, without busplan's own count.

    Raises ValueError for a season without residents' points.
    """
    points = season.residents
    if points is None:
        raise ValueError("The season needs a residents file.")
    geod = Geod(ellps="WGS84")
    lons, lats = ([getattr(one, axis) for one in season.stops] for axis in ("lon", "lat"))
    metres = [
        geod.inv([point.lon] * len(lons), [point.lat] * len(lons), lons, lats)[2]
        for point in points
    ]
    weights = [
        season.weight_of(
            point.residents,
            point.social_residents,
            1.0 if point.area is None else season.area_by_id[point.area].priority,
        )
        for point in points
    ]
    return Covering(np.array(metres), np.array(weights), season.reach.walk_metres, stops)


def by_spopt(problem: Covering) -> Covered:
    """Choose stops with spopt's MCLP and the CBC that comes with PuLP, to the proved optimum."""
    import pulp  # noqa: PLC0415 - an extra
    from spopt.locate import MCLP  # noqa: PLC0415 - an extra

    began = time.monotonic()
    model = MCLP.from_cost_matrix(
        problem.metres, problem.weights, problem.walk_metres, p_facilities=problem.stops
    )
    model.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=0.0), results=False)
    chosen = [number for number, one in enumerate(model.fac_vars) if one.value() > 0.5]
    covered = problem.covered(chosen)
    bound = float(pulp.value(model.problem.objective))
    return Covered("spopt", covered, bound, time.monotonic() - began)


def by_busplan(season: Season, stops: int, seconds: float, workers: int = 2) -> Covered:
    """Choose stops with busplan's whole search on the season in which only coverage counts."""
    began = time.monotonic()
    report = search(only_coverage(season, stops), Budget(seconds, workers))
    result = report.result
    return Covered("busplan", result.score, result.bound, time.monotonic() - began)


def main(words: Sequence[str] | None = None) -> None:
    """Solve the coverage of a season with both, and print what each found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("season", type=Path, help="a season with a residents file")
    parser.add_argument("--stops", type=int, help="stops to choose (as many as tours)")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args(words)
    season = load(arguments.season).season
    stops = arguments.stops or season.tours.max
    problem = covering_of(season, stops)
    found = [by_busplan(season, stops, arguments.seconds, arguments.workers)]
    if version_of("spopt") is not None:
        found.append(by_spopt(problem))
    if arguments.json:
        size = {"points": problem.metres.shape[0], "stops": problem.metres.shape[1]}
        told = {**size, "chosen": stops, "found": [asdict(one) for one in found]}
        print(json.dumps(told))
        return
    for one in found:
        print(f"{one.program:8} {one.covered:12.1f} {one.bound:12.1f} {one.seconds:8.2f} s")
    if len(found) == 1:
        print("spopt is not installed: pip install -e '.[bench]'")


if __name__ == "__main__":
    main()
