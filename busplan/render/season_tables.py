"""A season as plain tables, in the columns of the contract: what folder and workbook both write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from busplan.season import Answer, Association, Requirement, Season, Stop


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


@dataclass(frozen=True)
class SeasonTable:
    """A table by its canonical name: its columns, and rows of values in their order.

    Values are text, numbers, dates, `Clock` times, booleans, shapely geometries, tuples (lists
    inside a cell), frozensets of weekdays or dates, or None for an empty cell.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]


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


def season_tables(season: Season) -> tuple[SeasonTable, ...]:
    """Give every table of a season, the empty ones too, in the order of the workbook's sheets."""
    return (
        areas_table(season),
        stops_table(season),
        _table("buses", BUS_COLUMNS, _bus_rows(season)),
        _table("slots", SLOT_COLUMNS, ((s.id, s.name, s.start, s.end) for s in season.slots)),
        _table("requirements", REQUIREMENT_COLUMNS, _requirement_rows(season)),
        associations_table(season),
        availability_table(season),
        residents_table(season),
        matrix_table(season),
        roads_table(season),
        history_table(season),
        _table("pins", PIN_COLUMNS, _pin_rows(season)),
    )


def areas_table(season: Season) -> SeasonTable:
    """Give a row for each area."""
    return _by_attribute("areas", AREA_COLUMNS, season.areas)


def stops_table(season: Season) -> SeasonTable:
    """Give a row for each stop."""
    return _table("stops", STOP_COLUMNS, (_stop_row(stop) for stop in season.stops))


def associations_table(season: Season) -> SeasonTable:
    """Give a row for each association."""
    rows = (_association_row(association) for association in season.associations)
    return _table("associations", ASSOCIATION_COLUMNS, rows)


def availability_table(season: Season) -> SeasonTable:
    """Give a row for each answer; one without a slot where all slots of the date agree."""
    return _table("availability", AVAILABILITY_COLUMNS, _answer_rows(season))


def residents_table(season: Season) -> SeasonTable:
    """Give a row for each point with residents."""
    return _by_attribute("residents", RESIDENT_COLUMNS, season.residents or ())


def matrix_table(season: Season) -> SeasonTable:
    """Give a row for each ordered pair of places; none when times are found again on loading.

    A column more says that the figures are estimates, where they are.
    """
    if not season.travel.estimated:
        return _table("matrix", MATRIX_COLUMNS, _matrix_rows(season))
    rows = ((*row, "estimate") for row in _matrix_rows(season))
    return _table("matrix", (*MATRIX_COLUMNS, Column("confidence", Kind.CONFIDENCE)), rows)


def roads_table(season: Season) -> SeasonTable:
    """Give a row for each line of the road network (its shape as a tuple of points)."""
    return _table("roads", ROAD_COLUMNS, _road_rows(season))


def history_table(season: Season) -> SeasonTable:
    """Give a row for each visit before the season."""
    return _by_attribute("history", HISTORY_COLUMNS, season.history)


def written_travel_source(season: Season) -> str:
    """Give the `travel.source` to write: legs without the roads they came from are a matrix."""
    if season.travel.source == "network" and not season.travel.roads:
        return "matrix"
    return season.travel.source


def date_intervals(days: Iterable[date]) -> tuple[str, ...]:
    """Write dates as ISO dates and intervals: ("2026-10-12/2026-10-18", "2026-11-01")."""
    spans: list[list[date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][-1] == timedelta(days=1):
            spans[-1][1:] = [day]
        else:
            spans.append([day])
    return tuple("/".join(day.isoformat() for day in span) for span in spans)


def _table(
    name: str, columns: tuple[Column, ...], rows: Iterable[tuple[object, ...]]
) -> SeasonTable:
    return SeasonTable(name, columns, tuple(rows))


def _by_attribute(name: str, columns: tuple[Column, ...], values: Iterable[object]) -> SeasonTable:
    """Make a table whose columns are attributes of the values."""
    rows = (tuple(getattr(value, column.name) for column in columns) for value in values)
    return _table(name, columns, rows)


def _stop_row(stop: Stop) -> tuple[object, ...]:
    node = None if stop.road_node is None else ",".join(map(repr, stop.road_node))
    values = {column.name: getattr(stop, column.name) for column in STOP_COLUMNS}
    return tuple((values | {"road_node": node}).values())


def _association_row(association: Association) -> tuple[object, ...]:
    values = {column.name: getattr(association, column.name) for column in ASSOCIATION_COLUMNS}
    willing = association.default_answer is Answer.YES
    return tuple((values | {"default_answer": willing}).values())


def _bus_rows(season: Season) -> Iterator[tuple[object, ...]]:
    for bus in season.buses:
        yield tuple(getattr(bus, column.name) for column in BUS_COLUMNS)


def _requirement_rows(season: Season) -> Iterator[tuple[object, ...]]:
    both: tuple[tuple[str, tuple[Requirement, ...]], ...] = (
        ("tours", season.tours.requirements),
        ("crew", season.crew.requirements),
    )
    for applies_to, requirements in both:
        for one in requirements:
            yield applies_to, one.tag, one.min, one.where


def _answer_rows(season: Season) -> Iterator[tuple[object, ...]]:
    order = {association.id: n for n, association in enumerate(season.associations)}
    slots = [slot.name for slot in season.slots]
    dated = {(association, day) for association, day, _ in season.answers}
    for association, day in sorted(dated, key=lambda pair: (order[pair[0]], pair[1])):
        given = [season.answers.get((association, day, slot)) for slot in slots]
        if given[0] is not None and all(answer is given[0] for answer in given):
            yield association, day, None, given[0].value
            continue
        for slot, answer in zip(slots, given, strict=True):
            if answer is not None:
                yield association, day, slot, answer.value


def _matrix_rows(season: Season) -> Iterator[tuple[object, ...]]:
    if written_travel_source(season) == "matrix":
        for (origin, destination), leg in season.travel.legs.items():
            yield origin, destination, leg.km, leg.minutes


def _road_rows(season: Season) -> Iterator[tuple[object, ...]]:
    for road in season.travel.roads:
        yield (
            road.origin,
            road.destination,
            road.name,
            road.km,
            road.minutes,
            road.kmh,
            road.mode,
            road.oneway,
            road.basis,
            "estimate" if season.travel.estimated else None,
            road.points,
        )


def _pin_rows(season: Season) -> Iterator[tuple[object, ...]]:
    for pin in season.pins:
        yield (
            "must" if pin.must else "never",
            pin.date,
            pin.slot,
            pin.stop,
            pin.association,
        )
