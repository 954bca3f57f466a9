"""A first plan, soon: tours before crews, then the crews of those tours.

Tours alone are a small problem of coverage, and with tours fixed so is the staffing; only both
together are hard. So that the tours can be staffed, those who are hard to replace (they bring a
required tag, or must have shifts) are there from the start. What is found is a plan like any
other; what is not found proves nothing.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

from busplan.goals.reach import ReachResidents
from busplan.goals.spread import SpreadOverTheSeason
from busplan.modelling import Route, total
from busplan.season import Answer, Departure, Season
from busplan.solver.cpsat import CpSat, Effort
from busplan.solver.model import JointModel, build, posting_order
from busplan.solver.progress import Progress
from busplan.solver.solution import plan_of
from busplan.solver.staffing import Pool, willing
from busplan.solver.thinning import Worth, rewarding_routes, some_departures

TRIES, GROWTH = 4, 1.25
"""Each try considers other departures and routes, and so many times more departures."""

DEPARTURES_PER_TOUR = 2
ROUTES = 30
TOUR_SHARE = 0.06
CREW_SHARE = 0.1
"""Departures and routes of the first try, and the shares of what is left that its halves use."""

LEAST = 4.0
"""Seconds or units of work that either half may use in any case: first of all a plan."""

LIKELY = 0.6
"""Share of the locals and wishes at a departure that a crew is reckoned to bring."""


def first_plan(progress: Progress, pool: Pool, round_number: int = 0) -> None:
    """Look for a first plan for a small share of what is left, and report it when found.

    Each round looks elsewhere.
    """
    season = progress.season
    seed = progress.budget.seed + 1_000_003 * round_number
    chance = random.Random(seed)  # noqa: S311 (no secret depends on it)
    worth = Worth(season)
    for attempt in range(TRIES):
        if progress.ended or progress.best is not None:
            return
        wanted = max(12, round(DEPARTURES_PER_TOUR * season.tours.max * GROWTH**attempt))
        departures = some_departures(season, pool, wanted, worth, chance)
        part = rewarding_routes(pool, departures, worth, ROUTES, chance)
        tours = _choose_tours(progress, part, TOUR_SHARE * (attempt + 1))
        if tours is not None:
            staff(progress, {d: (route,) for d, route in tours.items()}, CREW_SHARE)


def _choose_tours(progress: Progress, part: Pool, share: float) -> Mapping[Departure, Route] | None:
    """Choose departures and routes with those who are hard to replace, guessing what others bring.

    Returns None when no choice is found in time; the choice may be to run no tour.
    """
    season = progress.season
    model = JointModel(_with_few(season), part)
    for rule in posting_order():
        model.post(rule)
    _run_where_pinned(model)
    weights = season.weights
    guess = {d: _Guess(season, d) for d in part}
    model.linear.objective = total(
        [
            ReachResidents().terms(model) * weights["reach"],
            SpreadOverTheSeason().terms(model) * weights["spread"],
            *(model.over_routes(d, guess[d].points) for d in part),
        ]
    )
    answer = CpSat(model.linear).solve(
        Effort.rest_of(progress, max(LEAST, progress.left * share)),
        progress.stop,
        relative_gap_limit=0.01,
    )
    progress.spend(answer.work)
    if answer.outcome not in {"optimal", "feasible"}:
        return None
    return {departure: route for departure, route, _ in model.chosen(answer.values)}


def _with_few(season: Season) -> Season:
    """Give the season in which only those who are hard to replace can crew, and tours need few."""
    required = {requirement.tag for requirement in season.crew.requirements}
    few = [who for who in season.associations if required.intersection(who.tags) or who.min_shifts]
    names = {who.id for who in few}
    few = [replace(who, apart=tuple(n for n in who.apart if n in names)) for who in few]
    return replace(season, associations=tuple(few), crew=replace(season.crew, min=0))


def _run_where_pinned(model: JointModel) -> None:
    """Demand a tour wherever a pin wants somebody on board: others are not on board yet."""
    for pin in model.season.pins:
        if pin.must:
            there = [d for d in model.departures if pin.speaks_of(d)]
            model.at_least(total(map(model.runs, there)), 1)


class _Guess:
    """What a crew of those who can come may add to a tour's points, route by route."""

    def __init__(self, season: Season, departure: Departure) -> None:
        self._season = season
        able = willing(season, departure)
        self._tags = {tag for who in able for tag in who.tags}
        self._at_home: dict[str, int] = {}
        for who in able:
            for area in who.home_areas:
                self._at_home[area] = self._at_home.get(area, 0) + 1
        prefer = sum(
            season.answer(who, departure.date, departure.slot) is Answer.PREFER for who in able
        )
        wishes = min(season.crew.max, prefer) * season.weights["wishes"]
        self._base = LIKELY * (wishes + season.weights["participation"])

    def points(self, route: Route) -> float:
        """Guess the points of a route apart from reach, driving included."""
        season = self._season
        areas = [season.area_of(stop) for stop in route.stops]
        needs = sum(len(self._tags.intersection(area.needs)) for area in areas)
        local = min(season.crew.max, sum(self._at_home.get(area.id, 0) for area in areas))
        crew = LIKELY * (needs * season.weights["needs"] + local * season.weights["local"])
        return self._base + crew - season.weights["driving"] * route.drive_minutes


def staff(progress: Progress, part: Pool, share: float) -> None:
    """Solve the joint model of a few tours, crews and all, and report what is found."""
    model = build(progress.season, part)
    solver = CpSat(
        model.linear,
        on_values=lambda values: progress.offer(plan_of(progress.season, model, values)),
    )
    effort = Effort.rest_of(progress, max(LEAST, progress.left * share))
    progress.spend(solver.solve(effort, progress.stop, relative_gap_limit=0.002).work)
