"""The curve of residents reached for each number of tours, as PNG and SVG: matplotlib's home.

Equal ladders give equal bytes: no clock, no random ids, and none of the user's own settings. The
lines differ in dash and mark as well as in colour (Okabe and Ito, "Color Universal Design"), and
the SVG says in words what it shows.
"""

from __future__ import annotations

import io
import textwrap
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter

from busplan.coverage import Reached, coverage_of
from busplan.errors import Message, message, plural
from busplan.language import Language
from busplan.render.goal_words import rests_on_estimates
from busplan.render.roster_wording import footer_lines
from busplan.render.visible_text import visible_text
from busplan.result import Result
from busplan.what_if import Ladder, Rung

BLUE, VERMILION, INK, QUIET = "#0072b2", "#d55e00", "#1d2a33", "#4d5a63"

INCHES = (8.0, 5.0)
DOTS_PER_INCH = 150


def render_ladder_png(ladder: Ladder, language: Language) -> bytes:
    """Draw the curve as PNG, with what it shows in words among its metadata."""
    drawn = io.BytesIO()
    with _own_settings():
        about = {
            "Title": language.say(_title(ladder)),
            "Description": ladder_in_words(ladder, language),
            "Software": None,
        }
        figure = _figure(ladder, language)
        figure.savefig(drawn, format="png", dpi=DOTS_PER_INCH, metadata=about)
    return drawn.getvalue()


def render_ladder_svg(ladder: Ladder, language: Language) -> bytes:
    """Draw the curve as SVG, with a title and a description for those who listen to it."""
    drawn = io.BytesIO()
    with _own_settings():
        about = {"Date": None, "Creator": None, "Format": None, "Type": None}
        _figure(ladder, language).savefig(drawn, format="svg", metadata=about)
    words = (
        f'<title id="ladder-title">{escape(language.say(_title(ladder)))}</title>\n'
        f'<desc id="ladder-words">{escape(ladder_in_words(ladder, language))}</desc>\n'
    )
    svg = drawn.getvalue().decode("utf-8")
    begin = svg.index("<svg ")
    end = svg.index(">", begin) + 1
    spoken = f' role="img" lang="{language.code}" aria-labelledby="ladder-title ladder-words">'
    return (svg[: end - 1] + spoken + "\n " + words + svg[end:]).encode("utf-8")


def ladder_in_words(ladder: Ladder, language: Language) -> str:
    """Say what the curve shows: the residents reached with each number of tours."""
    return " ".join(
        language.say(
            plural(
                "{count} tour: {reached} residents ({share}).",
                "{count} tours: {reached} residents ({share}).",
                rung.tours,
                reached=round(_reached(result)),
                share=language.percent(_whole(result).share),
            )
        )
        for rung, result in _planned(ladder)
    )


def _planned(ladder: Ladder) -> Iterator[tuple[Rung, Result]]:
    for rung in ladder.rungs:
        if rung.nested is not None:
            yield rung, rung.nested


def _title(ladder: Ladder) -> Message:
    seasons = [result.plan.season for _, result in _planned(ladder)]
    estimated = any(rests_on_estimates("reach", season) for season in seasons)
    name = visible_text(seasons[0].name) if seasons else ""
    if estimated:
        return message("{season}: residents reached with more tours (estimate)", season=name)
    return message("{season}: residents reached with more tours", season=name)


@contextmanager
def _own_settings() -> Iterator[None]:
    """Draw with matplotlib's own settings and ours, whatever the user's say."""
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        mpl.rcdefaults()
        mpl.rc("svg", hashsalt="busplan")
        mpl.rc("font", family="DejaVu Sans", size=11.0)
        mpl.rc("text", parse_math=False, color=INK)
        mpl.rc("axes", edgecolor=QUIET, labelcolor=INK)
        mpl.rc("axes.spines", top=False, right=False)
        mpl.rc("xtick", color=INK)
        mpl.rc("ytick", color=INK)
        yield


def _figure(ladder: Ladder, language: Language) -> Figure:
    footer = _footer(ladder, language)
    figure = Figure(figsize=(INCHES[0], INCHES[1] + 0.13 * len(footer)))
    figure.subplots_adjust(
        left=0.12, right=0.88, top=0.9, bottom=(0.75 + 0.13 * len(footer)) / figure.get_figheight()
    )
    axes = figure.add_subplot()
    axes.set_title(
        textwrap.fill(language.say(_title(ladder)), 70), loc="left", fontsize=13, fontweight="bold"
    )
    _draw_lines(axes, ladder, language)
    _label_axes(axes, ladder, language)
    figure.text(0.02, 0.02, "\n".join(footer), fontsize=6.5, color=QUIET, va="bottom")
    return figure


def _footer(ladder: Ladder, language: Language) -> list[str]:
    for _, result in _planned(ladder):
        lines = footer_lines(result.plan.season, language)
        return textwrap.wrap(" · ".join(lines), 150)
    return []


def _draw_lines(axes: Axes, ladder: Ladder, language: Language) -> None:
    nested = {rung.tours: _reached(result) for rung, result in _planned(ladder)}
    free = {rung.tours: _reached(rung.free) for rung, _ in _planned(ladder) if rung.free}
    numbers, reached = list(nested), list(nested.values())
    if free != nested:
        axes.plot(
            list(free), list(free.values()), color=VERMILION, linestyle="--", linewidth=1.6,
            marker="s", markerfacecolor="white", markersize=7,
            label=language.say(message("planned anew for each number of tours")),
        )  # fmt: skip
    axes.plot(
        numbers, reached, color=BLUE, linewidth=2.2, marker="o", markersize=7,
        label=language.say(message("no area loses a visit")),
    )  # fmt: skip
    for number, residents in nested.items():
        axes.annotate(
            language.number(round(residents)), (number, residents), xytext=(0, 9),
            textcoords="offset points", ha="center", fontsize=10,
        )  # fmt: skip
    if free != nested:
        axes.legend(loc="lower right", frameon=False)


def _label_axes(axes: Axes, ladder: Ladder, language: Language) -> None:
    axes.set_xlabel(language.say(message("Number of tours")))
    axes.set_ylabel(language.say(message("Residents reached")))
    axes.xaxis.set_major_locator(FixedLocator([rung.tours for rung in ladder.rungs]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: language.number(round(value))))
    axes.grid(axis="y", color="#d3dae0", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.margins(x=0.08)
    axes.set_ylim(bottom=0.0, top=1.12 * max(axes.get_ylim()[1], 1.0))
    _label_shares(axes, ladder, language)


def _label_shares(axes: Axes, ladder: Ladder, language: Language) -> None:
    """Put an axis with the share of all residents on the right."""
    everybody = max((_whole(result).residents for _, result in _planned(ladder)), default=0.0)
    if not everybody:
        return

    def share_of(residents: Any) -> Any:
        return residents / everybody

    def residents_of(share: Any) -> Any:
        return share * everybody

    shares = axes.secondary_yaxis("right", functions=(share_of, residents_of))
    shares.set_ylabel(language.say(message("Share of all residents")))
    shares.yaxis.set_major_formatter(FuncFormatter(lambda share, _: language.percent(share)))
    shares.spines["right"].set_color(QUIET)


def _whole(result: Result) -> Reached:
    return coverage_of(result.plan).whole


def _reached(result: Result) -> float:
    return _whole(result).reached
