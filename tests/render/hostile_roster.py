"""The hand-written plan with every name replaced by something that wants to be more than a name."""

from __future__ import annotations

from dataclasses import replace

from busplan.plan import Plan
from busplan.result import Result
from tests.hand_season import hand_result

FORMULAS = (
    '=HYPERLINK("http://example.org";"klik")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
)
"""Names of the five associations, each the start of a formula somewhere."""

MARKUP = (
    '#import "x.typ": * *fed* $x^2$ @ref \\ ] </svg>',
    "<script>alert(1)</script>",
    "[red]rød[/red] [bold",
    "😀 中文 عربي Ж",
)
"""Names of the four areas and stops."""

SECRETS = (
    "Karen Kontakt",
    "Åge Kontakt",
    "Berit Kontakt",
    "Dorte Kontakt",
    "Frede Kontakt",
    "@example.org",
    "58 00 00",
    "Villy Vognmand",
)
"""Contacts and phones of the hand-written season: on run sheets only."""


def hostile_result(language: str = "da") -> Result:
    """Give the hand-written result with hostile names; dates, times and figures are as before."""
    result = hand_result(language)
    season = result.plan.season
    season = replace(
        season,
        name="= Sæson & [red]#pagebreak()",
        note="&P *note* #text(fill: red)[x]\x07",
        areas=tuple(replace(a, name=n) for a, n in zip(season.areas, MARKUP, strict=True)),
        stops=tuple(replace(s, name=n) for s, n in zip(season.stops, MARKUP, strict=True)),
        associations=tuple(
            replace(a, name=n) for a, n in zip(season.associations, FORMULAS, strict=True)
        ),
        buses=tuple(replace(bus, name="{bus} %s {0}") for bus in season.buses),
    )
    return replace(result, plan=Plan.in_order(season, result.plan.tours))
