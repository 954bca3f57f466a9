"""The bundled workbook is the bundled season."""

from __future__ import annotations

from pathlib import Path

from busplan.load import load_season

SEASON = "slagelse-2026-efteraar"


def test_the_bundled_workbook_is_the_bundled_folder_word_for_word(repository: Path) -> None:
    seasons = repository / "data" / "seasons"
    workbook, _ = load_season(seasons / f"{SEASON}.xlsx")
    folder, _ = load_season(seasons / SEASON)
    assert workbook == folder, "run: python data/seasons/make_workbook.py"
