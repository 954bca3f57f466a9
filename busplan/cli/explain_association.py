"""busplan explain --association: why it has its shifts, why not others, who could stand in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from busplan.cli.explain_opposite import opposite_json
from busplan.cli.rendered import tell_if_it_does_not_hold
from busplan.cli.screen import Screen
from busplan.cli.waiting import wait_for
from busplan.errors import message
from busplan.workflow import (
    ExplainedAssociation,
    LoadedSeason,
    explain_association,
    find_association,
    find_date,
)

if TYPE_CHECKING:
    from busplan.crewing import CrewChange, StandIn
    from busplan.language import Language
    from busplan.plan import Plan
    from busplan.render.shift_reasons import Absence, ShiftReasons


def answer_about_association(
    screen: Screen,
    loaded: LoadedSeason,
    plan_path: Path,
    named: str,
    day: str | None,
    time_limit: float,
) -> None:
    """Explain an association's shifts, or its shift on one date."""
    find_association(loaded.season, named)  # wrong names and dates are told before anything else
    if day is not None:
        find_date(loaded.season, day)
    screen.tell(message("Plans again with the opposite, for at most {s} s.", s=time_limit))
    explained = wait_for(
        screen,
        time_limit,
        lambda seconds, stop: explain_association(loaded, plan_path, named, day, seconds, stop),
    )
    tell_if_it_does_not_hold(screen, explained.plan)
    if screen.as_json:
        screen.put_json(_json(explained, screen.language))
        return
    for number, section in enumerate(explained.sections):
        screen.put([""] if number else [])
        screen.say(section.heading)
        screen.put(f"  • {screen.language.say(line)}" for line in section.lines)


def _json(explained: ExplainedAssociation, language: Language) -> dict[str, object]:
    result, forced = explained.plan.result, explained.forced
    plan = result.plan
    return {
        "exit_code": 0,
        "holds": explained.plan.holds,
        "score": result.score,
        "bound": result.bound,
        "status": result.status,
        "association": {
            "id": explained.association.id,
            "name": explained.association.name,
            "date": None if explained.day is None else explained.day.isoformat(),
            "shifts": [_shift_json(plan, shift, language) for shift in explained.shifts],
            "absences": [_absence_json(plan, one, language) for one in explained.absences],
            "forced": "in" if forced.forced_in else "out",
            **opposite_json(forced.opposite, language),
            "stepping_in": [one.id for one in forced.stepping_in],
            "sentences": [
                language.say(line)
                for section in explained.sections
                for line in (section.heading, *section.lines)
            ],
        },
    }


def _shift_json(plan: Plan, shift: ShiftReasons, language: Language) -> dict[str, object]:
    return {
        "tour": plan.tour_id(shift.tour),
        "date": shift.tour.date.isoformat(),
        "without": _change_json(shift.without, language),
        "reasons": [language.say(reason) for reason in shift.reasons],
        "stand_ins": [_stand_in_json(one, language) for one in shift.stand_ins],
    }


def _absence_json(plan: Plan, absence: Absence, language: Language) -> dict[str, object]:
    swap = absence.swap
    return {
        "tour": plan.tour_id(absence.tour),
        "date": absence.tour.date.isoformat(),
        "reason": language.say(absence.reason),
        "joining": _change_json(absence.joining, language),
        "in_place_of": None if swap is None else _stand_in_json(swap, language),
    }


def _stand_in_json(one: StandIn, language: Language) -> dict[str, object]:
    return {"association": one.association.id, **_change_json(one.change, language)}


def _change_json(change: CrewChange, language: Language) -> dict[str, object]:
    return {
        "allowed": change.allowed,
        "points": round(change.points, 4),
        "goals": {goal.goal: round(goal.points, 4) for goal in change.goals},
        "broken": [language.say(broken.message) for broken in change.broken],
    }
