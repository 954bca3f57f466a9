"""busplan plans the season of a mobile outreach bus: route, week and crew in one model.

    from busplan.verify import verify

    season, warnings = busplan.load_season(Path("data/seasons/slagelse-2021-efteraar"))
    report = busplan.search(season, busplan.Budget(seconds=60))
    assert not verify(report.result)

The names below are the public ones; each is imported when it is first asked for, so that
verifying a plan needs no solver and ``import busplan`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from busplan.coverage import coverage_of
    from busplan.errors import BusplanError, FaultyInput, FaultyPlan, NoPlanExists, NoPlanInTime
    from busplan.goals import score
    from busplan.language import Language
    from busplan.load import load_season
    from busplan.load.plan_json import read_result
    from busplan.plan import Plan, Tour, Visit
    from busplan.result import Result
    from busplan.season import Area, Association, Bus, Season, Slot, Stop
    from busplan.solver import Budget, search
    from busplan.solver.reasons import why_no_plan

__version__ = "0.1.0"

_HOMES = {
    "Association": "busplan.season",
    "Area": "busplan.season",
    "Budget": "busplan.solver",
    "Bus": "busplan.season",
    "BusplanError": "busplan.errors",
    "FaultyInput": "busplan.errors",
    "FaultyPlan": "busplan.errors",
    "Language": "busplan.language",
    "NoPlanExists": "busplan.errors",
    "NoPlanInTime": "busplan.errors",
    "Plan": "busplan.plan",
    "Result": "busplan.result",
    "Season": "busplan.season",
    "Slot": "busplan.season",
    "Stop": "busplan.season",
    "Tour": "busplan.plan",
    "Visit": "busplan.plan",
    "coverage_of": "busplan.coverage",
    "load_season": "busplan.load",
    "read_result": "busplan.load.plan_json",
    "score": "busplan.goals",
    "search": "busplan.solver",
    "why_no_plan": "busplan.solver.reasons",
}

__all__ = [
    "Area",
    "Association",
    "Budget",
    "Bus",
    "BusplanError",
    "FaultyInput",
    "FaultyPlan",
    "Language",
    "NoPlanExists",
    "NoPlanInTime",
    "Plan",
    "Result",
    "Season",
    "Slot",
    "Stop",
    "Tour",
    "Visit",
    "__version__",
    "coverage_of",
    "load_season",
    "read_result",
    "score",
    "search",
    "why_no_plan",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
