"""Run one contender on one season in a process of its own, and read off what it found.

    python benchmarks/apart.py CONTENDER SEASON [--seconds 60] [--workers 2] [--memory 6]

Prints one line of JSON for each better plan or bound, and a last one with the outcome.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.contenders import CONTENDERS
from benchmarks.contenders.record import NotTried, Record, Terms
from busplan.errors import NoPlanExists, NoPlanInTime
from busplan.result import status_of
from busplan.workflow import load

GRACE_SECONDS = 60.0
"""Seconds over its time (reading the season aside) after which a process is ended."""


@dataclass(frozen=True)
class Figures:
    """What one contender made of one season.

    Attributes
    ----------
    outcome
        optimal, feasible, no plan exists, no plan in time, not tried, or broken off.
    score, bound
        Points, of a plan in which `verify` finds nothing wrong, and as the contender's solver
        says; None without one.
    first_plan_seconds, seconds
        From when the season was read; building a model counts.
    peak_megabytes
        The most memory the process held, the season included; None where it is not told.
    note
        Why it was not tried, what ended it, or what else is odd.
    """

    season: str
    contender: str
    outcome: str
    score: float | None = None
    bound: float | None = None
    first_plan_seconds: float | None = None
    seconds: float | None = None
    peak_megabytes: float | None = None
    note: str = ""

    @property
    def gap(self) -> float | None:
        """(bound − score) / max(1, |score|), None without a score or a bound."""
        if self.score is None or self.bound is None:
            return None
        return max(0.0, self.bound - self.score) / max(1.0, abs(self.score))


def run_apart(
    contender: str, season: Path, terms: Terms, memory_gigabytes: float, name: str = ""
) -> Figures:
    """Run a contender in a process of its own, and give its figures even if it breaks off."""
    command = [sys.executable, __file__, contender, str(season), "--seconds", str(terms.seconds)]
    command += ["--workers", str(terms.workers), "--seed", str(terms.seed)]
    command += ["--memory", str(memory_gigabytes)]
    name = name or season.name
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        told, errors = process.communicate(timeout=terms.seconds + GRACE_SECONDS)
        note = _last_line(errors)
    except subprocess.TimeoutExpired:
        process.kill()
        told, errors = process.communicate()
        note = f"ended {GRACE_SECONDS:g} s after its time"
    known = _known(told)
    if "outcome" not in known:
        known |= {"outcome": "broken off", "note": note or f"exit code {process.returncode}"}
    return Figures(season=name, contender=contender, **known)


def _known(told: str) -> dict[str, Any]:
    """Give the last whole line of what was told; solvers may have written lines of their own."""
    for line in reversed(told.splitlines()):
        with contextlib.suppress(json.JSONDecodeError):
            known = json.loads(line)
            if isinstance(known, dict):
                return known
    return {}


def _last_line(errors: str) -> str:
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    return lines[-1][:160] if lines else ""


def run_here(contender: str, season: Path, terms: Terms) -> str:
    """Run a contender in this process, and give its figures as a line of JSON with the outcome."""
    function = CONTENDERS[contender].contender()
    record = Record(load(season).season, terms, lambda line: print(line, flush=True))
    outcome, note = "", ""
    try:
        function(record)
    except NoPlanExists:
        outcome = "no plan exists"
    except NoPlanInTime:
        outcome = "no plan in time"
    except NotTried as why:
        outcome, note = "not tried", str(why)
    except MemoryError:
        outcome, note = "broken off", "out of memory"
    seconds = record.elapsed
    if not outcome:
        closed = record.best is not None and status_of(record.score, record.bound) == "optimal"
        outcome = "optimal" if closed else "feasible" if record.best else "no plan in time"
    return json.dumps({**json.loads(record.line(note, seconds)), "outcome": outcome})


def _limit_memory(gigabytes: float) -> None:
    """Let this process address so much memory at most, where the platform can."""
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    most = int(gigabytes * 2**30)
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))


def main(words: Sequence[str] | None = None) -> None:
    """Run the contender that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("contender", choices=tuple(CONTENDERS))
    parser.add_argument("season", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--memory", type=float, default=6.0, help="gigabytes it may address")
    arguments = parser.parse_args(words)
    _limit_memory(arguments.memory)
    terms = Terms(arguments.seconds, arguments.workers, arguments.seed)
    print(run_here(arguments.contender, arguments.season, terms), flush=True)


if __name__ == "__main__":
    main()
