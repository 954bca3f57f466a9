"""Which columns each table has, and how a heading is recognised in Danish or English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from busplan.vocabulary import COLUMNS

TABLE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "areas": (
        "id", "name", "residents", "social_residents", "tags", "needs", "priority", "min_visits",
        "max_visits", "residents_basis", "social_basis", "geometry", "lon", "lat",
    ),
    "stops": (
        "id", "name", "area", "address", "visit_minutes", "opens", "closes", "weekdays", "closed",
        "road_node", "uncertainty_m", "host", "host_phone", "agreed", "access", "note",
        "geometry", "lon", "lat",
    ),
    "associations": (
        "id", "name", "tags", "home_areas", "people", "min_shifts", "max_shifts",
        "min_days_between", "default_answer", "weekdays", "apart", "contact", "email", "phone",
        "note",
    ),
    "availability": ("association", "date", "slot", "answer"),
    "confirmations": ("association", "date", "slot"),
    "residents": ("lon", "lat", "residents", "social_residents"),
    "history": ("date", "stop", "associations", "visitors"),
    "matrix": ("from", "to", "km", "minutes", "confidence"),
    "roads": (
        "from", "to", "name", "road", "km", "minutes", "kmh", "mode", "oneway", "travel_basis",
        "confidence", "geometry",
    ),
    "buses": (
        "id", "name", "lon", "lat", "seats", "speed_factor", "driver", "driver_phone", "closed",
    ),
    "slots": ("id", "name", "start", "end"),
    "requirements": ("applies_to", "tag", "min", "where"),
    "pins": ("rule", "date", "slot", "stop", "association"),
    "season": ("key", "value", "explanation"),
}  # fmt: skip
"""The canonical columns of each table, of files and of workbook sheets."""

REQUIRED_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "areas": ("id", "name"),
    "stops": ("id", "name", "area", "visit_minutes"),
    "associations": ("id", "name"),
    "availability": ("association", "date", "answer"),
    "confirmations": ("association", "date"),
    "residents": ("lon", "lat"),
    "history": ("date", "stop"),
    "matrix": ("from", "to", "km", "minutes"),
}
"""Columns that a table cannot do without."""

NOTES = frozenset(
    {"note", "kind", "source", "sources", "basis", "confidence", "parishes", "local_council"}
    | {"uncertainty_m", "bemærkning", "kilde", "kilder"}
)
_SEPARATORS = re.compile(r"[\s_\-]+")


def folded(heading: str) -> str:
    """Fold a heading or word: no case, no spaces, underscores or hyphens."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFC", heading).casefold())


def is_note(heading: str) -> bool:
    """True for columns and keys that are for people and pass silently."""
    name = heading.strip().casefold()
    return (
        name in NOTES
        or name.startswith("x_")
        or name.endswith(("_basis", "_source", "_grundlag", "_kilde"))
    )


@cache
def known_headings(table: str) -> Mapping[str, str]:
    """Map every folded English and Danish heading of a table to its canonical name."""
    names = TABLE_COLUMNS[table]
    danish = {folded(COLUMNS[name]): name for name in names if name in COLUMNS}
    return danish | {folded(name): name for name in names}


def all_names(columns: Iterable[str]) -> tuple[str, ...]:
    """Give the English and Danish names of columns, for suggestions."""
    names = tuple(columns)
    return names + tuple(COLUMNS[name] for name in names if name in COLUMNS)
