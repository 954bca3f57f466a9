from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from busplan.plan import Plan
from busplan.render.roster_pdf import (
    breakable,
    drawable,
    render_association_pdf,
    render_roster_pdf,
    render_tour_pdf,
)
from busplan.result import Result
from tests.hand_season import hand_result
from tests.render.golden_files import assert_golden
from tests.render.hostile_roster import MARKUP, SECRETS, hostile_result


def association_pdf(result: Result, name: str = "roede-kors") -> bytes:
    return render_association_pdf(result, result.plan.season.association_by_id[name])


def tour_pdf(result: Result, number: int = 2) -> bytes:
    return render_tour_pdf(result, result.plan.tours[number - 1])


def every_document(result: Result) -> dict[str, bytes]:
    return {
        "roster": render_roster_pdf(result),
        "association": association_pdf(result),
        "tour": tour_pdf(result),
    }


def without_tours(result: Result) -> Result:
    return replace(result, plan=replace(result.plan, tours=()))


def text_of(pdf: bytes) -> str:
    """Give the text of a PDF with white space as one space, and no breaks inside words."""
    pages = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", pages.replace("\N{ZERO WIDTH SPACE}", "")).strip()


def letters_of(pdf: bytes) -> str:
    return re.sub(r"\s|\N{SOFT HYPHEN}", "", text_of(pdf))


