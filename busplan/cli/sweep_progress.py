"""What is told on stderr while a sweep goes on: a line for each row, and its faults."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Self

from busplan.cli.fault_list import fault_lines
from busplan.cli.screen import Screen
from busplan.errors import Message, message, plural
from busplan.render.sweep_rows import ENDING_WORDS, SweepRow
from busplan.workflow.sweep import SweepOnlooker

SECONDS_BETWEEN_LINES = 30.0
"""How often it is told that work goes on, while no plan is finished."""


class SweepProgress(SweepOnlooker):
    """Tells each row as it is finished, and how long the rest may take."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._began = time.monotonic()
        self._done = self._total = 0
        self._news = threading.Event()
        self._over = False

    def __enter__(self) -> Self:
        threading.Thread(target=self._tell_that_it_goes_on, daemon=True).start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._over = True
        self._news.set()

    def _tell_that_it_goes_on(self) -> None:
        while not self._over:
            if self._news.wait(SECONDS_BETWEEN_LINES):
                self._news.clear()
            elif self._total:
                seconds = round(time.monotonic() - self._began)
                self._screen.tell(
                    message(
                        "{seconds} s: {done} of {total} are finished; the work goes on",
                        seconds=seconds,
                        done=self._done,
                        total=self._total,
                    )
                )

    def sweep_begins(self, total: int) -> None:
        """Tell how many plans will be made."""
        self._began, self._total = time.monotonic(), total
        self._screen.tell(plural("{count} plan to make", "{count} plans to make", total))

    def row_is_finished(self, row: SweepRow, done: int, total: int) -> None:
        """Tell how the row ended, with its faults, and how many are left."""
        self._done = done
        self._news.set()
        self._screen.tell(
            message("{done} of {total}: {row}{left}", done=done, total=total, row=_told(row),
                    left=self._left(done, total))
        )  # fmt: skip
        self._screen.tell_lines(self._faults(row))

    def _faults(self, row: SweepRow) -> Iterator[str]:
        language = self._screen.language
        yield from fault_lines(row.faults, language)
        yield from (f"  • {language.say(reason)}" for reason in row.reasons)

    def _left(self, done: int, total: int) -> Message | str:
        seconds = (time.monotonic() - self._began) / done * (total - done)
        if done == total or seconds < 60:
            return ""
        return plural(
            "; about {count} minute left", "; about {count} minutes left", round(seconds / 60)
        )


def _told(row: SweepRow) -> Message:
    name = f"{row.season} {row.scenario}".strip()
    told = message("{name}: {ending}", name=name, ending=ENDING_WORDS[row.ending])
    if row.figures is not None:
        told = message(
            "{name}: {points} points, {ending} ({seconds} s)",
            name=name,
            points=round(row.figures.score, 1),
            ending=ENDING_WORDS[row.ending],
            seconds=round(row.seconds, 1),
        )
    if row.attempts > 1:
        return plural(
            "{told}; begun {count} time", "{told}; begun {count} times", row.attempts, told=told
        )
    return told
