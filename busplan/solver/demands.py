"""What a clash of rules is made of: single demands, each a rule's on one concrete thing."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass


@dataclass(frozen=True)
class Demand:
    """One concrete thing that a rule demands: the rule's name and what it posted about."""

    rule: str
    about: Hashable
