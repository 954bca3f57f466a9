"""Settings that a scenario changes, put into the raw form as if they stood in the season's file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from busplan.load.faults import Place
from busplan.load.raw import RawSeason, SettingPath

SET_OPTION = "--set"
"""Where a changed setting stands, as messages name it."""


def with_changes(raw: RawSeason, changes: Mapping[str, str]) -> RawSeason:
    """Change settings of a raw season, which is then checked like any other.

    Parameters
    ----------
    changes
        Values as they were written, by dotted key of section and setting: {"tours.max": "8"}.
    """
    settings = dict(raw.settings)
    places: dict[SettingPath, Place] = dict(raw.places)
    for dotted, value in changes.items():
        section, key = dotted.split(".")
        before = settings.get(section, {})
        if not isinstance(before, Mapping):
            continue  # the season's own fault is told instead
        settings[section] = {**before, key: value}
        places[section, key] = Place(SET_OPTION, column=dotted)
    return replace(raw, settings=settings, places=places)
