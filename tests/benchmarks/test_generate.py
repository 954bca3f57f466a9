"""Invented seasons can be planned, are what their class says, and come out the same each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.generate import KNOWN_PLAN, generate, size_of
from benchmarks.invented.folder import Extras, invent_season
from benchmarks.invented.sizes import SIZES, Size
from busplan.season import Answer, Season
from busplan.workflow import load, verify_plan

TINY = Size(areas=4, tours=2, associations=9, weeks=6, visits=2)


@pytest.fixture(scope="module")
def medium(tmp_path_factory: pytest.TempPathFactory) -> Season:
    folder = tmp_path_factory.mktemp("seasons") / "m"
    generate("Opdigtet", SIZES["M"], 1, folder)
    return load(folder).season


@pytest.mark.parametrize("seed", range(1, 6))
def test_every_season_has_a_plan_that_keeps_all_rules(seed: int, tmp_path: Path) -> None:
    generate("Opdigtet", SIZES["S"], seed, tmp_path)
    verified = verify_plan(load(tmp_path), tmp_path / KNOWN_PLAN)
    assert not [finding for finding in verified.findings if finding.wrong]
    assert len(verified.result.plan.tours) == SIZES["S"].tours


@pytest.mark.parametrize("extras", [Extras(roads=True), Extras(residents=True)])
def test_seasons_with_roads_or_residents_as_points_have_one_too(
    extras: Extras, tmp_path: Path
) -> None:
    generate("Opdigtet", SIZES["S"], 1, tmp_path, extras)
    season = load(tmp_path).season
    assert (season.travel.source == "network") == extras.roads
    assert (season.residents is not None) == extras.residents


def test_the_same_words_give_the_same_bytes_and_another_seed_gives_others() -> None:
    extras = Extras(roads=True, residents=True)
    once, again, other = (invent_season("Opdigtet", TINY, seed, extras) for seed in (1, 1, 2))
    assert once == again
    assert once.files["stops.geojson"] != other.files["stops.geojson"]


def test_a_season_is_as_large_as_its_class(medium: Season) -> None:
    size = SIZES["M"]
    assert len(medium.areas) == size.areas
    assert len(medium.associations) == size.associations
    assert medium.tours.max == size.tours
    assert medium.tours.max_visits == size.visits
    assert medium.days == 7 * size.weeks


def test_between_15_and_20_per_cent_of_the_areas_are_social_housing(medium: Season) -> None:
    tagged = [area for area in medium.areas if "boligsocialt" in area.tags]
    assert 0.15 <= len(tagged) / len(medium.areas) <= 0.20


def test_associations_can_come_on_a_quarter_to_four_fifths_of_the_dates(medium: Season) -> None:
    dates = {day for _, day, _ in medium.answers}
    can = [answer for answer in medium.answers.values() if answer is not Answer.NO]
    share = len(can) / (len(dates) * len(medium.associations))
    assert 0.25 <= share <= 0.80


def test_no_two_places_or_associations_share_a_name() -> None:
    files = invent_season("Opdigtet", SIZES["XL"], 1, Extras()).files
    areas = [one["properties"] for one in json.loads(files["areas.geojson"])["features"]]
    names = [area["name"] for area in areas]
    ids = [line.split(b",")[0] for line in files["associations.csv"].splitlines()]
    assert len(set(names)) == len(names)
    assert len(set(ids)) == len(ids)


def test_a_size_is_a_class_or_five_or_six_numbers() -> None:
    assert size_of("S") is SIZES["S"]
    assert size_of("4x2x9x6x2") == TINY
    assert size_of("4x2x9x6x2x3").buses == 3
    with pytest.raises(ValueError, match="XS is neither"):
        size_of("XS")


def test_more_tours_than_two_to_each_area_are_refused(tmp_path: Path) -> None:
    crowded = Size(areas=4, tours=9, associations=40, weeks=20, visits=1)
    with pytest.raises(ValueError, match="More tours than two to each area"):
        generate("Opdigtet", crowded, 1, tmp_path)
