"""First plans made tour by tour: they keep all rules, or are not offered at all."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import event, given
from hypothesis import strategies as st

from busplan.bundled import bundled_season
from busplan.rules import RULES
from busplan.season import Season
from busplan.solver.construct import construct
from busplan.solver.numbered import NumberedSeason
from busplan.solver.progress import Budget, Progress
from busplan.workflow import load
from tests.strategies import examples, gentle_seasons


@examples(40)
@given(gentle_seasons(), st.integers(0, 99))
def test_what_is_offered_keeps_all_rules(season: Season, seed: int) -> None:
    progress = Progress(season, Budget(seed=seed))
    construct(progress, NumberedSeason(season))
    event("a plan" if progress.best else "none")
    if progress.best is not None:
        assert not [broken for rule in RULES for broken in rule.violations(progress.best)]


def test_a_season_of_forty_tours_without_pins_gets_a_plan() -> None:
    season = replace(load(bundled_season("slagelse-2027-helaar")).season, pins=())
    progress = Progress(season, Budget())
    construct(progress, NumberedSeason(season))
    assert progress.best is not None
    assert len(progress.best.tours) >= season.tours.min
