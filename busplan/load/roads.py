"""Parse the lines of a road network."""

from __future__ import annotations

from busplan.errors import message
from busplan.load.estimates import says_estimate
from busplan.load.faults import FaultList
from busplan.load.fields import Fields, fields_of
from busplan.load.geodata import shapes_of
from busplan.load.tables import Table
from busplan.travel import Road
from busplan.vocabulary import MODES


def read_roads(table: Table, faults: FaultList) -> tuple[tuple[Road, ...], bool]:
    """Parse the lines; tells too whether the file calls any of its figures estimates."""
    roads = []
    estimated = says_estimate(table.note)
    for record, shape in zip(table.records, shapes_of(table, faults), strict=True):
        fields = fields_of(table, record, faults)
        points = () if shape is None else tuple((lon, lat) for lon, lat, *_ in shape.coords)
        road = _road(fields, points)
        estimated = estimated or says_estimate(road.basis) or says_estimate(_remarks(fields))
        if points:
            roads.append(road)
    if not table.records:
        faults.add(
            table.place, message("The network has no roads."), message("Add at least one line.")
        )
    return tuple(roads), estimated


def _road(fields: Fields, points: tuple[tuple[float, float], ...]) -> Road:
    return Road(
        points=points,
        km=fields.number_or_none("km", high=100_000),
        minutes=fields.number_or_none("minutes", high=100_000),
        kmh=None if fields.raw("kmh") is None else fields.above_zero("kmh", 50, 300),
        mode=fields.choice("mode", MODES, "road"),
        oneway=fields.flag("oneway"),
        origin=fields.text("from"),
        destination=fields.text("to"),
        name=fields.text("road") or fields.text("name"),
        basis=fields.text("travel_basis"),
    )


def _remarks(fields: Fields) -> str:
    """Give the remarks on a line that may say where its figures came from."""
    return " ".join(str(fields.values.get(key, "")) for key in ("basis", "confidence"))
