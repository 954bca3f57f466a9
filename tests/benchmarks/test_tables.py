"""Tables stand between their markers, say where they were measured, and leave the rest alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.apart import Figures
from benchmarks.measuring import conditions
from benchmarks.peers import peers_table
from benchmarks.scaling import GROWING, Point, scaling_table
from benchmarks.tables import DOCS, between_markers, in_words, percent

PAGE = "before\n<!-- peers: begin -->\nold\n<!-- peers: end -->\nafter\n"


def test_only_what_stands_between_the_markers_is_replaced() -> None:
    page = between_markers(PAGE, "peers", "new")
    assert page == "before\n<!-- peers: begin -->\n\nnew\n\n<!-- peers: end -->\nafter\n"
    assert between_markers(page, "peers", "new") == page


def test_a_page_without_the_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="scaling: begin"):
        between_markers(PAGE, "scaling", "new")


@pytest.mark.parametrize("name", ["peers", "covering", "scaling"])
def test_the_docs_have_the_markers(name: str) -> None:
    assert "kept" in between_markers(DOCS.read_text(encoding="utf-8"), name, "kept")


def test_figures_come_with_machine_day_commit_and_versions() -> None:
    where = conditions("2026-11-27", 60.0, 2, 0)
    words = in_words(where, "python benchmarks/peers.py", ", spopt 0.7.0")
    for told in ("2026-11-27", where.machine, where.ortools, where.python, "60 s", "spopt 0.7.0"):
        assert told in words
    assert where.commit or not (Path(__file__).parents[2] / ".git").exists()


def test_a_model_that_was_too_large_says_so_in_its_row() -> None:
    large = Figures("xl-1", "highs", "not tried", note="model too large: 9 routes × departures")
    row = peers_table([large], 60.0).splitlines()[-1]
    assert "not tried, model too large" in row
    assert "not in 60" not in row


def test_a_gap_is_a_share_of_the_score_and_unknown_without_a_bound() -> None:
    assert Figures("s", "busplan", "feasible", score=200.0, bound=250.0).gap == 0.25
    assert Figures("s", "by-hand", "feasible", score=200.0).gap is None
    assert (percent(0.25), percent(0.0), percent(None)) == ("25.00 %", "0 %", "–")


def test_the_table_beside_the_plot_has_a_row_for_each_point() -> None:
    figures = Figures("s", "busplan", "optimal", 1.0, 1.0, 0.1, 0.2, 100.0)
    points = [Point(grows, to, figures) for grows, sizes in GROWING.items() for to in sizes]
    assert len(scaling_table(points, 20.0).splitlines()) == 2 + len(points)
