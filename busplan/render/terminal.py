"""The plan in the terminal: a table of tours, a score card, and the closing lines."""

from __future__ import annotations

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from busplan.errors import Message, message, plural
from busplan.language import Language
from busplan.plan import Plan, Tour
from busplan.render.goal_words import GOAL_WORDS, rests_on_estimates
from busplan.render.quality import goals_in_order, proof
from busplan.render.roster_wording import crew_list, stop_line
from busplan.render.visible_text import visible_text
from busplan.result import Result


def render_terminal(result: Result) -> Group:
    """Lay out a plan for the terminal: tours, then what each goal gave and how good that is."""
    return Group(tour_table(result.plan), Text(), score_card(result))


def tour_table(plan: Plan) -> Table:
    """Lay out the tours, a row a tour; the bus has a column where there is more than one."""
    language = Language(plan.season.language)
    say = language.say
    table = plain_table(say(message("Tours of {season}", season=visible_text(plan.season.name))))
    several_buses = len(plan.season.buses) > 1
    table.add_column(say(message("No.")), justify="right", no_wrap=True)
    table.add_column(say(message("When")), no_wrap=True)
    if several_buses:
        table.add_column(say(message("Bus")), overflow="fold")
    table.add_column(say(message("Stops")), ratio=3, overflow="fold")
    table.add_column(say(message("Crew")), ratio=2, overflow="fold")
    for number, tour in enumerate(plan.tours, start=1):
        cells = [str(number), _when(tour, language)]
        if several_buses:
            cells.append(visible_text(plan.season.bus_by_id[tour.bus].name))
        cells.append("\n".join(stop_line(plan.season, visit, language) for visit in tour.visits))
        cells.append("\n".join(crew_list(plan, tour)))
        table.add_row(*map(Text, cells))
    return table


def score_card(result: Result) -> Group:
    """Lay out what each goal gave, the sum, and what is proved about it."""
    language = Language(result.plan.season.language)
    say = language.say
    table = plain_table(say(message("Score")))
    table.add_column(say(message("Goal")), ratio=2, overflow="fold")
    table.add_column(say(message("Amount")), justify="right", no_wrap=True)
    table.add_column(say(message("Unit")), ratio=3, overflow="fold")
    table.add_column(say(message("Weight")), justify="right", no_wrap=True)
    table.add_column(say(message("Points")), justify="right", no_wrap=True)
    for given in goals_in_order(result):
        words = GOAL_WORDS[given.goal]
        unit = say(words.unit)
        if rests_on_estimates(given.goal, result.plan.season):
            unit = say(message("{unit} (estimate)", unit=words.unit))
        table.add_row(
            Text(say(words.name)),
            Text(language.number(round(given.amount, 2))),
            Text(unit),
            Text(language.number(given.weight)),
            Text(language.number(given.points, 1)),
        )
    table.add_section()
    total = Text(language.number(result.score, 1), style="bold")
    table.add_row(Text(say(message("Sum")), style="bold"), Text(), Text(), Text(), total)
    return Group(table, Text(say(message("The plan is {proof}.", proof=proof(result)))))


def closing_lines(result: Result, open_this: str) -> tuple[Message, Message, Message]:
    """Say in three lines what was planned, how good it is, and which file to open."""
    plan = result.plan
    crews = {who for tour in plan.tours for who in tour.crew}
    areas = sum(bool(tours) for tours in plan.tours_by_area.values())
    return (
        message(
            "{season}: {tours} to {areas} with {associations} on board",
            season=visible_text(plan.season.name),
            tours=plural("{count} tour", "{count} tours", len(plan.tours)),
            areas=plural("{count} area", "{count} areas", areas),
            associations=plural("{count} association", "{count} associations", len(crews)),
        ),
        message(
            "{points} points; the plan is {proof}",
            points=round(result.score, 1),
            proof=proof(result),
        ),
        message("Open {file}", file=visible_text(open_this)),
    )


def plain_table(title: str) -> Table:
    """Make a table with a title and no frame, as all tables in the terminal are."""
    return Table(
        title=Text(title, style="bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        expand=False,
    )


def _when(tour: Tour, language: Language) -> str:
    span = language.time_span(tour.departs, tour.returns)
    return f"{language.short_date(tour.date)}\n{language.week(tour.date)}\n{span}"
