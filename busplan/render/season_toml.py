"""season.toml: a season's settings with a comment on each, in the season's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import tomlkit
from tomlkit.items import AoT, Array, Item, Table

from busplan.clock import Clock
from busplan.errors import Message, message
from busplan.language import Language
from busplan.render.season_settings import Setting, season_settings
from busplan.render.season_tables import date_intervals
from busplan.render.season_wording import COLUMN_MEANINGS, SHEET_MEANINGS
from busplan.season import Bus, Pin, Requirement, Season
from busplan.vocabulary import WEEKDAYS

_WEEKDAY_NAMES = tuple(WEEKDAYS)
_TABLES = ("travel", "calendar", "meeting_point", "tours", "visits", "crew", "reach", "weights")
_FILES = (
    ("areas", "areas.geojson"),
    ("stops", "stops.geojson"),
    ("associations", "associations.csv"),
    ("availability", "availability.csv"),
    ("residents", "residents.csv"),
    ("history", "history.csv"),
)


def render_season_toml(season: Season, files: Iterable[str]) -> bytes:
    """Write season.toml for a folder that holds the files with these names."""
    language = Language(season.language)
    settings = season_settings(season)
    document = tomlkit.document()
    for setting in settings:
        if not setting.table and setting.value not in (None, ()):
            document.add(setting.key, _commented(setting, language))
    document.add("files", _files(frozenset(files), language))
    for name in _TABLES:
        table = _settings_table(settings, name, language)
        for key, value, meaning in _more(season, name):
            table.add(key, value.comment(language.say(meaning)))
        if table:
            document.add(name, table)
        if name == "meeting_point":
            document.add("buses", _buses(season.buses, language))
    if season.pins:
        document.add("pins", _pins(season.pins, language))
    return tomlkit.dumps(document).encode()


def _commented(setting: Setting, language: Language) -> Item:
    item = tomlkit.item(_toml(setting.value))
    return item.comment(language.say(setting.meaning))


def _toml(value: object) -> object:
    """Turn a value into what TOML can hold."""
    if isinstance(value, Clock):
        return str(value)
    if isinstance(value, frozenset):
        weekdays = sorted(day for day in value if isinstance(day, int))
        return [_WEEKDAY_NAMES[day] for day in weekdays] or list(date_intervals(value))
    return list(value) if isinstance(value, tuple) else value


def _settings_table(settings: tuple[Setting, ...], name: str, language: Language) -> Table:
    table = tomlkit.table()
    for setting in settings:
        if setting.table == name and setting.value not in (None, ()):
            table.add(setting.name, _commented(setting, language))
    return table


def _files(files: frozenset[str], language: Language) -> Table:
    table = tomlkit.table()
    for key, path in _FILES:
        if path in files:
            item = tomlkit.item(path).comment(language.say(SHEET_MEANINGS[key]))
            table.add(key, item)
    return table


def _more(season: Season, name: str) -> Iterator[tuple[str, Item, Message]]:
    """Give what a table of settings holds beside plain values: files, slots, requirements."""
    if name == "travel" and season.travel.roads:
        yield "network", tomlkit.item("roads.geojson"), SHEET_MEANINGS["roads"]
    elif name == "travel" and season.travel.source != "straight_line":
        yield "matrix", tomlkit.item("matrix.csv"), SHEET_MEANINGS["matrix"]
    if name == "calendar":
        slots = (
            {"id": slot.id, "name": slot.name, "start": str(slot.start), "end": str(slot.end)}
            for slot in season.slots
        )
        yield "slots", _list_of_tables(slots), SHEET_MEANINGS["slots"]
    if name == "tours" and season.tours.requirements:
        meaning = message("At least so many tours visit an area with the tag")
        yield "requirements", _requirements(season.tours.requirements), meaning
    if name == "crew" and season.crew.requirements:
        meaning = message(
            "At least so many on board have the tag, on every tour or on those that visit an "
            "area tagged `where`"
        )
        yield "requirements", _requirements(season.crew.requirements), meaning


def _requirements(requirements: Iterable[Requirement]) -> Array:
    return _list_of_tables(
        {"tag": one.tag, "min": one.min} | ({} if one.where is None else {"where": one.where})
        for one in requirements
    )


def _list_of_tables(rows: Iterable[Mapping[str, object]]) -> Array:
    array = tomlkit.array().multiline(multiline=True)
    for row in rows:
        inline = tomlkit.inline_table()
        inline.update(row)
        array.append(inline)
    return array


def _buses(buses: Iterable[Bus], language: Language) -> AoT:
    names = ("id", "name", "lon", "lat", "seats", "speed_factor", "driver", "driver_phone")
    every = tomlkit.aot()
    for bus in buses:
        table = tomlkit.table()
        for name in names:
            if getattr(bus, name) != "":
                item = tomlkit.item(getattr(bus, name))
                table.add(name, item.comment(language.say(COLUMN_MEANINGS["buses", name])))
        if bus.closed:
            table.add("closed", list(date_intervals(bus.closed)))
        every.append(table)
    return every


def _pins(pins: Iterable[Pin], language: Language) -> AoT:
    every = tomlkit.aot()
    for pin in pins:
        table = tomlkit.table()
        rule = tomlkit.item("must" if pin.must else "never")
        meaning = message("must: there is such a tour; never: there is none")
        table.add("rule", rule.comment(language.say(meaning)))
        for name in ("date", "slot", "stop", "association"):
            value: str | date | None = getattr(pin, name)
            if value is not None:
                table.add(name, value)
        every.append(table)
    return every
