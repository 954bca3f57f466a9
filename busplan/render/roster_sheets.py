"""The roster's sheets with a row a tour: the overview, the index, and an association's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from busplan.errors import Message, message, plural
from busplan.language import Language
from busplan.plan import Plan, Tour
from busplan.render.quality import proof
from busplan.render.roster_wording import (
    companions,
    crew_list,
    dates_of,
    duration,
    footer_lines,
    meeting_place,
    season_span,
    stop_line,
)
from busplan.render.sheet_style import (
    ACCENT,
    FONT,
    Column,
    print_on_a4,
    write_closing_lines,
    write_date,
    write_number,
    write_table,
    write_text,
    write_time,
    write_title,
)
from busplan.render.wording import tour_number
from busplan.result import Result
from busplan.season import Association, Season


def fill_overview_sheet(sheet: Worksheet, result: Result) -> None:
    """Fill the overview: a row a tour, with its stops, times and crew."""
    plan, season = result.plan, result.plan.season
    language = Language(season.language)
    subtitle = message(
        "{tours}, {span}. The plan is {proof}.",
        tours=plural("{count} tour", "{count} tours", len(plan.tours)),
        span=season_span(season.first_date, season.last_date, language),
        proof=proof(result),
    )
    write_title(sheet, season.name, language.say(subtitle))
    columns = _TourColumns(plan, language)
    table = (
        *columns.day(),
        columns.text(message("Slot"), 12, lambda tour: tour.slot),
        *columns.times(),
        columns.bus(),
        columns.stops(),
        columns.text(message("Crew"), 27, lambda tour: "\n".join(crew_list(plan, tour))),
        columns.number(message("People"), 9, plan.people_on),
        columns.number(_driving(message("Driving, min."), season), 13, lambda t: t.drive_minutes),
        columns.number(_driving(message("Driving, km"), season), 13, lambda t: t.drive_km, "0.0"),
    )
    last_row = write_table(sheet, table, plan.tours)
    _close(sheet, season, language, last_row, len(table))


def fill_association_sheet(sheet: Worksheet, plan: Plan, association: Association) -> None:
    """Fill an association's own sheet: a row a shift, with where to meet and with whom."""
    season = plan.season
    language = Language(season.language)
    say = language.say
    shifts = plan.shifts_of(association)
    count = plural("{count} shift", "{count} shifts", len(shifts))
    write_title(
        sheet, association.name, say(message("{season}: {count}", season=season.name, count=count))
    )
    columns = _TourColumns(plan, language)
    table = (
        *columns.day(),
        *columns.times(),
        columns.text(
            message("How long"), 16, lambda tour: say(duration(tour.returns - tour.departs))
        ),
        columns.text(
            message("Meeting place"), 23, lambda tour: say(meeting_place(season, tour.bus))
        ),
        columns.bus(),
        columns.stops(),
        columns.text(
            message("With whom"), 27, lambda tour: "\n".join(companions(plan, tour, association))
        ),
    )
    last_row = write_table(sheet, table, shifts)
    _close(sheet, season, language, last_row, len(table))


def fill_index_sheet(
    sheet: Worksheet, plan: Plan, people: Sequence[tuple[Association, str]]
) -> None:
    """Fill the index: a row an association, with a link to its sheet of the given name."""
    season = plan.season
    language = Language(season.language)
    say = language.say

    def write_link(cell: Cell, item: tuple[Association, str]) -> None:
        association, sheet_name = item
        write_text(cell, association.name)
        quoted = sheet_name.replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")
        cell.font = Font(name=FONT, color=ACCENT, underline="single")

    def write_count(cell: Cell, item: tuple[Association, str]) -> None:
        write_number(cell, len(plan.shifts_of(item[0])))

    def write_dates(cell: Cell, item: tuple[Association, str]) -> None:
        write_text(cell, dates_of(plan.shifts_of(item[0]), language))

    write_title(sheet, say(message("Associations")), season.name)
    table = (
        Column(say(message("Association")), 44, write_link),
        Column(say(message("Shifts")), 9, write_count),
        Column(say(message("Dates")), 70, write_dates),
    )
    last_row = write_table(sheet, table, people)
    _close(sheet, season, language, last_row, len(table))


class _TourColumns:
    """The columns that tables of tours share, each by name."""

    def __init__(self, plan: Plan, language: Language) -> None:
        self._plan = plan
        self._language = language

    def day(self) -> tuple[Column[Tour], ...]:
        """Give the tour's number, its date and its week."""
        code = self._language.code
        return (
            self.number(message("Tour"), 7, lambda tour: tour_number(self._plan, tour)),
            Column(
                self._language.say(message("Date")),
                17,
                lambda cell, tour: write_date(cell, tour.date, code),
            ),
            self.number(message("Week"), 7, lambda tour: tour.date.isocalendar().week),
        )

    def times(self) -> tuple[Column[Tour], ...]:
        """Give when the crew leaves the meeting place and when it is back."""
        say, code = self._language.say, self._language.code
        return (
            Column(
                say(message("Departs")), 9, lambda cell, tour: write_time(cell, tour.departs, code)
            ),
            Column(
                say(message("Returns")), 9, lambda cell, tour: write_time(cell, tour.returns, code)
            ),
        )

    def bus(self) -> Column[Tour]:
        """Give the bus by name."""
        return self.text(
            message("Bus"), 15, lambda tour: self._plan.season.bus_by_id[tour.bus].name
        )

    def stops(self) -> Column[Tour]:
        """Give the stops in driving order, a line each, with times and area."""
        season, language = self._plan.season, self._language
        return self.text(
            message("Stops with times"),
            42,
            lambda tour: "\n".join(stop_line(season, visit, language) for visit in tour.visits),
        )

    def text(self, heading: Message, width: float, of: Callable[[Tour], str]) -> Column[Tour]:
        """Give a column of text."""
        return Column(
            self._language.say(heading), width, lambda cell, tour: write_text(cell, of(tour))
        )

    def number(
        self,
        heading: Message,
        width: float,
        of: Callable[[Tour], float],
        number_format: str = "General",
    ) -> Column[Tour]:
        """Give a column of numbers."""
        return Column(
            self._language.say(heading),
            width,
            lambda cell, tour: write_number(cell, of(tour), number_format),
        )


def _driving(heading: Message, season: Season) -> Message:
    return message("{heading} (estimate)", heading=heading) if season.travel.estimated else heading


def _close(
    sheet: Worksheet, season: Season, language: Language, last_row: int, columns: int
) -> None:
    last_row = write_closing_lines(sheet, last_row + 1, footer_lines(season, language))
    page_of = language.say(message("Page {page} of {pages}", page="&P", pages="&N"))
    print_on_a4(sheet, last_row, columns, page_of)
