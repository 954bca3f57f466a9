"""Repairs a plan after something happened: the best new plan under a ceiling on disturbance."""

from busplan.solver.repair.repairing import Repairing

__all__ = ["Repairing"]
