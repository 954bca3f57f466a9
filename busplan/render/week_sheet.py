"""The roster's calendar sheet: a row a week, a column a weekday, the tours on their days."""

from __future__ import annotations

from datetime import date, timedelta

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from busplan.errors import message
from busplan.language import Language
from busplan.plan import Plan
from busplan.render.roster_wording import footer_lines, season_span
from busplan.render.sheet_style import (
    HEADINGS_ROW,
    SHADE,
    TINT,
    box,
    cell_at,
    fit_height,
    print_on_a4,
    shade,
    write_closing_lines,
    write_headings,
    write_text,
    write_title,
)
from busplan.render.wording import tour_number, tour_places
from busplan.season import Season

DAYS_A_WEEK = 7
WIDTHS = (8.0, *(19.0,) * DAYS_A_WEEK)
LINES_A_WEEK = 2


def fill_week_sheet(sheet: Worksheet, plan: Plan) -> None:
    """Fill the calendar with every week of the season; days without tours are plain to see."""
    season = plan.season
    language = Language(season.language)
    say = language.say
    span = season_span(season.first_date, season.last_date, language)
    write_title(sheet, say(message("Calendar, {season}", season=season.name)), span)
    weekdays = [language.weekday(number).capitalize() for number in range(DAYS_A_WEEK)]
    write_headings(sheet, [say(message("Week")), *weekdays], WIDTHS)
    row = HEADINGS_ROW
    for row, monday in enumerate(_mondays(season), start=HEADINGS_ROW + 1):
        first = cell_at(sheet, row, 1)
        write_text(first, language.week(monday).capitalize())
        box(first)
        for number in range(DAYS_A_WEEK):
            cell = cell_at(sheet, row, number + 2)
            _write_day(cell, plan, monday + timedelta(days=number), language)
            box(cell)
        fit_height(sheet, row, WIDTHS, least=LINES_A_WEEK)
    last_row = write_closing_lines(sheet, row + 1, footer_lines(season, language))
    page_of = say(message("Page {page} of {pages}", page="&P", pages="&N"))
    print_on_a4(sheet, last_row, len(WIDTHS), page_of)


def _mondays(season: Season) -> tuple[date, ...]:
    first = season.first_date - timedelta(days=season.first_date.weekday())
    weeks = (season.last_date - first).days // DAYS_A_WEEK + 1
    return tuple(first + timedelta(weeks=number) for number in range(weeks))


def _write_day(cell: Cell, plan: Plan, day: date, language: Language) -> None:
    season = plan.season
    if not season.first_date <= day <= season.last_date:
        shade(cell, SHADE)
        return
    lines = [language.day_month(day)]
    tours = [tour for tour in plan.tours if tour.date == day]
    for tour in tours:
        number = tour_number(plan, tour)
        lines += [
            language.say(message("Tour {number}", number=number)),
            language.time_span(tour.departs, tour.returns),
            tour_places(plan, tour, language),
        ]
    holiday = season.public_holidays.get(day)
    if holiday:
        lines.append(holiday)
    if day in season.closed:
        lines.append(language.say(message("closed")))
    write_text(cell, "\n".join(lines))
    if tours:
        shade(cell, TINT, bold=True)
    elif day in season.closed or (holiday and not season.runs_on_public_holidays):
        shade(cell, SHADE)
