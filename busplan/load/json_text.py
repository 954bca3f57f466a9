"""Read JSON strictly and within bounds."""

from __future__ import annotations

import json
from collections import Counter

from busplan.errors import message
from busplan.load.faults import compact_json, shown
from busplan.load.files import Unreadable, decode_utf8


class Figure(str):
    """A JSON number as the file writes it: "1.50", "-5", "NaN"."""

    __slots__ = ()


def parse_json(content: bytes, *, once: bool = False) -> object:
    """Parse JSON bytes; numbers stay as they are written (`Figure`). Raises `Unreadable`.

    With `once`, a key that stands twice in one object is refused.
    """
    text = decode_utf8(content)
    pairs = _each_key_once if once else None
    try:
        found: object = json.loads(
            text,
            parse_int=Figure,
            parse_float=Figure,
            parse_constant=Figure,
            object_pairs_hook=pairs,
        )
        if "\\ud" in text.casefold():
            json.dumps(found, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise Unreadable(
            message(
                "The file is not valid JSON (line {line}, character {column}).",
                line=error.lineno,
                column=error.colno,
            ),
            message("Make the file again with the program that wrote it."),
        ) from None
    except UnicodeEncodeError:
        raise Unreadable(message("The file holds half a character (a lone surrogate).")) from None
    except RecursionError:
        raise Unreadable(message("The file is nested too deeply to be one of ours.")) from None
    return found


def _each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        key = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise Unreadable(
            message("The key {key} stands twice in one object.", key=shown(key)),
            message("Keep one of them."),
        )
    return found


def as_text(value: object) -> str:
    """Write a JSON value as the text of a table cell: lists joined by commas, null as ""."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list) and not any(isinstance(item, (list, dict)) for item in value):
        return ", ".join(as_text(item) for item in value)
    return compact_json(value)
