"""docs/file-formats.md tells every name that season files use."""

from __future__ import annotations

from pathlib import Path

import pytest

from busplan import vocabulary
from busplan.render.season_settings import MEANINGS
from busplan.render.season_tables import season_tables
from tests.hand_season import hand_season


@pytest.fixture(scope="module")
def document(repository: Path) -> str:
    return (repository / "docs" / "file-formats.md").read_text(encoding="utf-8")


def test_every_setting_stands_there_with_its_danish_key(document: str) -> None:
    for key in MEANINGS:
        assert f"| `{key}` | `{vocabulary.SETTINGS[key]}` |" in document


def test_every_column_stands_there_with_its_danish_name(document: str) -> None:
    for table in season_tables(hand_season()):
        for column in table.columns:
            if column.name != "confidence":
                assert f"| `{column.name}` | `{vocabulary.COLUMNS[column.name]}` |" in document


def test_every_sheet_stands_there_in_both_languages(document: str) -> None:
    for table, danish in vocabulary.SHEETS.items():
        assert f"*{danish}*" in document
        assert f"*{vocabulary.ENGLISH_SHEETS[table]}*" in document


@pytest.mark.parametrize(
    "words", [vocabulary.ANSWERS, vocabulary.WEEKDAYS, vocabulary.RULES, vocabulary.MODES]
)
def test_every_fixed_word_stands_there(document: str, words: dict[str, str]) -> None:
    for english, danish in words.items():
        assert f"`{english}` `{danish}`" in document
