"""Ways to plan a season, run side by side: each is a function that reports to a `Record`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from benchmarks.contenders.record import Record

Contender = Callable[[Record], None]
"""Plans `record.season` on `record.terms` and tells the record of each plan and bound.

Raises `NotTried`, `NoPlanExists` or `NoPlanInTime` where it has nothing to tell.
"""


@dataclass(frozen=True)
class Entry:
    """How a contender is called in tables, and where it is: its module is read when it runs."""

    title: str
    module: str
    function: str

    def contender(self) -> Contender:
        """Give the function; only the contender that runs is imported, so peaks are its own."""
        module = import_module(f"benchmarks.contenders.{self.module}")
        return cast("Contender", getattr(module, self.function))


CONTENDERS: Mapping[str, Entry] = {
    "busplan": Entry("busplan", "ours", "ours"),
    "cp-sat": Entry("joint model, CP-SAT default", "joint", "plain"),
    "cp-sat-tuned": Entry("joint model, CP-SAT tuned", "joint", "tuned"),
    "highs": Entry("joint model, HiGHS", "highs", "highs"),
    "by-hand": Entry("by hand: tour by tour, then swaps", "by_hand", "by_hand"),
}
"""The contenders by the word that chooses them, in the order of the tables."""
