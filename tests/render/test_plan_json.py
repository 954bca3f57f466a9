"""plan.json stands as the contract has it, and says the same bytes of the same plan."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from busplan.load.plan_json import read_result
from busplan.plan import Plan
from busplan.render.plan_json import render_plan_json
from busplan.result import Result, judge
from tests.hand_season import hand_plan, hand_result, hand_season


def parsed(result: Result) -> dict[str, object]:
    found: dict[str, object] = json.loads(render_plan_json(result))
    return found


def test_the_keys_stand_in_the_order_of_the_contract() -> None:
    plan = parsed(hand_result())
    assert list(plan) == ["format", "season", "status", "score", "bound", "goals", "tours"]
    tour = plan["tours"][1]
    assert list(tour) == [
        "date", "slot", "bus", "leaves_depot", "departs", "returns", "back_at_depot",
        "drive_minutes", "drive_km", "visits", "crew",
    ]  # fmt: skip
    assert list(tour["visits"][0]) == ["stop", "area", "arrives", "starts", "leaves"]
    assert [list(goal) for goal in plan["goals"]] == [["goal", "amount", "weight", "points"]] * 7


def test_the_values_are_those_of_the_plan() -> None:
    plan = parsed(hand_result())
    assert plan["season"] == "Efterår 2026, i det små"
    assert (plan["status"], plan["score"], plan["bound"]) == ("feasible", 1242.0, 1258.0)
    assert plan["tours"][0] == {
        "date": "2026-09-15",
        "slot": "eftermiddag",
        "bus": "museumsbus",
        "leaves_depot": "12:32",
        "departs": "13:00",
        "returns": "16:00",
        "back_at_depot": "16:28",
        "drive_minutes": 116,
        "drive_km": 86.2,
        "visits": [
            {
                "stop": "motalavej",
                "area": "korsoer-halsskov",
                "arrives": "13:30",
                "starts": "13:30",
                "leaves": "15:30",
            }
        ],
        "crew": ["bydelsmoedre", "frivilligcenter-slagelse", "roede-kors"],
    }


def test_equal_plans_are_equal_bytes_whatever_the_order_they_were_put_together_in() -> None:
    plan = hand_plan()
    shuffled = Plan(
        plan.season,
        tuple(replace(tour, crew=tour.crew[::-1]) for tour in plan.tours[::-1]),
    )
    assert render_plan_json(judge(plan, 1258.0)) == render_plan_json(judge(shuffled, 1258.0))


def test_the_file_is_utf8_text_that_ends_with_a_newline() -> None:
    content = render_plan_json(hand_result())
    assert content.endswith(b"}\n")
    assert "Efterår 2026" in content.decode("utf-8")
    assert b"\r" not in content


def test_figures_have_four_decimals_and_kilometres_one() -> None:
    result = hand_result()
    goals = (replace(result.goals[0], amount=1 / 3, points=-0.00001), *result.goals[1:])
    tours = (replace(result.plan.tours[0], drive_km=86.2499), *result.plan.tours[1:])
    plan = parsed(
        replace(result, score=2 / 3, bound=1.0, goals=goals, plan=replace(result.plan, tours=tours))
    )
    assert plan["score"] == 0.6667
    assert plan["goals"][0]["amount"] == 0.3333
    assert plan["tours"][0]["drive_km"] == 86.2


def test_nothing_is_minus_zero() -> None:
    result = hand_result()
    goals = (replace(result.goals[0], amount=-0.0, points=-0.00001), *result.goals[1:])
    assert b"-0.0" not in render_plan_json(replace(result, goals=goals))


def test_version_cancelled_and_own_ids_stand_only_where_they_say_something() -> None:
    plan = hand_plan()
    first, second = plan.tours
    changed = replace(
        plan, tours=(replace(first, given_id="tur-1"),), version=2, cancelled=(second,)
    )
    written = parsed(judge(changed, 2000.0))
    assert list(written) == [
        "format", "season", "version", "status", "score", "bound", "goals", "tours", "cancelled",
    ]  # fmt: skip
    assert written["tours"][0]["id"] == "tur-1"
    assert "id" not in written["cancelled"][0]


def test_reading_a_written_plan_gives_it_back(tmp_path: Path) -> None:
    plan = hand_plan()
    first, second = plan.tours
    for one in (
        plan,
        replace(plan, tours=(replace(first, given_id="x"),), version=1, cancelled=(second,)),
    ):
        result = judge(one, 1300.0)
        path = tmp_path / "plan.json"
        path.write_bytes(render_plan_json(result))
        assert read_result(path, hand_season()) == result


def test_a_visit_stands_on_one_line_so_that_people_can_read_and_edit_it() -> None:
    lines = render_plan_json(hand_result()).decode().splitlines()
    assert any('"stop": "motalavej"' in line and '"leaves": "15:30"' in line for line in lines)
