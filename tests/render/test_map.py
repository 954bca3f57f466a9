"""Both map pages as text: what they say, what they hold, and what they may never hold."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from busplan.plan import Plan
from busplan.render.map import render_coverage_map, render_tours_map
from busplan.render.map_leaflet import leaflet_script, leaflet_style
from busplan.result import Result
from tests.hand_season import hand_result
from tests.render.golden_files import assert_golden
from tests.render.hostile_map import NAMES, hostile_result

Render = Callable[[Result], bytes]
PAGES: dict[str, Render] = {"tours": render_tours_map, "coverage": render_coverage_map}
SECRETS = ("Kontakt", "@example.org", "58 00 00", "Vognmand", "BoligKorsør")


class _Page(HTMLParser):
    """Collects attributes, scripts and visible text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str, str]] = []
        self.scripts: list[str] = []
        self._texts: list[str] = []
        self._inside = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts[-1] += data
        elif self._inside != "style":
            self._texts.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self._texts))

    def value(self, tag: str, name: str) -> str:
        return next(v for t, n, v in self.attributes if (t, n) == (tag, name))


@pytest.fixture(params=PAGES)
def render(request: pytest.FixtureRequest) -> Render:
    return PAGES[request.param]


def without_leaflet(page: bytes) -> str:
    text = page.decode()
    for whole, name in ((leaflet_script(), "script"), (leaflet_style(), "style")):
        assert whole in text
        digest = base64.b64encode(hashlib.sha256(whole.encode()).digest()).decode()
        text = text.replace(whole, f"[Leaflet's {name}]").replace(digest, f"[{name}]")
    return text


# -- what the whole page is --------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_is_the_one_a_person_last_looked_at(name: str, language: str) -> None:
    page = PAGES[name](hand_result(language))
    assert_golden(f"map-{name}-{language}.html", without_leaflet(page))


def test_equal_results_give_equal_bytes_whatever_the_process_and_hash_seed() -> None:
    program = (
        "import hashlib, sys; sys.path.insert(0, '.')\n"
        "from busplan.render.map import render_coverage_map, render_tours_map\n"
        "from tests.hand_season import hand_result\n"
        "for render in (render_tours_map, render_coverage_map):\n"
        "    print(hashlib.sha256(render(hand_result())).hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    here = "".join(hashlib.sha256(one(hand_result())).hexdigest() + "\n" for one in PAGES.values())
    assert digests == {here.encode()}


def test_no_attribute_points_outside_the_page(render: Render) -> None:
    page = _Page(render(hand_result()))
    links = [value for _, name, value in page.attributes if name in ("src", "href", "srcset")]
    assert links
    assert all(link.startswith("#") for link in links)
    assert "@import" not in render(hand_result()).decode()
    assert not re.search(rb"url\((?!data:|#)[^)]", render(hand_result()))


def test_the_policy_forbids_the_network_and_allows_only_the_scripts_of_the_page(
    render: Render,
) -> None:
    page = _Page(render(hand_result()))
    policy = page.value("meta", "content")
    assert policy.startswith("default-src 'none'; ")
    allowed = set(re.findall(r"'sha256-([^']+)'", policy))
    digests = {hashlib.sha256(script.encode()).digest() for script in page.scripts}
    assert allowed == {base64.b64encode(digest).decode() for digest in digests}
    assert "connect-src" not in policy


def test_no_script_asks_for_a_source_map(render: Render) -> None:
    assert b"sourceMappingURL" not in render(hand_result())


def test_contacts_and_phones_are_never_in_the_page(render: Render) -> None:
    page = render(hand_result()).decode()
    assert not [secret for secret in SECRETS if secret in page]


def test_the_page_names_its_language_and_title_in_it(render: Render) -> None:
    danish, english = _Page(render(hand_result("da"))), _Page(render(hand_result("en")))
    assert danish.value("html", "lang") == "da"
    assert english.value("html", "lang") == "en"
    assert "Efterår 2026, i det små" in danish.text
    assert "Kort" in danish.text
    assert "Skip to the table" in english.text


def test_a_hostile_name_never_reaches_a_script(render: Render) -> None:
    page = _Page(render(hostile_result()))
    assert len(page.scripts) == 5
    assert not [name for name in NAMES for script in page.scripts if name in script]
    assert "1337" not in page.text


def test_two_pages_of_one_plan_share_all_but_the_names_in_their_scripts() -> None:
    honest, hostile = (
        _Page(render_tours_map(hand_result())),
        _Page(render_tours_map(hostile_result())),
    )
    assert honest.scripts == hostile.scripts


# -- what every page says ----------------------------------------------------------------------


def test_an_open_gap_is_said_and_rounded_up(render: Render) -> None:
    text = _Page(render(hand_result(bound=1242.0 * 1.01201))).text
    assert "Planen er højst 1,3 % fra det bedst mulige." in text.replace("\xa0", " ")


def test_a_proved_plan_says_so_and_speaks_of_no_gap(render: Render) -> None:
    text = _Page(render(hand_result(bound=1242.0))).text
    assert "Det er bevist" in text
    assert "fra det bedst mulige" not in text


def test_a_plan_that_does_not_hold_is_called_neither_proved_nor_near_the_best(
    render: Render,
) -> None:
    text = _Page(render(replace(hand_result(bound=1242.0), sound=False))).text
    assert "Planen er ikke i orden" in text
    assert "bevist" not in text


def test_the_note_and_the_sources_stand_on_the_page(render: Render) -> None:
    text = _Page(render(hand_result())).text
    assert "Illustrativ sæson: svar og mærker er opfundne." in text
    assert "© OpenStreetMap contributors, ODbL 1.0 (openstreetmap.org/copyright)" in text
    assert "Kilde: Danmarks Statistik" in text


def test_an_estimate_is_marked_beside_its_figure_and_a_count_is_not() -> None:
    text = _Page(render_coverage_map(hand_result())).text
    assert "6.700 skøn" in text
    assert "1.430 skøn" not in text
    assert "86,2 km (skøn)" in _Page(render_tours_map(hand_result())).text


def test_driving_is_not_marked_when_its_source_is_measured() -> None:
    result = hand_result()
    measured = replace(
        result.plan.season, travel=replace(result.plan.season.travel, estimated=False)
    )
    page = render_tours_map(replace(result, plan=Plan.in_order(measured, result.plan.tours)))
    assert "86,2 km (skøn)" not in _Page(page).text


def test_a_plan_without_tours_still_gives_both_pages(render: Render) -> None:
    result = hand_result()
    page = render(replace(result, plan=replace(result.plan, tours=())))
    assert "0 ture" in _Page(page).text


def test_every_sentence_of_the_maps_has_a_danish_one(repository: Path) -> None:
    render_room = repository / "busplan" / "render"
    said = {
        text
        for file, _, text, _, _ in extract_from_dir(
            str(render_room), keywords={"message": None, "plural": (1, 2)}
        )
        if Path(file).name.startswith("map") and Path(file).suffix == ".py"
    }
    known = set()
    for catalogue in ("maps.po", "render.po", "roster.po"):
        with (repository / "busplan" / "locale" / "da" / catalogue).open("rb") as lines:
            known |= {entry.id for entry in read_po(lines) if entry.id and entry.string}
    assert len(said) > 50
    assert not said - known
