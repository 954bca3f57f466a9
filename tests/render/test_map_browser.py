"""Both map pages in Chromium: no network, keyboard, layers, hostile names, paper, small screens."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from busplan.plan import Plan
from busplan.render.map import render_coverage_map, render_tours_map
from busplan.result import Result
from tests.hand_season import hand_result
from tests.render.hostile_map import NAMES, hostile_result

Render = Callable[[Result], bytes]
Opener = Callable[[Render, Result], Page]
BOTH = pytest.mark.parametrize("render", [render_tours_map, render_coverage_map])
FOCUSED = "document.activeElement.getAttribute('aria-label')"
AREA = "path[aria-label^='Halsskov']"
STOP = ".mark[aria-label^='Tur 2, stop 1']"


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open a rendered page from a file; afterwards nothing was asked of the network or failed."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))

    def open_page(render: Render, result: Result) -> Page:
        file = tmp_path / "map.html"
        file.write_bytes(render(result))
        page.goto(file.as_uri())
        return page

    yield open_page
    context.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []


def violations(page: Page) -> str:
    found = Axe().run(page)
    return str(found.generate_report()) if found.violations_count else ""


def unbroken(text: str | None) -> str:
    return " ".join((text or "").split())


# -- accessibility -----------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("language", ["da", "en"])
def test_axe_finds_nothing_with_and_without_a_popup(
    opened: Opener, render: Render, language: str
) -> None:
    page = opened(render, hand_result(language))
    assert violations(page) == ""
    page.locator("[data-shows]").first.click()
    assert page.locator(".leaflet-popup").count() == 1
    assert violations(page) == ""


@BOTH
def test_a_screen_of_320_pixels_needs_no_sideways_scrolling(opened: Opener, render: Render) -> None:
    page = opened(render, hand_result())
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert violations(page) == ""


@BOTH
def test_every_area_can_be_tabbed_to_and_says_what_it_is(opened: Opener, render: Render) -> None:
    page = opened(render, hand_result())
    areas = page.locator("path[role=button][tabindex='0']")
    assert areas.count() == 4
    page.locator("#map_drawing").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED).startswith("Halsskov (med Motalavej): ")


@BOTH
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_opens_an_area_and_escape_gives_the_focus_back(
    opened: Opener, render: Render, key: str
) -> None:
    page = opened(render, hand_result())
    page.locator(AREA).focus()
    page.keyboard.press(key)
    assert page.locator(".leaflet-popup h3").inner_text() == "Halsskov (med Motalavej)"
    assert page.evaluate("document.activeElement.classList.contains('leaflet-popup')")
    page.keyboard.press("Escape")
    assert page.locator(".leaflet-popup").count() == 0
    assert page.evaluate(FOCUSED).startswith("Halsskov")


@BOTH
def test_the_focus_follows_from_one_popup_to_the_next(opened: Opener, render: Render) -> None:
    page = opened(render, hand_result())
    buttons = page.locator("[data-shows]")
    for button in (buttons.first, buttons.last):
        button.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.classList.contains('leaflet-popup')")
    page.keyboard.press("Escape")
    assert buttons.last.evaluate("button => button === document.activeElement")


def test_the_focus_is_seen_on_areas_and_stops(opened: Opener) -> None:
    page = opened(render_tours_map, hand_result())
    page.locator("#map_drawing").focus()
    page.keyboard.press("Tab")
    style = "getComputedStyle(document.activeElement)"
    assert page.evaluate(f"{style}.strokeWidth") == "5px"
    page.locator(STOP).focus()
    label = "getComputedStyle(document.activeElement.querySelector('.label'))"
    assert page.evaluate(f"{label}.outlineStyle") == "solid"


@BOTH
def test_the_controls_speak_danish(opened: Opener, render: Render) -> None:
    page = opened(render, hand_result())
    page.locator("[data-shows]").first.click()
    close = page.locator(".leaflet-popup-close-button")
    assert close.get_attribute("aria-label") == "Luk"
    titles = [
        page.locator(f".leaflet-control-zoom-{way}").get_attribute("aria-label")
        for way in ("in", "out")
    ]
    assert titles == ["Zoom ind", "Zoom ud"]
    assert page.get_by_role("button", name="Vis hele kortet").is_visible()


# -- map and table -----------------------------------------------------------------------------


def test_each_stop_stands_on_the_map_with_its_number_date_and_time(opened: Opener) -> None:
    page = opened(render_tours_map, hand_result())
    labels = [unbroken(text) for text in page.locator(".stop-mark .label").all_inner_texts()]
    assert labels == [
        "1 15. sep. kl. 13.30–15.30",
        "2a 22. okt. kl. 13.30–15.00",
        "2b 22. okt. kl. 15.16–16.16",
    ]
    boxes = [label.bounding_box() for label in page.locator(".stop-mark .label").all()]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        first, second = boxes[one], boxes[other]
        assert first is not None
        assert second is not None
        apart = (
            first["x"] + first["width"] <= second["x"]
            or second["x"] + second["width"] <= first["x"]
            or first["y"] + first["height"] <= second["y"]
            or second["y"] + second["height"] <= first["y"]
        )
        assert apart


def test_a_stop_in_the_table_opens_on_the_map_and_leads_back(opened: Opener) -> None:
    page = opened(render_tours_map, hand_result())
    page.locator("#row-tour-2 [data-shows]").last.click()
    popup = page.locator(".leaflet-popup")
    said = unbroken(popup.inner_text())
    assert "2b Bisserup Havn" in said
    assert "torsdag den 22. oktober 2026 Åbent for alle kl. 15.16–16.16" in said
    assert "Ældre Sagen Diabetesforeningen Røde Kors" in said
    popup.get_by_role("link", name="Vis turen i tabellen").press("Enter")
    expect(page.locator("#row-tour-2")).to_be_focused()


def test_the_table_opens_a_stop_also_when_its_tour_is_hidden(opened: Opener) -> None:
    page = opened(render_tours_map, hand_result())
    page.get_by_role("button", name="Skjul alle").click()
    assert page.locator(".stop-mark").count() == 0
    page.locator("#row-tour-2 [data-shows]").first.click()
    assert page.locator(".stop-mark").count() == 2
    assert page.locator("input[data-layer='tour-2']").is_checked()
    assert page.locator(".leaflet-popup h3").is_visible()


def test_each_tour_is_a_layer_that_can_be_switched(opened: Opener) -> None:
    page = opened(render_tours_map, hand_result())
    page.locator("input[data-layer='tour-1']").uncheck()
    assert [unbroken(t)[:2] for t in page.locator(".stop-mark").all_inner_texts()] == ["2a", "2b"]
    page.get_by_role("button", name="Vis alle").click()
    assert page.locator(".stop-mark").count() == 3
    assert page.locator(STOP).get_attribute("role") == "button"


def test_the_table_of_areas_is_sorted_by_the_heading_pressed(opened: Opener) -> None:
    page = opened(render_coverage_map, hand_result())
    residents = page.get_by_role("columnheader", name="Beboere")
    residents.get_by_role("button").click()
    assert residents.get_attribute("aria-sort") == "ascending"
    first = page.locator("tbody tr").first
    assert "Bisserup" in first.inner_text()
    residents.get_by_role("button").click()
    assert residents.get_attribute("aria-sort") == "descending"
    assert "Halsskov" in first.inner_text()
    page.get_by_role("columnheader", name="Område").first.get_by_role("button").click()
    assert residents.get_attribute("aria-sort") == "none"
    assert "Bisserup" in first.inner_text()


def test_social_housing_is_hatched_and_an_unreached_area_has_a_dashed_edge(
    opened: Opener,
) -> None:
    page = opened(render_coverage_map, hand_result())
    assert page.locator("path[fill='url(#hatch)']").count() == 1
    dashed = page.locator("path[role=button][stroke-dasharray]")
    assert dashed.count() == 1
    label = dashed.get_attribute("aria-label") or ""
    assert label.startswith("Boeslunde: nås ikke")
    assert page.locator("path[aria-label^='Bisserup']").is_visible()


def test_a_crowded_map_gives_numbers_until_tours_are_hidden(opened: Opener) -> None:
    result = hand_result()
    plan = result.plan
    tours = tuple(
        replace(tour, date=tour.date + timedelta(days=n), given_id=f"{tour.date}-{n}")
        for tour in plan.tours
        for n in range(14)
    )
    page = opened(render_tours_map, replace(result, plan=Plan.in_order(plan.season, tours)))
    assert page.locator(".stop-mark").count() == 42
    assert page.locator(".stop-mark .label > span:visible").count() == 0
    page.get_by_role("button", name="Skjul alle").click()
    page.locator("input[data-layer='tour-1']").check()
    assert unbroken(page.locator(".stop-mark").inner_text()) == "1 15. sep. kl. 13.30–15.30"
    layers = page.locator(".layers ul")
    assert layers.evaluate("list => list.scrollWidth <= list.clientWidth")


# -- hostile names -----------------------------------------------------------------------------


@BOTH
def test_hostile_names_are_shown_as_text_and_never_run(opened: Opener, render: Render) -> None:
    page = opened(render, hostile_result())
    assert page.title().endswith(NAMES[0])
    shown = page.locator("body").inner_text()
    assert all(unbroken(name) in unbroken(shown) for name in NAMES)
    for button in page.locator("[data-shows]").all():
        button.click()
        said = page.locator(".leaflet-popup").inner_text()
        assert any(name in said for name in NAMES)
    page.keyboard.press("Escape")  # the pop-up may lie over the shape
    page.locator("path[role=button]").first.hover()
    page.wait_for_timeout(50)
    assert page.evaluate("window.caught") is None
    assert page.locator("main img, main script").count() == 0


# -- paper -------------------------------------------------------------------------------------


@BOTH
def test_the_page_prints_on_landscape_a4_with_the_map_and_legend_first(
    opened: Opener, render: Render
) -> None:
    page = opened(render, hand_result())
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert [round(side) for side in pages[0].mediabox[2:]] == [842, 595]
    first, last = pages[0].extract_text(), pages[-1].extract_text()
    assert "Signaturforklaring" in first
    assert "Kilde: Danmarks Statistik" in first
    assert "Tabel" not in first
    assert "Tabel" in last
    assert len(pages) == 2
