"""The only home of ortools: which plan is best, how that is proved, and why not another."""

from busplan.solver.search import Budget, SearchReport, Snapshot, search

__all__ = ["Budget", "SearchReport", "Snapshot", "search"]
