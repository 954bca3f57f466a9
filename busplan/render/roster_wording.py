"""Phrases of the rosters: where to meet, which stops when, how long, and with whom."""

from __future__ import annotations

from datetime import date

from busplan.errors import Message, message, plural
from busplan.language import Language
from busplan.plan import Plan, Tour, Visit
from busplan.render.visible_text import visible_text
from busplan.render.wording import remarks
from busplan.season import Association, Season

MINUTES_PER_HOUR = 60


def meeting_place(season: Season, bus: str) -> Message:
    """Name the place where a bus' crew boards: the meeting point, or the bus' depot."""
    if season.meeting_point is None:
        return message("the depot of {bus}", bus=visible_text(season.bus_by_id[bus].name))
    return message("{place}", place=visible_text(season.meeting_point.name))


def duration(minutes: int) -> Message:
    """Say how long something takes: "3 hours and 5 minutes"."""
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    in_minutes = plural("{count} minute", "{count} minutes", rest)
    if hours == 0:
        return in_minutes
    in_hours = plural("{count} hour", "{count} hours", hours)
    if rest == 0:
        return in_hours
    return message("{hours} and {minutes}", hours=in_hours, minutes=in_minutes)


def stop_place(season: Season, visit: Visit) -> Message:
    """Name a visit's stop with its area, once when both have the same name."""
    stop = season.stop_by_id[visit.stop]
    area = season.area_by_id[stop.area]
    name, area_name = visible_text(stop.name), visible_text(area.name)
    if name.casefold() == area_name.casefold():
        return message("{place}", place=name)
    return message("{stop} · {area}", stop=name, area=area_name)


def stop_line(season: Season, visit: Visit, language: Language) -> str:
    """Say when the bus is at which stop: "kl. 13.30–15.30 Motalavej · Halsskov"."""
    span = language.time_span(visit.starts, visit.leaves)
    return f"{span} {language.say(stop_place(season, visit))}"


def stop_line_with_address(season: Season, visit: Visit, language: Language) -> str:
    """Say when the bus is at which stop, and the stop's address where it is known."""
    address = visible_text(season.stop_by_id[visit.stop].address)
    line = stop_line(season, visit, language)
    return f"{line} · {address}" if address else line


def companions(plan: Plan, tour: Tour, association: Association) -> tuple[str, ...]:
    """Name the other associations on a tour."""
    return tuple(
        visible_text(other.name) for other in plan.crew_of(tour) if other.id != association.id
    )


def crew_list(plan: Plan, tour: Tour) -> tuple[str, ...]:
    """Name the associations on a tour."""
    return tuple(visible_text(who.name) for who in plan.crew_of(tour))


def listed(names: tuple[str, ...]) -> str:
    """List names that may hold commas themselves: "Ældre Sagen, lokalafdeling · Røde Kors"."""
    return " · ".join(names)


def dates_of(tours: tuple[Tour, ...], language: Language) -> str:
    """List the dates of tours in short: "15. sep., 22. okt."."""
    return ", ".join(language.day_month(tour.date) for tour in tours)


def season_span(first: date, last: date, language: Language) -> str:
    """Write the first and last date of a season: "31. aug. 2026 – 29. nov. 2026"."""
    return f"{language.short_date(first)} – {language.short_date(last)}"


def footer_lines(season: Season, language: Language) -> tuple[str, ...]:
    """Give what must stand on every page: the note, what is estimated, and the attribution."""
    lines = (*remarks(season, language), *season.sources)
    return tuple(line for line in map(visible_text, lines) if line)


def danish_order(name: str) -> str:
    """Give a key that sorts names as Danish does: æ, ø, å last, without regard to case."""
    folded = name.casefold()
    return folded.translate(
        {ord("æ"): "{", ord("ä"): "{", ord("ø"): "|", ord("ö"): "|", ord("å"): "}"}
    )
