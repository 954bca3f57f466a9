"""What coverage.html says of each area and of the season, before it is a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from busplan.coverage import AreaCoverage, Reached, coverage_of
from busplan.language import Language
from busplan.plan import Plan
from busplan.render.map import render_coverage_map
from busplan.render.map_coverage import (
    ReachClass,
    area_rows,
    key_figures,
    reach_class,
    share_text,
    summary,
    weight_line,
)
from busplan.season import Reach
from tests.hand_season import hand_plan, hand_result, hand_season

DANISH = Language("da")


def covered(weight: float, reached: float, visits: int = 0) -> AreaCoverage:
    plan = hand_plan()
    figures = Reached(weight, reached, 0, 0, weight, reached)
    return AreaCoverage(plan.season.areas[0], figures, plan.tours[:1] * visits)


@pytest.mark.parametrize(
    ("reached", "expected"),
    [
        (0, ReachClass.NONE),
        (0.001, ReachClass.SOME),
        (49.9, ReachClass.SOME),
        (50, ReachClass.MOST),
        (99.9, ReachClass.MOST),
        (100, ReachClass.ALL),
    ],
)
def test_an_areas_class_follows_its_share(reached: float, expected: ReachClass) -> None:
    assert reach_class(covered(100, reached, visits=1)) is expected


def test_an_area_where_nobody_lives_is_reached_by_a_visit() -> None:
    assert reach_class(covered(0, 0)) is ReachClass.NONE
    assert reach_class(covered(0, 0, visits=1)) is ReachClass.ALL


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0 %"),
        (0.004, "under 1 %"),
        (0.499, "49 %"),
        (0.57, "57 %"),
        (0.999, "99 %"),
        (1, "100 %"),
    ],
)
def test_a_share_never_says_more_than_is_reached(share: float, said: str) -> None:
    assert share_text(share, DANISH).replace("\xa0", " ") == said


def test_the_rows_tell_reached_unreached_and_social_housing_apart() -> None:
    rows = area_rows(coverage_of(hand_plan()), DANISH)
    assert [row.reach for row in rows] == [ReachClass.ALL] * 3 + [ReachClass.NONE]
    assert [row.hatched for row in rows] == [True, False, False, False]
    assert rows[3].label == "Boeslunde: nås ikke, 1.470 beboere"
    assert rows[0].label.replace("\xa0", " ") == (
        "Halsskov (med Motalavej): 100 % nås, 1 besøg, 6.700 beboere (skøn)"
    )


def test_an_area_visited_twice_has_a_thick_edge_and_both_dates() -> None:
    plan = hand_plan()
    first = plan.tours[0]
    again = Plan.in_order(plan.season, (*plan.tours, replace(first, date=plan.season.last_date)))
    row = area_rows(coverage_of(again), DANISH)[0]
    assert row.several
    assert len(row.dates) == 2
    page = render_coverage_map(replace(hand_result(), plan=again)).decode()
    assert edge_width(page, "polygon_area_1") == "4"
    assert edge_width(page, "polygon_area_2") == "1"


def edge_width(page: str, variable: str) -> str:
    options = page.split(f"var {variable} =", 1)[1]
    return options.split('"weight": ', 1)[1].split("}", 1)[0].split(",", 1)[0]


def test_the_summary_says_whom_the_season_reaches_and_names_whom_it_does_not() -> None:
    plan = hand_plan()
    said = " ".join(summary(plan, coverage_of(plan), DANISH)).replace("\xa0", " ")
    assert said == (
        "Sæsonen når 8.790 af 10.260 beboere (85,7 %, skøn). "
        "I de boligsociale områder når den 1.000 af 1.000 beboere (100 %, skøn). "
        "3 af 4 områder får besøg. "
        "Sæsonen når ikke Boeslunde (1.470 beboere)."
    )


def test_the_summary_names_the_five_largest_of_many_areas_not_reached() -> None:
    season = hand_season()
    extra = tuple(
        replace(season.areas[3], id=f"x{n}", name=f"Område {n}", residents=100 * n)
        for n in range(1, 7)
    )
    plan = Plan(replace(season, areas=season.areas + extra), ())
    last = summary(plan, coverage_of(plan), DANISH)[-1]
    assert last.startswith("10 områder nås ikke; de største er Halsskov (med Motalavej) (6.700")
    assert "Område 6" in last
    assert "Område 5" not in last


def test_the_summary_says_when_every_area_is_reached() -> None:
    plan = hand_plan()
    reached = replace(plan.season, areas=plan.season.areas[:3], stops=plan.season.stops[:3])
    plan = Plan(reached, plan.tours)
    assert summary(plan, coverage_of(plan), DANISH)[-1] == "Alle områder nås."


def test_the_key_figures_leave_social_housing_out_where_there_is_none() -> None:
    plan = hand_plan()
    areas = tuple(replace(area, social_residents=0) for area in plan.season.areas)
    without = Plan(replace(plan.season, areas=areas), plan.tours)
    assert len(key_figures(plan, coverage_of(plan), DANISH)) == 3
    assert len(key_figures(without, coverage_of(without), DANISH)) == 2


def test_a_share_just_under_all_is_not_said_to_be_all() -> None:
    plan = hand_plan()
    boeslunde = replace(plan.season.areas[3], residents=1)
    season = replace(plan.season, areas=(*plan.season.areas[:3], boeslunde))
    plan = Plan(season, plan.tours)
    assert key_figures(plan, coverage_of(plan), DANISH)[0].value.replace("\xa0", " ") == "99,9 %"


def test_the_weight_of_social_housing_is_said_unless_all_count_the_same() -> None:
    season = hand_season()
    assert weight_line(season, DANISH) == "En beboer i et boligsocialt område tæller som 3."
    assert weight_line(replace(season, reach=Reach(social_weight=1)), DANISH) == ""
