"""The commands, and what each of them does."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from busplan.errors import Message, message

COMMANDS: Mapping[str, Message] = MappingProxyType(
    {
        "new": message("Write a season to start from."),
        "check": message("Read a season and list every fault and warning."),
        "plan": message("Find the best plan, and write it with maps, rosters and calendars."),
        "verify": message("Check every rule and figure of a plan, without the solver."),
        "map": message("Draw the maps of a plan again."),
        "roster": message("Make the rosters and calendars of a plan again."),
        "replan": message("Repair a plan when something happens, changing as little as it can."),
        "sweep": message("Plan many seasons and scenarios, and compare them in one table."),
        "explain": message("Say what each goal gave, and why an area is visited or not."),
    }
)
"""Each command, in the order of the work, and what it does."""
