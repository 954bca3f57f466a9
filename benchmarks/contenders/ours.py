"""busplan itself, as `busplan plan` searches."""

from __future__ import annotations

from benchmarks.contenders.record import Record
from busplan.solver.search import Budget, search


def ours(record: Record) -> None:
    """Search with busplan, which times its first plan itself; its last one is judged here."""
    terms = record.terms
    report = search(
        record.season,
        Budget(record.left, terms.workers, terms.seed),
        lambda snapshot: None if snapshot.bound is None else record.lower_bound_to(snapshot.bound),
    )
    record.offer(report.result.plan, report.first_plan_seconds)
    record.lower_bound_to(report.result.bound)
