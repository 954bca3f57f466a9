"""Write invented season folders to measure on, each with a plan that keeps all rules.

    python benchmarks/generate.py S OUT [--seed 1] [--roads] [--residents]
    python benchmarks/generate.py 30x12x40x26x2 OUT       (a size in numbers)

Places and associations are invented; any likeness is chance. The same words give the same bytes.
OUT/known-plan.json is the plan that was built along with the season: far from a good one, but the
judge of busplan finds nothing wrong with it, so every season here can be planned.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.invented.calendar import KnownTour
from benchmarks.invented.folder import Extras, invent_season
from benchmarks.invented.sizes import SIZES, Size
from busplan.plan import Plan, Tour
from busplan.render.plan_json import render_plan_json
from busplan.result import judge
from busplan.rules.timetable import earliest_tour
from busplan.season import Departure, Season
from busplan.solver.ceiling import ceiling
from busplan.verify import verify
from busplan.workflow import load

KNOWN_PLAN = "known-plan.json"


class NotPlannable(ValueError):
    """The plan that was built along with a season breaks a rule: try another seed."""


def generate(name: str, size: Size, seed: int, out: Path, extras: Extras | None = None) -> Plan:
    """Write a season to the folder `out`, and give the plan that is known to keep all rules.

    Raises
    ------
    NotPlannable
        When the plan does not keep them after all; the folder is then of no use.
    ValueError
        When no plan could be built for this size and seed.
    """
    season_files = invent_season(name, size, seed, extras or Extras())
    out.mkdir(parents=True, exist_ok=True)
    for file, content in season_files.files.items():
        (out / file).write_bytes(content)
    season = load(out).season
    plan = Plan.in_order(season, tuple(_tour(season, tour) for tour in season_files.tours))
    result = judge(plan, ceiling(season))
    wrong = [finding.message for finding in verify(result) if finding.wrong]
    if wrong:
        raise NotPlannable("\n".join(map(str, wrong)))
    (out / KNOWN_PLAN).write_bytes(render_plan_json(result))
    return plan


def _tour(season: Season, known: KnownTour) -> Tour:
    tour = earliest_tour(season, Departure(known.date, known.slot, known.bus), (known.stop,))
    if tour is None:
        raise NotPlannable(f"{known.stop} cannot be reached in its slot.")
    return replace(tour, crew=known.crew)


def size_of(word: str) -> Size:
    """Read a class, or a size written as areas x tours x associations x weeks x visits (x buses).

    Raises ValueError for any other word.
    """
    if word in SIZES:
        return SIZES[word]
    if re.fullmatch(r"\d+(x\d+){4,5}", word):
        return Size(*map(int, word.split("x")))
    raise ValueError(f"{word} is neither one of {', '.join(SIZES)} nor a size like 30x12x40x26x2.")


def main(words: Sequence[str] | None = None) -> None:
    """Write the season that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("size", type=size_of, metavar="SIZE", help="S, M, L, XL, XXL or numbers")
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder to write to")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--roads", action="store_true", help="a road network instead of distances")
    parser.add_argument("--residents", action="store_true", help="residents as points")
    arguments = parser.parse_args(words)
    extras = Extras(arguments.roads, arguments.residents)
    name = f"Opdigtet sæson {arguments.seed}"
    plan = generate(name, arguments.size, arguments.seed, arguments.out, extras)
    print(f"{arguments.out}: can be planned, known plan of {len(plan.tours)} tours")


if __name__ == "__main__":
    main()
