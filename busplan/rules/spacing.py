"""Windows of days in which at most one thing may happen, when things must lie days apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from busplan.season import Departure


def windows(departures: Sequence[Departure], days: int) -> Iterator[tuple[Departure, ...]]:
    """Give the largest runs of departures whose dates all lie less than `days` days apart.

    Any two departures less than `days` apart share a window, so "at most one in each window" says
    that all lie at least `days` apart, and says it more tightly than pair by pair.
    `departures` are in order of date.
    """
    end = previous_end = 0
    for start, first in enumerate(departures):
        if start and departures[start - 1].date == first.date:
            continue
        limit = first.date + timedelta(days=days)
        while end < len(departures) and departures[end].date < limit:
            end += 1
        if end > previous_end and end - start > 1:
            yield tuple(departures[start:end])
            previous_end = end
