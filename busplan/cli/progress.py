"""The live line on stderr while a plan is searched for: time, score, bound and gap."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Self

from busplan.cli.screen import Screen
from busplan.errors import Message, message
from busplan.workflow import Onlooker, PlannedSeason

if TYPE_CHECKING:
    from rich.live import Live

    from busplan.solver.search import Snapshot

SECONDS_BETWEEN_LINES = 10.0
"""How often progress is told where there is no terminal to draw a live line on."""


class Progress(Onlooker):
    """Remembers how far the search has come, and draws it from the main thread.

    A terminal gets one line that is drawn over; anything else a plain line at the first plan and
    now and then.
    """

    def __init__(self, screen: Screen) -> None:
        self.looking_for_reasons = False
        self.plan_is_on_disk = False
        self._screen = screen
        self._began = time.monotonic()
        self._told = 0.0
        self._told_news = (False, False)
        self._doing: Message | None = None
        self._snapshot: Snapshot | None = None
        self._live: Live | None = None

    # -- told by the thread that works -------------------------------------------------------

    def search_came_to(self, snapshot: Snapshot) -> None:
        """Remember the best score and bound so far."""
        self._snapshot = snapshot

    def plan_is_written(self, planned: PlannedSeason) -> None:
        """Remember that plan.json stands."""
        del planned
        self.plan_is_on_disk = True
        self._doing = message("Drawing maps and writing rosters")

    def looks_for_reasons(self, seconds: float) -> None:
        """Remember that no plan exists, and how long a reason is looked for."""
        self._doing = message(
            "No plan keeps all the rules. Looking for a reason, at most {seconds} s",
            seconds=round(seconds),
        )
        self.looking_for_reasons = True

    @property
    def plan_is_found(self) -> bool:
        """True once the search has found a plan."""
        return self._snapshot is not None and self._snapshot.score is not None

    # -- drawn by the main thread ------------------------------------------------------------

    def __enter__(self) -> Self:
        console = self._screen.console(progress=True)
        if console.is_terminal and not console.is_dumb_terminal:
            from rich.live import Live  # noqa: PLC0415 - only a terminal needs it

            self._live = Live(console=console, transient=True, auto_refresh=False)
            self._live.start()
        return self

    def __exit__(self, *raised: object) -> None:
        if self._live is not None:
            self._live.stop()

    def draw(self) -> None:
        """Draw how far it has come; called several times a second."""
        elapsed = time.monotonic() - self._began
        if self._live is not None:
            from rich.text import Text  # noqa: PLC0415

            line = Text(self._screen.language.say(self._line(elapsed)), overflow="ellipsis")
            line.no_wrap = True
            self._live.update(line, refresh=True)
            return
        news = (self.plan_is_found, self.looking_for_reasons)
        if elapsed - self._told >= SECONDS_BETWEEN_LINES or news != self._told_news:
            self._told, self._told_news = elapsed, news
            self._screen.tell(self._line(elapsed))

    def _line(self, elapsed: float) -> Message:
        seconds = int(elapsed)
        if self._doing is not None:
            return message("{doing} … {seconds} s", doing=self._doing, seconds=seconds)
        return message("{seconds} s: {found}", seconds=seconds, found=_found(self._snapshot))


def _found(snapshot: Snapshot | None) -> Message:
    """Say which score is found, which bound is proved, and how far they are apart."""
    score = None if snapshot is None else snapshot.score
    bound = None if snapshot is None else snapshot.bound
    if score is None and bound is None:
        return message("looking for a first plan")
    if score is None:
        return message("no plan yet; at most {bound} points", bound=round(bound or 0.0, 1))
    if bound is None:
        return message("{score} points; no bound yet", score=round(score, 1))
    gap = max(0.0, bound - score) / max(1.0, abs(score))
    return message(
        "{score} points, at most {bound} possible (gap {percent} %)",
        score=round(score, 1),
        bound=round(bound, 1),
        percent=round(100 * gap, 1),
    )
