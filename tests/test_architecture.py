"""What import-linter cannot say: one home for each library, and a core that needs little."""

from __future__ import annotations

import sys
from pathlib import Path

import grimp
import pytest

CORE = (
    "clock",
    "errors",
    "goals",
    "plan",
    "result",
    "rules",
    "season",
    "travel",
    "verify",
    "what_if",
)


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("busplan", include_external_packages=True)


@pytest.mark.parametrize("library", ["folium", "typst", "icalendar", "matplotlib"])
def test_the_library_is_imported_by_one_file_of_render(
    graph: grimp.ImportGraph, library: str
) -> None:
    homes = graph.find_modules_that_directly_import(library) if library in graph.modules else set()
    assert len(homes) <= 1
    assert all(home.startswith("busplan.render.") for home in homes)


@pytest.mark.parametrize("room", CORE)
def test_the_core_imports_only_the_standard_library_and_shapely(
    graph: grimp.ImportGraph, room: str
) -> None:
    allowed = {"busplan", "shapely"} | set(sys.stdlib_module_names)
    inside = {one for one in graph.modules if f"{one}.".startswith(f"busplan.{room}.")}
    for module in inside:
        imported = graph.find_modules_directly_imported_by(module)
        assert {one.split(".")[0] for one in imported} <= allowed, module


def test_no_module_hides_behind_a_name_that_says_nothing(repository: Path) -> None:
    names = {path.stem for path in (repository / "busplan").rglob("*.py")}
    assert not names & {"utils", "util", "helpers", "manager", "common", "data", "misc"}
