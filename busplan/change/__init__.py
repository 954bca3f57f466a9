"""Life happens to a plan: what an event makes impossible, and what a new plan changes of the old.

Pure comparison of seasons and plans; how the new plan is found is the solver's business.
"""

from busplan.change.disturbance import CONFIRMED, Difference, Disturbance, Shift
from busplan.change.events import BusOut, Closed, Event, Unavailable, changed_season
from busplan.change.own_changes import OwnChange, own_changes
from busplan.change.pairing import Pair, next_version, pair_tours
from busplan.change.repair import Ceiling, Repair, Way

__all__ = [
    "CONFIRMED",
    "BusOut",
    "Ceiling",
    "Closed",
    "Difference",
    "Disturbance",
    "Event",
    "OwnChange",
    "Pair",
    "Repair",
    "Shift",
    "Unavailable",
    "Way",
    "changed_season",
    "next_version",
    "own_changes",
    "pair_tours",
]
