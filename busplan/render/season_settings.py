"""The settings of a season as a flat list of dotted keys, with a sentence on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from busplan.errors import Message, message
from busplan.render.season_columns import Kind
from busplan.render.season_tables import date_intervals, written_travel_source
from busplan.season import Season


@dataclass(frozen=True)
class Setting:
    """One setting: its dotted key as in season.toml, its value, and what it means.

    Values are text, numbers, dates, booleans, tuples of text, a frozenset of weekdays, or None
    where the season leaves it out.
    """

    key: str
    value: object
    kind: Kind
    meaning: Message

    @property
    def table(self) -> str:
        """The part of the key before the dot, "" for those at the top."""
        return self.key.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The part of the key after the dot."""
        return self.key.rpartition(".")[2]


MEANINGS: Mapping[str, Message] = {
    "format": message("Version of the file format; leave it at 1"),
    "name": message("The season's name, as it stands on every map and roster"),
    "language": message("Language of everything people read: da or en"),
    "first_date": message("First day of the season"),
    "last_date": message("Last day of the season"),
    "note": message("A remark that is shown on every output"),
    "sources": message("A line that credits a source, shown on every map; one row for each"),
    "travel.source": message(
        "Where driving times come from: a road network, a table or straight lines"
    ),
    "travel.kmh": message("Speed in km/h where a road has no minutes, or along straight lines"),
    "travel.ferries": message("May the bus take ferries?"),
    "calendar.weekdays": message("Weekdays on which the bus may run, separated by commas"),
    "calendar.closed": message(
        "Dates without tours, separated by commas; a period as first date/last date"
    ),
    "calendar.public_holidays": message("May tours run on Danish public holidays?"),
    "meeting_point.id": message(
        "The meeting point's id; without these four, crews meet at the bus' depot"
    ),
    "meeting_point.name": message("Where the associations board the bus"),
    "meeting_point.lon": message("The meeting point's longitude (WGS84), in Denmark 8 to 15"),
    "meeting_point.lat": message("The meeting point's latitude (WGS84), in Denmark 54 to 58"),
    "tours.min": message("Fewest tours in the season"),
    "tours.max": message("Most tours in the season"),
    "tours.max_per_week": message("Most tours a week, all buses together; left out: no limit"),
    "tours.max_visits": message("Most stops on one tour"),
    "visits.max_per_area": message("Most visits to one area, unless the area says otherwise"),
    "visits.min_weeks_between": message("Weeks between two visits to the same area"),
    "crew.min": message("Fewest associations on a tour"),
    "crew.max": message("Most associations on a tour"),
    "reach.social_weight": message("A resident in social housing counts as this many"),
    "reach.repeat_factor": message(
        "Each further visit is worth this share of the one before, 0 to 1"
    ),
    "reach.walk_metres": message(
        "How far residents walk to a stop, in metres; used with residents by point"
    ),
    "weights.reach": message("Points for each weighted resident the season reaches"),
    "weights.participation": message("Points for each association that takes part"),
    "weights.wishes": message(
        "Points for each shift an association prefers, minus those it takes if needed"
    ),
    "weights.local": message("Points when an association visits its own home area"),
    "weights.needs": message("Points when somebody on board meets a need of the visited area"),
    "weights.spread": message("Points off for each part of the season without a tour"),
    "weights.driving": message("Points off for each minute of driving"),
}
"""What each key means, in the order of season.toml."""


def season_settings(season: Season) -> tuple[Setting, ...]:
    """Give every setting of a season, those it leaves out with the value None."""
    kinds = {
        "first_date": Kind.DATE,
        "last_date": Kind.DATE,
        "calendar.weekdays": Kind.WEEKDAYS,
        "calendar.public_holidays": Kind.YES_NO,
        "travel.ferries": Kind.YES_NO,
        "travel.source": Kind.TRAVEL_SOURCE,
        "meeting_point.lon": Kind.COORDINATE,
        "meeting_point.lat": Kind.COORDINATE,
    }
    values = dict(_values(season))
    return tuple(
        Setting(key, values[key], kinds.get(key, Kind.TEXT), meaning)
        for key, meaning in MEANINGS.items()
    )


def _values(season: Season) -> Iterator[tuple[str, object]]:
    yield "format", 1
    yield "name", season.name
    yield "language", season.language
    yield "first_date", season.first_date
    yield "last_date", season.last_date
    yield "note", season.note or None
    yield "sources", season.sources
    yield "travel.source", written_travel_source(season)
    yield "travel.kmh", season.travel.kmh
    yield "travel.ferries", season.travel.ferries
    yield "calendar.weekdays", season.weekdays
    yield "calendar.closed", date_intervals(season.closed)
    yield "calendar.public_holidays", season.runs_on_public_holidays
    place = season.meeting_point
    for name in ("id", "name", "lon", "lat"):
        yield f"meeting_point.{name}", getattr(place, name, None)
    for table, limits, names in (
        ("tours", season.tours, ("min", "max", "max_per_week", "max_visits")),
        ("visits", season.visits, ("max_per_area", "min_weeks_between")),
        ("crew", season.crew, ("min", "max")),
        ("reach", season.reach, ("social_weight", "repeat_factor", "walk_metres")),
    ):
        for name in names:
            yield f"{table}.{name}", getattr(limits, name)
    for goal, weight in season.weights.items():
        yield f"weights.{goal}", weight
