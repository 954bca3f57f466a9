"""Rule 9, first part: nobody crews where the answer is no."""

from __future__ import annotations

import pytest

from busplan.rules.availability import NobodyCrewsAgainstTheirAnswer
from busplan.season import Answer
from tests.small_season import (
    MONDAY,
    TUESDAY,
    a_season,
    a_tour,
    broken,
    keeps,
    with_association,
)

RULE = NobodyCrewsAgainstTheirAnswer()


@pytest.mark.parametrize("answer", [Answer.YES, Answer.PREFER, Answer.IF_NEEDED])
def test_any_answer_but_no_lets_an_association_crew(answer: Answer) -> None:
    season = a_season(answers={("blue", MONDAY, "afternoon"): answer})
    assert keeps(RULE, season, a_tour(season, MONDAY, crew="blue"))


def test_an_association_that_said_no_may_not_crew_while_others_may() -> None:
    season = a_season(answers={("blue", MONDAY, "afternoon"): Answer.NO})
    (violation,) = broken(RULE, season, a_tour(season, MONDAY, crew="blue red"))
    assert "The Blue" in str(violation.message)
    assert keeps(RULE, season, a_tour(season, MONDAY, crew="green red"))


def test_a_no_to_one_slot_leaves_the_other_open() -> None:
    season = a_season(answers={("blue", MONDAY, "morning"): Answer.NO})
    assert not keeps(RULE, season, a_tour(season, MONDAY, crew="blue", slot="morning"))
    assert keeps(RULE, season, a_tour(season, MONDAY, crew="blue", slot="afternoon"))


def test_the_default_answer_holds_where_no_row_speaks() -> None:
    season = with_association(
        a_season(answers={("blue", MONDAY, "afternoon"): Answer.YES}),
        "blue",
        default_answer=Answer.NO,
    )
    assert keeps(RULE, season, a_tour(season, MONDAY, crew="blue"))
    assert not keeps(RULE, season, a_tour(season, TUESDAY, crew="blue"))


def test_an_association_crews_only_on_its_weekdays() -> None:
    season = with_association(a_season(), "blue", weekdays=frozenset({0}))
    assert keeps(RULE, season, a_tour(season, MONDAY, crew="blue"))
    assert not keeps(RULE, season, a_tour(season, TUESDAY, crew="blue"))


def test_a_row_wins_over_weekdays() -> None:
    season = with_association(
        a_season(answers={("blue", TUESDAY, "afternoon"): Answer.IF_NEEDED}),
        "blue",
        weekdays=frozenset({0}),
    )
    assert keeps(RULE, season, a_tour(season, TUESDAY, crew="blue"))
    assert not keeps(RULE, season, a_tour(season, TUESDAY, crew="blue", slot="morning"))


def test_on_its_weekdays_an_association_still_follows_its_default_answer() -> None:
    season = with_association(a_season(), "blue", weekdays=frozenset({0}), default_answer=Answer.NO)
    assert not keeps(RULE, season, a_tour(season, MONDAY, crew="blue"))
