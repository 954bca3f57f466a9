"""Text from a season, made fit to be shown: nothing in it steers a terminal, a sheet or a page."""

from __future__ import annotations

import re
import unicodedata

_DIRECTION_MARKS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_LEFT_OUT = _DIRECTION_MARKS | {"\ufeff"}
_SPACES = re.compile(r"[ \t]{2,}")


def visible_text(text: str) -> str:
    """Put text on one line without control marks; letters of any script stay as they are.

    Line breaks, tabs and control characters become single spaces. Lone surrogates, unassigned
    code points and marks that turn the direction of writing are left out.
    """
    return _SPACES.sub(" ", "".join(map(_visible, text))).strip()


def _visible(character: str) -> str:
    if character in _LEFT_OUT:
        return ""
    category = unicodedata.category(character)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    return "" if category in {"Cs", "Cn"} else character
