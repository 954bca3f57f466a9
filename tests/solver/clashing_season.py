"""Seasons of two weeks that clash in one way, and what is checked of the reasons told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from busplan.errors import Message, NoPlanExists
from busplan.language import Language
from busplan.season import Season
from busplan.solver.reasons import why_no_plan
from busplan.solver.search import Budget, search
from tests.small_season import MONDAY, a_season

MONDAYS_DATE = "mandag den 12. januar 2026"
TUESDAYS_DATE = "tirsdag den 13. januar 2026"
NO_TIME = "Der blev ikke fundet nogen årsag inden for den tid, der var afsat."
UNFINISHED = (
    "Der var ikke tid til at undersøge, om alle disse krav er nødvendige for, at de støder sammen."
)


def two_weeks(**changes: object) -> Season:
    """Fourteen open dates from a Monday on, one bus, mornings of three hours."""
    return a_season(
        first_date=MONDAY,
        last_date=MONDAY + timedelta(days=13),
        slots=a_season().slots[:1],
        buses=a_season().buses[:1],
        **changes,
    )


def with_tours(season: Season, **changes: object) -> Season:
    """Give the season with other limits on its tours."""
    return replace(season, tours=replace(season.tours, **changes))


def danish(told: Sequence[Message]) -> list[str]:
    """Say it as the coordinator reads it."""
    return [Language("da").say(sentence) for sentence in told]


def can_be_planned(season: Season) -> bool:
    try:
        search(season, Budget(seconds=60))
    except NoPlanExists:
        return False
    return True


def check(season: Season, told: Sequence[str], *relaxed: Season) -> None:
    """See that exactly these reasons are told, and that each of the relaxed seasons has a plan."""
    assert danish(why_no_plan(season)) == list(told)
    assert not can_be_planned(season)
    for other in relaxed:
        assert can_be_planned(other)
