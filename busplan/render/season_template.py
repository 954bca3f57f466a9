"""The season that `busplan new` starts from: Slagelse's areas, and an example row in each table.

`busplan new --xlsx` loads this folder and writes it with `render_season_workbook`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from busplan.clock import Clock
from busplan.errors import message
from busplan.language import Language
from busplan.render.season_folder import table_csv
from busplan.render.season_tables import associations_table, availability_table, history_table
from busplan.render.season_toml import render_season_toml
from busplan.season import (
    Answer,
    Association,
    Bus,
    CrewLimits,
    MeetingPoint,
    PastVisit,
    Pin,
    Requirement,
    Season,
    Slot,
    TourLimits,
)
from busplan.travel import Road, TravelTimes

BUNDLED_FILES: Mapping[str, str] = MappingProxyType(
    {
        "areas.geojson": "slagelse.geojson",
        "stops.geojson": "slagelse-stops.geojson",
        "roads.geojson": "slagelse-roads.geojson",
    }
)
"""The files of a new season that are copied, and their names among the bundled areas."""

WEEKS = 13
_AUTUMN_HOLIDAY_WEEK = 42
_TUESDAY = 1
_SLOT = Slot("eftermiddag", "eftermiddag", Clock(13 * 60), Clock(17 * 60))


def new_season_folder(first_date: date, areas: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give every file of a new season's folder, by its path in the folder.

    Parameters
    ----------
    first_date
        The first day of the season, which lasts thirteen weeks.
    areas
        The bundled files by their own names, at least those of `BUNDLED_FILES`.
    """
    copied = {name: areas[bundled] for name, bundled in BUNDLED_FILES.items()}
    season = _example(first_date, _first_stop(copied["stops.geojson"]))
    tables = {
        "associations.csv": table_csv(associations_table(season), decimal_comma=True),
        "availability.csv": table_csv(availability_table(season), decimal_comma=True),
        "history.csv": table_csv(history_table(season), decimal_comma=True),
    }
    settings = render_season_toml(season, (*copied, *tables))
    return {"season.toml": settings, **copied, **tables}


def _first_stop(stops: bytes) -> str:
    return str(json.loads(stops)["features"][0]["properties"]["id"])


def _example(first_date: date, stop: str) -> Season:
    """Make the example, without the areas and stops, whose files are copied as they are."""
    last_date = first_date + timedelta(weeks=WEEKS, days=-1)
    a_tuesday = first_date + timedelta(days=(_TUESDAY - first_date.weekday()) % 7 + 14)
    associations = _associations()
    say = Language("da").say
    return Season(
        name=say(message("New season")),
        first_date=first_date,
        last_date=last_date,
        areas=(),
        stops=(),
        associations=associations,
        buses=(Bus("museumsbus", "Museumsbussen", 11.2942, 55.25211, seats=20),),
        slots=(_SLOT,),
        weekdays=frozenset({1, 2, 3, 5}),
        tours=TourLimits(
            max=6, max_visits=1, max_per_week=1, requirements=(Requirement("boligsocialt", 2),)
        ),
        crew=CrewLimits(min=2, max=3, requirements=(Requirement("vært", 1),)),
        travel=_TRAVEL,
        closed=_autumn_holiday(first_date, last_date),
        meeting_point=MeetingPoint(
            "frivilligcenter", "Frivilligcenter Slagelse", 11.35266, 55.4031
        ),
        pins=(Pin(must=False, date=a_tuesday, association=associations[0].id),),
        answers={(associations[1].id, a_tuesday, _SLOT.name): Answer.PREFER},
        history=(PastVisit(first_date - timedelta(days=30), stop, (associations[0].id,), 40),),
        note=say(message("An example to start from: correct or delete what does not fit.")),
    )


_TRAVEL = TravelTimes("network", {}, roads=(Road(((0.0, 0.0), (0.0, 0.0))),))
"""Says that the season has a road network; its file is copied."""


def _associations() -> tuple[Association, ...]:
    def example(number: int, name: str, *tags: str) -> Association:
        return Association(
            f"eksempel-{number}",
            f"{name} (eksempel)",
            tags=tags,
            min_days_between=7,
            contact="Kontaktperson",
            email=f"eksempel-{number}@example.org",
            phone="00 00 00 00",
        )

    return (
        example(1, "Frivilligcentret", "vært", "social"),
        example(2, "Besøgsvennerne", "vært", "senior"),
        example(3, "Idrætsforeningen", "idræt", "familie"),
        example(4, "Sprogcaféen", "integration"),
    )


def _autumn_holiday(first_date: date, last_date: date) -> frozenset[date]:
    """Give the days of the schools' autumn holiday, week 42, that lie in the season."""
    monday = date.fromisocalendar(first_date.year, _AUTUMN_HOLIDAY_WEEK, 1)
    week = (monday + timedelta(days=n) for n in range(7))
    return frozenset(day for day in week if first_date <= day <= last_date)