def tags_of(pdf: bytes) -> set[str]:
    found: set[str] = set()

    def walk(element: object) -> None:
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            for part in element:
                walk(part)
        elif isinstance(element, DictionaryObject):
            if "/S" in element:
                found.add(str(element["/S"]))
            if "/K" in element:
                walk(element["/K"])

    walk(PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.mark.parametrize("document", ["roster", "association", "tour"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_words_of_each_document_stay_as_looked_at(document: str, language: str) -> None:
    pdf = every_document(hand_result(language))[document]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    lines = [line.strip() for page in pages for line in page.splitlines()]
    assert_golden(f"pdf-{document}-{language}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("document", ["roster", "association", "tour"])
def test_each_document_is_tagged_and_says_its_title_language_and_standards(document: str) -> None:
    pdf = every_document(hand_result())[document]
    reader = PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "da"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title in {"Efterår 2026, i det små", "Røde Kors"} or (
        reader.metadata.title == "Tur 2: Dalmose og Gimlinge og Bisserup"
    )
    metadata = root["/Metadata"].get_data()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A<" in metadata
    assert {"/H1", "/Table", "/TH", "/TD", "/P"} <= tags_of(pdf)


def test_the_small_map_has_a_text_for_those_who_cannot_see_it() -> None:
    reader = PdfReader(io.BytesIO(tour_pdf(hand_result())))
    assert "/Figure" in tags_of(tour_pdf(hand_result()))
    objects = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    spoken = [str(o["/Alt"]) for o in objects if isinstance(o, DictionaryObject) and "/Alt" in o]
    assert spoken == [
        (
            "Kort over vejen: fra depotet til Frivilligcenter Slagelse, videre til "
            "1. Dalmosehallen og 2. Bisserup Havn "
            "og over mødestedet tilbage til depotet."
        )
    ]


def test_every_page_carries_the_note_the_estimates_and_the_attribution() -> None:
    for pdf in every_document(hand_result()).values():
        for page in PdfReader(io.BytesIO(pdf)).pages:
            text = re.sub(r"\s+", " ", page.extract_text())
            assert "Illustrativ sæson: svar og mærker er opfundne." in text
            assert "Køretider og afstande er skøn." in text
            assert "© OpenStreetMap contributors" in text
            assert "Kilde: Danmarks Statistik" in text


def test_contacts_stand_on_the_run_sheet_of_a_tour_the_association_crews_and_nowhere_else() -> None:
    result = hand_result()
    run_sheet = text_of(tour_pdf(result))
    for secret in ("Karen Kontakt", "aeldre-sagen@example.org", "58 00 00 14", "58 00 00 21"):
        assert secret in run_sheet
    assert "Berit Kontakt" not in run_sheet
    others = [association_pdf(result, who.id) for who in result.plan.season.associations]
    others.append(render_roster_pdf(result))
    for pdf in others:
        assert not [secret for secret in SECRETS if secret in text_of(pdf)]


def test_an_association_sheet_says_what_when_where_with_whom_and_how_long() -> None:
    text = text_of(association_pdf(hand_result()))
    assert "Vagt 2: torsdag den 22. oktober 2026 (uge 43)" in text
    assert "Hvornår: kl. 13.00–17.01" in text
    assert "Mødested: Frivilligcenter Slagelse. Museumsbussen kører kl. 13.00" in text
    assert "4 timer og 1 minut. I er tilbage på mødestedet kl. 17.01" in text
    assert "Sammen med: Ældre Sagen · Diabetesforeningen" in text
    assert "Stationsvej 53A, 4261 Dalmose" in text


def test_an_association_without_shifts_gets_a_kind_sheet_with_where_the_bus_will_be() -> None:
    result = hand_result()
    tour = replace(result.plan.tours[0], crew=("aeldre-sagen",))
    text = text_of(association_pdf(replace(result, plan=Plan(result.plan.season, (tour,)))))
    assert "I har ingen vagter i denne plan" in text
    assert "tirsdag den 15. september 2026 (uge 38)" in text
    assert "Motalavej" in text


def test_a_plan_without_tours_still_gives_readable_documents() -> None:
    result = without_tours(hand_result())
    assert "0 ture" in text_of(render_roster_pdf(result))
    assert "Her kan I møde bussen" not in text_of(association_pdf(result))


def test_the_run_sheet_has_every_time_from_depot_to_depot() -> None:
    text = text_of(tour_pdf(hand_result()))
    times = ["12.32", "13.00", "13.22", "13.30", "15.00", "15.16", "16.16", "17.01", "17.29"]
    places = [text.index(time, text.index("Køreplan")) for time in times]
    assert places == sorted(places)


def test_the_run_sheet_warns_of_a_point_that_may_be_far_off_and_only_then() -> None:
    result = hand_result()
    season = result.plan.season
    for metres, warned in ((1500.0, True), (99.0, False), (None, False)):
        stops = tuple(replace(stop, uncertainty_m=metres) for stop in season.stops)
        plan = Plan.in_order(replace(season, stops=stops), result.plan.tours)
        text = text_of(tour_pdf(replace(result, plan=plan)))
        assert ("Punktet er usikkert: 1.500 m" in text) is warned


def test_the_run_sheet_tells_whether_the_bus_may_stand_there() -> None:
    assert "ja, det er aftalt" in text_of(tour_pdf(hand_result(), 1))
    assert "intet svar endnu" in text_of(tour_pdf(hand_result(), 2))


def test_names_with_markup_are_shown_as_the_text_they_are() -> None:
    result = hostile_result()
    documents = every_document(result)
    assert letters_of(documents["roster"]).count("#pagebreak()") >= 1
    first = tour_pdf(result, 1)
    assert re.sub(r"\s", "", MARKUP[0]) in letters_of(first)
    second = letters_of(documents["tour"])
    assert "<script>alert(1)</script>" in second
    assert "[red]rød[/red][bold" in second
    assert "{bus}%s{0}" in second
    for pdf in documents.values():
        assert "&P*note*#text(fill:red)[x]" in letters_of(pdf)


def test_letters_no_font_can_draw_become_a_square_and_all_others_stay() -> None:
    assert drawable("Ældre Østre Åse – é ñ Ж عربي") == "Ældre Østre Åse – é ñ Ж عربي"
    assert drawable("Bus 😀 中文") == "Bus □ □□"
    assert drawable("\ue000") == "□"


def test_names_no_font_can_draw_still_give_documents() -> None:
    result = hostile_result()
    season = result.plan.season
    areas = tuple(replace(area, name="😀中文\ue000") for area in season.areas)
    people = tuple(replace(who, name="😀") for who in season.associations)
    plan = Plan.in_order(replace(season, areas=areas, associations=people), result.plan.tours)
    for pdf in every_document(replace(result, plan=plan)).values():
        assert "□" in text_of(pdf)


def test_long_words_can_break_and_short_ones_cannot() -> None:
    assert breakable("Frivilligcenter Slagelse") == "Frivilligcenter Slagelse"
    assert "\N{ZERO WIDTH SPACE}" in breakable("a" * 29)
    assert breakable("a" * 29).replace("\N{ZERO WIDTH SPACE}", "") == "a" * 29


def test_a_very_long_name_keeps_within_the_page() -> None:
    result = hand_result()
    season = result.plan.season
    people = tuple(replace(who, name="Forening" * 40) for who in season.associations)
    plan = Plan.in_order(replace(season, associations=people), result.plan.tours)
    assert letters_of(association_pdf(replace(result, plan=plan))).count("Forening" * 40) >= 2


def test_an_endless_note_is_cut_so_that_the_page_keeps_its_room() -> None:
    result = hand_result()
    season = replace(result.plan.season, note="ord " * 50_000, sources=("kilde",) * 1000)
    endless = replace(result, plan=Plan.in_order(season, result.plan.tours))
    assert len(PdfReader(io.BytesIO(association_pdf(endless))).pages) <= 2


def test_documents_made_in_several_threads_do_not_mix() -> None:
    result = hand_result()
    people = [who.id for who in result.plan.season.associations] * 4
    alone = [association_pdf(result, who) for who in people]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda who: association_pdf(result, who), people))
    assert together == alone


MAKE_DOCUMENTS = """
import hashlib
from tests.hand_season import hand_result
from tests.render.test_roster_pdf import every_document
print(sorted(hashlib.sha256(pdf).hexdigest() for pdf in every_document(hand_result()).values()))
"""


def test_equal_results_are_equal_bytes_in_any_process(repository: Path) -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", MAKE_DOCUMENTS],
            cwd=repository,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/New_York"))
    }
    assert len(digests) == 1
