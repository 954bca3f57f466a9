"""What stands in the whole season's roster on paper: the tours, the shifts, and the score."""

from __future__ import annotations

from typing import Any

from busplan.errors import message, plural
from busplan.language import Language
from busplan.plan import Plan, Tour
from busplan.render.goal_words import GOAL_WORDS, rests_on_estimates
from busplan.render.quality import goals_in_order, proof
from busplan.render.roster_wording import crew_list, danish_order, dates_of, season_span, stop_line
from busplan.result import Result

Words = dict[str, Any]


def roster_words(result: Result) -> Words:
    """Give the words of roster.pdf; holds no contact, e-mail or phone."""
    plan, season = result.plan, result.plan.season
    language = Language(season.language)
    say = language.say
    return {
        "subtitle": say(
            message(
                "{tours}, {span}.",
                tours=plural("{count} tour", "{count} tours", len(plan.tours)),
                span=season_span(season.first_date, season.last_date, language),
            )
        ),
        "proof": say(message("The plan is {proof}.", proof=proof(result))),
        "tours": _tours(plan, language),
        "shifts": _shifts(plan, language),
        "goals": _goals(result, language),
    }


def _tours(plan: Plan, language: Language) -> Words:
    say, season = language.say, plan.season
    headings = (message("No."), message("When"), message("Bus"), message("Stops"), message("Crew"))
    return {
        "heading": say(message("The tours")),
        "columns": [say(heading) for heading in headings],
        "rows": [
            [
                str(number),
                _when(tour, language),
                season.bus_by_id[tour.bus].name,
                "\n".join(stop_line(season, visit, language) for visit in tour.visits),
                "\n".join(crew_list(plan, tour)),
            ]
            for number, tour in enumerate(plan.tours, start=1)
        ],
    }


def _when(tour: Tour, language: Language) -> str:
    span = language.time_span(tour.departs, tour.returns)
    return f"{language.long_date(tour.date)}\n{span} ({language.week(tour.date)})"


def _shifts(plan: Plan, language: Language) -> Words:
    say = language.say
    people = sorted(plan.season.associations, key=lambda who: (danish_order(who.name), who.id))
    return {
        "heading": say(message("The associations' shifts")),
        "columns": [say(message("Association")), say(message("Shifts")), say(message("Dates"))],
        "rows": [
            [
                who.name,
                str(len(plan.shifts_of(who))),
                dates_of(plan.shifts_of(who), language) or say(message("none in this plan")),
            ]
            for who in people
        ],
    }


def _goals(result: Result, language: Language) -> Words:
    say, season = language.say, result.plan.season
    headings = (message("Goal"), message("What it is about"), message("Amount"))
    rows = []
    for given in goals_in_order(result):
        words = GOAL_WORDS[given.goal]
        amount = message("{number} {unit}", number=round(given.amount, 2), unit=words.unit)
        if rests_on_estimates(given.goal, season):
            amount = message("{unit} (estimate)", unit=amount)
        rows.append(
            [
                say(words.name),
                say(words.explanation),
                say(amount),
                language.number(given.weight),
                language.number(given.points, 1),
            ]
        )
    return {
        "heading": say(message("What the plan gives")),
        "columns": [
            *(say(heading) for heading in headings),
            say(message("Weight")),
            say(message("Points")),
        ],
        "rows": rows,
        "sum": [say(message("Sum")), language.number(result.score, 1)],
    }
