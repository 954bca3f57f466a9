"""The slow and certain way: look at every route, every tour, every plan of a tiny season."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, permutations, product

from busplan.goals import score
from busplan.plan import Plan, Tour
from busplan.rules import ROUTE_RULES, RULES, Rule, name_of
from busplan.rules.timetable import drive_of
from busplan.season import Departure, Season
from tests.strategies import subsets, tour_of

OF_ONE_TOUR = {
    "EveryTourIsCrewed",
    "CrewRequirementsAreMet",
    "NobodyCrewsAgainstTheirAnswer",
    "CrewFitsTheSeats",
    "ApartPairsAreKeptApart",
}
"""The rules about crews that a tour keeps or breaks whatever the other tours are."""


def routes_by_brute_force(season: Season, departure: Departure) -> dict[frozenset[str], int]:
    """Give the fewest drive minutes of each stop set that some order may be driven in."""
    best: dict[frozenset[str], int] = {}
    for number in range(1, season.tours.max_visits + 1):
        for stops in permutations([stop.id for stop in season.stops], number):
            if all(rule.admits(season, departure, stops) for rule in ROUTE_RULES):
                drive = drive_of(season, departure.bus, stops)
                assert drive is not None
                key = frozenset(stops)
                best[key] = min(best.get(key, drive.minutes), drive.minutes)
    return best


def tours_by_brute_force(season: Season, departure: Departure) -> list[Tour]:
    """Give every tour of a departure that keeps the rules a tour keeps by itself."""
    crews = subsets([who.id for who in season.associations])
    rules = [rule for rule in RULES if name_of(rule) in OF_ONE_TOUR]
    best: dict[frozenset[str], Tour] = {}
    for number in range(1, season.tours.max_visits + 1):
        for stops in permutations([stop.id for stop in season.stops], number):
            if all(rule.admits(season, departure, stops) for rule in ROUTE_RULES):
                tour = tour_of(season, departure, stops, ())
                shortest = best.setdefault(frozenset(stops), tour)
                if tour.drive_minutes < shortest.drive_minutes:
                    best[frozenset(stops)] = tour
    tours = (replace(tour, crew=crew) for tour, crew in product(best.values(), crews))
    return [tour for tour in tours if _keeps(rules, Plan(season, (tour,)))]


def _keeps(rules: list[Rule], plan: Plan) -> bool:
    return not any(True for rule in rules for _ in rule.violations(plan))


def plans_by_brute_force(season: Season) -> Iterator[Plan]:
    """Give every plan that keeps all rules, each stop set in its shortest order."""
    tours = {d: tours_by_brute_force(season, d) for d in season.every_departure()}
    departures = [departure for departure, found in tours.items() if found]
    for number in range(season.tours.min, season.tours.max + 1):
        for taken in combinations(departures, number):
            for chosen in product(*(tours[departure] for departure in taken)):
                plan = Plan.in_order(season, chosen)
                if _keeps(list(RULES), plan):
                    yield plan


def best_score(season: Season) -> float | None:
    """Give the best score of all plans that keep the rules, or None when there is none."""
    return max(map(score, plans_by_brute_force(season)), default=None)
