"""Parse and check a raw season as a whole, and make it a `Season`."""

from __future__ import annotations

from busplan.errors import Fault, message
from busplan.load.associations import read_associations
from busplan.load.availability import read_answers
from busplan.load.faults import Place
from busplan.load.history import read_history
from busplan.load.holiday_names import public_holidays
from busplan.load.oddities import warn_of_oddities
from busplan.load.pins import read_pins
from busplan.load.places import check_stops_lie_in_areas, read_areas, read_stops
from busplan.load.raw import RawSeason
from busplan.load.registers import Register
from busplan.load.residents import read_residents
from busplan.load.settings import Settings, read_settings
from busplan.load.tables import Table
from busplan.load.travel_needs import TravelNeeds
from busplan.load.travel_source import read_travel_times
from busplan.load.vehicles import read_buses, read_meeting_point, read_slots
from busplan.season import Area, Bus, ResidentPoint, Season, Slot, Stop


def assemble(raw: RawSeason) -> tuple[Season, tuple[Fault, ...]]:
    """Make the season, with its warnings; raise `FaultyInput` with every fault there is."""
    settings = read_settings(raw)
    slots = read_slots(raw)
    season = _season(raw, settings, slots)
    _check_file_names(raw, season.buses, slots)
    raw.faults.raise_if_any()
    warn_of_oddities(season, raw)
    return season, raw.faults.everything()


def _season(raw: RawSeason, settings: Settings, slots: tuple[Slot, ...]) -> Season:
    faults = raw.faults
    places, area_ids, association_ids = Register(), Register(), Register()
    buses = read_buses(raw, settings, places)
    meeting_point = read_meeting_point(raw, places)
    areas_table = _table(raw, "areas", area_ids)
    stops_table = _table(raw, "stops", places)
    areas = read_areas(areas_table, settings, area_ids, faults)
    stops = read_stops(stops_table, settings, places, area_ids, faults)
    check_stops_lie_in_areas(stops_table, stops, areas, faults)
    stop_ids = Register(complete=places.complete).of(stop.id for stop in stops)
    associations = read_associations(
        _table(raw, "associations", association_ids), settings, association_ids, area_ids, faults
    )
    needs = TravelNeeds(buses, meeting_point, stops, settings.tours.max_visits)
    return Season(
        name=settings.name,
        first_date=settings.first_date,
        last_date=settings.last_date,
        areas=areas,
        stops=stops,
        associations=associations,
        buses=buses,
        slots=slots,
        weekdays=settings.weekdays,
        tours=settings.tours,
        crew=settings.crew,
        visits=settings.visits,
        reach=settings.reach,
        weights=settings.weights,
        travel=read_travel_times(raw, settings.travel, needs, places),
        language=settings.language,
        closed=settings.closed,
        public_holidays=public_holidays(settings),
        runs_on_public_holidays=settings.runs_on_public_holidays,
        meeting_point=meeting_point,
        pins=read_pins(raw, settings, slots, stop_ids, association_ids),
        answers=read_answers(_table(raw, "availability"), settings, association_ids, slots, faults),
        residents=_residents(raw, settings, areas, stops),
        history=read_history(_table(raw, "history"), stop_ids, association_ids, faults),
        note=settings.note,
        sources=_sources(raw, settings),
    )


def _table(raw: RawSeason, name: str, register: Register | None = None) -> Table:
    """Give a table; an absent one is empty, and one that cannot be read leaves its ids open."""
    if name in raw.tables:
        return raw.tables[name]
    if register is not None:
        register.complete = False
        if name not in raw.unreadable:
            raw.faults.add(
                Place(raw.file),
                message("The season has no table of {table}.", table=name),
                message("Add it, with a row for each."),
            )
    return Table(name, raw.file, (), (), ())


def _residents(
    raw: RawSeason, settings: Settings, areas: tuple[Area, ...], stops: tuple[Stop, ...]
) -> tuple[ResidentPoint, ...] | None:
    if "residents" not in raw.tables:
        return None
    walk_m = settings.reach.walk_metres
    return read_residents(raw.tables["residents"], areas, stops, walk_m, raw.faults)


def _sources(raw: RawSeason, settings: Settings) -> tuple[str, ...]:
    """Give the attribution lines of the season and then of its files, each once."""
    lines = [*settings.sources]
    for name in ("areas", "stops", "roads", "residents"):
        if name in raw.tables:
            lines += raw.tables[name].sources
    return tuple(dict.fromkeys(line.strip() for line in lines))


def _check_file_names(raw: RawSeason, buses: tuple[Bus, ...], slots: tuple[Slot, ...]) -> None:
    """Note a fault when two departures of one date would write the same file."""
    stems: dict[str, tuple[Slot, Bus]] = {}
    for slot in slots:
        for bus in buses:
            other = stems.setdefault(f"{slot.id}-{bus.id}".casefold(), (slot, bus))
            if other != (slot, bus) and slot.id and bus.id:
                raw.faults.add(
                    raw.place(("calendar", "slots")),
                    message(
                        "The slot {slot} with the bus {bus} would have the same file names as the"
                        " slot {other_slot} with the bus {other_bus}.",
                        slot=slot.name,
                        bus=bus.id,
                        other_slot=other[0].name,
                        other_bus=other[1].id,
                    ),
                    message("Give one of the slots an id of its own."),
                )
