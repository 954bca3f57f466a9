"""Make the tables of the bundled seasons from each ``season.toml`` and the tables in ``invented/``.

Run it from anywhere: ``python data/seasons/make_seasons.py [OUT]``. OUT is the folder to write to,
by default the one this script lies in. Nothing here is drawn from a random state: each "chance" is
read off a hash of what it is about, so the same input gives the same bytes, and a change to one
association leaves the answers of all others as they are.

Only the organisations' names are real; tags, answers, residents' points and contacts are invented.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
INVENTED = HERE / "invented"
AREAS = HERE.parent / "areas"

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKDAYS = "tue,wed,thu"
"""Municipal units crew on workdays only."""

Row = Mapping[str, str]
Table = list[dict[str, str]]


@dataclass(frozen=True)
class Recipe:
    """How the tables of one season are made; `density` is the share of dates that get an answer."""

    folder: str
    density: float
    danish: bool = False


RECIPES = {
    "2021": Recipe("slagelse-2021-efteraar", density=0.45),
    "2022": Recipe("slagelse-2022-boligsocial", density=0.5, danish=True),
    "2026": Recipe("slagelse-2026-efteraar", density=0.4),
    "2027": Recipe("slagelse-2027-helaar", density=0.18),
}

CERTAIN = {
    ("2021", "aeldre-sagen", date(2021, 10, 9)): "prefer",
    ("2021", "frivilligcenter-slagelse", date(2021, 10, 9)): "yes",
    ("2026", "den-sociale-helhedsplan", date(2026, 9, 8)): "yes",
    ("2026", "danmarks-busmuseum", date(2026, 11, 26)): "prefer",
}
"""Answers that the seasons' pins need."""

WORDS = """
    name=navn tags=mærker home_areas=hjemområder people=personer min_shifts=min_vagter
    max_shifts=max_vagter min_days_between=min_dage_imellem default_answer=standardsvar
    weekdays=ugedage apart=adskilt contact=kontakt email=e-mail phone=telefon
    association=forening date=dato slot=tidsrum answer=svar
    stop=stoppested associations=foreninger visitors=besøgende
    yes=ja no=nej prefer=helst if_needed=nødigt tue=tir wed=ons thu=tor fri=fre sat=lør
"""
DANISH = dict(word.split("=") for word in WORDS.split())
"""Danish headings, answers and weekdays by their English names."""

SOCIAL_HOUSING_STOPS = {
    "slagelse-nordbyen": "nordcentret",
    "slagelse-sydbyen": "soendermarkshallen",
    "korsoer-halsskov": "motalavej",
    "skaelskoer": "parkvej-skaelskoer",
}
"""The stop of each social housing area that stands for the housing itself."""

RESIDENTS_A_POINT = 220
METRES_A_DEGREE = 111_320.0


def main(out: Path = HERE) -> None:
    """Write every season's tables to its folder under `out`."""
    for year, recipe in RECIPES.items():
        folder = out / recipe.folder
        folder.mkdir(parents=True, exist_ok=True)
        season = tomllib.loads((HERE / recipe.folder / "season.toml").read_text(encoding="utf-8"))
        files = season["files"]
        associations = association_table(year)
        answers = list(answer_rows(year, recipe.density, season, associations))
        write_table(folder / files["associations"], associations, danish=recipe.danish)
        write_table(folder / files["availability"], answers, danish=recipe.danish)
        if "history" in files:
            history = read_table(INVENTED / f"history-{year}.csv")
            write_table(folder / files["history"], history, danish=recipe.danish)
        if "residents" in files:
            write_table(folder / files["residents"], list(resident_rows()), danish=recipe.danish)
        if files["stops"] == "stops.geojson":
            hours = read_table(INVENTED / f"opening-hours-{year}.csv")
            write_stops(folder / files["stops"], hours)


