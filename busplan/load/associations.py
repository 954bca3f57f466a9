"""Parse associations."""

from __future__ import annotations

from busplan.errors import message
from busplan.load.faults import FaultList
from busplan.load.fields import Fields, fields_of
from busplan.load.registers import Register
from busplan.load.settings import Settings
from busplan.load.tables import Table
from busplan.season import Answer, Association
from busplan.vocabulary import YES_NO


def read_associations(
    table: Table, settings: Settings, register: Register, areas: Register, faults: FaultList
) -> tuple[Association, ...]:
    """Parse the associations and the references between them."""
    rows = [fields_of(table, record, faults) for record in table.records]
    ids = [register.give(fields) for fields in rows]
    found = tuple(
        _association(fields, own, register, areas) for fields, own in zip(rows, ids, strict=True)
    )
    if not found and settings.crew.max > 0 and register.complete:
        faults.add(
            table.place,
            message("The season has no association, but tours have a crew."),
            message("Add associations, or write crew.max = 0."),
        )
    return found


def _association(fields: Fields, own: str, register: Register, areas: Register) -> Association:
    association = Association(
        id=own,
        name=fields.text("name", required=True),
        tags=fields.items("tags"),
        home_areas=fields.items("home_areas"),
        people=fields.whole("people", 2, high=1_000),
        min_shifts=fields.whole("min_shifts", 0),
        max_shifts=fields.whole_or_none("max_shifts"),
        min_days_between=fields.whole("min_days_between", 0),
        default_answer=Answer(fields.choice("default_answer", YES_NO, "yes")),
        weekdays=fields.weekdays(),
        apart=fields.items("apart"),
        contact=fields.text("contact"),
        email=fields.text("email"),
        phone=fields.text("phone"),
        note=fields.text("note"),
    )
    most = association.max_shifts
    if most is not None and most < association.min_shifts and fields.sound("max_shifts"):
        fields.fault(
            "min_shifts",
            message("The fewest shifts are above the most, {most}.", most=most),
            message("Lower min_shifts or raise max_shifts."),
        )
    for area in association.home_areas:
        areas.refer(
            fields, "home_areas", area, message("There is no area with the id {id}.", id=area)
        )
    for other in association.apart:
        if other == own:
            fields.fault("apart", message("An association cannot be kept apart from itself."))
        else:
            register.refer(
                fields,
                "apart",
                other,
                message("There is no association with the id {id}.", id=other),
            )
    return association
