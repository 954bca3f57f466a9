"""Read areas, stops and roads from GeoJSON; give shapes of tables that hold them in cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from shapely import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from busplan.errors import message
from busplan.load.faults import FaultList, Place
from busplan.load.files import Unreadable, note_unreadable
from busplan.load.geodesic import check_position
from busplan.load.headings import folded, known_headings
from busplan.load.json_text import as_text, parse_json
from busplan.load.shapes import repaired, shape_of_geojson, shape_of_wkt
from busplan.load.tables import MOST_ROWS, Record, Table, canonical_headings
from busplan.load.values import Unfit, to_number

KINDS = {
    "areas": ("Polygon", "MultiPolygon", "Point"),
    "stops": ("Point",),
    "roads": ("LineString",),
}
"""The geometries each table may have."""

MOST_PROPERTIES = 300
"""Different properties that the features of one file may have."""

MOST_REPAIRS = 20
"""Polygons of one file that are repaired; the rest are faults."""

_WGS84_NAMES = ("crs84", "epsg::4326", "epsg:4326", "epsg/0/4326")
_REMARKS = ("title", "note", "basis", "confidence", "kind")


def read_geojson_table(name: str, content: bytes, file: str, faults: FaultList) -> Table | None:
    """Read the bytes of a GeoJSON file as a table; None, with a fault noted, when that fails."""
    place = Place(file)
    try:
        collection = _collection(parse_json(content))
    except Unreadable as unreadable:
        note_unreadable(faults, place, unreadable)
        return None
    features = [_feature(item) for item in collection["features"]]
    written, rows = _by_canonical_name(name, [properties for properties, _ in features])
    if len(written) > MOST_PROPERTIES:
        faults.add(
            place, message("The features have more than {most} properties.", most=MOST_PROPERTIES)
        )
        return None
    headings = canonical_headings(name, tuple(written.values()), faults, place)
    records = tuple(
        Record(number, tuple(as_text(row.get(column)) for column in written))
        for number, row in enumerate(rows, start=1)
    )
    bare = Table(
        name,
        file,
        headings,
        tuple(written.values()),
        records,
        shapes=(),
        sources=_texts(collection.get("sources")),
        note=" ".join(text for key in _REMARKS for text in _texts(collection.get(key))),
    )
    shaping = _Shaping(bare, faults)
    shapes = tuple(
        shaping.shape(record, partial(shape_of_geojson, geometry))
        for record, (_, geometry) in zip(records, features, strict=True)
    )
    return replace(bare, shapes=shapes)


def _by_canonical_name(
    table: str, features: list[dict[str, object]]
) -> tuple[dict[str, str], list[dict[str, object]]]:
    """Give how each property is written first, and each feature's properties by canonical name.

    Where a feature has a property in both languages, the one that is filled in counts.
    """
    known = known_headings(table)
    written: dict[str, str] = {}
    rows = []
    for properties in features:
        row: dict[str, object] = {}
        for key, value in properties.items():
            column = known.get(folded(key), key.strip())
            written.setdefault(column, key)
            if row.get(column) in (None, ""):
                row[column] = value
        rows.append(row)
    return written, rows


def _collection(found: object) -> dict[str, Any]:
    if not isinstance(found, dict) or not isinstance(found.get("features"), list):
        raise Unreadable(
            message("This is not a GeoJSON FeatureCollection."),
            message("Export the layer as GeoJSON in WGS84."),
        )
    if len(found["features"]) > MOST_ROWS:
        raise Unreadable(message("The table has more than {count} rows.", count=MOST_ROWS))
    reference = as_text(found.get("crs")).casefold()
    if found.get("crs") is not None and not any(name in reference for name in _WGS84_NAMES):
        raise Unreadable(
            message("The coordinates are not in WGS84."),
            message("Export the layer again with the reference system WGS84 (EPSG:4326)."),
        )
    return found


def _feature(item: object) -> tuple[dict[str, object], object]:
    """Give a feature's properties, its own id among them, and its geometry."""
    if not isinstance(item, dict):
        return {}, None
    properties = item.get("properties")
    properties = dict(properties) if isinstance(properties, dict) else {}
    if item.get("id") is not None and "id" not in properties:
        properties["id"] = item["id"]
    return properties, item.get("geometry")


def _texts(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(str(item) for item in items if isinstance(item, str) and item.strip())


def shapes_of(table: Table, faults: FaultList) -> tuple[BaseGeometry | None, ...]:
    """Give each record's shape: a feature's own, or of the cells geometry or lon and lat."""
    if table.shapes is not None:
        return table.shapes
    shaping = _Shaping(table, faults)
    return tuple(
        shaping.shape(record, partial(_shape_in_cells, table, record)) for record in table.records
    )


def _shape_in_cells(table: Table, record: Record) -> BaseGeometry:
    written = table.cell(record, "geometry")
    if written.strip():
        return shape_of_wkt(written)
    lon, lat = table.cell(record, "lon"), table.cell(record, "lat")
    if not lon.strip() or not lat.strip():
        raise Unfit(
            message("The row has no place on the map."),
            message("Fill in longitude and latitude, or a shape."),
        )
    position = to_number(lon), to_number(lat)
    check_position(*position)
    return Point(position)


@dataclass
class _Shaping:
    """Makes the shapes of one table and notes what is wrong with them."""

    table: Table
    faults: FaultList
    repairs: int = 0

    def shape(self, record: Record, make: Callable[[], BaseGeometry]) -> BaseGeometry | None:
        """Give a record's shape, or None with a fault noted."""
        column = "geometry" if "geometry" in self.table.headings else None
        place = self.table.place_of(record, column)
        try:
            return self._checked(make(), place)
        except Unfit as unfit:
            self.faults.add(place, unfit.what, unfit.remedy, value=unfit.value)
        except (ValueError, ArithmeticError):
            self.faults.add(place, message("The shape cannot be read."))
        return None

    def _checked(self, shape: BaseGeometry, place: Place) -> BaseGeometry:
        kinds = KINDS[self.table.name]
        if shape.geom_type not in kinds:
            raise Unfit(
                message("The shape is a {kind}.", kind=shape.geom_type),
                message("It must be a {kinds}.", kinds=" / ".join(kinds)),
            )
        if not isinstance(shape, (Polygon, MultiPolygon)) or shape.is_valid:
            return shape
        self.repairs += 1
        if self.repairs > MOST_REPAIRS:
            raise Unfit(
                message("The outline crosses itself."), message("Repair it in a map program.")
            )
        valid = repaired(shape)
        self.faults.warn(
            place,
            message("The outline crosses itself; busplan uses a repaired one."),
            message("Repair it in a map program."),
        )
        return valid
