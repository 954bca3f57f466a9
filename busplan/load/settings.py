"""Parse the settings of a season: names, calendar, limits and weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from busplan.errors import message
from busplan.load.faults import did_you_mean
from busplan.load.fields import Fields
from busplan.load.raw import RawSeason
from busplan.load.sections import list_of_sections, section
from busplan.season import (
    DEFAULT_WEIGHTS,
    CrewLimits,
    Reach,
    Requirement,
    TourLimits,
    VisitLimits,
)
from busplan.vocabulary import TRAVEL_SOURCES

MOST_DAYS = 3_660
"""Days that a season may last: ten years."""

SECTIONS = (
    "files", "travel", "calendar", "meeting_point", "buses", "tours", "visits", "crew", "reach",
    "weights", "pins",
)  # fmt: skip
"""What season.toml holds beside its first lines."""

_LANGUAGES = {"da": "dansk", "en": "engelsk"}


@dataclass(frozen=True)
class TravelSettings:
    """Where travel times come from; `kmh` is None where the season sets no speed."""

    source: str = ""
    ferries: bool = False
    kmh: float | None = None


@dataclass(frozen=True)
class Settings:
    """What a season's settings say, apart from buses, slots and pins.

    `dated` is False when the season's dates could not be read; nothing is said of other dates then.
    """

    name: str
    language: str
    first_date: date
    last_date: date
    weekdays: frozenset[int]
    closed: frozenset[date]
    runs_on_public_holidays: bool
    tours: TourLimits
    visits: VisitLimits
    crew: CrewLimits
    reach: Reach
    weights: Mapping[str, float]
    travel: TravelSettings
    note: str = ""
    sources: tuple[str, ...] = ()
    dated: bool = True


def read_settings(raw: RawSeason) -> Settings:
    """Parse the settings, noting every fault."""
    top = section(raw)
    first, last, dated = _dates(top)
    _check_format(top)
    calendar = section(raw, "calendar")
    settings = Settings(
        name=top.text("name", required=True),
        language=top.choice("language", _LANGUAGES, "da"),
        first_date=first,
        last_date=last,
        weekdays=_weekdays(calendar),
        closed=calendar.closed(first, last),
        runs_on_public_holidays=calendar.flag("public_holidays"),
        tours=_tours(raw),
        visits=_visits(raw),
        crew=_crew(raw),
        reach=_reach(raw),
        weights=_weights(raw),
        travel=_travel(raw),
        note=top.text("note"),
        sources=top.items("sources") if isinstance(top.raw("sources"), list) else _one_source(top),
        dated=dated,
    )
    calendar.warn_of_unknown(("slots",))
    top.warn_of_unknown(SECTIONS)
    return settings


def _one_source(top: Fields) -> tuple[str, ...]:
    source = top.text("sources")
    return (source,) if source else ()


def _check_format(top: Fields) -> None:
    if top.raw("format") is not None and top.whole("format", 1) != 1:
        top.fault(
            "format",
            message("This format of season is not read by this version of busplan."),
            message("Write format = 1, or install a newer busplan."),
        )


def _dates(top: Fields) -> tuple[date, date, bool]:
    first, last = top.day("first_date"), top.day("last_date")
    if first is None or last is None:
        return date(1900, 1, 1), date(1900, 1, 1), False
    if last < first:
        top.fault(
            "last_date",
            message("The season ends before it starts."),
            message("Swap first_date and last_date."),
        )
    elif (last - first).days >= MOST_DAYS:
        top.fault("last_date", message("The season is longer than ten years."))
    else:
        return first, last, True
    return first, first, False


def _weekdays(calendar: Fields) -> frozenset[int]:
    found = calendar.weekdays()
    if found is None and not isinstance(calendar.raw("weekdays"), str):
        calendar.faults.add(
            calendar.locate("weekdays"),
            message("No weekday is offered."),
            message('List them, such as ["tue", "sat"].'),
        )
    return found or frozenset()


def _requirements(raw: RawSeason, part: str, *, with_where: bool) -> tuple[Requirement, ...]:
    found = []
    for fields in list_of_sections(raw, part, "requirements"):
        tag = fields.text("tag", required=True)
        where = fields.text("where") if with_where else ""
        found.append(Requirement(tag, fields.whole("min"), where or None))
        fields.warn_of_unknown()
    return tuple(found)


def _tours(raw: RawSeason) -> TourLimits:
    fields = section(raw, "tours")
    limits = TourLimits(
        max=fields.whole("max", low=1, high=10_000),
        max_visits=fields.whole("max_visits", low=1, high=100),
        min=fields.whole("min", 0),
        max_per_week=fields.whole_or_none("max_per_week", low=1),
        requirements=_requirements(raw, "tours", with_where=False),
    )
    if limits.min > limits.max and fields.sound("max"):
        fields.fault(
            "min",
            message("The smallest number of tours is above the largest, {max}.", max=limits.max),
            message("Lower min or raise max."),
        )
    fields.warn_of_unknown(("requirements",))
    return limits


def _visits(raw: RawSeason) -> VisitLimits:
    fields = section(raw, "visits")
    limits = VisitLimits(
        max_per_area=fields.whole("max_per_area", 2, low=1),
        min_weeks_between=fields.number("min_weeks_between", 3, high=1_000),
    )
    fields.warn_of_unknown()
    return limits


def _crew(raw: RawSeason) -> CrewLimits:
    fields = section(raw, "crew")
    limits = CrewLimits(
        min=fields.whole("min"),
        max=fields.whole("max"),
        requirements=_requirements(raw, "crew", with_where=True),
    )
    if limits.min > limits.max and fields.sound("max"):
        fields.fault(
            "min",
            message("The smallest crew is above the largest, {max}.", max=limits.max),
            message("Lower min or raise max."),
        )
    fields.warn_of_unknown(("requirements",))
    return limits


def _reach(raw: RawSeason) -> Reach:
    fields = section(raw, "reach")
    reach = Reach(
        social_weight=fields.number("social_weight", 3.0),
        repeat_factor=fields.number("repeat_factor", 0.4, high=1),
        walk_metres=fields.number("walk_metres", 800, high=100_000),
    )
    fields.warn_of_unknown()
    return reach


def _weights(raw: RawSeason) -> dict[str, float]:
    fields = section(raw, "weights")
    weights = {goal: fields.number(goal, points) for goal, points in DEFAULT_WEIGHTS.items()}
    fields.warn_of_unknown()
    return weights


def travel_source(written: str) -> str:
    """Give a source of travel times by its English name, whichever it was written with."""
    by_danish = {danish: english for english, danish in TRAVEL_SOURCES.items()}
    return by_danish.get(written.casefold(), written.casefold())


def _travel(raw: RawSeason) -> TravelSettings:
    fields = section(raw, "travel")
    source = travel_source(fields.text("source", required=True))
    if source in ("valhalla", "osrm"):
        fields.fault(
            "source",
            message("Routing servers are not supported yet."),
            message("Use network, matrix or straight_line."),
        )
    elif source and source not in TRAVEL_SOURCES:
        fields.fault(
            "source",
            message("This is not a source of travel times."),
            did_you_mean(source, TRAVEL_SOURCES)
            or message("Use network, matrix or straight_line."),
        )
    travel = TravelSettings(
        source=source,
        ferries=fields.flag("ferries"),
        kmh=None if fields.raw("kmh") is None else fields.above_zero("kmh", 50, 300),
    )
    fields.warn_of_unknown(("network", "matrix", "url"))
    return travel
