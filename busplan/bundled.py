"""Where the bundled areas and seasons lie, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
_CHECKOUT = _PACKAGE.parent / "data"


def bundled_areas() -> Path:
    """Return the folder with the areas, stops and roads of Slagelse Kommune."""
    return _bundled("areas")


def bundled_seasons() -> Path:
    """Return the folder that holds one folder a bundled season."""
    return _bundled("seasons")


def bundled_season(name: str) -> Path:
    """Return the folder of the bundled season `name`, for example ``slagelse-2021-efteraar``.

    Raises
    ------
    KeyError
        When no bundled season has that name.
    """
    if name not in season_names():
        raise KeyError(name)
    return bundled_seasons() / name


def season_names() -> tuple[str, ...]:
    """Return the names of the bundled seasons in alphabetical order."""
    return tuple(sorted(found.parent.name for found in bundled_seasons().glob("*/season.toml")))


def _bundled(folder: str) -> Path:
    installed = _INSTALLED / folder
    return installed if installed.is_dir() else _CHECKOUT / folder
