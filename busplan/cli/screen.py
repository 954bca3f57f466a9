"""What a command shows: results on stdout, progress and errors on stderr, in one language."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from busplan.cli.fault_list import error_json, error_lines
from busplan.errors import BusplanError, FaultyInput, Message
from busplan.language import LOCALES, Language
from busplan.render.visible_text import visible_text

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

WIDTH_OF_FILES = 100
"""Columns of tables that are written to a file or a pipe."""


class Screen:
    """Two streams and the language of everything that is put on them.

    Attributes
    ----------
    language
        The season's language once it is known; before, the user's.
    as_json
        True when stdout is for a program: then errors stand there as JSON, too.
    errors_on_stdout
        True when the faults are what the command was asked for.
    started
        The moment the command began, on the clock of `time.monotonic`.
    """

    def __init__(self) -> None:
        self.language = Language(language_of_environment())
        self.as_json = False
        self.errors_on_stdout = False
        self.started = time.monotonic()

    def speak(self, code: str) -> None:
        """Go on in another language."""
        self.language = Language(code)

    # -- the two streams ---------------------------------------------------------------------

    @property
    def width(self) -> int:
        """Columns of the terminal, or what a file gets."""
        return self.console().width

    def console(self, *, progress: bool = False) -> Console:
        """Give rich's console for results, or for progress and errors."""
        from rich.console import Console  # noqa: PLC0415 - help needs no tables

        stream = sys.stderr if progress else sys.stdout
        fixed = None if stream.isatty() or "COLUMNS" in os.environ else WIDTH_OF_FILES
        return Console(file=stream, width=fixed, highlight=False, markup=False, emoji=False)

    def say(self, *said: Message) -> None:
        """Put sentences on stdout, a line each."""
        self.put(self.language.say(one) for one in said)

    def put(self, lines: Iterable[str]) -> None:
        """Put lines on stdout; nothing in them steers the terminal."""
        for line in lines:
            print(_harmless(line))

    def show(self, table: RenderableType) -> None:
        """Put a table on stdout."""
        self.console().print(table)

    def tell(self, *said: Message) -> None:
        """Put sentences on stderr, a line each."""
        self.tell_lines(self.language.say(one) for one in said)

    def tell_lines(self, lines: Iterable[str]) -> None:
        """Put lines on stderr; nothing in them steers the terminal."""
        for line in lines:
            print(_harmless(line), file=sys.stderr)

    def put_json(self, value: object) -> None:
        """Put one JSON value on stdout, in ASCII where the stream takes nothing else."""
        in_unicode = (sys.stdout.encoding or "").casefold().replace("-", "").startswith("utf")
        print(json.dumps(value, ensure_ascii=not in_unicode, indent=2, allow_nan=False))

    # -- what stops a command ----------------------------------------------------------------

    def report(self, error: BusplanError) -> None:
        """Tell why a command stops: on stderr for people, on stdout for a program."""
        if isinstance(error, FaultyInput) and error.language is not None:
            self.speak(error.language)
        if self.as_json:
            self.put_json(error_json(error, self.language))
        elif self.errors_on_stdout:
            self.put(error_lines(error, self.language))
        else:
            self.tell_lines(error_lines(error, self.language))


def language_of_environment() -> str:
    """Give the language that BUSPLAN_LANGUAGE names, else Danish."""
    named = os.environ.get("BUSPLAN_LANGUAGE", "").strip().casefold()[:2]
    return named if named in LOCALES else "da"


def _harmless(line: str) -> str:
    """Leave out what would steer a terminal; the line keeps its indentation."""
    if line.isprintable():
        return line
    text = line.lstrip(" ")
    return " " * (len(line) - len(text)) + visible_text(text)
