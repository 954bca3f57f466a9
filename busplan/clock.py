"""Times of day as whole minutes after midnight."""

from __future__ import annotations

import re

MINUTES_PER_DAY = 24 * 60
_PATTERN = re.compile(r"([0-2]?\d)[:.]([0-5]\d)")


class Clock(int):
    """A time of day in whole minutes after midnight (0 is 00:00, 1440 is 24:00).

    Arithmetic gives plain integers; wrap the result again where it is a time of day.
    """

    @classmethod
    def parse(cls, text: str) -> Clock:
        """Read "13:05" or "13.05"; raise ValueError for anything else or past 24:00."""
        match = _PATTERN.fullmatch(text.strip())
        if match is None:
            raise ValueError(text)
        minutes = int(match[1]) * 60 + int(match[2])
        if minutes > MINUTES_PER_DAY:
            raise ValueError(text)
        return cls(minutes)

    def __str__(self) -> str:
        hours, minutes = divmod(int(self), 60)
        return f"{hours:02d}:{minutes:02d}"

    def __repr__(self) -> str:
        return f"Clock({str(self)!r})"
