"""A small season that loads without a fault or a warning, to be spoilt one thing at a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from busplan.errors import Fault, FaultyInput
from busplan.load import load_season
from busplan.season import Season

SEASON_TOML = """\
format = 1
name = "Efterår 2026"
language = "da"
first_date = 2026-08-31
last_date = 2026-11-29

[files]
areas = "areas.geojson"
stops = "stops.geojson"
associations = "associations.csv"
availability = "availability.csv"

[travel]
source = "straight_line"

[calendar]
weekdays = ["tue", "sat"]
slots = [{name = "eftermiddag", start = "13:00", end = "17:00"}]
closed = ["2026-10-12/2026-10-18"]

[meeting_point]
id = "frivilligcenter"
name = "Frivilligcenter Slagelse"
lon = 11.3525
lat = 55.4033

[[buses]]
id = "museumsbus"
name = "Museumsbussen"
lon = 11.29
lat = 55.25
seats = 12

[tours]
min = 1
max = 2
max_visits = 2

[crew]
min = 1
max = 3
"""

ASSOCIATIONS = """\
id,name,tags,home_areas,people,max_shifts
roede-kors,Røde Kors,"social, vært",korsoer,2,4
aeldre-sagen,Ældre Sagen,senior,,3,
"""

AVAILABILITY = """\
association,date,slot,answer
roede-kors,2026-09-08,eftermiddag,prefer
aeldre-sagen,2026-09-12,,no
"""


def square(lon: float, lat: float, half: float = 0.02) -> dict[str, Any]:
    """Give a square polygon around a point."""
    west, east, south, north = lon - half, lon + half, lat - half, lat + half
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [corners]}


def point(lon: float, lat: float) -> dict[str, Any]:
    """Give a point."""
    return {"type": "Point", "coordinates": [lon, lat]}


def line(*points: tuple[float, float]) -> dict[str, Any]:
    """Give a line."""
    return {"type": "LineString", "coordinates": [list(position) for position in points]}


def feature(geometry: dict[str, Any] | None, **properties: object) -> dict[str, Any]:
    """Give a GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: dict[str, Any], **members: object) -> dict[str, Any]:
    """Give a GeoJSON feature collection."""
    return {"type": "FeatureCollection", **members, "features": list(features)}


def small_areas() -> list[dict[str, Any]]:
    """Give two areas, one of them with social housing."""
    return [
        feature(square(11.14, 55.33), id="korsoer", name="Korsør", residents=5000,
                social_residents=900, tags="by, boligsocialt", needs=["senior"]),
        feature(square(11.42, 55.30), id="dalmose", name="Dalmose", residents=700),
    ]  # fmt: skip


def small_stops() -> list[dict[str, Any]]:
    """Give a stop in each area."""
    return [
        feature(point(11.14, 55.33), id="solens-plads", name="Solens Plads", area="korsoer",
                visit_minutes=90, opens="09:00", closes="18:00"),
        feature(point(11.42, 55.30), id="dalmosehallen", name="Dalmosehallen", area="dalmose",
                visit_minutes=60),
    ]  # fmt: skip


@dataclass
class SmallSeason:
    """The files of a season, changed in memory and then written and loaded."""

    folder: Path
    toml: str = SEASON_TOML
    areas: list[dict[str, Any]] = field(default_factory=small_areas)
    stops: list[dict[str, Any]] = field(default_factory=small_stops)
    files: dict[str, str | bytes] = field(
        default_factory=lambda: {
            "associations.csv": ASSOCIATIONS,
            "availability.csv": AVAILABILITY,
        }
    )

    def settings(self, old: str, new: str) -> SmallSeason:
        """Replace a piece of season.toml, which must be there."""
        assert old in self.toml
        self.toml = self.toml.replace(old, new, 1)
        return self

    def append(self, toml: str) -> SmallSeason:
        """Add lines to season.toml."""
        self.toml += toml
        return self

    def area(self, **properties: object) -> SmallSeason:
        """Change properties of the first area."""
        self.areas[0]["properties"].update(properties)
        return self

    def stop(self, **properties: object) -> SmallSeason:
        """Change properties of the first stop."""
        self.stops[0]["properties"].update(properties)
        return self

    def file(self, name: str, content: str | bytes) -> SmallSeason:
        """Give a file of the folder another content."""
        self.files[name] = content
        return self

    def row(self, name: str, row: str) -> SmallSeason:
        """Add a row to a table."""
        content = self.files[name]
        assert isinstance(content, str)
        self.files[name] = content + row + "\n"
        return self

    def geojson(self, name: str, found: object) -> SmallSeason:
        """Write a file as JSON."""
        return self.file(name, json.dumps(found, ensure_ascii=False))

    def write(self) -> Path:
        """Write the folder."""
        self.folder.mkdir(exist_ok=True)
        self.files.setdefault("areas.geojson", json.dumps(collection(*self.areas)))
        self.files.setdefault("stops.geojson", json.dumps(collection(*self.stops)))
        self.files.setdefault("season.toml", self.toml)
        for name, content in self.files.items():
            raw = content.encode() if isinstance(content, str) else content
            (self.folder / name).write_bytes(raw)
        return self.folder

    def load(self) -> Season:
        """Write and load; there must be no warning."""
        season, warnings = load_season(self.write())
        assert warnings == (), [str(fault.what) for fault in warnings]
        return season

    def warnings(self) -> tuple[Fault, ...]:
        """Write and load; give the warnings."""
        return load_season(self.write())[1]

    def faults(self) -> tuple[Fault, ...]:
        """Write and load; there must be faults, which are given."""
        folder = self.write()
        with pytest.raises(FaultyInput) as refused:
            load_season(folder)
        assert refused.value.faults
        return refused.value.faults

    def fault(self) -> Fault:
        """Write and load; there must be exactly one fault, which is given."""
        faults = self.faults()
        assert len(faults) == 1, [(str(fault.what), fault.value) for fault in faults]
        return faults[0]


Spoil = Callable[[SmallSeason], SmallSeason]
