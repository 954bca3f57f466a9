"""What each sheet and column of a season is for, in a sentence: the words of the guidance."""

from __future__ import annotations

from collections.abc import Mapping

from busplan.errors import Message, message

INTRODUCTION: tuple[Message, ...] = (
    message(
        "This workbook holds everything busplan knows of a season: where the bus may stand, "
        "who can be on board, and when."
    ),
    message("Write one thing on each row. Columns with a bold heading must be filled in."),
    message(
        "Keep the headings and the names of the sheets. You may add columns of your own: "
        "begin their headings with x_."
    ),
    message(
        "An id is a short name without spaces that other sheets refer to: the letters a to z, "
        "digits, full stop, _ and -."
    ),
    message("Write dates as 14-09-2026 and times as 13:00. Do not merge cells."),
    message('Lists are separated by commas: "tue, thu" or "host, arabic".'),
    message("Check the workbook before you plan with: busplan check NAME.xlsx"),
)
"""The first lines of the guidance."""

SHEET_MEANINGS: Mapping[str, Message] = {
    "season": message("The season's dates, limits and weights, one key on each row."),
    "areas": message("The local areas, with residents and shape."),
    "stops": message("The places where the bus may stand; an area may have several."),
    "buses": message("The buses, and where they are parked."),
    "slots": message("The times of day in which a tour may run."),
    "requirements": message(
        "What tours must visit, and what the associations on board must bring."
    ),
    "associations": message("The associations that can be on board."),
    "availability": message(
        "What each association answers for a date. No row: its default answer."
    ),
    "residents": message(
        "Residents by point or grid cell. Leave the sheet empty to count by area instead."
    ),
    "matrix": message("Driving times between places, when no road network is used."),
    "roads": message("The road network that driving times are found in."),
    "history": message("Visits before this season, for maps and reports."),
    "pins": message("What is decided beforehand: a tour that must be, or never may be."),
}
"""What each sheet is for, in the order of the sheets."""

_LIST_OF_IDS = message("Ids from the sheet of associations, separated by commas")
_CLOSED = message("Dates separated by commas; a period as 2026-10-12/2026-10-18")
_LONGITUDE = message("Longitude (WGS84), in Denmark 8 to 15")
_LATITUDE = message("Latitude (WGS84), in Denmark 54 to 58")
_ONLY_WEEKDAYS = message("Only these weekdays, separated by commas; empty: all")
_CONFIDENCE = message("estimate: the figures are estimates, and every output says so")
_NOTE = message("A note for people")

