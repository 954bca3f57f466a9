"""What-if questions to busplan explain: their options, the work in the background, the answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from busplan.cli.explain_alternatives import show_alternatives
from busplan.cli.explain_ladder import NumbersOfTours, show_ladder
from busplan.cli.explain_sensitivity import show_weights
from busplan.cli.options import WholeNumber, with_output
from busplan.cli.screen import Screen
from busplan.cli.usage_errors import UsageFault
from busplan.cli.waiting import wait_for
from busplan.errors import message, plural
from busplan.what_if import Step
from busplan.workflow import LoadedSeason
from busplan.workflow.what_if import (
    Effort,
    explain_alternatives,
    explain_ladder,
    explain_weights,
)

Given = TypeVar("Given")
Decorated = TypeVar("Decorated", bound=Callable[..., object])

SECONDS_BETWEEN_LINES = 10.0
"""How often it is told that the work goes on."""

SENSITIVITY_HELP = message(
    "Say between which weights the plan stays the best, and what takes over beyond them."
)
LADDER_HELP = message(
    "Plan with each of these numbers of tours, such as 4,6,8,10, so that no area loses a visit "
    "as they grow; with a curve of the residents reached."
)
ALTERNATIVES_HELP = message(
    "Give so many clearly different plans that lose at most 1 % of the best score."
)
OUT_HELP = message("Folder for the files of --ladder (default: the folder of PLAN.json).")


@dataclass(frozen=True)
class WhatIf:
    """The what-if questions that were asked; at most one."""

    sensitivity: bool = False
    ladder: tuple[int, ...] | None = None
    alternatives: int | None = None

    @property
    def asked(self) -> int:
        """Number of questions."""
        return sum((self.sensitivity, self.ladder is not None, self.alternatives is not None))


def with_what_if(function: Decorated) -> Decorated:
    """Give a command the options that ask what if."""
    options = (
        click.option("--sensitivity", is_flag=True, help=SENSITIVITY_HELP.text),
        click.option("--ladder", type=NumbersOfTours(), metavar="N,N…", help=LADDER_HELP.text),
        with_output(OUT_HELP),
        click.option(
            "--alternatives", type=WholeNumber(1), metavar="N", help=ALTERNATIVES_HELP.text
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def refuse_two_questions(asked: int) -> None:
    """Refuse a command that asks more than one thing."""
    if asked > 1:
        raise UsageFault(
            message("Ask one question at a time: each has an answer of its own."),
            click.get_current_context(silent=True),
        )


def refuse_folder_without_ladder(out: Path | None, what_if: WhatIf) -> None:
    """Refuse a folder for files that are not made."""
    if out is not None and what_if.ladder is None:
        raise UsageFault(
            message("Only --ladder writes files, so -o goes with it alone."),
            click.get_current_context(silent=True),
        )


def answer(
    screen: Screen,
    loaded: LoadedSeason,
    plan_path: Path,
    what_if: WhatIf,
    time_limit: float,
    out: Path | None,
) -> None:
    """Answer the question that was asked; Ctrl-C gives what is found so far."""
    effort = Effort(time_limit, screen.started)
    if what_if.sensitivity:
        ask = partial(explain_weights, loaded, plan_path)
        show_weights(screen, _in_background(screen, ask, effort))
    if what_if.ladder is not None:
        climb = partial(explain_ladder, loaded, plan_path, what_if.ladder, out)
        show_ladder(screen, _in_background(screen, climb, effort))
    if what_if.alternatives is not None:
        find = partial(explain_alternatives, loaded, plan_path, what_if.alternatives)
        show_alternatives(screen, _in_background(screen, find, effort))


def _in_background(screen: Screen, ask: Callable[[Effort], Given], effort: Effort) -> Given:
    """Wait for an answer, and tell meanwhile how far it has come."""
    telling = _Telling(screen, effort.time_limit)

    def work(seconds: float, stop: threading.Event) -> Given:
        del seconds  # the effort counts them itself
        return ask(replace(effort, stop=stop, watch=telling.take))

    return wait_for(screen, effort.time_limit, work, telling.tell)


class _Telling:
    """Tells on stderr how many plans are made again, and how long that will about take."""

    def __init__(self, screen: Screen, time_limit: float) -> None:
        self._screen = screen
        self._limit = time_limit
        self._began = time.monotonic()
        self._told = -1.0
        self._step: Step | None = None
        screen.tell(message("Plans again, for at most {s} s.", s=time_limit))

    def take(self, step: Step) -> None:
        """Remember how far the work has come; called by the thread that works."""
        self._step = step

    def tell(self) -> None:
        """Tell it soon after the first plans, and then now and then."""
        step, elapsed = self._step, time.monotonic() - self._began
        if step is None or not step.done:
            return
        if self._told < 0.0 and elapsed < 1.0:
            return
        if self._told >= 0.0 and elapsed - self._told < SECONDS_BETWEEN_LINES:
            return
        self._told = elapsed
        left = min(elapsed / step.done * (step.expected - step.done), self._limit - elapsed)
        self._screen.tell(
            plural(
                "{count} of up to {all} plans made; about {s} s more",
                "{count} of up to {all} plans made; about {s} s more",
                step.done,
                all=step.expected,
                s=max(1, round(left)),
            )
        )
