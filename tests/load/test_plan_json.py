"""A plan.json is read strictly: every fault of it, and nothing but its faults."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from busplan.clock import Clock
from busplan.errors import FaultyInput, FaultyPlan
from busplan.load.plan_json import read_result
from busplan.season import GOAL_NAMES, Season
from tests.hand_season import hand_plan

Spoil = Callable[[dict[str, Any]], None]
TRUE = True


@pytest.fixture(scope="module")
def season() -> Season:
    return hand_plan().season


def written() -> dict[str, Any]:
    """Write the plan made by hand as plan.json has it."""
    plan = hand_plan()
    return {
        "format": 1,
        "season": plan.season.name,
        "status": "feasible",
        "score": 100.5,
        "bound": 120,
        "goals": [{"goal": goal, "amount": 1, "weight": 2.5, "points": 2.5} for goal in GOAL_NAMES],
        "tours": [
            {
                "date": tour.date.isoformat(),
                "slot": tour.slot,
                "bus": tour.bus,
                "leaves_depot": str(tour.leaves_depot),
                "departs": str(tour.departs),
                "returns": str(tour.returns),
                "back_at_depot": str(tour.back_at_depot),
                "drive_minutes": tour.drive_minutes,
                "drive_km": tour.drive_km,
                "visits": [
                    {
                        "stop": visit.stop,
                        "area": plan.season.stop_by_id[visit.stop].area,
                        "arrives": str(visit.arrives),
                        "starts": str(visit.starts),
                        "leaves": str(visit.leaves),
                    }
                    for visit in tour.visits
                ],
                "crew": list(tour.crew),
            }
            for tour in plan.tours
        ],
    }


def read(tmp_path: Path, season: Season, found: object) -> Any:
    path = tmp_path / "plan.json"
    path.write_text(found if isinstance(found, str) else json.dumps(found), encoding="utf-8")
    return read_result(path, season)


def test_a_plan_is_read_as_it_was_written(tmp_path: Path, season: Season) -> None:
    result = read(tmp_path, season, written())
    assert result.plan.tours == hand_plan().tours
    assert (result.status, result.score, result.bound) == ("feasible", 100.5, 120)
    assert [goal.goal for goal in result.goals] == list(GOAL_NAMES)
    assert (result.plan.version, result.plan.cancelled) == (0, ())


def test_the_order_of_tours_and_crews_is_kept_for_the_judge(tmp_path: Path, season: Season) -> None:
    found = written()
    found["tours"].reverse()
    found["tours"][0]["crew"].reverse()
    result = read(tmp_path, season, found)
    assert result.plan.tours[0].date > result.plan.tours[1].date
    assert list(result.plan.tours[0].crew) == found["tours"][0]["crew"]


def test_version_ids_and_cancelled_tours_are_read(tmp_path: Path, season: Season) -> None:
    found = written()
    found["version"] = 3
    cancelled = found["tours"].pop()
    cancelled["id"] = "aflyst-1"
    found["cancelled"] = [cancelled]
    result = read(tmp_path, season, found)
    assert result.plan.version == 3
    assert [tour.given_id for tour in result.plan.cancelled] == ["aflyst-1"]


def test_keys_that_are_not_known_pass(tmp_path: Path, season: Season) -> None:
    found = written()
    found["note"] = found["tours"][0]["weather"] = found["tours"][0]["visits"][0]["x"] = "sol"
    read(tmp_path, season, found)


def test_the_day_may_end_at_24(tmp_path: Path, season: Season) -> None:
    found = written()
    found["tours"][0]["back_at_depot"] = "24:00"
    assert read(tmp_path, season, found).plan.tours[0].back_at_depot == Clock(1440)


def tour(key: str, value: object) -> Spoil:
    return lambda found: found["tours"][0].__setitem__(key, value)


def visit(key: str, value: object) -> Spoil:
    return lambda found: found["tours"][0]["visits"][0].__setitem__(key, value)


def top(key: str, value: object) -> Spoil:
    return lambda found: found.__setitem__(key, value)


FAULTS: dict[str, tuple[Spoil, str]] = {
    "another format": (top("format", 2), "format"),
    "a format that is true": (top("format", TRUE), "format"),
    "a format with decimals": (top("format", 1.0), "format"),
    "another season": (top("season", "Forår 2020"), "season"),
    "no season": (lambda found: found.pop("season"), "season"),
    "an empty season": (top("season", ""), "season"),
    "a status of another kind": (top("status", "best"), "status"),
    "a score in words": (top("score", "12"), "score"),
    "a score that is true": (top("score", TRUE), "score"),
    "no score": (lambda found: found.pop("score"), "score"),
    "a bound that is null": (top("bound", None), "bound"),
    "goals in another order": (lambda found: found["goals"].reverse(), "goals"),
    "six goals": (lambda found: found["goals"].pop(), "goals"),
    "a goal twice": (lambda found: found["goals"].append(found["goals"][0]), "goals"),
    "goals that are no list": (top("goals", {}), "goals"),
    "a goal without points": (lambda found: found["goals"][0].pop("points"), "goals[1].points"),
    "a negative weight": (
        lambda found: found["goals"][0].__setitem__("weight", -1),
        "goals[1].weight",
    ),
    "no tours": (lambda found: found.pop("tours"), "tours"),
    "tours that are text": (top("tours", "ingen"), "tours"),
    "a tour that is a number": (lambda found: found["tours"].append(7), "tours[3]"),
    "a negative version": (top("version", -1), "version"),
    "a version that is true": (top("version", TRUE), "version"),
    "a version with decimals": (top("version", 1.5), "version"),
    "cancelled tours that are no list": (top("cancelled", 3), "cancelled"),
    "a Danish date": (tour("date", "15-09-2026"), "tours[1].date"),
    "a date that does not exist": (tour("date", "2026-02-30"), "tours[1].date"),
    "a date in ISO weeks": (tour("date", "2026-W38-2"), "tours[1].date"),
    "a date that is null": (tour("date", None), "tours[1].date"),
    "an unknown slot": (tour("slot", "nat"), "tours[1].slot"),
    "an unknown bus": (tour("bus", "museumsbus2"), "tours[1].bus"),
    "a time with a dot": (tour("departs", "13.00"), "tours[1].departs"),
    "a time without a leading zero": (tour("departs", "9:00"), "tours[1].departs"),
    "a time after midnight": (tour("departs", "24:01"), "tours[1].departs"),
    "a time that is a number": (tour("departs", 780), "tours[1].departs"),
    "drive minutes with decimals": (tour("drive_minutes", 120.0), "tours[1].drive_minutes"),
    "negative drive minutes": (tour("drive_minutes", -1), "tours[1].drive_minutes"),
    "negative km": (tour("drive_km", -0.1), "tours[1].drive_km"),
    "km that are true": (tour("drive_km", TRUE), "tours[1].drive_km"),
    "an id that climbs": (tour("id", "../x"), "tours[1].id"),
    "an id that is a number": (tour("id", 4), "tours[1].id"),
    "an unknown stop": (visit("stop", "nowhere"), "tours[1].visits[1].stop"),
    "a bus as a stop": (visit("stop", "museumsbus"), "tours[1].visits[1].stop"),
    "an unknown area": (visit("area", "nowhere"), "tours[1].visits[1].area"),
    "the area of another stop": (visit("area", "dalmose"), "tours[1].visits[1].area"),
    "no arrival": (
        lambda found: found["tours"][0]["visits"][0].pop("arrives"),
        "tours[1].visits[1].arrives",
    ),
    "an unknown association": (
        lambda found: found["tours"][0]["crew"].append("nobody"),
        "tours[1].crew",
    ),
    "an association twice": (
        lambda found: found["tours"][0]["crew"].append(found["tours"][0]["crew"][0]),
        "tours[1].crew",
    ),
    "a crew member that is a number": (
        lambda found: found["tours"][0]["crew"].insert(0, 1),
        "tours[1].crew[1]",
    ),
    "two tours with one id": (
        lambda found: [one.__setitem__("id", "tur") for one in found["tours"]],
        "tours",
    ),
}


@pytest.mark.parametrize(("spoil", "column"), FAULTS.values(), ids=FAULTS.keys())
def test_a_plan_is_refused_for(tmp_path: Path, season: Season, spoil: Spoil, column: str) -> None:
    found = written()
    spoil(found)
    with pytest.raises(FaultyPlan) as refused:
        read(tmp_path, season, found)
    assert len(refused.value.faults) == 1, str(refused.value)
    assert (refused.value.faults[0].column or "").startswith(column)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "nan",
        "[" * 200_000,
        '{"format": 1, "format": 1}',
        '{"season": "\\ud800"}',
        "\x00",
    ],
)
def test_what_is_no_plan_at_all_is_refused(tmp_path: Path, season: Season, text: str) -> None:
    with pytest.raises(FaultyPlan):
        read(tmp_path, season, text)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 400])
def test_numbers_without_end_are_refused(tmp_path: Path, season: Season, number: str) -> None:
    text = json.dumps(written()).replace('"score": 100.5', f'"score": {number}')
    with pytest.raises(FaultyPlan) as refused:
        read(tmp_path, season, text)
    assert (refused.value.faults[0].value or "").startswith(number[:199])


def test_a_plan_that_is_not_there_is_bad_input(tmp_path: Path, season: Season) -> None:
    for path in (tmp_path / "plan.json", tmp_path):
        with pytest.raises(FaultyInput) as refused:
            read_result(path, season)
        assert str(tmp_path) not in str(refused.value)


def test_every_fault_is_found_at_once(tmp_path: Path, season: Season) -> None:
    found = written()
    for spoil, _ in (FAULTS["an unknown bus"], FAULTS["a score in words"]):
        spoil(found)
    with pytest.raises(FaultyPlan) as refused:
        read(tmp_path, season, found)
    assert len(refused.value.faults) == 2


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)


def every_place(found: Any) -> list[tuple[Any, Any]]:
    """Give each (container, key) of a document."""
    keys = found.keys() if isinstance(found, dict) else range(len(found))
    places = [(found, key) for key in keys]
    for key in keys:
        if isinstance(found[key], (dict, list)):
            places += every_place(found[key])
    return places


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), junk=JUNK)
def test_junk_anywhere_is_a_faulty_plan_or_harmless(
    tmp_path: Path, season: Season, data: st.DataObject, junk: object
) -> None:
    found = written()
    container, key = data.draw(st.sampled_from(every_place(found)))
    container[key] = junk
    with suppress(FaultyPlan):
        read(tmp_path, season, found)


def test_dates_are_plain_dates(tmp_path: Path, season: Season) -> None:
    assert type(read(tmp_path, season, written()).plan.tours[0].date) is date
