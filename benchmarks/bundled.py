"""Measure planning: seconds to a first plan and to proof, score, bound, gap and peak memory.

    python benchmarks/bundled.py [SEASON ...] [--time-limit 60] [--json]

Measures the bundled seasons and the season folders or workbooks that are named. Each season is
planned in a process of its own, so that its peak memory is its own, one after the other.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from benchmarks.measuring import conditions, peak_megabytes
from busplan.bundled import bundled_season, season_names
from busplan.errors import NoPlanExists, NoPlanInTime
from busplan.solver.search import Budget, SearchReport, search
from busplan.workflow import load

GRACE_SECONDS = 120.0
"""Seconds over the time limit after which a process that still runs is ended."""


@dataclass(frozen=True)
class Figures:
    """What one season cost to plan, and how good the plan is.

    Attributes
    ----------
    outcome
        optimal, feasible, no plan exists, no plan in time, or failed.
    load_seconds, first_plan_seconds, seconds
        Reading the season; from the start of the search to its first plan, and to its end.
    score, bound
        Points; None without a plan.
    gap
        (bound - score) / max(1, |score|).
    peak_megabytes
        The most memory the process held, loading included; None where it is not told.
    """

    season: str
    outcome: str
    load_seconds: float
    first_plan_seconds: float | None = None
    seconds: float | None = None
    tours: int | None = None
    score: float | None = None
    bound: float | None = None
    gap: float | None = None
    peak_megabytes: float | None = None


def measure(path: Path, budget: Budget) -> Figures:
    """Load and plan one season in this process."""
    began = time.monotonic()
    season = load(path).season
    loaded = time.monotonic() - began
    name = path.parent.name if path.name == "season.toml" else path.name
    try:
        report = search(season, budget)
    except NoPlanExists:
        return Figures(name, "no plan exists", loaded, seconds=time.monotonic() - began - loaded)
    except NoPlanInTime:
        return Figures(name, "no plan in time", loaded, seconds=time.monotonic() - began - loaded)
    return _figures(name, loaded, report)


def _figures(name: str, loaded: float, report: SearchReport) -> Figures:
    result = report.result
    return Figures(
        season=name,
        outcome=result.status,
        load_seconds=loaded,
        first_plan_seconds=report.first_plan_seconds,
        seconds=report.seconds,
        tours=len(result.plan.tours),
        score=result.score,
        bound=result.bound,
        gap=result.gap,
        peak_megabytes=peak_megabytes(),
    )


def measure_apart(path: Path, arguments: argparse.Namespace) -> Figures:
    """Measure a season in a process of its own."""
    budget = ["--time-limit", str(arguments.time_limit), "--workers", str(arguments.workers)]
    command = [sys.executable, __file__, "--alone", str(path), *budget]
    command += ["--seed", str(arguments.seed)]
    try:
        ended = subprocess.run(
            command,
            capture_output=True,
            check=True,
            text=True,
            timeout=arguments.time_limit + GRACE_SECONDS,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        print(f"{path.name}: {error}\n{error.stderr or ''!s}", file=sys.stderr)
        return Figures(path.name, "failed", 0.0)
    return Figures(**json.loads(ended.stdout))


HEADINGS = ("season", "load s", "first plan s", "proof s", "score", "bound", "gap", "peak MB")


def table(measured: Sequence[Figures], time_limit: float) -> str:
    """Set figures as aligned text, one line a season."""
    rows = [HEADINGS, *(_cells(figures, time_limit) for figures in measured)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [
        "  ".join(
            cell.ljust(width) if not column else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join(lines)


def _cells(figures: Figures, time_limit: float) -> tuple[str, ...]:
    proof = figures.outcome
    if proof in {"optimal", "no plan exists"} and figures.seconds is not None:
        proof = f"{figures.seconds:.1f}" + ("" if proof == "optimal" else f" ({proof})")
    elif proof == "feasible":
        proof = f"not in {time_limit:g}"
    return (
        figures.season,
        f"{figures.load_seconds:.1f}",
        _number(figures.first_plan_seconds, "{:.1f}"),
        proof,
        _number(figures.score, "{:.1f}"),
        _number(figures.bound, "{:.1f}"),
        _number(figures.gap, "{:.2%}"),
        _number(figures.peak_megabytes, "{:.0f}"),
    )


def _number(value: float | None, form: str) -> str:
    return "-" if value is None else form.format(value)


def main(words: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for, and print it."""
    arguments = _parser().parse_args(words)
    if arguments.alone is not None:
        budget = Budget(arguments.time_limit, arguments.workers, arguments.seed)
        print(json.dumps(asdict(measure(arguments.alone, budget))))
        return
    names = () if arguments.only_named else season_names()
    where = conditions(arguments.date, arguments.time_limit, arguments.workers, arguments.seed)
    paths = (*(bundled_season(name) for name in names), *arguments.seasons)
    measured = [measure_apart(path, arguments) for path in paths]
    if arguments.json:
        told = {"conditions": asdict(where), "seasons": [asdict(figures) for figures in measured]}
        print(json.dumps(told, indent=1, ensure_ascii=False))
        return
    print(f"{where.date}, {where.machine}, load average {where.load_average} at the start")
    print(
        f"busplan {where.busplan} at {where.commit}, ortools {where.ortools}, Python {where.python}"
    )
    print(f"time limit {where.time_limit:g} s, workers {where.workers}, seed {where.seed}")
    print()
    print(table(measured, arguments.time_limit))


def _parser() -> argparse.ArgumentParser:
    usual = Budget()
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("seasons", nargs="*", type=Path, help="more season folders or workbooks")
    parser.add_argument("--only-named", action="store_true", help="leave out the bundled seasons")
    parser.add_argument("--time-limit", type=float, default=60.0, help="seconds a search (60)")
    parser.add_argument("--workers", type=int, default=usual.workers, help="threads that search")
    parser.add_argument("--seed", type=int, default=usual.seed)
    today = date.today().isoformat()  # noqa: DTZ011 (the user's own date)
    parser.add_argument("--date", default=today, help="the day to write down (today)")
    parser.add_argument("--json", action="store_true", help="one JSON value instead of text")
    parser.add_argument("--alone", type=Path, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    main()
