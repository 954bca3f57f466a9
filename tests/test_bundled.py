"""The bundled areas and seasons are found in a checkout and in an installed wheel."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from busplan import bundled

SHOW = (
    "from busplan import bundled as b;"
    "print(b.__file__); print(*b.season_names());"
    "print((b.bundled_season('slagelse-2021-efteraar') / '../../areas/slagelse.geojson').exists())"
)


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=repository, check=True, capture_output=True)
    (made,) = out.glob("*.whl")
    return made


def test_a_checkout_finds_its_own_data(repository: Path) -> None:
    assert bundled.bundled_areas() == repository / "data" / "areas"
    assert "slagelse-2021-efteraar" in bundled.season_names()
    assert bundled.bundled_season("slagelse-2021-efteraar").is_dir()


def test_an_unknown_season_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        bundled.bundled_season("../areas")


def test_a_wheel_carries_data_and_translations_but_neither_scripts_nor_facts(
    wheel: Path, repository: Path
) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "busplan/_data/areas/slagelse.geojson" in names
    assert "busplan/_data/areas/SOURCES.md" in names
    for one in (repository / "busplan").rglob("*"):
        if one.suffix in {".po", ".typ", ".html", ".css", ".js"}:
            assert one.relative_to(repository).as_posix() in names
    ours = [name for name in names if name.startswith("busplan/_data/")]
    assert not [name for name in ours if name.endswith(".py") or "/facts/" in name]


def test_an_unpacked_wheel_finds_the_data_it_carries(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    shown = subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    assert Path(shown[0]).is_relative_to(tmp_path)
    assert shown[1].split() == list(bundled.season_names())
    assert shown[2] == "True"
