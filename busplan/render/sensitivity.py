"""How firm a plan is against other weights: a table of ranges, and what takes over beyond them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from busplan.errors import Message, message
from busplan.language import Language
from busplan.render.goal_words import GOAL_WORDS
from busplan.render.plan_changes import say_changes
from busplan.render.quality import gap_percent
from busplan.render.terminal import plain_table
from busplan.result import judge
from busplan.what_if import End, Sensitivity, WeightRange

DIGITS = 3
"""Significant digits of the ends that people are shown, rounded towards the plan's own weight."""


def sensitivity_lead(found: Sensitivity) -> tuple[Message, ...]:
    """Say whether the plan is the best at the season's own weights, and what the table holds."""
    if found.standing == "best":
        return (
            message("The plan is proved the best with the season's own weights."),
            message(
                "It stays the best as long as one weight at a time keeps within these limits, "
                "and the others stay as they are:"
            ),
        )
    if found.standing == "beaten" and found.again is not None:
        points = found.again.score - judge(found.plan, found.again.bound).score
        return (
            message(
                "The plan is not the best with the season's own weights: there is one with "
                "{points} points more. So there are no weights between which it stays the best.",
                points=round(points, 2),
            ),
        )
    if found.again is None:
        unknown = message("There was no time to see whether the plan is the best.")
    else:
        percent = gap_percent(judge(found.plan, found.again.bound))
        unknown = message(
            "It was not proved in time that the plan is the best; at most {percent} % is missing.",
            percent=percent,
        )
    return (
        unknown,
        message("All that is known are weights beyond which it certainly is not:"),
    )


def range_table(found: Sensitivity, language: Language) -> Table:
    """Lay out the weights between which the plan stays the best, a row a goal."""
    say = language.say
    table = plain_table(say(message("Weights")))
    table.add_column(say(message("Goal")), overflow="fold")
    table.add_column(say(message("Weight")), justify="right", no_wrap=True)
    heading = message("The best plan")
    if found.standing != "best":
        heading = message("Certainly not the best")
    table.add_column(say(heading), overflow="fold")
    for one in found.ranges:
        table.add_row(
            Text(say(GOAL_WORDS[one.goal].name)),
            Text(weight_text(one.weight, language)),
            Text(say_range(found, one, language)),
        )
    return table


def say_range(found: Sensitivity, one: WeightRange, language: Language) -> str:
    """Say between which weights of a goal the plan is the best, or beyond which it is not."""
    said = _within(one, language) if found.standing == "best" else _outside(one, language)
    return language.say(said)


def _within(one: WeightRange, language: Language) -> Message:
    exact = one.lower.exact and one.upper.exact
    lowest = one.weight if one.lower.proved is None else one.lower.proved
    highest = one.weight if one.upper.proved is None else one.upper.proved
    if lowest == highest and not exact:
        return _at_most(one, language)
    lower = weight_text(_towards(lowest, one.weight), language)
    if one.upper.endless:
        if exact and lowest == 0.0:
            return message("at any weight")
        if exact:
            return message("from {lower} up, without limit", lower=lower)
        return message("at least from {lower} up, without limit", lower=lower)
    upper = weight_text(_towards(highest, one.weight), language)
    if exact:
        return message("from {lower} to {upper}", lower=lower, upper=upper)
    return message("at least from {lower} to {upper}", lower=lower, upper=upper)


def _at_most(one: WeightRange, language: Language) -> Message:
    """Say within which weights the range lies, where nothing but the plan's own is proved."""
    if one.lower.left is None or one.upper.left is None:
        return message("not found out in time")
    lower, upper = (_away(end, one.weight) for end in (one.lower.left, one.upper.left))
    return message(
        "at most from {lower} to {upper}",
        lower=weight_text(lower, language),
        upper=weight_text(upper, language),
    )


def _outside(one: WeightRange, language: Language) -> Message:
    ends = [one.lower.left, one.upper.left]
    lower, upper = (
        None if end is None else weight_text(_away(end, one.weight), language) for end in ends
    )
    if lower is not None and upper is not None:
        return message("below {lower} and above {upper}", lower=lower, upper=upper)
    if lower is not None:
        return message("below {lower}", lower=lower)
    if upper is not None:
        return message("above {upper}", upper=upper)
    return message("not known")


def end_sentences(
    found: Sensitivity, one: WeightRange, language: Language
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give, for each end at which another plan takes over, a headline and what differs there."""
    name = GOAL_WORDS[one.goal].name
    for end, is_lower in ((one.lower, True), (one.upper, False)):
        if end.other is None or end.left is None:
            continue
        headline = (
            message("If “{goal}” weighs less than the limit, this plan is better:", goal=name)
            if is_lower
            else message("If “{goal}” weighs more than the limit, this plan is better:", goal=name)
        )
        changes = say_changes(found.plan, end.other, language)
        yield language.say(headline), (*_unproved(one, end, language), *changes)


def _unproved(one: WeightRange, end: End, language: Language) -> Iterator[str]:
    if not end.exact and end.left is not None:
        at = weight_text(_away(end.left, one.weight), language)
        yield language.say(
            message("At {weight} at the latest; where exactly was not proved in time.", weight=at)
        )


def sensitivity_json(found: Sensitivity, language: Language) -> dict[str, object]:
    """Give all of it for a program; an endless upper end has no figure."""
    return {
        "standing": found.standing,
        "best_score": None if found.again is None else found.again.score,
        "best_bound": None if found.again is None else found.again.bound,
        "sentences": [language.say(one) for one in sensitivity_lead(found)],
        "weights": [_range_json(found, one, language) for one in found.ranges],
    }


def _range_json(found: Sensitivity, one: WeightRange, language: Language) -> dict[str, object]:
    ends: dict[str, object] = {}
    for name, end in (("lower", one.lower), ("upper", one.upper)):
        ends[name] = {
            "proved": None if end.proved == math.inf else end.proved,
            "endless": end.endless,
            "exact": end.exact,
            "takes_over": end.left,
            "changes": [] if end.other is None else say_changes(found.plan, end.other, language),
        }
    return {
        "goal": one.goal,
        "name": language.say(GOAL_WORDS[one.goal].name),
        "weight": one.weight,
        "amount": one.amount,
        "range": say_range(found, one, language),
        **ends,
    }


# -- numbers: rounding that keeps what is said true -----------------------------------------------


def weight_text(weight: float, language: Language) -> str:
    """Write a weight with all its digits."""
    _, _, decimals = f"{weight:.12f}".rstrip("0").partition(".")
    return language.number(weight, len(decimals))


def _towards(value: float, weight: float) -> float:
    """Round to a few digits towards the plan's own weight: within it the plan is the best."""
    return _rounded(value, up=value < weight)


def _away(value: float, weight: float) -> float:
    """Round to a few digits away from the plan's own weight: beyond it the plan is not the best."""
    return _rounded(value, up=value > weight)


def _rounded(value: float, *, up: bool) -> float:
    if value == 0.0 or not math.isfinite(value):
        return value
    step = 10.0 ** (math.floor(math.log10(abs(value))) - DIGITS + 1)
    steps = value / step
    nearest = round(steps)
    if abs(steps - nearest) > 1e-6:
        nearest = math.ceil(steps) if up else math.floor(steps)
    return float(f"{nearest * step:.12g}")
