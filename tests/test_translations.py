"""Every sentence people read stands in Danish too, with the same places for values."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

KEYWORDS = {"message": None, "plural": (1, 2)}
PLACE = re.compile(r"\{(\w+)\}")
Sentence = str | tuple[str, str]


@pytest.fixture(scope="module")
def package(repository: Path) -> Path:
    return repository / "busplan"


@pytest.fixture(scope="module")
def sentences(package: Path) -> dict[Sentence, str]:
    """Every source sentence, and where it stands."""
    found: dict[Sentence, str] = {}
    for file in sorted(package.rglob("*.py")):
        for line, sentence in chain(messages_of(file), texts_of(file)):
            found.setdefault(sentence, f"{file.relative_to(package)}:{line}")
    return found


def messages_of(file: Path) -> Iterator[tuple[int, Sentence]]:
    """Give the literal first arguments of message(...) and plural(...)."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="message"), args=[ast.Constant(value=text)]):
                yield node.lineno, text
            case ast.Call(
                func=ast.Name(id="plural"),
                args=[ast.Constant(value=one), ast.Constant(value=many), _],
            ):
                yield node.lineno, (one, many)


def texts_of(file: Path) -> Iterator[tuple[int, Sentence]]:
    """Give the literals of language.text(...); other things have a method `text` too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=owner, attr="text"),
                args=[ast.Constant(value=str() as text)],
            ) if ast.unparse(owner).endswith("language"):
                yield node.lineno, text


@pytest.fixture(scope="module")
def danish(package: Path) -> dict[Sentence, dict[str, tuple[str, ...]]]:
    """The Danish forms of every sentence, by catalogue."""
    found: dict[Sentence, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for file in sorted((package / "locale" / "da").glob("*.po")):
        with file.open("rb") as lines:
            for entry in read_po(lines, locale="da_DK", abort_invalid=True):
                if entry.id:
                    forms = entry.string if isinstance(entry.string, tuple) else (entry.string,)
                    found[entry.id][file.name] = forms
    return found


def places(text: str) -> set[str]:
    return set(PLACE.findall(text))


def test_every_sentence_stands_in_danish(
    sentences: dict[Sentence, str], danish: dict[Sentence, dict[str, tuple[str, ...]]]
) -> None:
    missing = {
        where: sentence
        for sentence, where in sentences.items()
        if not all(all(forms) for forms in danish.get(sentence, {"": ("",)}).values())
    }
    assert missing == {}


def test_every_danish_sentence_has_the_same_places_for_values(
    danish: dict[Sentence, dict[str, tuple[str, ...]]],
) -> None:
    wrong = {}
    for sentence, catalogues in danish.items():
        sources = sentence if isinstance(sentence, tuple) else (sentence,)
        for forms in catalogues.values():
            if len(forms) != len(sources):
                wrong[sentence] = forms
            for source, form in zip(sources, forms, strict=False):
                # one thing may be said as "én gang" where the source counts it, and back
                if places(source) - {"count"} != places(form) - {"count"}:
                    wrong[sentence] = forms
    assert wrong == {}


def test_a_sentence_in_two_catalogues_says_the_same(
    danish: dict[Sentence, dict[str, tuple[str, ...]]],
) -> None:
    told_differently = {
        sentence: catalogues
        for sentence, catalogues in danish.items()
        if len(set(catalogues.values())) > 1
    }
    assert told_differently == {}


def test_no_danish_sentence_is_left_over(
    sentences: dict[Sentence, str], danish: dict[Sentence, dict[str, tuple[str, ...]]]
) -> None:
    left_over = {
        sentence: sorted(catalogues)
        for sentence, catalogues in danish.items()
        if sentence not in sentences
    }
    assert left_over == {}


def test_the_tool_that_lists_sentences_for_translators_finds_them_all(package: Path) -> None:
    """It cannot look into f-strings, for one."""
    hidden = {}
    for file in sorted(package.rglob("*.py")):
        with file.open("rb") as source:
            listed = {sentence for _, sentence, _, _ in extract("python", source, KEYWORDS)}
        unseen = {sentence for _, sentence in messages_of(file)} - listed
        if unseen:
            hidden[file.name] = unseen
    assert hidden == {}


def test_a_plural_of_one_word_has_both_its_forms(sentences: dict[Sentence, str]) -> None:
    """A sentence that is once a plural and once not would be one entry with two meanings."""
    both = {s for s in sentences if isinstance(s, tuple) and s[0] in sentences}
    assert both == set()


@pytest.mark.parametrize("word", ["message", "plural"])
def test_every_message_is_made_from_a_literal(package: Path, word: str) -> None:
    made_otherwise = []
    for file in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name == word:
                    if not isinstance(first, ast.Constant):
                        made_otherwise.append(f"{file.relative_to(package)}:{node.lineno}")
    assert made_otherwise == []
