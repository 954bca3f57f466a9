"""Every link between the project's Markdown files leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
ROOT = Path(__file__).resolve().parent.parent
PLACES = ("*.md", "docs/**/*.md", "maps/README.md", "benchmarks/*.md", "data/**/*.md")
DOCUMENTS = sorted({path for place in PLACES for path in ROOT.glob(place)})


def without_code(text: str) -> str:
    """Leave out fenced blocks and code within a line: links there are not links."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors(document: Path) -> set[str]:
    """Give the anchors that GitHub makes of a document's headings."""
    text = re.sub(r"^```.*?^```", "", document.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    found: set[str] = set()
    for heading in re.findall(r"^#+ +(.*)$", text, re.MULTILINE):
        slug = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        number = 0
        while (one := f"{slug}-{number}" if number else slug) in found:
            number += 1
        found.add(one)
    return found


def broken(document: Path) -> list[str]:
    """Give the links of a document that lead nowhere; the web is not asked."""
    found = []
    for link in LINK.findall(without_code(document.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (document.parent / name).resolve() if name else document
        into_a_document = target.suffix == ".md" and target.is_file()
        if not target.exists() or (
            anchor and anchor not in (anchors(target) if into_a_document else ())
        ):
            found.append(link)
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file_and_heading_that_are_there(document: Path) -> None:
    assert broken(document) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text("# One\n[a](#one) [b](#two) [c](gone.md) `[d](gone.md)`\n", "utf-8")
    assert broken(document) == ["#two", "gone.md"]


def test_every_document_is_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        document = waiting.pop()
        if document in reached or document not in DOCUMENTS:
            continue
        reached.add(document)
        links = LINK.findall(without_code(document.read_text(encoding="utf-8")))
        inside = (link.partition("#")[0] for link in links if not re.match(r"[a-z]+:", link))
        waiting.extend((document.parent / name).resolve() for name in inside if name)
    assert [str(one.relative_to(ROOT)) for one in DOCUMENTS if one not in reached] == []
