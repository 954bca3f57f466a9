"""The season that the tests of this room spoil."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.small_season import SmallSeason


@pytest.fixture
def small(tmp_path: Path) -> SmallSeason:
    """Give a season that loads without a warning."""
    return SmallSeason(tmp_path / "sæson")
