"""Planning many seasons and scenarios: on this machine's cores, or on a cluster."""

from busplan.workflow.sweep.running import Sweep, SweepOnlooker, SweepRequest, sweep_seasons

__all__ = ["Sweep", "SweepOnlooker", "SweepRequest", "sweep_seasons"]
