"""The documents that a plan is shown in: which files there are, and what makes each of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from busplan.render.calendar import render_association_calendar, render_season_calendar
from busplan.render.map import render_coverage_map, render_tours_map
from busplan.render.roster_pdf import render_association_pdf, render_roster_pdf, render_tour_pdf
from busplan.render.roster_workbook import render_roster_workbook
from busplan.result import Result

Documents = dict[str, Callable[[], bytes]]
"""What makes each file, by the file's path in the output folder."""

MAPS = ("tours.html", "coverage.html")
ROSTERS = ("roster.xlsx", "roster.pdf", "associations/", "tours/", "calendar/")
"""Beginnings of the paths of the files that hold maps, and rosters and calendars."""


def map_documents(result: Result) -> Documents:
    """List the maps of a plan."""
    return {
        "tours.html": partial(render_tours_map, result),
        "coverage.html": partial(render_coverage_map, result),
    }


def roster_documents(result: Result) -> Documents:
    """List the rosters, run sheets and calendars of a plan."""
    plan = result.plan
    documents: Documents = {
        "roster.xlsx": partial(render_roster_workbook, result),
        "roster.pdf": partial(render_roster_pdf, result),
        "calendar/season.ics": partial(render_season_calendar, result),
    }
    for one in plan.season.associations:
        documents[f"associations/{one.id}.pdf"] = partial(render_association_pdf, result, one)
        documents[f"calendar/{one.id}.ics"] = partial(render_association_calendar, result, one)
    for tour in plan.tours:
        documents[f"tours/{plan.file_stem(tour)}.pdf"] = partial(render_tour_pdf, result, tour)
    return documents
