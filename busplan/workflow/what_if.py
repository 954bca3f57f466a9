"""The steps that answer "what if?" about a plan: other weights, more tours, other good plans."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from busplan.errors import FaultyInput, message, one_fault
from busplan.language import Language
from busplan.rules import RULES
from busplan.what_if import Alternatives, Ladder, Sensitivity, StepWatcher, watch_no_steps
from busplan.workflow.judging import VerifiedPlan, read_plan
from busplan.workflow.output_folder import OutputFolder
from busplan.workflow.seasons import LoadedSeason


@dataclass(frozen=True)
class Effort:
    """How long an answer may take, and who hears of it.

    Attributes
    ----------
    time_limit
        Seconds from `started`, on the clock of `time.monotonic`.
    stop
        Ends the work early once set; what is found so far is told.
    watch
        Hears of each plan that was made.
    """

    time_limit: float = 60.0
    started: float = field(default_factory=time.monotonic)
    stop: threading.Event = field(default_factory=threading.Event)
    watch: StepWatcher = watch_no_steps

    def seconds_left(self) -> float:
        """Give what is left of the time limit, at least a moment."""
        return max(0.1, self.time_limit - (time.monotonic() - self.started))


@dataclass(frozen=True)
class ExplainedWeights:
    """A plan, and how far each weight may move before another is the best."""

    plan: VerifiedPlan
    found: Sensitivity


def explain_weights(loaded: LoadedSeason, plan_path: Path, effort: Effort) -> ExplainedWeights:
    """Find the weights between which a plan.json stays the best.

    Raises
    ------
    FaultyInput
        When the plan cannot be read, or breaks a rule of its season.
    """
    from busplan.solver.progress import Budget
    from busplan.solver.sensitivity import weigh

    plan = read_plan_that_holds(loaded, plan_path)
    budget = Budget(effort.seconds_left())
    return ExplainedWeights(plan, weigh(plan.result.plan, budget, effort.stop, effort.watch))


def read_plan_that_holds(loaded: LoadedSeason, plan_path: Path) -> VerifiedPlan:
    """Read a plan that keeps every rule: of others nobody can ask whether they are the best."""
    plan = read_plan(loaded, plan_path)
    if any(True for rule in RULES for _ in rule.violations(plan.result.plan)):
        raise _breaks_rules(plan_path)
    return plan


def _breaks_rules(plan_path: Path) -> FaultyInput:
    return one_fault(
        plan_path.name,
        message("The plan breaks a rule of its season, so it cannot be compared with other plans."),
        message("See what is wrong with busplan verify, or plan again."),
    )


# -- more tours ------------------------------------------------------------------------------------

LADDER_FILES = ("ladder.csv", "ladder.png", "ladder.svg")


@dataclass(frozen=True)
class ExplainedLadder:
    """A plan, the ladder of plans with other numbers of tours, and the files that show it.

    Attributes
    ----------
    files
        The files' names in the folder; none where no number of tours has a plan.
    moved_aside
        New names of files in the folder that somebody had edited by hand.
    """

    plan: VerifiedPlan
    ladder: Ladder
    folder: Path
    files: tuple[str, ...]
    moved_aside: tuple[str, ...]


def explain_ladder(
    loaded: LoadedSeason,
    plan_path: Path,
    numbers: tuple[int, ...],
    out: Path | None,
    effort: Effort,
) -> ExplainedLadder:
    """Plan the season with other numbers of tours, and draw the residents reached by each.

    Parameters
    ----------
    out
        The folder for the table and the curve; None: the plan's own.

    Raises
    ------
    FaultyInput
        When the plan cannot be read, or the folder cannot be written to.
    """
    from busplan.solver.ladder import climb
    from busplan.solver.progress import Budget

    folder = OutputFolder(out or plan_path.parent)
    if out is not None:
        folder.refuse_unless_ours()
    plan = read_plan(loaded, plan_path)
    budget = Budget(effort.seconds_left())
    known = (plan.result.plan,)
    ladder = climb(loaded.season, numbers, budget, effort.stop, effort.watch, known)
    files = _ladder_files(ladder, Language(loaded.season.language))
    moved = folder.write(files, LADDER_FILES) if files else ()
    return ExplainedLadder(plan, ladder, folder.path, tuple(files), moved)


def _ladder_files(ladder: Ladder, language: Language) -> dict[str, bytes]:
    if not any(rung.nested for rung in ladder.rungs):
        return {}
    from busplan.render.ladder import render_ladder_csv
    from busplan.render.ladder_plot import render_ladder_png, render_ladder_svg

    return {
        "ladder.csv": render_ladder_csv(ladder, language),
        "ladder.png": render_ladder_png(ladder, language),
        "ladder.svg": render_ladder_svg(ladder, language),
    }


# -- other plans that are nearly as good -----------------------------------------------------------


@dataclass(frozen=True)
class ExplainedAlternatives:
    """A plan, and clearly different ones that are nearly as good."""

    plan: VerifiedPlan
    found: Alternatives


def explain_alternatives(
    loaded: LoadedSeason, plan_path: Path, wanted: int, effort: Effort
) -> ExplainedAlternatives:
    """Find so many plans that score nearly as much as the best and are clearly different.

    Raises
    ------
    FaultyInput
        When the plan cannot be read, or breaks a rule of its season.
    """
    from busplan.solver.alternatives import find_alternatives
    from busplan.solver.progress import Budget

    plan = read_plan_that_holds(loaded, plan_path)
    budget = Budget(effort.seconds_left())
    found = find_alternatives(plan.result.plan, wanted, budget, effort.stop, effort.watch)
    return ExplainedAlternatives(plan, found)
