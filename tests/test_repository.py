"""The repository holds what belongs in it, and nothing of the machine it was made on."""

from __future__ import annotations

import re
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import pytest

MACHINE_PATH = re.compile(
    r"(?<![\w.])/(?:home|Users|root|work|mnt|opt)/[\w.-]+|\bC:\\Users\\|(?<![\w.])/tmp/[\w.-]+"
)
REGISTRY = re.compile(
    r"(?:extra-)?index[-]url|https?:/[/][^\s\"']*/simple(?:/|\b)|\"resolved[\"]: *\"http"
)
MAKES_BAD_PATHS_ON_PURPOSE = "hostile"
"""Tests with this word in their path write absolute paths to see them refused."""


@pytest.fixture(scope="module")
def tracked(repository: Path) -> list[str]:
    if not (repository / ".git").exists():
        pytest.skip("not a git checkout: nothing is tracked here")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=repository, capture_output=True, check=True, text=True
    )
    return [name for name in listed.stdout.split("\0") if name]


def texts(repository: Path, tracked: list[str]) -> dict[str, str]:
    found = {}
    for name in tracked:
        path = repository / name
        if path.is_file() and name != "tests/test_repository.py":
            found[name] = path.read_bytes().decode("utf-8", errors="replace")
    return found


def test_no_file_names_a_path_of_somebodys_machine(repository: Path, tracked: list[str]) -> None:
    hits = {
        name: match.group()
        for name, text in texts(repository, tracked).items()
        if MAKES_BAD_PATHS_ON_PURPOSE not in name and (match := MACHINE_PATH.search(text))
    }
    assert hits == {}


def test_no_file_names_a_package_registry(repository: Path, tracked: list[str]) -> None:
    hits = [name for name, text in texts(repository, tracked).items() if REGISTRY.search(text)]
    assert hits == []


def test_only_the_readme_of_maps_is_tracked(tracked: list[str]) -> None:
    assert [name for name in tracked if name.startswith("maps/")] == ["maps/README.md"]


def test_no_tracked_file_is_larger_than_two_megabytes(repository: Path, tracked: list[str]) -> None:
    sizes = {
        name: (repository / name).stat().st_size
        for name in tracked
        if (repository / name).is_file()
    }
    assert [name for name, size in sizes.items() if size > 2_000_000] == []


def test_the_licence_is_the_mozilla_public_licence_in_full(repository: Path) -> None:
    text = (repository / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("Mozilla Public License Version 2.0")
    assert "Exhibit B" in text
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["license"] == "MPL-2.0"


def test_every_pin_is_exact_and_every_dependency_is_pinned(repository: Path) -> None:
    lines = (repository / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    pinned = {canonical(pin.split("==")[0]) for pin in pins}
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = {canonical(re.match(r"[\w.-]+", one).group()) for one in chain(*lists)}
    missing = wanted - pinned
    assert missing == set()


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
