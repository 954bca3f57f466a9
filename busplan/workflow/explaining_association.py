"""The step that explains an association: its shifts, why not others, and who could stand in."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from busplan.season import Association
from busplan.workflow.explaining import SECONDS_TO_FORCE
from busplan.workflow.finding_names import find_association, find_date
from busplan.workflow.judging import VerifiedPlan, read_plan
from busplan.workflow.seasons import LoadedSeason

if TYPE_CHECKING:
    from busplan.render.shift_reasons import Absence, ShiftReasons
    from busplan.render.shift_text import Section
    from busplan.solver.forcing_shift import ForcedShift
    from busplan.solver.search import Budget


@dataclass(frozen=True)
class ExplainedAssociation:
    """An association of a plan: why it has its shifts, and what the opposite would be.

    Attributes
    ----------
    day
        The date asked about, or None for the whole season.
    shifts, absences
        The shifts it has, and the tours it is not on (of the date, when one is asked about).
    forced
        The re-solve with the opposite: the shift of the date forbidden or forced, or without a
        date one shift more.
    sections
        All of it in words.
    """

    plan: VerifiedPlan
    association: Association
    day: date | None
    shifts: tuple[ShiftReasons, ...]
    absences: tuple[Absence, ...]
    forced: ForcedShift
    sections: tuple[Section, ...]


def explain_association(
    loaded: LoadedSeason,
    plan_path: Path,
    named: str,
    written_date: str | None = None,
    seconds: float = SECONDS_TO_FORCE,
    stop: threading.Event | None = None,
) -> ExplainedAssociation:
    """Say why an association has the shifts it has, or why (not) one on a date.

    Parameters
    ----------
    named
        The id or the name of the association.
    written_date
        A date of the season, in any form that tables may have it.
    seconds
        How long the re-solve may take.
    stop
        Ends the re-solve early.

    Raises
    ------
    FaultyInput
        When the plan cannot be read, there is no such association, or the date is not one of
        the season.
    """
    who = find_association(loaded.season, named)
    day = None if written_date is None else find_date(loaded.season, written_date)
    plan = read_plan(loaded, plan_path)
    from busplan.solver.search import Budget

    budget = Budget(seconds)
    if day is None:
        return _whole_season(loaded, plan, who, budget, stop)
    return _one_date(loaded, plan, who, day, budget, stop)


def _whole_season(
    loaded: LoadedSeason,
    plan: VerifiedPlan,
    who: Association,
    budget: Budget,
    stop: threading.Event | None,
) -> ExplainedAssociation:
    from busplan.render.shift_reasons import association_reasons
    from busplan.render.shift_text import association_told
    from busplan.solver.forcing_shift import force_another_shift

    reasons = association_reasons(plan.result.plan, who)
    forced = force_another_shift(loaded.season, plan.result, who, budget, stop)
    sections = (*association_told(plan.result.plan, reasons), _forced_told(forced))
    return ExplainedAssociation(plan, who, None, reasons.shifts, reasons.absences, forced, sections)


def _one_date(
    loaded: LoadedSeason,
    plan: VerifiedPlan,
    who: Association,
    day: date,
    budget: Budget,
    stop: threading.Event | None,
) -> ExplainedAssociation:
    from busplan.render.shift_reasons import absence, shift_reasons
    from busplan.render.shift_text import date_told
    from busplan.solver.forcing_shift import force_shift

    tours = [tour for tour in plan.result.plan.tours if tour.date == day]
    shifts = tuple(
        shift_reasons(plan.result.plan, tour, who) for tour in tours if who.id in tour.crew
    )
    absences = () if shifts else tuple(absence(plan.result.plan, tour, who) for tour in tours)
    forced = force_shift(loaded.season, plan.result, who, day, budget, stop)
    told = date_told(plan.result.plan, who, day, shifts, absences)
    return ExplainedAssociation(
        plan, who, day, shifts, absences, forced, (*told, _forced_told(forced))
    )


def _forced_told(forced: ForcedShift) -> Section:
    from busplan.render.shift_text import Section

    return Section(forced.sentences[0], forced.sentences[1:])
