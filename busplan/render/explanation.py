"""What each goal gave in a plan, in sentences that name the areas, dates and associations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from busplan.coverage import coverage_of
from busplan.errors import Message, message, plural
from busplan.plan import Plan, Tour
from busplan.render.goal_words import GOAL_WORDS, rests_on_estimates
from busplan.render.quality import goals_in_order
from busplan.render.roster_wording import listed
from busplan.render.visible_text import visible_text
from busplan.result import GoalScore, Result
from busplan.season import Answer, Area, Association

MOST_AREAS_NAMED = 5
"""Areas that are named where the bus does not come; the rest are counted."""


@dataclass(frozen=True)
class GoalExplanation:
    """One goal: what it gave, what it is about, and where its amount came from."""

    given: GoalScore
    name: Message
    about: Message
    sentences: tuple[Message, ...]


def explain_goals(result: Result) -> tuple[GoalExplanation, ...]:
    """Explain all seven goals, in the order of the contract."""
    plan = result.plan
    return tuple(
        GoalExplanation(
            given,
            GOAL_WORDS[given.goal].name,
            GOAL_WORDS[given.goal].explanation,
            tuple(_with_estimates(given.goal, plan)),
        )
        for given in goals_in_order(result)
    )


def explain_visits(plan: Plan, area: Area) -> tuple[Message, ...]:
    """Say when an area is visited, or that it is not, and by which stops it could be."""
    name = _name(area)
    tours = plan.tours_by_area[area.id]
    if tours:
        dates = tuple(tour.date for tour in tours)
        return (message("{area} is visited on {dates}.", area=name, dates=dates),)
    stops = tuple(visible_text(one.name) for one in plan.season.stops if one.area == area.id)
    if not stops:
        return (message("{area} is not visited: it has no stop.", area=name),)
    return (message("{area} is not visited. Its stops: {stops}", area=name, stops=listed(stops)),)


def _with_estimates(goal: str, plan: Plan) -> Iterator[Message]:
    yield from _SENTENCES[goal](plan)
    if rests_on_estimates(goal, plan.season):
        yield message("The figures are estimates.")


def _reach(plan: Plan) -> Iterator[Message]:
    coverage = coverage_of(plan)
    whole = coverage.whole
    yield message(
        "{reached} of {residents} residents live where the bus comes, {social_reached} of "
        "{social} of those in social housing.",
        reached=round(whole.reached),
        residents=round(whole.residents),
        social_reached=round(whole.social_reached),
        social=round(whole.social_residents),
    )
    missed = sorted(
        (area for area in coverage.areas if not area.reached.reached and area.reached.residents),
        key=lambda area: -area.area.residents,
    )
    if not missed:
        return
    named = tuple(_area_with_residents(one.area) for one in missed[:MOST_AREAS_NAMED])
    yield message("The largest areas that are not reached: {areas}.", areas=named)
    more = len(missed) - len(named)
    if more:
        yield plural(
            "{count} more area is not reached.", "{count} more areas are not reached.", more
        )


def _area_with_residents(area: Area) -> Message:
    return message("{area} ({residents})", area=_name(area), residents=round(area.residents))


def _participation(plan: Plan) -> Iterator[Message]:
    shifts = {one: len(plan.shifts_of(one)) for one in plan.season.associations}
    aboard = [one for one, count in shifts.items() if count]
    yield message(
        "{aboard} of {all} associations have a shift.", aboard=len(aboard), all=len(shifts)
    )
    for number in sorted(set(shifts.values()), reverse=True):
        if number == 1:
            continue
        names = listed(tuple(_name(one) for one, count in shifts.items() if count == number))
        if number:
            yield message("{number} shifts: {associations}", number=number, associations=names)
        else:
            yield message("No shift: {associations}", associations=names)


def _wishes(plan: Plan) -> Iterator[Message]:
    kept = False
    for tour in plan.tours:
        willing = _who_answered(plan, tour, Answer.PREFER)
        if willing:
            kept = True
            yield message("{date} suits best: {associations}", date=tour.date, associations=willing)
        unwilling = _who_answered(plan, tour, Answer.IF_NEEDED)
        if unwilling:
            yield message(
                "{date} is only if needed for: {associations}",
                date=tour.date,
                associations=unwilling,
            )
    if not kept:
        yield message("Nobody is on board on a day they prefer.")


def _who_answered(plan: Plan, tour: Tour, answer: Answer) -> str:
    crew = plan.crew_of(tour)
    return listed(tuple(_name(one) for one in crew if plan.answer_for(one, tour) is answer))


def _local(plan: Plan) -> Iterator[Message]:
    met = False
    for tour, area in _areas_visited(plan):
        at_home = tuple(_name(one) for one in plan.crew_of(tour) if area.id in one.home_areas)
        if at_home:
            met = True
            yield message(
                "{area}, {date}: {associations}",
                area=_name(area),
                date=tour.date,
                associations=listed(at_home),
            )
    if not met:
        yield message("No association is on board when the bus visits its own area.")


def _needs(plan: Plan) -> Iterator[Message]:
    for tour, area in _areas_visited(plan):
        able = {
            visible_text(need): tuple(_name(one) for one in plan.crew_of(tour) if need in one.tags)
            for need in area.needs
        }
        where = message("{area}, {date}", area=_name(area), date=tour.date)
        met = tuple(f"{need} ({listed(names)})" for need, names in able.items() if names)
        if met:
            yield message("{where}: {needs}", where=where, needs=met)
        unmet = tuple(need for need, names in able.items() if not names)
        if unmet:
            yield message("{where}: nobody on board offers {needs}", where=where, needs=unmet)


def _spread(plan: Plan) -> Iterator[Message]:
    season = plan.season
    used = {season.period_of(tour.date) for tour in plan.tours}
    empty = season.tours.max - len(used)
    if empty:
        yield plural(
            "Of the season's {parts} equal parts, {count} has no tour.",
            "Of the season's {parts} equal parts, {count} have no tour.",
            empty,
            parts=season.tours.max,
        )
    else:
        yield message(
            "Each of the season's {parts} equal parts has a tour.", parts=season.tours.max
        )


def _driving(plan: Plan) -> Iterator[Message]:
    yield message(
        "The bus drives {minutes} minutes and {km} km in all.",
        minutes=sum(tour.drive_minutes for tour in plan.tours),
        km=round(sum(tour.drive_km for tour in plan.tours), 1),
    )
    if plan.tours:
        longest = max(plan.tours, key=lambda tour: tour.drive_minutes)
        yield message(
            "Most of it on {date}: {minutes} minutes.",
            date=longest.date,
            minutes=longest.drive_minutes,
        )


def _areas_visited(plan: Plan) -> Iterable[tuple[Tour, Area]]:
    for tour in plan.tours:
        for area in plan.areas_of(tour):
            yield tour, area


def _name(named: Area | Association) -> str:
    return visible_text(named.name)


_SENTENCES: Mapping[str, Callable[[Plan], Iterator[Message]]] = MappingProxyType(
    {
        "reach": _reach,
        "participation": _participation,
        "wishes": _wishes,
        "local": _local,
        "needs": _needs,
        "spread": _spread,
        "driving": _driving,
    }
)
"""What tells where each goal's amount came from."""
