"""Phrases that more than one renderer uses: titles, dates, notes and attribution."""

from __future__ import annotations

from busplan.errors import message
from busplan.language import Language
from busplan.plan import Plan, Tour
from busplan.season import Season


def tour_number(plan: Plan, tour: Tour) -> int:
    """Give a tour's number in the season, from 1, in order of date."""
    return plan.tours.index(tour) + 1


def tour_places(plan: Plan, tour: Tour, language: Language) -> str:
    """Name the areas of a tour in driving order: "Dalmose og Bisserup"."""
    return language.join(area.name for area in plan.areas_of(tour))


def tour_title(plan: Plan, tour: Tour, language: Language) -> str:
    """Name a tour by number and places: "Tur 3: Dalmose og Bisserup"."""
    return language.say(
        message(
            "Tour {number}: {places}",
            number=tour_number(plan, tour),
            places=tour_places(plan, tour, language),
        )
    )


def tour_when(tour: Tour, language: Language) -> str:
    """Say when the crew is out: "onsdag den 14. oktober 2026, kl. 16.30–18.30 (uge 42)"."""
    span = language.time_span(tour.departs, tour.returns)
    return f"{language.long_date(tour.date)}, {span} ({language.week(tour.date)})"


def remarks(season: Season, language: Language) -> tuple[str, ...]:
    """Give the lines every output carries: the season's note, and what rests on estimates."""
    lines = [season.note] if season.note else []
    if any(area.estimated for area in season.areas):
        lines.append(language.say(message("Some figures for residents are estimates.")))
    if season.travel.estimated:
        lines.append(language.say(message("Driving times and distances are estimates.")))
    return tuple(lines)


def crew_names(plan: Plan, tour: Tour, language: Language) -> str:
    """Name the associations on board: "Røde Kors, Ældre Sagen og Bydelsmødre"."""
    return language.join(association.name for association in plan.crew_of(tour))
