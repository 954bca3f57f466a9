"""A season as the files of a folder: season.toml, GeoJSON and CSV, in canonical English names.

Names are written exactly as they are. One that begins with ``=`` is data to be read back, so it
gets no prefix; a spreadsheet that opens the CSV may take it for a formula (the workbook never
does).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date

from shapely.geometry import mapping

from busplan.clock import Clock
from busplan.render.season_tables import (
    SeasonTable,
    areas_table,
    associations_table,
    availability_table,
    date_intervals,
    history_table,
    matrix_table,
    residents_table,
    roads_table,
    stops_table,
)
from busplan.render.season_toml import render_season_toml
from busplan.season import Season
from busplan.vocabulary import WEEKDAYS

_WEEKDAY_NAMES = tuple(WEEKDAYS)


def render_season_folder(season: Season) -> dict[str, bytes]:
    """Give every file of a season's folder, by its path in the folder.

    Loading the folder gives an equal season. CSV is UTF-8 with a byte order mark, separated by
    ``;``, with the decimal mark of the season's language.
    """
    comma = season.language == "da"
    files = {
        "areas.geojson": _areas_geojson(season),
        "stops.geojson": _stops_geojson(season),
        "associations.csv": table_csv(associations_table(season), decimal_comma=comma),
    }
    optional = {
        "availability.csv": availability_table(season),
        "residents.csv": residents_table(season),
        "history.csv": history_table(season),
        "matrix.csv": matrix_table(season),
    }
    for name, table in optional.items():
        if table.rows:
            files[name] = table_csv(table, decimal_comma=comma)
    if season.travel.roads:
        files["roads.geojson"] = _roads_geojson(season)
    return {"season.toml": render_season_toml(season, tuple(files)), **files}


def table_csv(table: SeasonTable, *, decimal_comma: bool) -> bytes:
    """Write a table as CSV that a Danish Excel opens as it is."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    for row in table.rows:
        writer.writerow(_csv_cell(value, decimal_comma=decimal_comma) for value in row)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _csv_cell(value: object, *, decimal_comma: bool) -> str:
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    if isinstance(plain, list):
        return ", ".join(plain)
    if isinstance(plain, float):
        text = repr(int(plain)) if plain.is_integer() else repr(plain)
        return text.replace(".", ",") if decimal_comma else text
    return str(plain)


def _plain(value: object) -> object:
    """Turn a value into what JSON can hold."""
    if isinstance(value, Clock):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, frozenset):
        weekdays = sorted(day for day in value if isinstance(day, int))
        if weekdays or not value:
            return [_WEEKDAY_NAMES[day] for day in weekdays]
        return list(date_intervals(value))
    return value


def _features(table: SeasonTable, left_out: set[str]) -> list[dict[str, object]]:
    """Give each row's properties: those that are filled in."""
    names = [column.name for column in table.columns]
    return [
        {
            name: _plain(value)
            for name, value in zip(names, row, strict=True)
            if name not in left_out and value not in (None, "", (), frozenset())
        }
        for row in table.rows
    ]


def _areas_geojson(season: Season) -> bytes:
    properties = _features(areas_table(season), {"geometry"})
    return _geojson(properties, [mapping(area.geometry) for area in season.areas])


def _stops_geojson(season: Season) -> bytes:
    points = [{"type": "Point", "coordinates": (stop.lon, stop.lat)} for stop in season.stops]
    return _geojson(_features(stops_table(season), {"lon", "lat"}), points)


def _roads_geojson(season: Season) -> bytes:
    lines = [{"type": "LineString", "coordinates": road.points} for road in season.travel.roads]
    return _geojson(_features(roads_table(season), {"geometry"}), lines)


def _geojson(
    properties: Sequence[Mapping[str, object]], geometries: Sequence[Mapping[str, object]]
) -> bytes:
    """Write a feature a line, so that a change to one area is a change to one line."""
    lines = (
        json.dumps(
            {"type": "Feature", "properties": about, "geometry": geometry},
            ensure_ascii=False,
            allow_nan=False,
        )
        for about, geometry in zip(properties, geometries, strict=True)
    )
    text = '{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n"
    return text.encode()
