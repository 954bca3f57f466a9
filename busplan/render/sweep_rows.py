"""What a sweep found: a row for each season and scenario, and what stands in each row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from busplan.coverage import coverage_of
from busplan.errors import Fault, Message, message
from busplan.render.quality import gap_percent
from busplan.result import Result

Ending = Literal[
    "optimal", "feasible", "no_plan", "no_time", "faulty", "unsound", "lost", "stopped"
]

ENDING_WORDS: dict[Ending, Message] = {
    "optimal": message("best"),
    "feasible": message("not proved"),
    "no_plan": message("no plan exists"),
    "no_time": message("none in time"),
    "faulty": message("faults"),
    "unsound": message("fault in busplan"),
    "lost": message("lost"),
    "stopped": message("stopped"),
}
"""How a row's work ended, in the fewest words."""


@dataclass(frozen=True)
class Figures:
    """The figures of one plan: counts, persons, points, and percent for `gap_percent`."""

    tours: int
    areas_visited: int
    areas: int
    residents: float
    residents_reached: float
    social_residents: float
    social_reached: float
    score: float
    bound: float
    gap: float
    gap_percent: float

    @property
    def share(self) -> float:
        """Share of the residents who are reached, 0..1."""
        return self.residents_reached / self.residents if self.residents else 0.0

    @property
    def social_share(self) -> float:
        """Share of the residents in social housing who are reached, 0..1."""
        return self.social_reached / self.social_residents if self.social_residents else 0.0


@dataclass(frozen=True)
class SweepRow:
    """How the planning of one season in one scenario ended.

    Attributes
    ----------
    season, scenario
        The season's name in the output folder, and the changed settings ("" for none).
    title
        What the season calls itself; "" where it could not be read.
    reasons
        The rules that clash, or what verification found, or how the work was lost.
    seconds
        From start to plan.json, of the attempt that succeeded.
    attempts
        How often the work was begun; more than one where a worker was lost.
    plan
        The path of plan.json in the output folder, with forward slashes.
    """

    season: str
    scenario: str
    ending: Ending
    title: str = ""
    figures: Figures | None = None
    faults: tuple[Fault, ...] = ()
    reasons: tuple[Message, ...] = ()
    seconds: float = 0.0
    attempts: int = 1
    plan: str | None = None
    moved_aside: tuple[str, ...] = ()


def figures_of(result: Result) -> Figures:
    """Take the figures of a row from a plan."""
    coverage = coverage_of(result.plan)
    whole = coverage.whole
    return Figures(
        tours=len(result.plan.tours),
        areas_visited=coverage.areas_visited,
        areas=len(coverage.areas),
        residents=round(whole.residents, 4),
        residents_reached=round(whole.reached, 4),
        social_residents=round(whole.social_residents, 4),
        social_reached=round(whole.social_reached, 4),
        score=result.score,
        bound=result.bound,
        gap=round(result.gap, 6),
        gap_percent=0.0 if result.status == "optimal" else gap_percent(result),
    )
