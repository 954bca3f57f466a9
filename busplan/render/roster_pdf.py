"""The rosters as PDF through Typst: tagged (PDF/UA-1), archivable (PDF/A-2a), same bytes always.

What is shown goes to the templates as JSON and is never pasted into markup, so no name can be a
command. Only the fonts that come with the compiler are used, and nothing is fetched.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import typst

from busplan.errors import message
from busplan.language import Language
from busplan.plan import Tour
from busplan.render.association_sheet import Words, association_words
from busplan.render.roster_pages import roster_words
from busplan.render.roster_wording import footer_lines
from busplan.render.run_sheet import run_sheet_words
from busplan.render.visible_text import visible_text
from busplan.render.wording import tour_title
from busplan.result import Result
from busplan.season import Association, Season

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
FIXED_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
REPLACEMENT = "\N{WHITE SQUARE}"
"""Shown for a letter that no font at hand can draw; PDF/UA and PDF/A allow no empty boxes."""

LONGEST_WORD = 28
"""Words longer than this many characters may be broken anywhere, so that they stay on the page."""

MOST_FOOTER_LINES = 15
LONGEST_FOOTER_LINE = 500
"""A footer that could grow without end would leave no page to write on; the rest is cut."""

SVG = "map"
"""The key whose text is a drawing and must not be broken."""


TRIAL = b"#set document(title: [-])\n#json(bytes(sys.inputs.data))"
Source = TypeVar("Source", Path, bytes)


def render_roster_pdf(result: Result) -> bytes:
    """Make roster.pdf: the whole season's tours, shifts and score."""
    return typeset("roster.typ", result.plan.season, result.plan.season.name, roster_words(result))


def render_association_pdf(result: Result, association: Association) -> bytes:
    """Make associations/ID.pdf: an association's own sheet, without any contacts."""
    words = association_words(result.plan, association)
    return typeset("association.typ", result.plan.season, association.name, words)


def render_tour_pdf(result: Result, tour: Tour) -> bytes:
    """Make tours/DATE-SLOT-BUS.pdf: a tour's run sheet, with contacts and phone numbers."""
    plan = result.plan
    title = tour_title(plan, tour, Language(plan.season.language))
    return typeset("tour.typ", plan.season, title, run_sheet_words(plan, tour))


def typeset(template: str, season: Season, title: str, words: Words) -> bytes:
    """Set the words of a page by one of the templates; the footer is that of every page."""
    language = Language(season.language)
    page_of = language.say(message("Page {page} of {pages}", page="{page}", pages="{pages}"))
    frame = {
        "language": language.code,
        "title": visible_text(title) or REPLACEMENT,
        "footer": [_shortened(line) for line in footer_lines(season, language)[:MOST_FOOTER_LINES]],
        "page_of": page_of,
    }
    data = json.dumps(_every_text(frame | words), ensure_ascii=False)
    return _compile(TEMPLATES / template, data)


def _shortened(line: str) -> str:
    if len(line) <= LONGEST_FOOTER_LINE:
        return line
    return line[: LONGEST_FOOTER_LINE - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _compile(source: Source, data: str) -> bytes:
    """Compile with a compiler of its own: one that is shared holds its data for all threads."""
    compiler = typst.Compiler(
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )
    made = compiler.compile(
        input=source, format="pdf", pdf_standards=STANDARDS, timestamp=FIXED_MOMENT
    )
    if not isinstance(made, bytes):
        raise TypeError(made)
    return made


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


# -- text that the fonts can draw -----------------------------------------------------------------


def _every_text(value: object, key: str = "") -> object:
    if isinstance(value, dict):
        return {name: _every_text(part, name) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_every_text(part, key) for part in value]
    if not isinstance(value, str):
        return value
    if key == SVG:
        return drawable(value)
    return "\n".join(breakable(drawable(visible_text(line))) for line in value.split("\n"))


def drawable(text: str) -> str:
    """Put a white square for each character that none of the fonts can draw."""
    if text.isascii() or _can_draw(_unusual(text)):
        return text
    return "".join(c if c.isascii() or _can_draw(c) else REPLACEMENT for c in text)


def breakable(text: str) -> str:
    """Let words that are too long for a column break, by zero-width spaces inside them."""
    return " ".join(word if len(word) <= LONGEST_WORD else _cut(word) for word in text.split(" "))


def _cut(word: str) -> str:
    step = LONGEST_WORD // 2
    return "\N{ZERO WIDTH SPACE}".join(word[n : n + step] for n in range(0, len(word), step))


def _unusual(text: str) -> str:
    return "".join(sorted({character for character in text if not character.isascii()}))


@lru_cache(maxsize=4096)
def _can_draw(characters: str) -> bool:
    """Try whether the fonts can draw some characters, by setting a page of nothing else."""
    try:
        _compile(TRIAL, json.dumps(characters))
    except typst.TypstError:
        return False
    return True
