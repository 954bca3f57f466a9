"""Where, when and with what figures were measured, and how much memory a process held."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Conditions:
    """Where, when and with what the figures were measured.

    Attributes
    ----------
    load_average
        Processes that wanted to run during the minute before; None where it is not told.
    commit
        The commit, with a + when files had changed since; empty outside a checkout.
    time_limit
        Seconds a search.
    """

    date: str
    machine: str
    load_average: float | None
    python: str
    ortools: str
    busplan: str
    commit: str
    time_limit: float
    workers: int
    seed: int


def conditions(day: str, time_limit: float, workers: int, seed: int) -> Conditions:
    """Tell the machine, the day and the versions the figures hold for."""
    return Conditions(
        date=day,
        machine=f"{_processor()}, {os.cpu_count()} cores, {platform.system()}",
        load_average=round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        python=platform.python_version(),
        ortools=version("ortools"),
        busplan=version("busplan"),
        commit=_commit(),
        time_limit=time_limit,
        workers=workers,
        seed=seed,
    )


def version_of(package: str) -> str | None:
    """Give the version of a package, None where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def peak_megabytes() -> float | None:
    """Give the most memory this process, or one it waited for, has held; None on Windows."""
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return None
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(who).ru_maxrss for who in whose)
    return float(peak) / (2**20 if sys.platform == "darwin" else 2**10)


def _processor() -> str:
    """Name the processor, as far as the platform does."""
    told = Path("/proc/cpuinfo")
    if told.is_file():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _commit() -> str:
    try:
        told = subprocess.run(
            ["git", "describe", "--always", "--dirty=+", "--abbrev=7", "--exclude=*"],  # noqa: S607
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return told.stdout.strip()
