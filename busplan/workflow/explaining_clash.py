"""The step that explains why a season has no plan, and what would help."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from busplan.errors import Message, NoPlanExists, NoPlanInTime
from busplan.workflow.explaining import SECONDS_TO_FORCE
from busplan.workflow.seasons import LoadedSeason

if TYPE_CHECKING:
    from busplan.solver.reasons import ClashOfRules
    from busplan.solver.remedies import Remedies

SHARE_TO_DISPROVE, SHARE_FOR_REASONS = 0.4, 0.5
"""Shares of the time left: for a plan or the proof that there is none, then for the clash."""


@dataclass(frozen=True)
class ExplainedClash:
    """Why a season has no plan, and what would help.

    Attributes
    ----------
    has_plan
        True when a plan was found after all; then there is no clash and no remedy.
    irreducible
        True when every demand of the clash is needed for it.
    clash
        The clash in sentences.
    remedies
        The changes by which a plan was found, the smallest first.
    """

    has_plan: bool
    irreducible: bool = False
    clash: tuple[Message, ...] = ()
    remedies: Remedies | None = None


def explain_clash(
    loaded: LoadedSeason,
    seconds: float = SECONDS_TO_FORCE,
    stop: threading.Event | None = None,
) -> ExplainedClash:
    """Name the rules that clash in a season, and the smallest changes that give it a plan.

    Parameters
    ----------
    seconds
        What all of it may take: proving that there is no plan, the clash, and every attempt.
    stop
        Ends it early, with what was found so far.

    Raises
    ------
    NoPlanInTime
        When neither a plan nor a clash was found.
    """
    from busplan.solver.reasons import find_clash
    from busplan.solver.remedies import find_any_plan, remedies

    began = time.monotonic()

    def left() -> float:
        return max(0.0, began + seconds - time.monotonic())

    season = loaded.season
    disproved = False
    try:
        find_any_plan(season, SHARE_TO_DISPROVE * seconds, stop)
    except NoPlanExists:
        disproved = True
    except NoPlanInTime:
        disproved = False
    else:
        return ExplainedClash(has_plan=True)
    clash = find_clash(season, SHARE_FOR_REASONS * left(), stop)
    if not clash.demands and not disproved:
        raise NoPlanInTime(time.monotonic() - began)
    tried = remedies(season, clash, left(), stop)
    return _explained(clash, tried)


def _explained(clash: ClashOfRules, tried: Remedies) -> ExplainedClash:
    return ExplainedClash(
        has_plan=False, irreducible=clash.irreducible, clash=clash.sentences, remedies=tried
    )
