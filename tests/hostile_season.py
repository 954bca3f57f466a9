"""Seasons whose every name is hostile, for round trips: formulas, markup, emoji, separators."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon

from busplan.clock import Clock
from busplan.season import (
    Answer,
    Area,
    Association,
    Bus,
    MeetingPoint,
    PastVisit,
    Pin,
    Reach,
    Requirement,
    ResidentPoint,
    Season,
    Slot,
    Stop,
)
from busplan.travel import Leg, Road, TravelTimes
from tests.hand_season import hand_season

NASTY = (
    "=1+1",
    '=HYPERLINK("http://example.org";"klik")',
    "+45 58 00 00 00",
    "-1",
    "@SUM(A1)",
    "'fnug",
    "#REF!",
    "TRUE",
    "12",
    "1,5",
    "2026-10-14",
    "<script>alert(1)</script>",
    "&amp; <b>Ørsted</b>",
    '"citat"; semikolon, komma',
    "_x0041_ og _x005F_",
    "næste\nlinje",
    "#let x = 1; *fed*",
    "👩‍👩‍👧 Bydelsmødre",
    "\u202egninskeld",
    "tab\tinde i",
    "nej",
    "sep=;",
)


def texts(*, empty: bool = False) -> st.SearchStrategy[str]:
    """Any text that a name can be: trimmed, without control characters."""
    letters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    anything = st.text(letters, min_size=1, max_size=12).map(str.strip).filter(bool)
    return st.sampled_from(NASTY) | anything | (st.just("") if empty else st.nothing())


def items() -> st.SearchStrategy[tuple[str, ...]]:
    """A list inside a cell: different texts without commas."""
    plain = texts().filter(lambda text: "," not in text)
    return st.lists(plain, max_size=3, unique=True).map(tuple)


def figures(most: float = 5000) -> st.SearchStrategy[float]:
    """A number with any decimals, or a whole one."""
    return st.floats(0, most, allow_subnormal=False) | st.integers(0, int(most)).map(float)


def ids(count: int) -> st.SearchStrategy[list[str]]:
    """So many different ids, some of which look like numbers or dates."""
    letters = st.text(string.ascii_letters + string.digits + "_-", min_size=1, max_size=8)
    odd = st.sampled_from(["12", "007", "1e5", "2026-10-14", "-1", "ja", "TRUE", "3.0"])
    reserved = {"season", "con", "prn", "aux", "nul"} | {
        f"{p}{n}" for p in ("com", "lpt") for n in range(10)
    }
    fit = (odd | letters).filter(lambda text: text.casefold() not in reserved)
    return st.lists(fit, min_size=count, max_size=count, unique_by=str.casefold)


def days_of(season: Season) -> st.SearchStrategy[date]:
    """A date of the season."""
    return st.dates(season.first_date, season.last_date)


@st.composite
def hostile_seasons(draw: st.DrawFn) -> Season:
    """A season that loads, with hostile text and awkward numbers wherever they may stand."""
    base = hand_season(draw(st.sampled_from(["da", "en"])))
    days = days_of(base)
    area_ids = draw(ids(2))
    stop_a, stop_b, bus_id, meeting_id = draw(ids(4))
    who_a, who_b = draw(ids(2))
    slots = _slots(draw)
    areas = tuple(
        _area(draw, area_id, lon) for area_id, lon in zip(area_ids, (11.2, 11.4), strict=True)
    )
    stops = (
        _stop(draw, stop_a, area_ids[0], 11.2, days),
        _stop(draw, stop_b, area_ids[1], 11.4, days),
    )
    associations = (
        _association(draw, who_a, (who_b,), area_ids),
        _association(draw, who_b, (), area_ids),
    )
    bus = Bus(
        bus_id, draw(texts()), 11.3, 55.3, draw(st.integers(1, 60)), draw(st.floats(0.1, 3)),
        draw(texts(empty=True)), draw(texts(empty=True)), draw(st.frozensets(days, max_size=4)),
    )  # fmt: skip
    place = draw(st.none() | st.just(MeetingPoint(meeting_id, draw(texts()), 11.35, 55.4)))
    places = [stop_a, stop_b, bus_id] + ([] if place is None else [meeting_id])
    answers = {
        (draw(st.sampled_from([who_a, who_b])), draw(days), slot.name): draw(
            st.sampled_from(Answer)
        )
        for slot in slots
        for _ in range(3)
    }
    visitors = draw(st.none() | st.integers(0, 99))
    return replace(
        base,
        name=draw(texts()),
        note=draw(texts(empty=True)),
        sources=draw(st.lists(texts(), max_size=3, unique=True).map(tuple)),
        areas=areas,
        stops=stops,
        associations=associations,
        buses=(bus,),
        slots=slots,
        weekdays=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        closed=draw(st.frozensets(days, max_size=20)),
        meeting_point=place,
        tours=replace(base.tours, requirements=_requirements(draw, with_where=False)),
        crew=replace(base.crew, requirements=_requirements(draw, with_where=True)),
        reach=Reach(draw(figures(9)), draw(st.floats(0, 1)), draw(figures(900))),
        weights={goal: draw(figures()) for goal in base.weights},
        travel=_travel(draw, places),
        pins=_pins(draw, days, slots, stop_a, who_b),
        answers=answers,
        residents=None,
        history=(PastVisit(base.first_date - timedelta(days=9), stop_b, (who_a,), visitors),),
    )  # fmt: skip


def _slots(draw: st.DrawFn) -> tuple[Slot, ...]:
    names = draw(st.lists(texts(), min_size=1, max_size=2, unique_by=str.casefold))
    ends = [Clock(24 * 60), Clock(draw(st.integers(721, 1439)))]
    return tuple(
        Slot(f"s{n}", name, Clock(draw(st.integers(0, 720))), end)
        for n, (name, end) in enumerate(zip(names, ends, strict=False))
    )


def _area(draw: st.DrawFn, area_id: str, lon: float) -> Area:
    west, south = lon - draw(st.floats(0.01, 0.05)), 55.3 - draw(st.floats(0.01, 0.05))
    square = Polygon([(west, south), (lon + 0.02, south), (lon + 0.02, 55.32), (west, 55.32)])
    island = Polygon([(lon, 55.35), (lon + 0.01, 55.35), (lon, 55.36)])
    residents = draw(figures())
    return Area(
        area_id,
        draw(texts()),
        draw(st.sampled_from([square, MultiPolygon([square, island]), Point(lon, 55.3)])),
        residents,
        draw(st.floats(0, residents)),
        draw(items()),
        draw(items()),
        draw(figures(9)),
        draw(st.integers(0, 1)),
        draw(st.integers(1, 9)),
        draw(texts(empty=True)),
        draw(texts(empty=True)),
    )


def _stop(
    draw: st.DrawFn, stop_id: str, area: str, lon: float, days: st.SearchStrategy[date]
) -> Stop:
    optional: dict[str, Any] = {
        "opens": Clock(draw(st.integers(0, 600))),
        "closes": Clock(draw(st.integers(700, 1440))),
        "weekdays": draw(st.none() | st.frozensets(st.integers(0, 6), min_size=1)),
        "closed": draw(st.frozensets(days, max_size=5)),
        "uncertainty_m": draw(st.none() | figures(900)),
        "agreed": draw(st.sampled_from(["", "yes", "no", "asked"])),
    }
    for name in ("address", "host", "host_phone", "access", "note"):
        optional[name] = draw(texts(empty=True))
    return Stop(stop_id, draw(texts()), area, lon, 55.3, draw(st.integers(1, 300)), **optional)


def _association(
    draw: st.DrawFn, own_id: str, apart: tuple[str, ...], areas: list[str]
) -> Association:
    return Association(
        own_id,
        draw(texts()),
        draw(items()),
        tuple(draw(st.lists(st.sampled_from(areas), max_size=2, unique=True))),
        draw(st.integers(0, 9)),
        draw(st.integers(0, 2)),
        draw(st.none() | st.integers(2, 9)),
        draw(st.integers(0, 30)),
        draw(st.sampled_from([Answer.YES, Answer.NO])),
        draw(st.none() | st.frozensets(st.integers(0, 6), min_size=1)),
        apart,
        *(draw(texts(empty=True)) for _ in ("contact", "email", "phone", "note")),
    )


def _requirements(draw: st.DrawFn, *, with_where: bool) -> tuple[Requirement, ...]:
    where = st.none() | texts() if with_where else st.none()
    one = st.builds(Requirement, texts(), st.integers(0, 3), where)
    return tuple(draw(st.lists(one, max_size=2)))


def _pins(
    draw: st.DrawFn,
    days: st.SearchStrategy[date],
    slots: tuple[Slot, ...],
    stop: str,
    association: str,
) -> tuple[Pin, ...]:
    slot = draw(st.none() | st.sampled_from([slot.name for slot in slots]))
    return (
        Pin(must=True, date=draw(days), slot=slot, stop=stop),
        Pin(
            must=False,
            date=draw(days),
            stop=draw(st.sampled_from([None, stop])),
            association=association,
        ),
    )


def _travel(draw: st.DrawFn, places: list[str]) -> TravelTimes:
    legs = {
        (a, b): Leg(draw(figures(200)), draw(figures(200)))
        for a in places
        for b in places
        if a != b
    }
    return TravelTimes("matrix", legs, estimated=draw(st.booleans()))


def residents_of(season: Season) -> tuple[ResidentPoint, ...]:
    """Points with residents, far from everything, so that no stop reaches them."""
    return (ResidentPoint(10.1, 56.1 + 0.1, 12.5, 2.25), ResidentPoint(10.2, 56.2, 3))


def a_network() -> tuple[Road, ...]:
    """A few lines between the places of the hand-made season."""
    return (
        Road(((11.2942, 55.25211), (11.35266, 55.4031)), 22.1, 28.0, origin="=A", name="<22>"),
        Road(((11.35266, 55.4031), (11.3, 55.37), (11.14109, 55.34971)), kmh=61.5, basis="skøn"),
        Road(((11.14109, 55.34971), (11.2942, 55.25211)), mode="ferry", oneway=True),
    )
