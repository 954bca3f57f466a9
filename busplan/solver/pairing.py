"""What crews bring to the areas of a route: local roots, needs that are met, tags that lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from busplan.solver.crews import Crews
from busplan.solver.numbered import Floats

if TYPE_CHECKING:
    from busplan.solver.exact_look import ExactLook

WORK = 2e-8
"""Units of work that one route or one part of a crew counts in a deterministic search."""


class Pairing:
    """What crews bring to areas, worked out area by area when it is asked for."""

    def __init__(self, look: ExactLook, crews: Crews) -> None:
        self.crews = crews
        self._numbered = look.numbered
        self._look = look
        self._roots = look.roots()
        self._known: dict[int, Floats] = {}
        self._mosts: dict[int, float] = {}
        self._lacking = [
            (demand.where, ~look.has(crews, demand.bit, demand.min))
            for demand in self._numbered.demands
            if demand.where is not None
        ]

    def worth(self, visited: tuple[int, ...], count: int) -> Floats:
        """Give what the first `count` crews are worth on a tour to some areas."""
        worth = self.crews.worth[:count].copy()
        for area in visited:
            if area < self._numbered.no_area:
                worth += self._brings(area)[:count]
        for where, lacks in self._lacking:
            if where[list(visited)].any():
                worth[lacks[:count]] = -np.inf
        self._look.footing.work += WORK * count
        return worth

    def most(self, area: int) -> float:
        """Give the most that any of the crews is worth on a tour to one area alone."""
        if area not in self._mosts:
            self._mosts[area] = float((self.crews.worth + self._brings(area)).max())
        return self._mosts[area]

    def _brings(self, area: int) -> Floats:
        """Give what each crew brings to an area: local roots and needs that are met."""
        if area not in self._known:
            roots = self._roots[:, area]
            brought = np.zeros(len(self.crews))
            if roots.any():
                for place in range(self.crews.members.shape[1]):
                    brought += roots[self.crews.members[:, place]]
            needs = self._numbered.needs[area]
            for tag in np.flatnonzero(needs).tolist():
                bit = self._numbered.bits[tag]
                brought += needs[tag] * ((self.crews.tags & bit) > 0)
            self._known[area] = brought
        return self._known[area]
