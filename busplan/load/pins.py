"""Parse decisions that were taken by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from busplan.errors import message
from busplan.load.faults import did_you_mean
from busplan.load.fields import Fields
from busplan.load.raw import RawSeason
from busplan.load.registers import Register
from busplan.load.sections import list_of_sections
from busplan.load.settings import Settings
from busplan.season import Pin, Slot
from busplan.vocabulary import RULES


def read_pins(
    raw: RawSeason,
    settings: Settings,
    slots: Sequence[Slot],
    stops: Register,
    associations: Register,
) -> tuple[Pin, ...]:
    """Parse the pins; each has a date of the season, and a stop, an association or both."""
    pins: list[Pin] = []
    for fields in list_of_sections(raw, "pins"):
        pin = _pin(fields, settings, tuple(slot.name for slot in slots))
        if pin is None:
            continue
        stops.refer(fields, "stop", pin.stop or "", message("There is no stop with this id."))
        associations.refer(
            fields,
            "association",
            pin.association or "",
            message("There is no association with this id."),
        )
        _check_against(fields, pin, pins)
        pins.append(pin)
    return tuple(pins)


def _pin(fields: Fields, settings: Settings, slots: Sequence[str]) -> Pin | None:
    fields.require("rule")
    rule = fields.choice("rule", RULES, "must")
    day = fields.day("date")
    slot, stop, association = (fields.text(key) for key in ("slot", "stop", "association"))
    if not stop and not association:
        fields.faults.add(
            fields.locate("stop"),
            message("The pin names neither a stop nor an association."),
            message("Add stop, association or both, or delete the pin."),
        )
    if slot and slot not in slots:
        fields.fault(
            "slot",
            message("There is no slot with this name."),
            did_you_mean(slot, slots) or message("The slots are {slots}.", slots=list(slots)),
        )
    fields.warn_of_unknown()
    if day is None:
        return None
    if settings.dated and not settings.first_date <= day <= settings.last_date:
        fields.fault(
            "date",
            message("The date lies outside the season."),
            message("Choose a date of the season, or delete the pin."),
        )
    elif rule == "must" and settings.dated:
        _warn_of_closed_day(fields, settings, day)
    return Pin(rule == "must", day, slot or None, stop or None, association or None)


def _warn_of_closed_day(fields: Fields, settings: Settings, day: date) -> None:
    if day in settings.closed or day.weekday() not in settings.weekdays:
        fields.warn(
            "date",
            message("No tour can run on this date, so no plan can keep the pin."),
            message("Choose an open date, or delete the pin."),
        )


def _check_against(fields: Fields, pin: Pin, earlier: Sequence[Pin]) -> None:
    for other in earlier:
        if (pin.date, pin.slot, pin.stop, pin.association) == (
            other.date,
            other.slot,
            other.stop,
            other.association,
        ):
            if pin.must == other.must:
                fields.warn("date", message("The pin says the same as an earlier one."))
            else:
                fields.fault(
                    "rule",
                    message("The pin contradicts an earlier one."),
                    message("Keep the one that holds."),
                )
            return
