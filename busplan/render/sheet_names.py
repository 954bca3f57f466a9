"""Names of worksheets: valid in Excel, and different from each other without regard to case."""

from __future__ import annotations

import re
from collections.abc import Iterable

from busplan.render.visible_text import visible_text

LONGEST = 31
"""Excel's longest sheet name, in UTF-16 code units."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_RESERVED = frozenset({"history", "historik"})
"""Names that Excel keeps for itself, in English and in Danish."""


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """Give each wanted name a valid sheet name, unlike the others and those already taken.

    Forbidden characters become a space, long names are cut, and a repeated name gets " (2)".
    """
    used = {name.casefold() for name in taken} | _RESERVED
    names: list[str] = []
    for text in wanted:
        name = _unused(_valid(text), used)
        used.add(name.casefold())
        names.append(name)
    return tuple(names)


def _valid(text: str) -> str:
    spaced = " ".join(_FORBIDDEN.sub(" ", visible_text(text)).split())
    return _cut(spaced.strip("' "), LONGEST) or "-"


def _unused(name: str, used: set[str]) -> str:
    number, candidate = 1, name
    while candidate.casefold() in used:
        number += 1
        suffix = f" ({number})"
        candidate = _cut(name, LONGEST - len(suffix)) + suffix
    return candidate


def _cut(text: str, longest: int) -> str:
    units = text.encode("utf-16-le")[: 2 * longest]
    return units.decode("utf-16-le", errors="ignore").strip("' ")
