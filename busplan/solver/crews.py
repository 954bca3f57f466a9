"""All crews worth at least so much, grown member by member on arrays.

The worth of a crew is the sum of its members' worth; what tags and local roots bring on top is
added by the pricing. Members are taken in the order of falling worth, so the best completion of
a part of a crew is known, and whole branches that cannot reach the floor are never grown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from busplan.solver.numbered import Flags, Floats, Whole


@dataclass(frozen=True)
class Candidates:
    """Those who could crew one departure, by falling worth.

    Attributes
    ----------
    worth, people, tags
        Points, seats taken, and tags as bits, of each.
    least, most, seats
        How many may be on board, and how many people in all.
    needed
        Tags, as bits, of which somebody must be on board.
    """

    worth: Floats
    people: Whole
    tags: Whole
    least: int
    most: int
    seats: int
    needed: tuple[int, ...] = ()

    def best_sum(self) -> float:
        """Give an upper bound of what any crew could be worth, seats aside."""
        whole = np.full(1, -1, np.int64)
        return float(_still(self, _completions(self), 0, whole, np.zeros(1, np.int64))[0])


@dataclass(frozen=True)
class Crews:
    """Crews by the position of their members: one row each, filled up with "nobody".

    `tags` holds the tags of all members together.
    """

    members: Whole
    worth: Floats
    tags: Whole

    def __len__(self) -> int:
        return len(self.worth)

    def __getitem__(self, which: Flags | Whole) -> Crews:
        return Crews(self.members[which], self.worth[which], self.tags[which])


def crews_from(candidates: Candidates, floor: float, limit: int) -> Crews | None:
    """Give every crew of allowed size and seats that is worth `floor` or more.

    Returns None where growing them takes more than `limit` parts of crews at one size.
    """
    count, most = len(candidates.worth), candidates.most
    completions = _completions(candidates)
    members = np.full((1, most), count, np.int16)
    last = np.full(1, -1, np.int64)
    worth, people, tags = np.zeros(1), np.zeros(1, np.int64), np.zeros(1, np.int64)
    found: list[Crews] = []
    if candidates.least == 0 and floor <= 0 and not candidates.needed:
        found.append(Crews(members, worth, tags))
    for size in range(1, most + 1):
        reach = candidates.worth + completions[size][1:]
        ends = np.searchsorted(-reach, worth - floor, side="right")
        children = np.maximum(ends - last - 1, 0)
        total = int(children.sum())
        if total > limit:
            return None
        parents = np.repeat(np.arange(len(last)), children)
        before = np.cumsum(children) - children
        added = last[parents] + 1 + np.arange(total) - before[parents]
        people = people[parents] + candidates.people[added]
        fits = people <= candidates.seats
        parents, added, people = parents[fits], added[fits], people[fits]
        members = members[parents]
        members[:, size - 1] = added
        last = added
        worth = worth[parents] + candidates.worth[added]
        tags = tags[parents] | candidates.tags[added]
        if size >= candidates.least:
            enough = (worth >= floor) & _has_all(candidates, tags)
            found.append(Crews(members[enough], worth[enough], tags[enough]))
        if size < most:
            hopeful = worth + _still(candidates, completions, size, last, tags) >= floor
            members, last, worth = members[hopeful], last[hopeful], worth[hopeful]
            people, tags = people[hopeful], tags[hopeful]
    if not found:
        return no_crews(candidates)
    return Crews(
        np.concatenate([crews.members for crews in found]),
        np.concatenate([crews.worth for crews in found]),
        np.concatenate([crews.tags for crews in found]),
    )


def no_crews(candidates: Candidates) -> Crews:
    """Give no crews at all."""
    members = np.zeros((0, candidates.most), np.int16)
    return Crews(members, np.zeros(0), np.zeros(0, np.int64))


def _has_all(candidates: Candidates, tags: Whole) -> Flags:
    has = np.ones(len(tags), np.bool_)
    for bit in candidates.needed:
        has &= (tags & bit) > 0
    return has


def _still(
    candidates: Candidates, completions: list[Floats], size: int, last: Whole, tags: Whole
) -> Floats:
    """Bound what parts of crews can still gain, when one that lacks a tag must find its holder."""
    gain: Floats = completions[size][last + 1].copy()
    count = len(candidates.worth)
    for bit in candidates.needed if candidates.most > size else ():
        holders = np.where((candidates.tags & bit) > 0, np.arange(count), count)
        following = np.append(np.minimum.accumulate(holders[::-1])[::-1], count)
        lacks = np.flatnonzero((tags & bit) == 0)
        holder = following[last[lacks] + 1]
        with_holder = np.append(candidates.worth, -np.inf)[holder]
        rest = completions[size + 1][last[lacks] + 1]
        gain[lacks] = np.minimum(gain[lacks], with_holder + rest)
    return gain


def _completions(candidates: Candidates) -> list[Floats]:
    """Give what a part of `size` members can still gain from the candidates after each position."""
    count = len(candidates.worth)
    sums = np.concatenate([[0.0], np.cumsum(candidates.worth)])
    table: list[Floats] = []
    for size in range(candidates.most + 1):
        best = np.full(count + 1, -np.inf)
        for more in range(max(0, candidates.least - size), candidates.most - size + 1):
            if more <= count:
                gains = sums[more:] - sums[: count + 1 - more]
                best[: len(gains)] = np.maximum(best[: len(gains)], gains)
        table.append(best)
    return table