COLUMN_MEANINGS: Mapping[tuple[str, str], Message] = {
    ("areas", "id"): message("The area's id"),
    ("areas", "name"): message("The area's name, as it stands on maps"),
    ("areas", "residents"): message("Number of residents"),
    ("areas", "social_residents"): message("How many of them live in social housing"),
    ("areas", "tags"): message("What kind of area it is, as requirements name it"),
    ("areas", "needs"): message("What the area needs, as the associations' tags name it"),
    ("areas", "priority"): message("1 is ordinary; 2 counts its residents twice"),
    ("areas", "min_visits"): message("Fewest visits in the season"),
    ("areas", "max_visits"): message("Most visits in the season"),
    ("areas", "residents_basis"): message("Where the number of residents comes from"),
    ("areas", "social_basis"): message("Where the number in social housing comes from"),
    ("areas", "geometry"): message(
        "The area's shape as WKT in WGS84, longitude first; a point will do"
    ),
    ("stops", "id"): message("The stop's id"),
    ("stops", "name"): message("The stop's name"),
    ("stops", "area"): message("The id of the area it serves"),
    ("stops", "lon"): _LONGITUDE,
    ("stops", "lat"): _LATITUDE,
    ("stops", "address"): message("The address, for run sheets"),
    ("stops", "visit_minutes"): message(
        "Whole minutes at the stop, setting up and packing down included"
    ),
    ("stops", "opens"): message("The visit begins at this time or later"),
    ("stops", "closes"): message("The visit is over by this time"),
    ("stops", "weekdays"): _ONLY_WEEKDAYS,
    ("stops", "closed"): _CLOSED,
    ("stops", "road_node"): message("longitude,latitude of the road's end where the bus turns off"),
    ("stops", "uncertainty_m"): message("How exact the point is, in metres"),
    ("stops", "host"): message("Who receives the bus"),
    ("stops", "host_phone"): message("The host's phone; stands only on the tour's own run sheet"),
    ("stops", "agreed"): message("Has the bus leave to stand there?"),
    ("stops", "access"): message("Step-free access, toilet, power"),
    ("stops", "note"): _NOTE,
    ("buses", "id"): message("The bus' id"),
    ("buses", "name"): message("The bus' name"),
    ("buses", "lon"): _LONGITUDE,
    ("buses", "lat"): _LATITUDE,
    ("buses", "seats"): message("Seats for the associations"),
    ("buses", "speed_factor"): message(
        "Driving times are multiplied by this; above 1 for a slow bus"
    ),
    ("buses", "driver"): message("The driver; stands only on run sheets"),
    ("buses", "driver_phone"): message("The driver's phone; stands only on run sheets"),
    ("buses", "closed"): _CLOSED,
    ("slots", "id"): message("A short name for files; may be empty"),
    ("slots", "name"): message("The name that other sheets use"),
    ("slots", "start"): message("The crew leaves the meeting point at this time or later"),
    ("slots", "end"): message("The crew is back by this time, at most 24:00"),
    ("requirements", "applies_to"): message(
        "tours: so many tours visit an area with the tag; crew: every tour has so many "
        "associations with the tag"
    ),
    ("requirements", "tag"): message("The tag of the area or the association"),
    ("requirements", "min"): message("How many at least"),
    ("requirements", "where"): message(
        "For crew: only on tours that visit an area with this tag; empty: on every tour"
    ),
    ("associations", "id"): message("The association's id"),
    ("associations", "name"): message("The association's name"),
    ("associations", "tags"): message("What it can do or offer, as needs and requirements name it"),
    ("associations", "home_areas"): message("Ids of the areas where it is at home"),
    ("associations", "people"): message("Seats it takes on the bus"),
    ("associations", "min_shifts"): message("Fewest shifts in the season"),
    ("associations", "max_shifts"): message("Most shifts in the season; empty: no limit"),
    ("associations", "min_days_between"): message("Days from one shift to the next, at least"),
    ("associations", "default_answer"): message("What holds on days without an answer"),
    ("associations", "weekdays"): _ONLY_WEEKDAYS,
    ("associations", "apart"): message("Ids of associations it never shares a tour with"),
    ("associations", "contact"): message(
        "Contact person or role; stands only on the tour's own run sheet"
    ),
    ("associations", "email"): message("E-mail; stands only on the tour's own run sheet"),
    ("associations", "phone"): message("Phone; stands only on the tour's own run sheet"),
    ("associations", "note"): _NOTE,
    ("availability", "association"): message("The association's id"),
    ("availability", "date"): message("The date"),
    ("availability", "slot"): message("The slot's name; empty: the whole day"),
    ("availability", "answer"): message("yes, no, prefer or if_needed"),
    ("residents", "lon"): _LONGITUDE,
    ("residents", "lat"): _LATITUDE,
    ("residents", "residents"): message("Number of residents"),
    ("residents", "social_residents"): message("How many of them live in social housing"),
    ("matrix", "from"): message("Id of a stop, a bus or the meeting point"),
    ("matrix", "to"): message("Id of a stop, a bus or the meeting point"),
    ("matrix", "km"): message("Kilometres in this direction"),
    ("matrix", "minutes"): message("Minutes in this direction"),
    ("matrix", "confidence"): _CONFIDENCE,
    ("roads", "from"): message("The place at the line's beginning, for people"),
    ("roads", "to"): message("The place at the line's end, for people"),
    ("roads", "road"): message("The road's name, for people"),
    ("roads", "km"): message("Length in km; empty: the line's own length"),
    ("roads", "minutes"): message("Minutes; empty: from length and speed"),
    ("roads", "kmh"): message("Speed in km/h where minutes are empty"),
    ("roads", "mode"): message("Road or ferry"),
    ("roads", "oneway"): message("yes: only along the line"),
    ("roads", "travel_basis"): message("Where km and minutes come from"),
    ("roads", "confidence"): _CONFIDENCE,
    ("roads", "geometry"): message("The line as WKT in WGS84, longitude first"),
    ("history", "date"): message("The date of the visit"),
    ("history", "stop"): message("The stop's id"),
    ("history", "associations"): _LIST_OF_IDS,
    ("history", "visitors"): message("Number of visitors"),
    ("pins", "rule"): message("must or never"),
    ("pins", "date"): message("A date in the season"),
    ("pins", "slot"): message("The slot's name; empty: any time of the day"),
    ("pins", "stop"): message("The id of the stop that is visited, or never is"),
    ("pins", "association"): message("The id of the association that is on board, or never is"),
}
"""What each column of each table holds."""
