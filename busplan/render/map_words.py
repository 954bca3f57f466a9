"""The words of both map pages: headings, labels and the lines that say how good a plan is."""

from __future__ import annotations

from collections.abc import Mapping

from busplan.errors import Message, message, plural
from busplan.language import Language
from busplan.render.quality import proof
from busplan.result import Result

WORDS: Mapping[str, Message] = {
    "all_tours": message("Show all"),
    "area": message("Area"),
    "bus": message("Bus"),
    "close": message("Close"),
    "coverage_link": message("Show the area in the table"),
    "coverage_caption": message("A row for each area. Press a heading to sort by it."),
    "crew": message("Crew"),
    "crowded": message("Zoom in or hide tours to see dates and times on the map."),
    "depot": message("Depot: where the bus is kept"),
    "driving": message("Driving"),
    "estimate": message("estimate"),
    "ferry": message("Ferry"),
    "hatched": message("Hatched: social housing area"),
    "leaflet": message("The map is drawn with Leaflet."),
    "legend": message("What the map shows"),
    "map": message("Map"),
    "meeting": message("Meeting point: where the crew boards"),
    "month_stop": message("Stop with tour number, date and opening hours"),
    "no_script": message("The map needs JavaScript. The table says the same."),
    "no_tours": message("Hide all"),
    "not_visited": message("No visits this season."),
    "outline": message("Edge of all areas together"),
    "reached_share": message("Reached"),
    "residents": message("Residents"),
    "road": message("Road"),
    "several": message("Thick edge: visited more than once"),
    "shift": message("Shift"),
    "shares": message("Share of the area's weighted residents who are reached"),
    "show_on_map": message("show on the map"),
    "skip_to_table": message("Skip to the table"),
    "social_residents": message("In social housing"),
    "stops": message("Stops"),
    "straight": message("Dotted straight line: the way is not known"),
    "summary": message("In short"),
    "table": message("Table"),
    "tour": message("Tour"),
    "tours_caption": message(
        "A row for each tour. The times at the stops are when the bus is open to all."
    ),
    "tour_link": message("Show the tour in the table"),
    "tours": message("Tours on the map"),
    "visits": message("Visits"),
    "when": message("When"),
    "zoom_in": message("Zoom in"),
    "zoom_out": message("Zoom out"),
    "whole_map": message("Show the whole map"),
}


def words_in(language: Language) -> dict[str, str]:
    """Say every word of the pages in one language."""
    return {name: language.say(word) for name, word in WORDS.items()}


def minutes_text(minutes: int) -> Message:
    """Say a number of minutes: "115 min"."""
    return message("{minutes} min", minutes=minutes)


def resident_count(residents: float, estimated: bool) -> Message:
    """Say a number of residents, and that it is an estimate where it is one."""
    count = round(residents)
    said = plural("{count} resident", "{count} residents", count)
    return message("{figure} (estimate)", figure=said) if estimated else said


def proof_line(result: Result, language: Language) -> str:
    """Say how good a plan is proved to be."""
    if result.sound and result.status == "optimal":
        return language.say(message("No plan that keeps all rules is better: this is proved."))
    return language.say(message("The plan is {proof}.", proof=proof(result)))


def season_line(result: Result, language: Language) -> str:
    """Say when the season runs, and how many tours and visits it has."""
    plan = result.plan
    tours = len(plan.tours)
    visits = sum(len(tour.visits) for tour in plan.tours)
    return language.say(
        message(
            "{first} to {last} · {tours} · {visits}",
            first=plan.season.first_date,
            last=plan.season.last_date,
            tours=plural("{count} tour", "{count} tours", tours),
            visits=plural("{count} visit", "{count} visits", visits),
        )
    )
