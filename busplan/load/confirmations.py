"""Read which shifts of a plan the associations have confirmed."""

from __future__ import annotations

from pathlib import Path

from busplan.change import Shift
from busplan.errors import Fault, message
from busplan.load.csv_tables import read_csv_table
from busplan.load.faults import FaultList, Place
from busplan.load.fields import fields_of
from busplan.load.files import Unreadable, note_unreadable, read_bytes
from busplan.load.registers import Register
from busplan.load.tables import Record, Table
from busplan.plan import Plan


def read_confirmations(path: Path, plan: Plan) -> tuple[frozenset[Shift], tuple[Fault, ...]]:
    """Read a CSV of `association, date, slot`; an empty slot means all of the date.

    A row that speaks of no shift of the plan gets a warning. Raises `FaultyInput` with every
    fault of the file.
    """
    faults = FaultList()
    found: set[Shift] = set()
    try:
        table = read_csv_table("confirmations", read_bytes(path), path.name, faults)
    except Unreadable as unreadable:
        note_unreadable(faults, Place(path.name), unreadable)
        table = None
    if table is not None:
        associations = Register().of(who.id for who in plan.season.associations)
        for record in table.records:
            found |= _shifts(table, record, plan, associations, faults)
    faults.raise_if_any()
    return frozenset(found), faults.everything()


def _shifts(
    table: Table, record: Record, plan: Plan, associations: Register, faults: FaultList
) -> set[Shift]:
    fields = fields_of(table, record, faults)
    who = fields.text("association", required=True)
    known = associations.refer(
        fields, "association", who, message("There is no association with this id.")
    )
    day = fields.day("date")
    slot = fields.text("slot")
    if slot and slot not in plan.season.slot_by_name:
        fields.fault("slot", message("There is no slot with this name."))
        return set()
    if day is None or not known:
        return set()
    found = {
        Shift(tour.departure, who)
        for tour in plan.tours
        if tour.date == day and slot in {"", tour.slot} and who in tour.crew
    }
    if not found:
        fields.warn("date", message("The association has no shift on this date in the plan."))
    return found
