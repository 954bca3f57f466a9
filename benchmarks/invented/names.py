"""Names for places and associations that nobody has; any likeness is chance."""

from __future__ import annotations

import random
from collections.abc import Iterator

ROOTS = (
    "Brum", "Dvale", "Fjuse", "Glim", "Hvirre", "Kisle", "Knirke", "Kvist", "Lisse", "Mumle",
    "Nisse", "Pjalte", "Plime", "Pusle", "Rasle", "Risle", "Sipper", "Snurre", "Svirre", "Tusse",
    "Tviste", "Vimse", "Visle", "Ælle",
)  # fmt: skip
ENDS = (
    "strup", "lev", "løse", "bæk", "rup", "torp", "holt", "høj", "inge", "magle", "sted", "vad",
    "vang", "kær", "bjerg",
)  # fmt: skip
QUARTERS = ("Nord", "Syd", "Øst", "Vest", "Midt", "Havnen", "Engen", "Parken")
GROUPS = (
    "Aftenskolen", "Besøgsvennerne", "Byhaven", "Cykelværkstedet", "Dartklubben", "Familiecaféen",
    "Folkekøkkenet", "Gåklubben", "Håndarbejdscaféen", "Lektiehjælpen", "Læseklubben",
    "Madfællesskabet", "Naturvennerne", "Petanqueklubben", "Sangkoret", "Skakklubben",
    "Spilleaftenen", "Sprogcaféen", "Svømmeklubben", "Ungdomsklubben",
)  # fmt: skip

_PLAIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", " ": "-", ",": None})


def plain_id(name: str) -> str:
    """Give an id of small ASCII letters and hyphens."""
    return name.lower().translate(_PLAIN)


def place_names(chance: random.Random) -> Iterator[str]:
    """Give names of towns and villages, each once."""
    names = [root + end for root in ROOTS for end in ENDS]
    chance.shuffle(names)
    yield from names


def group_names(chance: random.Random, places: list[str]) -> Iterator[str]:
    """Give names of associations, each once; from the second round on with a number."""
    names = [f"{group} i {place}" for group in GROUPS for place in places]
    chance.shuffle(names)
    yield from names
    nth = 2
    while True:
        yield from (f"{name} {nth}" for name in names)
        nth += 1
