"""Warn of what is odd but usable in a season that has no faults."""

from __future__ import annotations

from busplan.load.raw import RawSeason
from busplan.season import Season


def warn_of_oddities(season: Season, raw: RawSeason) -> None:
    """Note a warning for everything that will surprise the planner."""
