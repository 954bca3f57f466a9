"""Plans that are rebuilt tour by tour: never worse, never wrong, and counted as they are."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from busplan.goals import score
from busplan.rules import RULES
from busplan.season import Season
from busplan.solver.construct import construct
from busplan.solver.coupling import Coupling, prices_of
from busplan.solver.crew_bound import crew_bound
from busplan.solver.decomposition import staffed_tours
from busplan.solver.numbered import NumberedSeason
from busplan.solver.pricing import Pricing, worth_at
from busplan.solver.progress import Budget, Progress
from busplan.solver.rebuilding import Rebuilding
from busplan.solver.standing import Standing
from tests.strategies import examples, gentle_seasons

SOME = 12


@examples(40)
@given(gentle_seasons(), st.integers(0, 99))
def test_a_rebuilt_plan_keeps_all_rules_and_is_never_worse(season: Season, seed: int) -> None:
    numbered = NumberedSeason(season)
    progress = Progress(season, Budget(seed=seed))
    construct(progress, numbered)
    event("a plan" if progress.best else "none")
    if progress.best is None:
        return
    before = progress.score
    steps = iter(range(SOME))
    Rebuilding(progress, numbered, Pricing(numbered)).improve(lambda: next(steps, None) is not None)
    assert progress.score >= before
    assert not [broken for rule in RULES for broken in rule.violations(progress.best)]


@examples(40)
@given(gentle_seasons(), st.integers(0, 99))
def test_the_value_of_standing_tours_is_their_score(season: Season, seed: int) -> None:
    numbered = NumberedSeason(season)
    progress = Progress(season, Budget(seed=seed))
    construct(progress, numbered)
    if progress.best is None:
        return
    standing = Standing(numbered)
    for tour in staffed_tours(numbered, progress.best):
        standing.add(tour)
    assert standing.value == pytest.approx(score(progress.best))
    first = next(iter(standing.tours), None)
    if first is not None:
        standing.add(standing.drop(first))
        assert standing.value == pytest.approx(score(progress.best))
    assert standing.short == 0


@examples(40)
@given(gentle_seasons(), st.integers(0, 99))
def test_good_tours_are_worth_what_is_said_and_never_more_than_the_ceiling(
    season: Season, seed: int
) -> None:
    numbered = NumberedSeason(season)
    coupling = Coupling(numbered)
    chance = random.Random(seed)  # noqa: S311 - no secret
    duals = np.array([chance.uniform(-60, 60) for _ in coupling.rows])
    prices = prices_of(numbered, coupling.rows, duals)
    pricing = Pricing(numbered)
    for departure in range(len(numbered.departures)):
        look = pricing.look(departure, prices)
        good, best = look.good(2), pricing.look(departure, prices).best(1)
        assert best.worth <= look.ceiling + 1e-6
        for tour in good.tours:
            assert worth_at(tour, prices) <= best.worth + 1e-6
        if good.tours:
            worths = [worth_at(tour, prices) for tour in good.tours]
            assert max(worths) == pytest.approx(good.worth - good.slack)
            event("a good tour")


@examples(60)
@given(gentle_seasons(), st.integers(0, 99))
def test_no_crew_exceeds_its_bound(season: Season, seed: int) -> None:
    numbered = NumberedSeason(season)
    chance = random.Random(seed)  # noqa: S311 - no secret
    coupling = Coupling(numbered)
    duals = np.array([chance.uniform(-90, 90) for _ in coupling.rows])
    prices = prices_of(numbered, coupling.rows, duals)
    for departure in range(min(3, len(numbered.departures))):
        candidates = Pricing(numbered).look(departure, prices).candidates
        count = len(candidates.worth)
        homes = np.array(
            [[chance.choice((0.0, 50.0)) for _ in range(3)] for _ in range(count)]
        ).reshape(count, 3)
        demands = [
            ((candidates.tags & d.bit) > 0, d.min) for d in numbered.demands if d.where is None
        ]
        bound, tags = crew_bound(candidates, homes.sum(axis=1), demands)
        for size in range(candidates.least, min(candidates.most, count) + 1):
            for crew in map(list, itertools.combinations(range(count), size)):
                if all(holders[crew].sum() >= least for holders, least in demands):
                    local = float(homes[crew].sum())
                    most = bound.base + float((bound.share[crew, np.newaxis] * homes[crew]).sum())
                    others = [who for who in range(count) if who not in crew]
                    most += float((bound.share[others, np.newaxis] * homes[others]).sum())
                    worth = float(candidates.worth[crew].sum())
                    assert worth + local <= most + 1e-6
                    assert worth <= float(tags.raised[crew].sum()) - tags.paid_back + 1e-6
