"""A season as plain tables, in the columns of the contract: what folder and workbook both write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from busplan.render.season_columns import (
    AREA_COLUMNS,
    ASSOCIATION_COLUMNS,
    AVAILABILITY_COLUMNS,
    BUS_COLUMNS,
    HISTORY_COLUMNS,
    MATRIX_COLUMNS,
    PIN_COLUMNS,
    REQUIREMENT_COLUMNS,
    RESIDENT_COLUMNS,
    ROAD_COLUMNS,
    SLOT_COLUMNS,
    STOP_COLUMNS,
    Column,
    Kind,
)
from busplan.season import Answer, Association, Requirement, Season, Stop


@dataclass(frozen=True)
class SeasonTable:
    """A table by its canonical name: its columns, and rows of values in their order.

    Values are text, numbers, dates, `Clock` times, booleans, shapely geometries, tuples (lists
    inside a cell), frozensets of weekdays or dates, or None for an empty cell.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]


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
