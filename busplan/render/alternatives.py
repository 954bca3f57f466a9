"""Other plans that are nearly as good, in words: how good, how different, and in what."""

from __future__ import annotations

from collections.abc import Iterator

from busplan.errors import Message, message, plural
from busplan.language import Language
from busplan.render.plan_changes import say_changes_with_crews
from busplan.render.quality import proof
from busplan.result import judge
from busplan.what_if import Alternative, Alternatives


def alternatives_lead(found: Alternatives) -> tuple[Message, ...]:
    """Say how good the best plan is, what counts as nearly as good, and what as different."""
    return (*_how_good(found), *_what_counts(found))


def _how_good(found: Alternatives) -> Iterator[Message]:
    best = found.best
    behind = best.score - judge(found.plan, best.bound).score
    yield message(
        "The best plan gives {points} points; it is {proof}.",
        points=round(best.score, 1),
        proof=proof(best),
    )
    if behind > 0.01:
        yield message("The plan that was given has {points} points fewer.", points=round(behind, 1))


def _what_counts(found: Alternatives) -> Iterator[Message]:
    if found.found:
        visits = plural("{count} visit", "{count} visits", found.least_apart)
        yield message(
            "Each of these has at least {points} points: at most 1 % less. In each, at least "
            "{visits} are on another date or in another area than in the plan that was given, and "
            "than in each of the others.",
            points=round(found.least_score, 1),
            visits=visits,
        )


def alternatives_end(found: Alternatives) -> tuple[Message, ...]:
    """Say whether there are more, where fewer were found than asked for."""
    if len(found.found) >= found.wanted:
        return ()
    visits = plural("{count} visit", "{count} visits", found.least_apart)
    if found.nothing_more and found.found:
        return (
            message(
                "There are no more that lose at most 1 % and differ from all of these in at least "
                "{visits}; that is proved.",
                visits=visits,
            ),
        )
    if found.nothing_more:
        return (
            message(
                "There is no other plan that loses at most 1 % and differs in at least {visits}; "
                "that is proved.",
                visits=visits,
            ),
        )
    return (message("No more were found in time; there may be more."),)


def alternative_title(found: Alternatives, number: int) -> Message:
    """Say how good one of them is, and how much of it is different."""
    one = found.found[number]
    less = found.best.score - one.score
    return message(
        "Alternative {number}: {points} points ({less} fewer than the best); {visits} and "
        "{shifts} are others",
        number=number + 1,
        points=round(one.score, 1),
        less=round(less, 1),
        visits=plural("{count} visit", "{count} visits", one.visits_apart),
        shifts=plural("{count} shift", "{count} shifts", one.shifts_apart),
    )


def alternative_lines(found: Alternatives, one: Alternative, language: Language) -> tuple[str, ...]:
    """Say what one of them does differently, tour by tour."""
    return say_changes_with_crews(found.plan, one.plan, language)


def alternatives_json(found: Alternatives, language: Language) -> dict[str, object]:
    """Give all of it for a program, each plan with its tours."""
    said = (*alternatives_lead(found), *alternatives_end(found))
    return {
        "best_score": found.best.score,
        "best_bound": found.best.bound,
        "least_score": round(found.least_score, 4),
        "least_visits_apart": found.least_apart,
        "asked_for": found.wanted,
        "nothing_more": found.nothing_more,
        "sentences": [language.say(one) for one in said],
        "plans": [_plan_json(found, one, language) for one in found.found],
    }


def _plan_json(found: Alternatives, one: Alternative, language: Language) -> dict[str, object]:
    return {
        "score": round(one.score, 4),
        "visits_apart": one.visits_apart,
        "shifts_apart": one.shifts_apart,
        "changes": list(alternative_lines(found, one, language)),
        "tours": [
            {
                "date": tour.date.isoformat(),
                "slot": tour.slot,
                "bus": tour.bus,
                "stops": list(tour.stops),
                "areas": [area.id for area in one.plan.areas_of(tour)],
                "crew": list(tour.crew),
            }
            for tour in one.plan.tours
        ],
    }
