"""Parse visits before this season."""

from __future__ import annotations

from busplan.errors import message
from busplan.load.faults import FaultList
from busplan.load.fields import Fields, fields_of
from busplan.load.registers import Register
from busplan.load.tables import Table
from busplan.season import PastVisit


def read_history(
    table: Table, stops: Register, associations: Register, faults: FaultList
) -> tuple[PastVisit, ...]:
    """Parse past visits; a stop must be known, an association may have left."""
    visits = []
    rows: dict[PastVisit, int] = {}
    for record in table.records:
        visit = _visit(fields_of(table, record, faults), stops, associations)
        if visit is None:
            continue
        if visit in rows:
            faults.warn(
                table.place_of(record),
                message("The row says the same as row {row}.", row=rows[visit]),
                message("Delete one of them."),
            )
        rows.setdefault(visit, record.row)
        visits.append(visit)
    return tuple(visits)


def _visit(fields: Fields, stops: Register, associations: Register) -> PastVisit | None:
    day = fields.day("date")
    stop = fields.text("stop", required=True)
    stops.refer(fields, "stop", stop, message("There is no stop with this id."))
    crew = fields.items("associations")
    for who in crew:
        if who not in associations:
            fields.warn(
                "associations",
                message("The association {id} is not in this season.", id=who),
                associations.suggest(who, only_near=True)
                or message("That is fine if it took part then and does not any more."),
            )
    visitors = fields.whole_or_none("visitors")
    return None if day is None else PastVisit(day, stop, crew, visitors)
