"""The sheets of a workbook that hold what season.toml holds: settings, buses, slots, pins ..."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field

from busplan.errors import message
from busplan.load.faults import FaultList, Place, did_you_mean
from busplan.load.headings import TABLE_COLUMNS, folded
from busplan.load.raw import SettingPath
from busplan.load.tables import Record, Table
from busplan.vocabulary import APPLIES_TO, SETTINGS

_BY_NAME = {folded(danish): key for key, danish in SETTINGS.items()} | {
    folded(key): key for key in SETTINGS
}
_PARTS: Mapping[str, tuple[str, ...]] = {
    "buses": ("buses",),
    "slots": ("calendar", "slots"),
    "pins": ("pins",),
}
"""Sheets whose rows are a list of settings, and the way to that list."""


@dataclass
class SettingsFromSheets:
    """Settings nested as in season.toml, and the place each stands at."""

    faults: FaultList
    settings: dict[str, object] = field(default_factory=dict)
    places: dict[SettingPath, Place] = field(default_factory=dict)

    def add_settings(self, table: Table) -> None:
        """Take the keys and values of the sheet of settings."""
        for key, danish in SETTINGS.items():
            name = danish if _is_danish(table) else key
            self.places[_path(key)] = Place(table.file, table.sheet, None, name)
        seen: set[str] = set()
        for record, (written, value) in table.cells("key", "value"):
            known = _BY_NAME.get(folded(written))
            place = Place(table.file, table.sheet, record.row, written)
            if known is None:
                self._note_unknown(written, value, place)
            elif known in seen and known != "sources":
                self.faults.add(
                    place,
                    message("The key {key} stands there more than once.", key=written),
                    message("Keep one of the rows."),
                    value=value,
                )
            else:
                seen.add(known)
                self.places[_path(known)] = place
                self._put(known, value)

    def add_rows(self, table: Table) -> None:
        """Take the rows of the sheets of buses, slots, requirements or pins."""
        if table.name == "requirements":
            for record in table.records:
                self._add_requirement(table, record)
            return
        path = _PARTS[table.name]
        self.places[path] = table.place
        entries = self._list(path)
        for record in table.records:
            self._append(entries, path, table, record)

    def _note_unknown(self, written: str, value: str, place: Place) -> None:
        if written.startswith("x_") or not (written or value):
            return
        names = (*SETTINGS.values(), *SETTINGS)
        self.faults.warn(
            place,
            message("The key {key} is not known, so busplan does not use it.", key=written),
            did_you_mean(written, names)
            or message("Begin its name with x_ if it is a note of your own."),
            value=value,
        )

    def _put(self, key: str, value: str) -> None:
        if not value:
            return
        if key == "sources":
            sources = self.settings.setdefault("sources", [])
            if isinstance(sources, list):
                sources.append(value)
            return
        *parents, name = key.split(".")
        section: MutableMapping[str, object] = self.settings
        for parent in parents:
            inner = section.setdefault(parent, {})
            if isinstance(inner, dict):
                section = inner
        section[name] = value

    def _list(self, path: tuple[str, ...]) -> list[object]:
        """Give the list of settings at a path, made where it is not there yet."""
        section: MutableMapping[str, object] = self.settings
        for parent in path[:-1]:
            inner = section.setdefault(parent, {})
            if isinstance(inner, dict):
                section = inner
        entries = section.setdefault(path[-1], [])
        return entries if isinstance(entries, list) else []

    def _append(
        self, entries: list[object], path: tuple[str, ...], table: Table, record: Record
    ) -> None:
        number = len(entries)
        names = [name for name in TABLE_COLUMNS[table.name] if name != "applies_to"]
        entries.append({name: cell for name in names if (cell := table.cell(record, name).strip())})
        self.places[*path, number] = table.place_of(record)
        for name in names:
            self.places[*path, number, name] = table.place_of(record, name)

    def _add_requirement(self, table: Table, record: Record) -> None:
        written = table.cell(record, "applies_to")
        for part, danish in APPLIES_TO.items():
            if folded(written) in (folded(part), folded(danish)):
                path = (part, "requirements")
                self._append(self._list(path), path, table, record)
                return
        self.faults.add(
            table.place_of(record, "applies_to"),
            message("This says neither tours nor crew."),
            message("Write one of: {words}.", words=(*APPLIES_TO, *APPLIES_TO.values())),
            value=written,
        )


def _is_danish(table: Table) -> bool:
    return table.written_as("key") != "key"


def _path(key: str) -> SettingPath:
    return tuple(key.split("."))
