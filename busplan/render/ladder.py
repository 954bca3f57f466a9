"""A ladder of plans with more and more tours: its table, its sentences, its CSV and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from busplan.coverage import Reached, coverage_of
from busplan.errors import Message, message, plural
from busplan.language import Language
from busplan.plan import Plan
from busplan.render.csv_cells import csv_number, csv_text
from busplan.render.goal_words import rests_on_estimates
from busplan.render.quality import proof
from busplan.render.roster_wording import listed
from busplan.render.sweep_rows import ENDING_WORDS
from busplan.render.terminal import plain_table
from busplan.render.visible_text import visible_text
from busplan.result import ABSOLUTE_TOLERANCE, RELATIVE_TOLERANCE
from busplan.what_if import Ladder, Rung

CSV_HEADINGS = (
    message("tours"),
    message("areas visited"),
    message("residents reached"),
    message("share of residents"),
    message("social residents reached"),
    message("share of social residents"),
    message("score"),
    message("bound"),
    message("score of the free plan"),
    message("bound of the free plan"),
    message("residents reached by the free plan"),
    message("cost of keeping visits, at least"),
    message("cost of keeping visits, at most"),
    message("new visits"),
    message("why there is no plan"),
)


def ladder_table(ladder: Ladder, language: Language) -> Table:
    """Lay out the ladder for the terminal, a row for each number of tours."""
    say = language.say
    table = plain_table(say(message("More tours, and no area loses a visit")))
    reached = message("Residents reached")
    if any(_estimated(rung) for rung in ladder.rungs):
        reached = message("{heading} (estimate)", heading=reached)
    table.add_column(say(message("Tours")), justify="right", no_wrap=True)
    table.add_column(say(message("Areas")), justify="right", no_wrap=True)
    table.add_column(say(reached), justify="right", no_wrap=True)
    table.add_column(say(message("In social housing")), justify="right")
    table.add_column(say(message("Points")), justify="right", no_wrap=True)
    table.add_column(say(message("Cost of keeping visits")), justify="right")
    for rung in ladder.rungs:
        table.add_row(*map(Text, _cells(rung, language)))
    return table


def _cells(rung: Rung, language: Language) -> list[str]:
    if rung.nested is None:
        return [str(rung.tours), "–", language.say(ENDING_WORDS["no_plan"]), "–", "–", "–"]
    plan = rung.nested.plan
    coverage = coverage_of(plan)
    whole = coverage.whole
    return [
        str(rung.tours),
        f"{coverage.areas_visited}/{len(coverage.areas)}",
        f"{language.number(round(whole.reached))} ({language.percent(whole.share)})",
        f"{language.number(round(whole.social_reached))} ({language.percent(whole.social_share)})",
        language.number(rung.nested.score, 1),
        _cost(rung, language),
    ]


def _cost(rung: Rung, language: Language) -> str:
    if not rung.holds:
        return ""
    least, most = (language.number(x, 1) for x in (rung.cost_at_least, rung.cost_at_most))
    return most if _is_exact(rung) else f"{least}–{most}"


def ladder_steps(ladder: Ladder) -> Iterator[tuple[Message, tuple[Message | str, ...]]]:
    """Give a headline for each number of tours, and what it adds and what nesting costs."""
    before: Rung | None = None
    for rung in ladder.rungs:
        if rung.nested is None:
            yield _why_none(rung), rung.reasons
            continue
        headline = plural("With {count} tour:", "With {count} tours:", rung.tours)
        yield headline, (*_added(before, rung), *_price(rung))
        before = rung


def ladder_remark(ladder: Ladder) -> tuple[Message, ...]:
    """Say that some numbers of tours are missing, where time or a stop ended the work."""
    if ladder.complete:
        return ()
    return (message("There was no time for the numbers of tours that are not shown."),)


def _why_none(rung: Rung) -> Message:
    if rung.free is not None:
        return plural(
            "With {count} tour the visits of fewer tours cannot all be kept:",
            "With {count} tours the visits of fewer tours cannot all be kept:",
            rung.tours,
        )
    return plural(
        "With {count} tour no plan keeps all the rules:",
        "With {count} tours no plan keeps all the rules:",
        rung.tours,
    )


def _added(before: Rung | None, rung: Rung) -> Iterator[Message]:
    new = new_visits(before, rung)
    if before is None or before.nested is None or rung.nested is None:
        yield message("Visits to {visits}", visits=listed(new))
        return
    if new:
        yield message("New visits: {visits}", visits=listed(new))
    more = round(_reached(rung.nested.plan).reached - _reached(before.nested.plan).reached)
    fewer_tours = plural("{count} tour", "{count} tours", before.tours)
    if more < 0:
        yield plural(
            "{count} resident fewer is reached than with {tours}.",
            "{count} fewer residents are reached than with {tours}.",
            -more,
            tours=fewer_tours,
        )
    else:
        yield plural(
            "{count} more resident is reached than with {tours}.",
            "{count} more residents are reached than with {tours}.",
            more,
            tours=fewer_tours,
        )


def _price(rung: Rung) -> Iterator[Message]:
    if rung.free is None or rung.nested is None or not rung.holds:
        return
    most = rung.cost_at_most
    if most <= ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * abs(rung.free.score):
        yield message(
            "That no area loses a visit costs nothing: no plan with so many tours is better."
        )
    elif _is_exact(rung):
        yield message("That no area loses a visit costs {points} points.", points=round(most, 1))
    else:
        yield message(
            "That no area loses a visit costs between {least} and {most} points (not proved "
            "further in time).",
            least=round(rung.cost_at_least, 1),
            most=round(most, 1),
        )


def new_visits(before: Rung | None, rung: Rung) -> tuple[str, ...]:
    """Name the areas that have more visits than with fewer tours."""
    if rung.nested is None:
        return ()
    plan = rung.nested.plan
    old = None if before is None or before.nested is None else before.nested.plan
    names: list[str] = []
    for area in plan.season.areas:
        had = 0 if old is None else len(old.tours_by_area[area.id])
        more = len(plan.tours_by_area[area.id]) - had
        if more:
            name = visible_text(area.name)
            names.append(name if more == 1 else f"{name} (× {more})")
    return tuple(names)


def _is_exact(rung: Rung) -> bool:
    """Tell whether both plans are proved, so that the cost is one figure."""
    plans = (rung.free, rung.nested)
    return all(one is not None and one.status == "optimal" for one in plans)


def _estimated(rung: Rung) -> bool:
    return rung.nested is not None and rests_on_estimates("reach", rung.nested.plan.season)


def _reached(plan: Plan) -> Reached:
    return coverage_of(plan).whole


# -- for spreadsheets and programs -----------------------------------------------------------------


def render_ladder_csv(ladder: Ladder, language: Language) -> bytes:
    """Write the ladder as a Danish or British spreadsheet reads it: UTF-8 with BOM and `;`."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow([language.say(heading) for heading in CSV_HEADINGS])
    before: Rung | None = None
    for rung in ladder.rungs:
        writer.writerow(_csv_row(before, rung, language))
        before = rung if rung.nested is not None else before
    return lines.getvalue().encode("utf-8-sig")


