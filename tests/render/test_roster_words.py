"""Every sentence of the rosters, calendars and terminal has a Danish form."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from busplan.language import LOCALE_FOLDER
from busplan.render.goal_words import GOAL_WORDS
from busplan.render.visible_text import visible_text
from busplan.season import GOAL_NAMES

SOURCES = (
    "association_sheet",
    "calendar",
    "goal_words",
    "quality",
    "roster_pages",
    "roster_sheets",
    "roster_wording",
    "roster_workbook",
    "run_sheet",
    "roster_pdf",
    "terminal",
    "week_sheet",
)


def in_danish() -> set[str]:
    ids: set[str] = set()
    for file in LOCALE_FOLDER.glob("da/*.po"):
        with file.open("rb") as lines:
            for entry in read_po(lines):
                if entry.id and entry.string:
                    ids.add(entry.id if isinstance(entry.id, str) else entry.id[0])
    return ids


@pytest.mark.parametrize("source", SOURCES)
def test_every_sentence_has_a_danish_form(repository: Path, source: str) -> None:
    keywords = {"message": None, "plural": (1, 2)}
    file = repository / "busplan" / "render" / f"{source}.py"
    found = extract_from_file("python", file, keywords=keywords)
    sentences = {said if isinstance(said, str) else said[0] for _, said, _, _ in found}
    assert sentences - in_danish() == set()


def test_every_goal_has_words_in_the_order_of_the_contract() -> None:
    assert tuple(GOAL_WORDS) == GOAL_NAMES


def test_visible_text_keeps_letters_of_any_script_on_one_line() -> None:
    assert visible_text("Ældre\nSagen\t&  Жعربي中😀") == "Ældre Sagen & Жعربي中😀"


def test_visible_text_leaves_out_what_would_steer_the_reader() -> None:
    assert visible_text("\u202eabc\u2066\x1b[31m\ud800\ufeff\x00") == "abc [31m"
