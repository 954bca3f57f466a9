"""The ladder as a table, a spreadsheet and a curve: equal bytes for equal plans."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from busplan.language import Language
from busplan.plan import Plan
from busplan.render.ladder import ladder_json, ladder_steps, render_ladder_csv
from busplan.render.ladder_plot import ladder_in_words, render_ladder_png, render_ladder_svg
from busplan.result import judge
from busplan.what_if import Ladder, Rung
from tests.hand_season import hand_plan

DANISH, ENGLISH = Language("da"), Language("en")
SVG = "{http://www.w3.org/2000/svg}"


def a_ladder(name: str = "Efterår 2026") -> Ladder:
    """Give the hand-made plan with its second tour only, and with both; and three tours: none."""
    whole = hand_plan()
    season = replace(whole.season, name=name)
    both = Plan(season, whole.tours)
    one = Plan(season, whole.tours[1:])
    first = judge(one, 5_000.0)
    second = judge(both, 5_010.0)
    return Ladder(
        (Rung(1, first, first), Rung(2, judge(both, 5_020.0), second, holds=True), Rung(3)),
        complete=True,
    )


def test_a_step_tells_its_new_visits_its_residents_and_its_cost() -> None:
    told = [
        (DANISH.say(headline), *map(DANISH.form, added))
        for headline, added in ladder_steps(a_ladder())
    ]
    assert told[0] == ("Med 1 tur:", "Besøg i Dalmose og Gimlinge · Bisserup")
    assert told[1][:3] == (
        "Med 2 ture:",
        "Nye besøg: Halsskov (med Motalavej)",
        "6.700 flere beboere nås end med 1 tur.",
    )
    assert "koster mellem 0 og" in told[1][3]
    assert told[2][0].startswith("Med 3 ture er der ingen plan")


def test_the_table_is_one_that_a_danish_spreadsheet_reads() -> None:
    text = render_ladder_csv(a_ladder(), DANISH).decode("utf-8-sig")
    headings, one, two, three = text.splitlines()
    assert headings.startswith("ture;områder besøgt;beboere nået;")
    assert one.split(";")[:4] == ["1", "2", "2090", "0,2037"]
    assert two.split(";")[:4] == ["2", "3", "8790", "0,8567"]
    assert set(three.split(";")[1:]) == {""}


def test_a_program_gets_null_where_there_is_no_plan() -> None:
    rungs = ladder_json(a_ladder(), DANISH)["rungs"]
    assert rungs[2]["nested"] is None
    assert rungs[1]["nested"]["residents_reached"] == 8790
    assert rungs[0]["cost_at_most"] == 0.0


@pytest.mark.parametrize("render", [render_ladder_png, render_ladder_svg])
def test_equal_ladders_are_drawn_as_equal_bytes(render: object) -> None:
    assert render(a_ladder(), DANISH) == render(a_ladder(), DANISH)
    assert render(a_ladder(), DANISH) != render(a_ladder(), ENGLISH)


def test_another_process_with_settings_of_its_own_draws_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("font.size: 30\naxes.grid: True\n", "utf-8")
    show = (
        "import sys, hashlib; from tests.render.test_ladder import *; "
        "print(hashlib.sha256(render_ladder_svg(a_ladder(), DANISH)).hexdigest())"
    )
    here = Path(__file__).parents[2]
    runs = {
        subprocess.run(
            [sys.executable, "-c", show],
            cwd=tmp_path if own else here,
            env={"PYTHONPATH": str(here), "PATH": "", "HOME": str(tmp_path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for own in (True, False)
    }
    assert len(runs) == 1


def test_the_svg_says_in_words_what_it_shows() -> None:
    drawn = ET.fromstring(render_ladder_svg(a_ladder(), DANISH))  # noqa: S314 - our own
    assert drawn.get("role") == "img"
    title, words = drawn.find(f"{SVG}title"), drawn.find(f"{SVG}desc")
    assert title is not None
    assert words is not None
    assert drawn.get("aria-labelledby") == f"{title.get('id')} {words.get('id')}"
    assert title.text == "Efterår 2026: beboere, der nås med flere ture (skøn)"
    assert words.text is not None
    plain = words.text.replace("\N{NO-BREAK SPACE}", " ")
    assert plain == "1 tur: 2.090 beboere (20 %). 2 ture: 8.790 beboere (86 %)."


def test_the_png_is_large_enough_for_a_slide_and_holds_no_date(tmp_path: Path) -> None:
    (tmp_path / "ladder.png").write_bytes(render_ladder_png(a_ladder(), DANISH))
    with Image.open(tmp_path / "ladder.png") as image:
        assert image.width >= 1200
        assert set(image.info) <= {"Title", "Description", "dpi"}
        assert image.info["Description"] == ladder_in_words(a_ladder(), DANISH)


@pytest.mark.parametrize("name", ["<b>&amp;</b>", "$x^2$ \\alpha", "Omø \N{BUS} ]]>", "a$b"])
def test_names_are_drawn_as_they_stand(name: str) -> None:
    drawn = ET.fromstring(  # noqa: S314 - our own
        render_ladder_svg(a_ladder(name), DANISH)
    )
    title = drawn.find(f"{SVG}title")
    assert title is not None
    assert title.text is not None
    assert title.text.startswith(name)
    assert render_ladder_png(a_ladder(name), DANISH).startswith(b"\x89PNG")
