"""The steps that judge a finished plan, without the solver."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from busplan.errors import FaultyInput, FaultyPlan
from busplan.result import Result
from busplan.verify import Finding, verify
from busplan.workflow.seasons import LoadedSeason


@dataclass(frozen=True)
class VerifiedPlan:
    """A plan.json that could be read, and everything that verification found."""

    result: Result
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """True when nothing is wrong; remarks may still stand."""
        return not self.wrong

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """What is wrong with the plan or its file."""
        return tuple(finding for finding in self.findings if finding.wrong)

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """What is allowed but unusual."""
        return tuple(finding for finding in self.findings if not finding.wrong)


def verify_plan(loaded: LoadedSeason, plan_path: Path) -> VerifiedPlan:
    """Judge a plan.json by the rules and goals of its season, without the solver.

    Raises
    ------
    FaultyInput
        When there is no such plan.json.
    FaultyPlan
        When it cannot be read as a plan of the season.
    """
    from busplan.load.plan_json import read_result

    result = read_result(plan_path, loaded.season)
    findings = verify(result)
    sound = not any(finding.wrong for finding in findings)
    return VerifiedPlan(replace(result, sound=sound), findings)


def read_plan(loaded: LoadedSeason, plan_path: Path) -> VerifiedPlan:
    """Read a plan.json for use; one that cannot be read is a faulty input like any other."""
    try:
        return verify_plan(loaded, plan_path)
    except FaultyPlan as unreadable:
        raise FaultyInput(unreadable.faults) from None