def read_table(path: Path) -> Table:
    """Return the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def chance(*about: object) -> float:
    """Return a number in [0, 1) that depends on nothing but what it is about."""
    digest = hashlib.sha256("|".join(map(str, about)).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def association_table(year: str) -> Table:
    """Return the associations of a season in the columns of the format."""
    organisations = {row["id"]: row for row in read_table(AREAS / "facts" / "organisations.csv")}
    limits = {
        row["id"]: row for row in read_table(INVENTED / "limits.csv") if row["season"] == year
    }
    return [
        association_row(year, row, organisations.get(row["id"], {}), limits.get(row["id"], {}))
        for row in read_table(INVENTED / "associations.csv")
        if year in row["seasons"].split(", ")
    ]


def association_row(year: str, row: Row, organisation: Row, limits: Row) -> dict[str, str]:
    """Return one association; an organisation's tags come first, then the invented ones."""
    municipal = organisation.get("kind") == "municipal"
    tags = [tag for tag in (organisation.get("tags"), row["more_tags"]) if tag]
    return {
        "id": row["id"],
        "name": row["name"] or organisation["name"],
        "tags": ", ".join(tags),
        "home_areas": row["home_areas"],
        "people": row["people"],
        "min_shifts": limits.get("min_shifts", ""),
        "max_shifts": limits.get("max_shifts", ""),
        "min_days_between": limits.get("min_days_between", ""),
        "default_answer": "yes" if chance("default", year, row["id"]) < 0.4 else "no",
        "weekdays": limits.get("weekdays") or (WORKDAYS if municipal else ""),
        "apart": limits.get("apart", ""),
        "contact": "Kontaktperson",
        "email": f"{row['id']}@example.org",
        "phone": "00 00 00 00",
    }


def open_dates(season: Mapping[str, Any]) -> Iterator[date]:
    """Give the dates of a season on an offered weekday that are not closed, in order."""
    calendar = season["calendar"]
    closed = set()
    for text in calendar["closed"]:
        first, _, last = text.partition("/")
        closed |= set(days(date.fromisoformat(first), date.fromisoformat(last or first)))
    for day in days(season["first_date"], season["last_date"]):
        if WEEKDAYS[day.weekday()] in calendar["weekdays"] and day not in closed:
            yield day


