"""The names others may build on: listed here, so that none changes without anybody noticing."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import busplan
from busplan import errors, goals, result, rules
from busplan.errors import BusplanError

PUBLIC = {
    "busplan": {
        "__version__",
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
        "coverage_of",
        "load_season",
        "read_result",
        "score",
        "search",
        "why_no_plan",
    },
    "busplan.rules": {"ROUTE_RULES", "RULES", "RouteRule", "Rule", "Violation", "name_of"},
    "busplan.goals": {"GOALS", "Goal", "GoalScore", "goal_scores", "score"},
    "busplan.result": {"GoalScore", "Result", "Status", "judge", "round_up", "status_of"},
}


@pytest.mark.parametrize("module", PUBLIC)
def test_the_public_names_are_these(module: str) -> None:
    loaded = importlib.import_module(module)
    listed = set(getattr(loaded, "__all__", {"__version__"}))
    assert listed == PUBLIC[module]
    assert all(hasattr(loaded, name) for name in listed)


@pytest.mark.parametrize("module", [goals, result, rules])
def test_public_names_are_listed_in_order(module: object) -> None:
    constants = [name for name in module.__all__ if name.isupper()]
    classes = [name for name in module.__all__ if name[0].isupper() and not name.isupper()]
    functions = [name for name in module.__all__ if name[0].islower()]
    assert list(module.__all__) == sorted(constants) + sorted(classes) + sorted(functions)


def test_the_version_is_the_packages(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert busplan.__version__ == project["version"]


def test_importing_busplan_loads_none_of_the_heavy_libraries() -> None:
    show = "import sys, busplan; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", show], capture_output=True, check=True, text=True
    ).stdout.split()
    assert not {"ortools", "geopandas", "pandas", "folium", "openpyxl"} & set(loaded)


def test_the_tree_of_errors_is_the_one_its_docstring_draws() -> None:
    drawn = {
        name: int(code)
        for name, code in re.findall(r"[├└]── (\w+) .*exit code (\d)", errors.__doc__ or "")
    }
    real = {
        name: error.exit_code
        for name, error in vars(errors).items()
        if inspect.isclass(error) and issubclass(error, BusplanError) and error is not BusplanError
    }
    assert drawn == real
    contract = {"FaultyInput": 2, "NoPlanExists": 3, "FaultyPlan": 4, "NoPlanInTime": 5}
    assert contract.items() <= real.items()


def test_every_error_of_busplan_can_be_caught_as_one() -> None:
    faults = (errors.Fault("season.toml", errors.message("Something is wrong.")),)
    raised = (
        errors.FaultyInput(faults),
        errors.FaultyPlan(faults),
        errors.NoPlanExists((errors.message("Two rules clash."),)),
        errors.NoPlanInTime(2.0),
    )
    for error in raised:
        with pytest.raises(BusplanError, match=r"wrong|clash|2 s"):
            raise error
