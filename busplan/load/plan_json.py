"""Read a plan.json strictly: what it claims must at least be sayable of the season.

Whether the claims hold is `verify`'s business; so is the order of tours and crews, which are kept
as the file has them. Keys that are not known pass.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from busplan.errors import Fault, FaultyPlan, message, one_fault
from busplan.load.faults import FaultList, Place, did_you_mean
from busplan.load.files import Unreadable, read_bytes
from busplan.load.json_fields import JsonFields
from busplan.load.json_text import parse_json
from busplan.load.sections import setting_name
from busplan.plan import Plan, Tour, Visit
from busplan.result import GoalScore, Result, Status
from busplan.season import GOAL_NAMES, Season

MOST_BYTES = 64 * 1024 * 1024
"""Bytes that a plan.json may have."""

_TOUR_ID = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,249}")


def read_result(path: Path, season: Season) -> Result:
    """Read a plan and the score and bound claimed of it.

    Raises `FaultyPlan` with every fault of the file, `FaultyInput` when there is no such file.
    """
    if not path.is_file():
        raise one_fault(
            path.name,
            message("There is no such plan."),
            message("Name the plan.json that busplan plan wrote."),
        )
    faults = FaultList()
    try:
        found = parse_json(read_bytes(path, MOST_BYTES), once=True)
    except Unreadable as unreadable:
        raise FaultyPlan((Fault(path.name, unreadable.what, unreadable.remedy),)) from None
    top = JsonFields.of(found, (), Place(path.name), faults)
    result = None if top is None else _result(top, season)
    if result is None or faults.any_faults:
        raise FaultyPlan(faults.everything())
    return result


def _result(top: JsonFields, season: Season) -> Result:
    _check_head(top, season)
    plan = Plan(
        season,
        tuple(_tour(fields, season) for fields in top.objects("tours")),
        version=top.whole("version") if "version" in top.values else 0,
        cancelled=tuple(_tour(fields, season) for fields in top.objects("cancelled"))
        if "cancelled" in top.values
        else (),
    )
    if not top.faults.any_faults:
        _check_ids(top, plan)
    return Result(
        plan,
        status=_status(top),
        score=top.number("score"),
        bound=top.number("bound"),
        goals=_goals(top),
    )


def _check_head(top: JsonFields, season: Season) -> None:
    if top.whole("format") > 1 or top.values.get("format") == "0":
        top.fault("format", message("This format of plan is not read by this version of busplan."))
    if top.text("season") != season.name and type(top.values.get("season")) is str:
        top.fault(
            "season",
            message("The plan is of another season than {season}.", season=season.name),
            message("Name the season that the plan was made for."),
        )


def _status(top: JsonFields) -> Status:
    status = top.known("status", ("optimal", "feasible"), message("There is no such status."))
    return "optimal" if status == "optimal" else "feasible"


def _goals(top: JsonFields) -> tuple[GoalScore, ...]:
    goals = tuple(
        GoalScore(
            fields.text("goal"),
            fields.number("amount"),
            fields.number("weight", 0),
            fields.number("points"),
        )
        for fields in top.objects("goals")
    )
    if (
        isinstance(top.values.get("goals"), list)
        and tuple(goal.goal for goal in goals) != GOAL_NAMES
    ):
        top.faults.add(
            top.place.at("goals"),
            message("The goals are not the seven in their order."),
            message("They are {goals}.", goals=GOAL_NAMES),
        )
    return goals


def _tour(fields: JsonFields, season: Season) -> Tour:
    return Tour(
        date=fields.day("date"),
        slot=fields.known("slot", season.slot_by_name, message("There is no slot with this name.")),
        bus=fields.known("bus", season.bus_by_id, message("There is no bus with this id.")),
        leaves_depot=fields.clock("leaves_depot"),
        departs=fields.clock("departs"),
        returns=fields.clock("returns"),
        back_at_depot=fields.clock("back_at_depot"),
        drive_minutes=fields.whole("drive_minutes"),
        drive_km=fields.number("drive_km", 0),
        visits=tuple(_visit(visit, season) for visit in fields.objects("visits")),
        crew=_crew(fields, season),
        given_id=_given_id(fields),
    )


def _visit(fields: JsonFields, season: Season) -> Visit:
    stop = fields.known("stop", season.stop_by_id, message("There is no stop with this id."))
    area = fields.known("area", season.area_by_id, message("There is no area with this id."))
    if stop and area and season.stop_by_id[stop].area != area:
        fields.fault(
            "area",
            message("The stop {stop} lies in another area.", stop=stop),
            message("Its area is {area}.", area=season.stop_by_id[stop].area),
        )
    return Visit(stop, fields.clock("arrives"), fields.clock("starts"), fields.clock("leaves"))


def _crew(fields: JsonFields, season: Season) -> tuple[str, ...]:
    crew: list[str] = []
    for number, who in enumerate(fields.items("crew")):
        place = fields.place.at(setting_name((*fields.path, "crew", number)))
        if type(who) is not str:
            fields.faults.add(place, message("This must be text."))
        elif who not in season.association_by_id:
            fields.faults.add(
                place,
                message("There is no association with this id."),
                did_you_mean(who, season.association_by_id),
                value=who,
            )
        elif who in crew:
            fields.faults.add(
                place, message("The association stands twice in the crew."), value=who
            )
        else:
            crew.append(who)
    return tuple(crew)


def _given_id(fields: JsonFields) -> str | None:
    if "id" not in fields.values:
        return None
    given = fields.text("id")
    if type(fields.values["id"]) is str and not _TOUR_ID.fullmatch(given):
        fields.fault("id", message("This cannot be the id of a tour."))
    return given or None


def _check_ids(top: JsonFields, plan: Plan) -> None:
    """Note a fault for each tour whose own id is that of another tour, too."""
    tours = (*plan.tours, *plan.cancelled)
    counts = Counter(plan.tour_id(tour) for tour in tours)
    given = {tour.given_id for tour in tours}
    for tour_id, count in counts.items():
        if count > 1 and tour_id in given:
            top.faults.add(
                top.place.at("tours"), message("Two tours have the same id."), value=tour_id
            )
