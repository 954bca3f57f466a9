from __future__ import annotations

import io

import pytest
from rich.console import Console, RenderableType

from busplan.language import Language
from busplan.render.terminal import closing_lines, render_terminal
from tests.hand_season import hand_result
from tests.render.golden_files import assert_golden
from tests.render.hostile_roster import SECRETS, hostile_result


def shown(renderable: RenderableType, width: int = 80) -> str:
    file = io.StringIO()
    console = Console(
        file=file, width=width, force_terminal=True, color_system="truecolor", no_color=True
    )
    console.print(renderable)
    return file.getvalue()


def plain(renderable: RenderableType, width: int = 80) -> str:
    file = io.StringIO()
    Console(file=file, width=width).print(renderable)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_table_of_tours_and_the_score_card_stay_as_looked_at(language: str) -> None:
    assert_golden(f"terminal-{language}.txt", plain(render_terminal(hand_result(language))))


def test_no_line_is_wider_than_eighty_columns() -> None:
    for result in (hand_result(), hostile_result()):
        lines = plain(render_terminal(result)).splitlines()
        assert max(map(len, lines)) <= 80


def test_an_optimal_plan_is_called_proved() -> None:
    text = plain(render_terminal(hand_result(bound=1242.0)))
    assert "bevist bedst mulige" in text
    assert "højst" not in text


def test_a_plan_with_a_gap_says_how_far_from_the_best_it_is_at_most() -> None:
    text = plain(render_terminal(hand_result(bound=1258.0)))
    assert "højst 1,3 % fra det bedst mulige" in text
    assert "bevist" not in text


def test_a_gap_is_rounded_up_so_that_it_is_never_understated() -> None:
    barely_open = hand_result(bound=1242.02)
    assert "højst 0,1 % fra" in plain(render_terminal(barely_open))
    just_above = hand_result(bound=1242 * 1.01301)
    assert "højst 1,4 % fra" in plain(render_terminal(just_above))


def test_figures_that_rest_on_estimates_say_so_beside_them() -> None:
    text = plain(render_terminal(hand_result()), width=120)
    assert "vægtede beboere (skøn)" in text
    assert "minutters kørsel (skøn)" in text
    assert "ønsker (skøn)" not in text


def test_names_with_markup_are_shown_as_text() -> None:
    text = plain(render_terminal(hostile_result()), width=200)
    assert "<script>alert(1)</script>" in text
    assert "= Sæson & [red]#pagebreak()" in text
    assert "[red]rød[/red] [bold" in text
    assert "+1+1" in text


def test_control_characters_in_names_do_not_reach_the_terminal() -> None:
    text = plain(render_terminal(hostile_result()), width=200)
    assert not set(text) & set("\x07\x1b\t\r")


def test_without_colour_nothing_is_coloured() -> None:
    assert "\x1b[3" not in shown(render_terminal(hand_result())).replace("\x1b[3m", "")


def test_the_terminal_shows_no_contacts() -> None:
    text = plain(render_terminal(hand_result()), width=200)
    assert not [secret for secret in SECRETS if secret in text]


def test_the_bus_has_a_column_only_where_there_is_more_than_one() -> None:
    assert "Museumsbussen" not in plain(render_terminal(hand_result()), width=200)


def test_the_three_closing_lines_say_what_how_good_and_which_file() -> None:
    language = Language("da")
    lines = [language.say(said) for said in closing_lines(hand_result(), "maps/x/tours.html")]
    assert lines == [
        "Efterår 2026, i det små: 2 ture til 3 områder med 5 foreninger om bord",
        "1.242 point; planen er højst 1,3 % fra det bedst mulige",
        "Åbn maps/x/tours.html",
    ]
