"""Give the sections of a season's settings as fields, each key with its place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from busplan.errors import message
from busplan.load.faults import Place
from busplan.load.fields import Fields
from busplan.load.raw import RawSeason, SettingPath

MOST_SECTIONS = 10_000
"""Entries that one list of settings may have."""


def setting_name(path: SettingPath) -> str:
    """Write the way to a setting as people do: buses[2].seats is that of the second bus."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).lstrip(".")


def _locate(raw: RawSeason, path: SettingPath, key: str) -> Place:
    known = raw.place((*path, key))
    exact = (*path, key) in raw.places and known.column is not None
    return known if exact else known.at(setting_name((*path, key)))


def section(raw: RawSeason, *path: str) -> Fields:
    """Give one section as fields; an absent one is empty, anything else a fault."""
    found: object = raw.settings
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    return _fields(raw, path, {} if found is None else found)


def list_of_sections(raw: RawSeason, *path: str) -> list[Fields]:
    """Give each entry of a list of sections as fields; an absent list is empty."""
    found: object = raw.settings
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    if found is None:
        return []
    if not isinstance(found, list) or len(found) > MOST_SECTIONS:
        name = setting_name(path)
        raw.faults.add(
            raw.place(path).at(name),
            message("This must be a list of sections with keys of their own."),
            message("Write each as [[{name}]] with a line for each key.", name=name),
        )
        return []
    return [_fields(raw, (*path, number), entry) for number, entry in enumerate(found)]


def _fields(raw: RawSeason, path: SettingPath, found: object) -> Fields:
    values: Mapping[str, object] = {}
    if isinstance(found, Mapping):
        values = found
    else:
        name = setting_name(path)
        raw.faults.add(
            raw.place(path).at(name),
            message("This must be a section with keys of its own."),
            message("Write it as [{name}] with a line for each key.", name=name),
            value=found,
        )
    return Fields(values, partial(_locate, raw, path), raw.faults)
