"""What tours.html says of each tour: plain text and lines, ready to be put into the page."""

from __future__ import annotations

from dataclasses import dataclass

from busplan.errors import message, plural
from busplan.language import Language
from busplan.plan import Plan, Tour, Visit
from busplan.render.map_geometry import LatLon, Line, lat_lon, ways_of
from busplan.render.map_words import minutes_text, resident_count
from busplan.render.wording import tour_number, tour_title
from busplan.season import Area, Season

COLOURS = ("#0072b2", "#b34700", "#117733", "#882255", "#332288", "#7a5c00", "#555f66")
"""After Okabe and Ito, and Tol: told apart by colour-blind people, 4.5:1 or more on white."""

DASHES = ("", "14 6", "2 7", "16 5 3 5", "8 8", "20 5 3 5 3 5")
"""As many as share no factor with the colours, so that 42 tours all look different."""

LANES_PX = (0.0, 3.5, -3.5, 7.0, -7.0)
"""How far to the side tours are drawn in turn, so that those on one road are all seen."""

STRAIGHT_DASH = "1 9"
"""Of a leg that is drawn straight because its way is not known."""


@dataclass(frozen=True)
class StopOnTour:
    """One visit: its mark on the map, and what pop-up, table and screen reader say of it."""

    key: str
    badge: str
    at: LatLon
    name: str
    area: str
    address: str
    uncertain: str
    when_short: str
    open_span: str
    open_line: str
    arrival: str
    label: str


@dataclass(frozen=True)
class TourOnMap:
    """One tour: its row in the table, its layer, and the line it is drawn with."""

    key: str
    number: int
    title: str
    places: str
    date: str
    day: str
    week: str
    crew_span: str
    bus: str
    bus_span: str
    drive: str
    crew: tuple[str, ...]
    stops: tuple[StopOnTour, ...]
    colour: str
    dash: str
    shift: float
    drawn: tuple[Line, ...]
    straight: tuple[Line, ...]


@dataclass(frozen=True)
class PlaceOnMap:
    """A meeting point or a depot."""

    key: str
    letter: str
    at: LatLon
    name: str
    kind: str


@dataclass(frozen=True)
class AreaOnMap:
    """An area as the background of the tours."""

    key: str
    name: str
    residents: str
    visits: tuple[str, ...]
    label: str


def tours_on_map(plan: Plan, language: Language) -> tuple[TourOnMap, ...]:
    """Describe every tour of a plan in order."""
    return tuple(_tour(plan, tour, language) for tour in plan.tours)


def _tour(plan: Plan, tour: Tour, language: Language) -> TourOnMap:
    number = tour_number(plan, tour)
    drawn, straight = ways_of(plan.season, tour)
    return TourOnMap(
        key=f"tour-{number}",
        number=number,
        title=tour_title(plan, tour, language),
        places=" → ".join(area.name for area in plan.areas_of(tour)),
        date=language.long_date(tour.date),
        day=language.day_month(tour.date),
        week=language.week(tour.date),
        crew_span=language.time_span(tour.departs, tour.returns),
        bus=plan.season.bus_by_id[tour.bus].name,
        bus_span=language.time_span(tour.leaves_depot, tour.back_at_depot),
        drive=_drive(plan.season, tour, language),
        crew=tuple(association.name for association in plan.crew_of(tour)),
        stops=tuple(
            _stop(plan, tour, visit, position, language)
            for position, visit in enumerate(tour.visits)
        ),
        colour=COLOURS[(number - 1) % len(COLOURS)],
        dash=DASHES[(number - 1) % len(DASHES)],
        shift=LANES_PX[(number - 1) % len(LANES_PX)],
        drawn=drawn,
        straight=straight,
    )


def _drive(season: Season, tour: Tour, language: Language) -> str:
    driven = message(
        "{minutes}, {km} km",
        minutes=minutes_text(tour.drive_minutes),
        km=language.number(tour.drive_km, 1),
    )
    if season.travel.estimated:
        driven = message("{figure} (estimate)", figure=driven)
    return language.say(driven)


def _badge(tour_number: int, visits: int, position: int) -> str:
    """Give the number on a stop: the tour's, with a letter where a tour has several stops."""
    return str(tour_number) if visits == 1 else f"{tour_number}{_letters(position)}"


def _letters(position: int) -> str:
    """Give a, b, … z, aa, ab, … for 0, 1, … ."""
    rest, letter = divmod(position, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("a") + letter)


def _stop(plan: Plan, tour: Tour, visit: Visit, position: int, language: Language) -> StopOnTour:
    stop = plan.season.stop_by_id[visit.stop]
    number = tour_number(plan, tour)
    span = language.time_span(visit.starts, visit.leaves)
    label = message(
        "Tour {number}, stop {position}: {stop}, {day}, {span}",
        number=number,
        position=position + 1,
        stop=stop.name,
        day=tour.date,
        span=span,
    )
    return StopOnTour(
        key=f"visit-{number}-{position + 1}",
        badge=_badge(number, len(tour.visits), position),
        at=lat_lon(stop.lon, stop.lat),
        name=stop.name,
        area=plan.season.area_by_id[stop.area].name,
        address=stop.address,
        uncertain=_uncertain(stop.uncertainty_m, language),
        when_short=language.day_month(tour.date),
        open_span=span,
        open_line=language.say(message("Open to all {span}", span=span)),
        arrival=language.say(message("The bus arrives at {arrives}.", arrives=visit.arrives)),
        label=language.say(label),
    )


def _uncertain(metres: float | None, language: Language) -> str:
    """Say how far off a stop's point may be, from 100 m on, which a map reader would notice."""
    if metres is None or metres < 100:
        return ""
    text = message("The point on the map is an estimate (within {metres} m).", metres=metres)
    return language.say(text)


def places_on_map(season: Season, language: Language) -> tuple[PlaceOnMap, ...]:
    """Describe the meeting point, if any, and each bus depot."""
    depots = tuple(
        PlaceOnMap(
            key=f"depot-{position}",
            letter="D",
            at=lat_lon(bus.lon, bus.lat),
            name=bus.name,
            kind=language.say(message("Depot")),
        )
        for position, bus in enumerate(season.buses, start=1)
    )
    if season.meeting_point is None:
        return depots
    meeting = season.meeting_point
    kind = language.say(message("Meeting point"))
    at = lat_lon(meeting.lon, meeting.lat)
    return (PlaceOnMap("meeting-point", "M", at, meeting.name, kind), *depots)


def areas_on_map(plan: Plan, language: Language) -> tuple[AreaOnMap, ...]:
    """Describe each area with its residents and the dates of its visits."""
    return tuple(
        _area(plan, area, position, language)
        for position, area in enumerate(plan.season.areas, start=1)
    )


def _area(plan: Plan, area: Area, position: int, language: Language) -> AreaOnMap:
    tours = plan.tours_by_area[area.id]
    visits = plural("{count} visit", "{count} visits", len(tours))
    residents = language.say(resident_count(area.residents, area.estimated))
    label = message(
        "{area}: {residents}, {visits}",
        area=area.name,
        residents=residents,
        visits=visits if tours else message("no visits"),
    )
    return AreaOnMap(
        key=f"area-{position}",
        name=area.name,
        residents=residents,
        visits=tuple(
            f"{language.long_date(tour.date)} ({tour_title(plan, tour, language)})"
            for tour in tours
        ),
        label=language.say(label),
    )
