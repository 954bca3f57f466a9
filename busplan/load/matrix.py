"""Travel times from a table of ordered pairs."""

from __future__ import annotations

from collections.abc import Container
from itertools import islice

from busplan.errors import message, plural
from busplan.load.estimates import says_estimate
from busplan.load.faults import FaultList
from busplan.load.registers import Register
from busplan.load.tables import Record, Table
from busplan.load.travel_needs import Pair, TravelNeeds
from busplan.load.values import Unfit, to_number
from busplan.travel import Leg, TravelTimes

MOST_PAIRS_NAMED = 10
_REMARKS = ("basis", "note", "source", "travel_basis", "confidence")


def read_matrix(
    table: Table, needs: TravelNeeds, places: Register, faults: FaultList
) -> TravelTimes:
    """Parse the matrix; every pair that a tour can need must be there."""
    legs: dict[Pair, Leg] = {}
    rows: dict[Pair, int] = {}
    estimated = says_estimate(table.note)
    remarks = [column for column in _REMARKS if column in table.headings]
    for record, (origin, destination, km, minutes) in table.cells("from", "to", "km", "minutes"):
        if remarks and not estimated:
            estimated = any(says_estimate(table.cell(record, column)) for column in remarks)
        leg = _leg(table, record, km, minutes, faults)
        known = _known(table, record, origin, places, faults, "from")
        known = _known(table, record, destination, places, faults, "to") and known
        if leg is None or not known:
            rows.setdefault((origin, destination), record.row)
            continue
        pair = (origin, destination)
        if pair not in rows:
            rows[pair], legs[pair] = record.row, leg
        else:
            _note_repeated(table, record, rows[pair], same=legs.get(pair) == leg, faults=faults)
    if places.complete:
        _check_complete(table, needs, rows, faults)
    return TravelTimes("matrix", legs, estimated=estimated)


def _leg(table: Table, record: Record, km: str, minutes: str, faults: FaultList) -> Leg | None:
    column = "minutes"
    try:
        found_minutes = to_number(minutes, 0, 100_000)
        column = "km"
        return Leg(found_minutes, to_number(km, 0, 100_000))
    except Unfit as unfit:
        value = table.cell(record, column)
        faults.add(table.place_of(record, column), unfit.what, unfit.remedy, value=value)
        return None


def _known(
    table: Table, record: Record, place: str, places: Register, faults: FaultList, column: str
) -> bool:
    if place and place in places:
        return True
    faults.add(
        table.place_of(record, column),
        message("There is no stop, bus or meeting point with this id."),
        places.suggest(place),
        value=table.cell(record, column),
    )
    return False


def _note_repeated(
    table: Table, record: Record, earlier: int, *, same: bool, faults: FaultList
) -> None:
    if same:
        faults.warn(
            table.place_of(record),
            message("The row says the same as row {row}.", row=earlier),
            message("Delete one of them."),
        )
    else:
        faults.add(
            table.place_of(record),
            message("The row contradicts row {row}.", row=earlier),
            message("Keep the one that holds."),
        )


def _check_complete(
    table: Table, needs: TravelNeeds, found: Container[Pair], faults: FaultList
) -> None:
    missing = [pair for pair in needs.pairs() if pair not in found]
    if not missing:
        return
    named = ", ".join(f"{a} → {b}" for a, b in islice(missing, MOST_PAIRS_NAMED))
    faults.add(
        table.place,
        plural(
            "{count} way is missing that a tour can need: {pairs}.",
            "{count} ways are missing that a tour can need: {pairs}.",
            len(missing),
            pairs=named if len(missing) <= MOST_PAIRS_NAMED else named + " …",
        ),
        message("Add a row for each, both there and back."),
    )