def _csv_row(before: Rung | None, rung: Rung, language: Language) -> list[str]:
    why = csv_text(" / ".join(language.say(reason) for reason in rung.reasons))
    if rung.nested is None or rung.free is None:
        return [str(rung.tours), *[""] * (len(CSV_HEADINGS) - 2), why]
    coverage, free = coverage_of(rung.nested.plan), coverage_of(rung.free.plan)
    whole = coverage.whole
    figures = [coverage.areas_visited, whole.reached, whole.share]
    figures += [whole.social_reached, whole.social_share, rung.nested.score, rung.nested.bound]
    figures += [rung.free.score, rung.free.bound, free.whole.reached]
    figures += [rung.cost_at_least, rung.cost_at_most]
    new = csv_text(" / ".join(new_visits(before, rung)))
    return [str(rung.tours), *(csv_number(one, language) for one in figures), new, why]


def ladder_json(ladder: Ladder, language: Language) -> dict[str, object]:
    """Give the ladder for a program; where there is no plan, `nested` is null."""
    return {
        "complete": ladder.complete,
        "rungs": [_rung_json(rung, language) for rung in ladder.rungs],
        "sentences": [
            " ".join(language.form(said) for said in (headline, *more))
            for headline, more in ladder_steps(ladder)
        ],
    }


def _rung_json(rung: Rung, language: Language) -> dict[str, object]:
    return {
        "tours": rung.tours,
        "nested": _plan_json(rung, nested=True, language=language),
        "free": _plan_json(rung, nested=False, language=language),
        "cost_at_least": rung.cost_at_least if rung.nested else None,
        "cost_at_most": rung.cost_at_most if rung.nested else None,
        "reasons": [language.say(reason) for reason in rung.reasons],
    }


def _plan_json(rung: Rung, *, nested: bool, language: Language) -> dict[str, object] | None:
    result = rung.nested if nested else rung.free
    if result is None:
        return None
    whole = _reached(result.plan)
    visits = {area: len(tours) for area, tours in result.plan.tours_by_area.items() if tours}
    return {
        "status": result.status,
        "proof": language.say(proof(result)),
        "score": result.score,
        "bound": result.bound,
        "residents": whole.residents,
        "residents_reached": whole.reached,
        "social_residents": whole.social_residents,
        "social_reached": whole.social_reached,
        "visits": visits,
    }
