"""The roster as an Excel workbook: overview, calendar, index, and a sheet per association."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from busplan.errors import message
from busplan.language import Language
from busplan.render.roster_sheets import (
    fill_association_sheet,
    fill_index_sheet,
    fill_overview_sheet,
)
from busplan.render.roster_wording import danish_order
from busplan.render.sheet_names import sheet_names
from busplan.render.sheet_style import FIXED_MOMENT, workbook_bytes
from busplan.render.visible_text import visible_text
from busplan.render.week_sheet import fill_week_sheet
from busplan.result import Result


def render_roster_workbook(result: Result) -> bytes:
    """Make roster.xlsx: the tours, the weeks, and each association's shifts.

    Holds no contact, e-mail or phone. Equal results give equal bytes.
    """
    season = result.plan.season
    language = Language(season.language)
    say = language.say
    fixed = (say(message("Overview")), say(message("Calendar")), say(message("Associations")))
    people = sorted(season.associations, key=lambda who: (danish_order(who.name), who.id))
    own = sheet_names((who.name for who in people), taken=fixed)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    overview, weeks, index = (_sheet(workbook, name) for name in fixed)
    fill_overview_sheet(overview, result)
    fill_week_sheet(weeks, result.plan)
    fill_index_sheet(index, result.plan, list(zip(people, own, strict=True)))
    for association, name in zip(people, own, strict=True):
        fill_association_sheet(_sheet(workbook, name), result.plan, association)
    workbook.properties.title = visible_text(season.name)
    workbook.properties.creator = "busplan"
    workbook.properties.language = language.locale.replace("_", "-")
    workbook.properties.modified = FIXED_MOMENT
    return workbook_bytes(workbook)


def _sheet(workbook: Workbook, name: str) -> Worksheet:
    sheet = workbook.create_sheet(name)
    if not isinstance(sheet, Worksheet):
        raise TypeError(sheet)
    return sheet
