"""Parse buses, the meeting point and slots: what a departure is made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from busplan.clock import Clock
from busplan.errors import message
from busplan.load.fields import Fields
from busplan.load.geodesic import check_position
from busplan.load.raw import RawSeason
from busplan.load.registers import Register
from busplan.load.sections import list_of_sections, section
from busplan.load.settings import Settings
from busplan.load.values import MOST, Unfit
from busplan.season import Bus, MeetingPoint, Slot

_DANISH_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "ß": "ss"}
)


def read_buses(raw: RawSeason, settings: Settings, places: Register) -> tuple[Bus, ...]:
    """Parse the buses; there must be at least one."""
    buses = []
    for fields in list_of_sections(raw, "buses"):
        bus_id = places.give(fields)
        lon, lat = read_position(fields)
        bus = Bus(
            id=bus_id,
            name=fields.text("name", required=True),
            lon=lon,
            lat=lat,
            seats=fields.whole("seats", high=1_000),
            speed_factor=fields.above_zero("speed_factor", 1.0, 100),
            driver=fields.text("driver"),
            driver_phone=fields.text("driver_phone"),
            closed=fields.closed(settings.first_date, settings.last_date),
        )
        fields.warn_of_unknown()
        buses.append(bus)
    if not buses:
        raw.faults.add(
            raw.place(("buses",)),
            message("The season has no bus."),
            message("Add at least one, with its seats."),
        )
    return tuple(buses)


def read_meeting_point(raw: RawSeason, places: Register) -> MeetingPoint | None:
    """Parse the meeting point, if there is one."""
    if raw.settings.get("meeting_point") is None:
        return None
    fields = section(raw, "meeting_point")
    point_id = places.give(fields)
    lon, lat = read_position(fields)
    point = MeetingPoint(point_id, fields.text("name", required=True), lon, lat)
    fields.warn_of_unknown()
    return point


def read_position(fields: Fields) -> tuple[float, float]:
    """Parse required lon and lat."""
    lon, lat = fields.number("lon", low=-MOST), fields.number("lat", low=-MOST)
    if not fields.sound("lon", "lat"):
        return lon, lat
    try:
        check_position(lon, lat)
    except Unfit as unfit:
        wrong = "lat" if -180 <= lon <= 180 and not -90 <= lat <= 90 else "lon"
        fields.fault(wrong, unfit.what, unfit.remedy)
    return lon, lat


def read_slots(raw: RawSeason) -> tuple[Slot, ...]:
    """Parse the slots; each gets an id, made from its name where it has none."""
    sections = list_of_sections(raw, "calendar", "slots")
    if not sections:
        raw.faults.add(
            raw.place(("calendar", "slots")),
            message("The season has no slot of time."),
            message("Add at least one, with name, start and end."),
        )
    ids = Register()
    names: set[str] = set()
    slots = []
    for fields in sections:
        name = fields.text("name", required=True)
        if name and name.casefold() in names:
            fields.fault("name", message("Two slots have the same name."))
        names.add(name.casefold())
        given = ids.give(fields) if fields.raw("id") is not None else ""
        start, end = fields.clock("start"), fields.clock("end")
        _check_span(fields, start, end)
        slots.append(Slot(given, name, start or Clock(0), end or Clock(0)))
        fields.warn_of_unknown(("id",))
    return tuple(_with_ids(slots))


def _check_span(fields: Fields, start: Clock | None, end: Clock | None) -> None:
    fields.require("start")
    fields.require("end")
    if start is not None and end is not None and end <= start:
        fields.fault(
            "end", message("The slot ends before it starts."), message("Swap start and end.")
        )


def _with_ids(slots: Iterable[Slot]) -> Iterable[Slot]:
    slots = list(slots)
    taken = {slot.id.casefold() for slot in slots if slot.id}
    for slot in slots:
        slot_id, number = slot.id or slot_id_of(slot.name), 2
        while not slot.id and slot_id.casefold() in taken:
            slot_id, number = f"{slot_id_of(slot.name)}-{number}", number + 1
        taken.add(slot_id.casefold())
        yield Slot(slot_id, slot.name, slot.start, slot.end)


def slot_id_of(name: str) -> str:
    """Make an id of a slot's name: "Lørdag eftermiddag" gives "loerdag-eftermiddag"."""
    plain = unicodedata.normalize("NFKD", name.translate(_DANISH_LETTERS))
    ascii_only = plain.encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60] or "slot"