def days(first: date, last: date) -> Iterator[date]:
    """Give every date from `first` to `last`."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def answer_rows(
    year: str, density: float, season: Mapping[str, Any], associations: Table
) -> Iterator[dict[str, str]]:
    """Give the answers of a season; about half of them speak of one slot when there are several."""
    slots = [slot["name"] for slot in season["calendar"]["slots"]]
    for association in associations:
        own_days = association["weekdays"].split(",") if association["weekdays"] else WEEKDAYS
        for day in open_dates(season):
            key = (year, association["id"], day)
            answer = CERTAIN.get(key)
            if answer is None and WEEKDAYS[day.weekday()] in own_days:
                answer = invented_answer(association["default_answer"], density, key)
            if answer is not None:
                whole_day = len(slots) == 1 or key in CERTAIN or chance("slot", *key) < 0.5
                slot = "" if whole_day else slots[int(chance("which", *key) * len(slots))]
                yield {
                    "association": association["id"],
                    "date": day.isoformat(),
                    "slot": slot,
                    "answer": answer,
                }


def invented_answer(default: str, density: float, about: Sequence[object]) -> str | None:
    """Return an answer, or None where the default speaks."""
    draw = chance("answer", *about) / density
    if draw >= 1:
        return None
    if draw < 0.14:
        return "prefer"
    if draw < 0.26:
        return "if_needed"
    return "no" if default == "yes" else "yes"


def resident_rows() -> Iterator[dict[str, str]]:
    """Give invented points of residents that add up to the residents of each area."""
    stops = features(AREAS / "slagelse-stops.geojson")
    points = {stop["properties"]["id"]: Point(stop["geometry"]["coordinates"]) for stop in stops}
    for area in features(AREAS / "slagelse.geojson"):
        about, land = area["properties"], shape(area["geometry"])
        own = [
            points[stop["properties"]["id"]]
            for stop in stops
            if stop["properties"]["area"] == about["id"]
        ]
        others = about["residents"] - about["social_residents"]
        for number, residents in enumerate(parts_of(others)):
            key = (about["id"], number)
            near_stop = chance("near", *key) < 0.6
            centre = own[int(chance("stop", *key) * len(own))] if near_stop else None
            yield resident_row(scatter(land, centre, 1_100, key), residents, 0)
        for number, residents in enumerate(parts_of(about["social_residents"])):
            centre = points[SOCIAL_HOUSING_STOPS[about["id"]]]
            spot = scatter(land, centre, 450, (about["id"], "social", number))
            yield resident_row(spot, residents, residents)


def parts_of(total: int) -> list[int]:
    """Return whole numbers near `RESIDENTS_A_POINT` that add up to `total`."""
    count = math.ceil(total / RESIDENTS_A_POINT)
    return [total * (part + 1) // count - total * part // count for part in range(count)]


def resident_row(point: Point, residents: int, social_residents: int) -> dict[str, str]:
    """Return a row of the residents table."""
    return {
        "lon": f"{point.x:.4f}",
        "lat": f"{point.y:.4f}",
        "residents": str(residents),
        "social_residents": str(social_residents),
    }


def scatter(
    land: BaseGeometry, centre: Point | None, metres: float, about: Sequence[object]
) -> Point:
    """Return a point of `land`, within `metres` of the centre if there is one."""
    west, south, east, north = land.bounds
    for attempt in range(1_000):
        one, other = chance("x", attempt, *about), chance("y", attempt, *about)
        if centre is None:
            spot = Point(west + one * (east - west), south + other * (north - south))
        else:
            degrees, turn = metres * one / METRES_A_DEGREE, math.tau * other
            wide = degrees / math.cos(math.radians(centre.y))
            spot = Point(centre.x + wide * math.cos(turn), centre.y + degrees * math.sin(turn))
        spot = Point(round(spot.x, 4), round(spot.y, 4))
        if land.covers(spot):
            return spot
    raise ValueError(about)


def features(path: Path) -> list[dict[str, Any]]:
    """Return the features of a GeoJSON file."""
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found


def write_stops(path: Path, hours: Table) -> None:
    """Write the bundled stops with invented opening hours and hosts, one feature a line."""
    source = json.loads((AREAS / "slagelse-stops.geojson").read_text(encoding="utf-8"))
    stops = source.pop("features")
    known = {row["id"]: {key: cell for key, cell in row.items() if cell} for row in hours}
    for stop in stops:
        stop["properties"] |= known.get(stop["properties"]["id"], {})
    source["note"] = "Illustrativ: åbningstider, værter og aftaler er opdigtet."
    head = [f"{json.dumps(key)}: {json.dumps(source[key], ensure_ascii=False)}" for key in source]
    lines = ",\n".join(json.dumps(stop, ensure_ascii=False) for stop in stops)
    text = "{" + ",\n ".join(head) + ',\n "features": [\n' + lines + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def write_table(path: Path, rows: Table, *, danish: bool) -> None:
    """Write a table; `danish` as a Danish Excel does: headings, answers, dates, semicolons, BOM."""
    if danish:
        rows = [{DANISH.get(key, key): danish_cell(key, row[key]) for key in row} for row in rows]
    text = io.StringIO(newline="")
    delimiter = ";" if danish else ","
    end = "\r\n" if danish else "\n"
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig" if danish else "utf-8"))


def danish_cell(column: str, cell: str) -> str:
    """Return a cell with answers, weekdays and dates in Danish."""
    if column == "date":
        return date.fromisoformat(cell).strftime("%d-%m-%Y")
    if column in {"answer", "default_answer"}:
        return DANISH[cell]
    if column == "weekdays":
        return ",".join(DANISH[day] for day in cell.split(",") if day)
    return cell


if __name__ == "__main__":
    main(*[Path(argument) for argument in sys.argv[1:2]])
