"""Repairs a plan after something happened: the best new plan under a ceiling on disturbance."""

from busplan.solver.repair.repairing import Ceiling, Repair, Repairing

__all__ = ["Ceiling", "Repair", "Repairing"]
