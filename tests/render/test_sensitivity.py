"""The ranges of weights as they are told: rounded so that what is said is true, and no more."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from rich.console import Console

from busplan.language import Language
from busplan.render.sensitivity import (
    end_sentences,
    range_table,
    say_range,
    sensitivity_lead,
    weight_text,
)
from busplan.result import judge
from busplan.what_if import End, Sensitivity, Standing, WeightRange
from tests.hand_season import hand_plan

DANISH, ENGLISH = Language("da"), Language("en")
UP, DOWN = End(math.inf, endless=True), End(0.0, endless=True)
OTHER = replace(hand_plan(), tours=hand_plan().tours[:1])


def found(one: WeightRange, standing: Standing = "best") -> Sensitivity:
    return Sensitivity(hand_plan(), standing, judge(hand_plan(), 1250.0), (one,))


def a_range(lower: End, upper: End, weight: float = 0.05) -> WeightRange:
    return WeightRange("reach", weight, 10_790.0, lower, upper)


@pytest.mark.parametrize(
    ("lower", "upper", "told"),
    [
        (End(0.0089109, 0.0089109, OTHER), UP, "fra 0,00892 og opefter, uden grænse"),
        (DOWN, End(0.123456, 0.123456, OTHER), "fra 0 til 0,123"),
        (DOWN, UP, "uanset vægten"),
        (End(0.03, 0.02, OTHER), End(0.07, 0.08, OTHER), "mindst fra 0,03 til 0,07"),
        (End(0.05), UP, "mindst fra 0,05 og opefter, uden grænse"),
        (DOWN, End(0.05), "mindst fra 0 til 0,05"),
        (End(0.05, 0.01, OTHER), End(0.05), "nåede ikke at blive undersøgt"),
        (End(0.05, 0.01, OTHER), End(0.05, 0.0912, OTHER), "højst fra 0,01 til 0,0912"),
        (End(0.04, 0.02, OTHER), UP, "mindst fra 0,04 og opefter, uden grænse"),
    ],
)
def test_a_range_is_rounded_inwards_and_told_as_at_least_where_it_is_not_exact(
    lower: End, upper: End, told: str
) -> None:
    one = a_range(lower, upper)
    assert say_range(found(one), one, DANISH) == told


def test_where_the_plan_is_not_proved_only_weights_beyond_which_it_is_not_the_best_are_told() -> (
    None
):
    one = a_range(End(None, 0.0123456, OTHER), End(None, 0.2, OTHER))
    answer = found(one, "open")
    assert say_range(answer, one, DANISH) == "under 0,0123 og over 0,2"
    assert say_range(answer, a_range(End(None), End(None)), DANISH) == "vides ikke"
    assert "Det nåede ikke at blive bevist" in DANISH.say(sensitivity_lead(answer)[0])


def test_an_end_that_is_not_exact_says_by_when_the_other_plan_is_better() -> None:
    one = a_range(DOWN, End(0.07, 0.0812345, OTHER))
    [(headline, changes)] = end_sentences(found(one), one, DANISH)
    assert headline == "Vejer »Beboere, der nås« mere end grænsen, er denne plan bedre:"
    assert changes[0] == "Senest ved 0,0813; præcis hvor nåede ikke at blive bevist."
    assert changes[1].startswith("Besøg, der falder bort: Dalmose og Gimlinge (22. okt.)")


def test_a_plan_that_is_beaten_is_told_by_how_much() -> None:
    again = judge(replace(hand_plan()), 1250.0)
    answer = Sensitivity(OTHER, "beaten", again, ())
    assert "en med " in DANISH.say(sensitivity_lead(answer)[0])


def test_the_table_fits_eighty_columns() -> None:
    one = a_range(End(0.0123456, 0.0123456, OTHER), End(123.456, 123.456, OTHER))
    console = Console(width=80, file=None, record=True)
    with console.capture() as drawn:
        console.print(range_table(found(one), DANISH))
    assert max(map(len, drawn.get().splitlines())) <= 80
    assert "fra 0,0124 til 123" in drawn.get()


@pytest.mark.parametrize(
    ("weight", "danish", "english"),
    [(0.05, "0,05", "0.05"), (100.0, "100", "100"), (0.000123, "0,000123", "0.000123")],
)
def test_a_weight_keeps_all_its_digits(weight: float, danish: str, english: str) -> None:
    assert weight_text(weight, DANISH) == danish
    assert weight_text(weight, ENGLISH) == english
