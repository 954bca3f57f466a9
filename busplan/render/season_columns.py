"""The columns of a season's tables, by their canonical names, and what each kind holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a column holds; decides how its cells are written, shown and chosen."""

    TEXT = auto()
    LONG_TEXT = auto()
    NUMBER = auto()
    COORDINATE = auto()
    DATE = auto()
    TIME = auto()
    SHAPE = auto()
    LIST = auto()
    DATES = auto()
    WEEKDAYS = auto()
    YES_NO = auto()
    ANSWER = auto()
    AGREED = auto()
    RULE = auto()
    MODE = auto()
    APPLIES_TO = auto()
    CONFIDENCE = auto()
    TRAVEL_SOURCE = auto()
    AREA = auto()
    STOP = auto()
    ASSOCIATION = auto()
    SLOT = auto()


@dataclass(frozen=True)
class Column:
    """A column by its canonical name; `needed` ones may not be left empty."""

    name: str
    kind: Kind = Kind.TEXT
    needed: bool = False


AREA_COLUMNS = (
    Column("id", needed=True),
    Column("name", needed=True),
    Column("residents", Kind.NUMBER),
    Column("social_residents", Kind.NUMBER),
    Column("tags", Kind.LIST),
    Column("needs", Kind.LIST),
    Column("priority", Kind.NUMBER),
    Column("min_visits", Kind.NUMBER),
    Column("max_visits", Kind.NUMBER),
    Column("residents_basis", Kind.LONG_TEXT),
    Column("social_basis", Kind.LONG_TEXT),
    Column("geometry", Kind.SHAPE, needed=True),
)
STOP_COLUMNS = (
    Column("id", needed=True),
    Column("name", needed=True),
    Column("area", Kind.AREA, needed=True),
    Column("lon", Kind.COORDINATE, needed=True),
    Column("lat", Kind.COORDINATE, needed=True),
    Column("address"),
    Column("visit_minutes", Kind.NUMBER, needed=True),
    Column("opens", Kind.TIME),
    Column("closes", Kind.TIME),
    Column("weekdays", Kind.WEEKDAYS),
    Column("closed", Kind.DATES),
    Column("road_node"),
    Column("uncertainty_m", Kind.NUMBER),
    Column("host"),
    Column("host_phone"),
    Column("agreed", Kind.AGREED),
    Column("access"),
    Column("note", Kind.LONG_TEXT),
)
BUS_COLUMNS = (
    Column("id", needed=True),
    Column("name", needed=True),
    Column("lon", Kind.COORDINATE, needed=True),
    Column("lat", Kind.COORDINATE, needed=True),
    Column("seats", Kind.NUMBER, needed=True),
    Column("speed_factor", Kind.NUMBER),
    Column("driver"),
    Column("driver_phone"),
    Column("closed", Kind.DATES),
)
SLOT_COLUMNS = (
    Column("id"),
    Column("name", needed=True),
    Column("start", Kind.TIME, needed=True),
    Column("end", Kind.TIME, needed=True),
)
REQUIREMENT_COLUMNS = (
    Column("applies_to", Kind.APPLIES_TO, needed=True),
    Column("tag", needed=True),
    Column("min", Kind.NUMBER, needed=True),
    Column("where"),
)
ASSOCIATION_COLUMNS = (
    Column("id", needed=True),
    Column("name", needed=True),
    Column("tags", Kind.LIST),
    Column("home_areas", Kind.LIST),
    Column("people", Kind.NUMBER),
    Column("min_shifts", Kind.NUMBER),
    Column("max_shifts", Kind.NUMBER),
    Column("min_days_between", Kind.NUMBER),
    Column("default_answer", Kind.YES_NO),
    Column("weekdays", Kind.WEEKDAYS),
    Column("apart", Kind.LIST),
    Column("contact"),
    Column("email"),
    Column("phone"),
    Column("note", Kind.LONG_TEXT),
)
AVAILABILITY_COLUMNS = (
    Column("association", Kind.ASSOCIATION, needed=True),
    Column("date", Kind.DATE, needed=True),
    Column("slot", Kind.SLOT),
    Column("answer", Kind.ANSWER, needed=True),
)
RESIDENT_COLUMNS = (
    Column("lon", Kind.COORDINATE, needed=True),
    Column("lat", Kind.COORDINATE, needed=True),
    Column("residents", Kind.NUMBER, needed=True),
    Column("social_residents", Kind.NUMBER),
)
MATRIX_COLUMNS = (
    Column("from", needed=True),
    Column("to", needed=True),
    Column("km", Kind.NUMBER, needed=True),
    Column("minutes", Kind.NUMBER, needed=True),
)
ROAD_COLUMNS = (
    Column("from"),
    Column("to"),
    Column("road"),
    Column("km", Kind.NUMBER),
    Column("minutes", Kind.NUMBER),
    Column("kmh", Kind.NUMBER),
    Column("mode", Kind.MODE),
    Column("oneway", Kind.YES_NO),
    Column("travel_basis", Kind.LONG_TEXT),
    Column("confidence", Kind.CONFIDENCE),
    Column("geometry", Kind.SHAPE, needed=True),
)
HISTORY_COLUMNS = (
    Column("date", Kind.DATE, needed=True),
    Column("stop", Kind.STOP, needed=True),
    Column("associations", Kind.LIST),
    Column("visitors", Kind.NUMBER),
)
PIN_COLUMNS = (
    Column("rule", Kind.RULE, needed=True),
    Column("date", Kind.DATE, needed=True),
    Column("slot", Kind.SLOT),
    Column("stop", Kind.STOP),
    Column("association", Kind.ASSOCIATION),
)
