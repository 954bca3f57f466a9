"""docs/model.md tells every rule, goal and decision by its name in the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from busplan.goals import GOALS
from busplan.rules import RULES, name_of
from busplan.solver.model import JointModel


@pytest.fixture(scope="module")
def text(repository: Path) -> str:
    return (repository / "docs" / "model.md").read_text(encoding="utf-8")


def test_every_rule_stands_there_once_in_the_order_of_the_list(text: str) -> None:
    section = text[text.index("\n## Rules") : text.index("\n## Goals")]
    told = re.findall(r"^\*\*.*?\*\* `(\w+)`", section, re.MULTILINE)
    assert told == [name_of(rule) for rule in RULES]


def test_every_goal_stands_there_with_its_name_in_the_order_of_the_list(text: str) -> None:
    section = text[text.index("\n## Goals") : text.index("\n## Two halves")]
    told = re.findall(r"^\*\*(\w+)\*\* `(\w+)`", section, re.MULTILINE)
    assert told == [(goal.name, type(goal).__name__) for goal in GOALS]


@pytest.mark.parametrize("method", ["takes", "runs", "visits_among", "visits_area", "crews"])
def test_every_decision_stands_there_under_the_name_of_its_method(text: str, method: str) -> None:
    assert hasattr(JointModel, method)
    assert f"`{method}`" in text


def test_every_file_it_names_is_there(text: str, repository: Path) -> None:
    named = set(re.findall(r"`((?:[\w]+/)*[\w]+\.py)`", text))
    assert len(named) > 10
    missing = {
        name
        for name in named
        if not (repository / "busplan" / name).is_file() and not (repository / name).is_file()
    }
    assert missing == set()
