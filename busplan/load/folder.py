"""Read a season folder: season.toml and the files it names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from busplan.errors import message
from busplan.load.csv_tables import read_csv_table
from busplan.load.faults import FaultList, Place
from busplan.load.fields import Fields
from busplan.load.files import (
    Unreadable,
    decode_utf8,
    note_unreadable,
    read_bytes,
    season_path,
)
from busplan.load.geodata import read_geojson_table
from busplan.load.raw import RawSeason, SettingPath
from busplan.load.sections import section, setting_name
from busplan.load.settings import travel_source
from busplan.load.tables import Table

SEASON_FILE = "season.toml"
MOST_TOML_BYTES = 512 * 1024
"""Bytes that season.toml may have."""

_CSV = (".csv",)
_GEODATA = (".geojson", ".json", ".csv")
_REQUIRED = ("areas", "stops", "associations")
_ENDINGS = {
    "areas": _GEODATA,
    "stops": _GEODATA,
    "associations": _CSV,
    "availability": _CSV,
    "residents": _CSV,
    "history": _CSV,
}
_DEEP_KEY = re.compile(r"""(?<![\w"'-])(?:[\w"'-]+[ \t]*\.[ \t]*){20}""")
"""A dotted key of so many parts that the parser, which takes square time, would never end."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\-\s]+?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"\s*([\w.\-]+)\s*=")


def read_folder(season_file: Path) -> RawSeason:
    """Read season.toml and every file it names; raises `FaultyInput` when it is no TOML."""
    faults = FaultList()
    place = Place(season_file.name)
    try:
        text = decode_utf8(read_bytes(season_file, MOST_TOML_BYTES))
        settings = _parse_toml(text)
    except Unreadable as unreadable:
        note_unreadable(faults, place, unreadable)
        faults.raise_if_any()
        raise  # never reached: a fault was noted
    raw = RawSeason(season_file.name, settings, {}, faults, _places_in(text, season_file.name))
    return _FolderTables(raw, season_file.parent).read()


def _parse_toml(text: str) -> dict[str, object]:
    if _DEEP_KEY.search(text):
        raise Unreadable(message("The file holds a number or a nesting beyond all measure."))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise Unreadable(
            message(
                "The file is not valid TOML (line {line}).",
                line=int(line[1]) if line else text.count("\n") + 1,
            ),
            message("Correct the line: key = value, texts in quotation marks, each key once."),
        ) from None
    except (ValueError, RecursionError):
        raise Unreadable(
            message("The file holds a number or a nesting beyond all measure.")
        ) from None


def _places_in(text: str, file: str) -> Mapping[SettingPath, Place]:
    """Find the line of each section and key, as far as they stand on lines of their own."""
    places: dict[SettingPath, Place] = {}
    counts: dict[SettingPath, int] = {}
    path: SettingPath = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _HEADER.fullmatch(line):
            path = tuple(part.strip() for part in match[2].split("."))
            if match[1] == "[[":
                counts[path] = counts.get(path, -1) + 1
                path = (*path, counts[path])
        elif match := _KEY.match(line):
            key = (*path, *match[1].split("."))
            places.setdefault(key, Place(file, row=number, column=setting_name(key)))
            continue
        else:
            continue
        places.setdefault(path, Place(file, row=number, column=setting_name(path)))
    return places


@dataclass
class _FolderTables:
    """Reads the tables that a season folder names."""

    raw: RawSeason
    base: Path
    tables: dict[str, Table] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)

    def read(self) -> RawSeason:
        """Read every table, noting the faults of each file."""
        files = section(self.raw, "files")
        for name in _REQUIRED:
            if files.raw(name) is None:
                self.unreadable.add(name)
            files.require(name)
        for name, endings in _ENDINGS.items():
            self._read(files, name, name, endings)
        files.raw("visits")
        files.warn_of_unknown()
        travel = section(self.raw, "travel")
        for source, name, endings in self._travel_files(travel):
            travel.require(source)
            self._read(travel, source, name, endings)
        return RawSeason(
            self.raw.file,
            self.raw.settings,
            self.tables,
            self.raw.faults,
            self.raw.places,
            frozenset(self.unreadable),
        )

    @staticmethod
    def _travel_files(travel: Fields) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        source = travel_source(str(travel.values.get("source")))
        if source == "network":
            yield "network", "roads", _GEODATA
        if source == "matrix":
            yield "matrix", "matrix", _CSV

    def _read(self, fields: Fields, key: str, name: str, endings: tuple[str, ...]) -> None:
        written = fields.text(key)
        if not written:
            if key in fields.values:
                self.unreadable.add(name)
            return
        table = None
        try:
            path = season_path(self.base, written, endings)
        except Unreadable as unreadable:
            fields.fault(key, unreadable.what, unreadable.remedy)
        else:
            table = self._table(name, path, written)
        if table is None:
            self.unreadable.add(name)
        else:
            self.tables[name] = table

    def _table(self, name: str, path: Path, written: str) -> Table | None:
        faults = self.raw.faults
        try:
            content = read_bytes(path, follow=False)
        except Unreadable as unreadable:
            note_unreadable(faults, Place(written), unreadable)
            return None
        if path.suffix.casefold() == ".csv":
            return read_csv_table(name, content, written, faults)
        return read_geojson_table(name, content, written, faults)
