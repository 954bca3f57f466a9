"""A season as it was written, before anything in it is parsed: folder and workbook alike.

`folder` and `workbook` make a `RawSeason`; `assemble` parses and checks it, so that both kinds of
season pass the same checks and give the same messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from busplan.load.faults import FaultList, Place
from busplan.load.tables import Table

SettingPath = tuple[str | int, ...]
"""The way to a setting: ("buses", 0, "seats"); positions count from 0."""


@dataclass(frozen=True)
class RawSeason:
    """Settings and tables as they stand, with the places they stand at.

    Attributes
    ----------
    file
        The season's own file, as messages name it: season.toml or the workbook.
    settings
        Nested as in season.toml, under canonical English keys: mappings, lists, and values that
        are text, numbers, booleans or dates. Text is read as well as a typed value ("20", "2.5",
        "yes", "14-09-2021", lists split by commas), so a workbook may give text everywhere.
        A workbook gives no `files`, and needs neither `travel.network` nor `travel.matrix`.
    places
        Where a setting stands, by its path; a path that is left out stands where the longest part
        of it stands that is known.
    tables
        The tables that could be read, by name: areas, stops, associations, and where the season
        has them availability, residents, history, matrix, roads.
    unreadable
        Names of tables that the season has but that could not be read (each with a fault already):
        nothing is said of what refers to them.
    faults
        What was found while reading. Checking goes on after it and adds to it.
    """

    file: str
    settings: Mapping[str, object]
    tables: Mapping[str, Table]
    faults: FaultList
    places: Mapping[SettingPath, Place] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()

    def place(self, path: SettingPath) -> Place:
        """Give where a setting stands: the longest known part of its path."""
        for length in range(len(path), 0, -1):
            known = self.places.get(path[:length])
            if known is not None:
                return known
        return Place(self.file)
