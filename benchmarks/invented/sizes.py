"""How large the seasons of each class are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """What makes a season large.

    Attributes
    ----------
    visits
        Most stops on one tour.
    """

    areas: int
    tours: int
    associations: int
    weeks: int
    visits: int
    buses: int = 1

    @property
    def width_km(self) -> float:
        """Width of the landscape; its height is three quarters of that."""
        return min(70.0, 40.0 * math.sqrt(max(1.0, self.areas / 60)))

    @property
    def most_shifts(self) -> int:
        """Shifts of one association at most: twice what crews of four would need of each."""
        return max(4, math.ceil(8 * self.tours / self.associations))


SIZES: Mapping[str, Size] = {
    "S": Size(areas=12, tours=6, associations=17, weeks=13, visits=1),
    "M": Size(areas=24, tours=10, associations=33, weeks=13, visits=2),
    "L": Size(areas=40, tours=20, associations=60, weeks=26, visits=2),
    "XL": Size(areas=60, tours=40, associations=100, weeks=40, visits=3, buses=2),
    "XXL": Size(areas=300, tours=500, associations=1000, weeks=52, visits=3, buses=10),
}
"""The classes, from a first season in one municipality to a year in a whole region."""
