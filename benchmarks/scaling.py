"""Measure how time, gap and memory grow with areas, tours and associations, and plot it.

    python benchmarks/scaling.py [--seconds 20] [--contenders busplan,cp-sat-tuned] [--print-only]

One thing grows at a time from a season of 24 areas, 10 tours, 32 associations, 26 weeks and two
visits a tour. Writes docs/benchmarks-scaling.svg and the same figures as a table beside it. The
plot needs `matplotlib` (the extra `bench`).
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.apart import Figures, run_apart
from benchmarks.contenders import CONTENDERS
from benchmarks.contenders.record import Terms
from benchmarks.invented.sizes import Size
from benchmarks.measuring import Conditions, conditions
from benchmarks.tables import DOCS, figure, in_words, keep, markdown_table, percent

HERE = Path(__file__).resolve().parent
PLOT = DOCS.with_name("benchmarks-scaling.svg")

BASE = Size(areas=24, tours=10, associations=32, weeks=26, visits=2)
GROWING: Mapping[str, tuple[int, ...]] = {
    "areas": (12, 24, 48, 96),
    "tours": (5, 10, 20, 40),
    "associations": (16, 32, 64, 128),
}
"""What grows, and through which sizes."""

HEADINGS = (
    "grows", "to", "contender", "first plan s", "proof s", "score", "gap", "peak MB", "note",
)  # fmt: skip
TEXTS = ("grows", "contender", "note")

STYLES = (("#0072B2", "o", "-"), ("#D55E00", "s", "--"), ("#009E73", "^", "-."))
"""Colours that colour-blind people tell apart too (Okabe & Ito 2008), markers and dashes."""


@dataclass(frozen=True)
class Point:
    """What one contender made of the season in which one thing grew to a number."""

    grows: str
    to: int
    figures: Figures


@dataclass(frozen=True)
class Panel:
    """A row of the plot: what its axis says, the figure, and the scale of the axis."""

    label: str
    value: Callable[[Figures], float | None]
    scale: str = "log"


PANELS = (
    Panel("seconds to the first plan", lambda one: one.first_plan_seconds),
    Panel(
        "gap at the end, %", lambda one: None if one.gap is None else 100 * one.gap, scale="symlog"
    ),
    Panel("seconds to the end", lambda one: None if one.score is None else one.seconds),
    Panel("peak memory, MB", lambda one: one.peak_megabytes, scale="linear"),
)


def scaling_table(points: Sequence[Point], seconds: float) -> str:
    """Set the figures of the plot as a table, one row a size and contender."""
    rows = []
    for point in points:
        one = point.figures
        told = one.outcome in {"optimal", "feasible"}
        proof = figure(one.seconds) if one.outcome == "optimal" else f"not in {seconds:g}"
        rows.append(
            (
                point.grows,
                str(point.to),
                CONTENDERS[one.contender].title,
                figure(one.first_plan_seconds, ",.2f"),
                proof,
                figure(one.score),
                percent(one.gap),
                figure(one.peak_megabytes, ",.0f"),
                ", ".join(filter(None, ("" if told else one.outcome, one.note))),
            )
        )
    return markdown_table(HEADINGS, rows, TEXTS)


def draw(points: Sequence[Point], path: Path) -> None:
    """Draw the figures: a column for each thing that grows, a row for each panel.

    A contender without a plan (or a bound) at some size has no mark there; the table says why.
    The same figures give the same bytes.
    """
    import matplotlib as mpl  # noqa: PLC0415 - an extra
    import matplotlib.ticker  # noqa: PLC0415 - an extra
    from matplotlib import pyplot as plt  # noqa: PLC0415 - an extra

    mpl.use("svg")
    plt.rcParams.update({"svg.hashsalt": "busplan", "svg.fonttype": "none", "font.size": 9})
    size = (3.2 * len(GROWING), 2.2 * len(PANELS))
    chart, grid = plt.subplots(
        len(PANELS), len(GROWING), figsize=size, sharex="col", sharey="row", squeeze=False
    )
    for row, panel in zip(grid, PANELS, strict=True):
        for axes, grows in zip(row, GROWING, strict=True):
            _draw_panel(axes, panel, [point for point in points if point.grows == grows])
        row[0].set_ylabel(panel.label)
    for axes, (grows, sizes) in zip(grid[-1], GROWING.items(), strict=True):
        axes.set_xlabel(grows)
        axes.set_xticks(sizes, [str(size) for size in sizes])
        axes.xaxis.set_minor_locator(mpl.ticker.NullLocator())
    handles, labels = grid[0][0].get_legend_handles_labels()
    chart.legend(handles, labels, loc="upper center", ncols=len(labels), frameon=False)
    chart.tight_layout(rect=(0, 0, 1, 0.96))
    chart.savefig(path, format="svg", metadata={"Date": None})
    plt.close(chart)


def _draw_panel(axes: Any, panel: Panel, points: Sequence[Point]) -> None:
    contenders = dict.fromkeys(point.figures.contender for point in points)
    for contender, (colour, marker, dashes) in zip(contenders, STYLES, strict=False):
        own = [point for point in points if point.figures.contender == contender]
        values = [panel.value(point.figures) for point in own]
        axes.plot(
            [point.to for point in own],
            [math.nan if value is None else value for value in values],
            color=colour,
            marker=marker,
            linestyle=dashes,
            label=CONTENDERS[contender].title,
        )
    axes.set_xscale("log", base=2)
    axes.grid(visible=True, color="#DDDDDD", linewidth=0.6)
    axes.set_yscale(panel.scale)
    if panel.scale == "linear":
        axes.set_ylim(bottom=0)
    axes.yaxis.set_major_formatter("{x:g}")
    axes.yaxis.set_minor_formatter("")


def measure(arguments: argparse.Namespace, out: Path) -> list[Point]:
    """Run every contender at every size, each in a process of its own."""
    terms = Terms(arguments.seconds, arguments.workers, arguments.seed)
    points = []
    known: dict[tuple[Size, str], Figures] = {}
    for grows, sizes in GROWING.items():
        for to in sizes:
            size = replace(BASE, **{grows: to})
            folder = _generated(size, out)
            for contender in arguments.contenders.split(","):
                if (size, contender) not in known:
                    figures = run_apart(contender, folder, terms, arguments.memory)
                    known[size, contender] = figures
                    print(json.dumps(asdict(figures), ensure_ascii=False), file=sys.stderr)
                points.append(Point(grows, to, known[size, contender]))
    return points


def _generated(size: Size, out: Path) -> Path:
    word = f"{size.areas}x{size.tours}x{size.associations}x{size.weeks}x{size.visits}"
    command = [sys.executable, str(HERE / "generate.py"), word, str(out / word)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return out / word


def report(points: Sequence[Point], where: Conditions) -> str:
    """Give the text for the docs: the plot, where it was measured, the table."""
    command = f"python benchmarks/scaling.py --seconds {where.time_limit:g}"
    picture = (
        "![Seconds to the first plan, gap and seconds at the end, and peak memory, as areas, "
        f"tours and associations grow; the table below has the same figures]({PLOT.name})"
    )
    table = scaling_table(points, where.time_limit)
    return f"{in_words(where, command)}\n\n{picture}\n\n{table}"


def main(words: Sequence[str] | None = None) -> None:
    """Measure, draw and keep what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--contenders", default="busplan,cp-sat-tuned")
    parser.add_argument("--seconds", type=float, default=20.0, help="seconds a search (20)")
    parser.add_argument("--workers", type=int, default=2, help="threads that search (2)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--memory", type=float, default=6.0, help="gigabytes a process (6)")
    parser.add_argument("--print-only", action="store_true", help="leave the docs as they are")
    today = date.today().isoformat()  # noqa: DTZ011 (the user's own date)
    parser.add_argument("--date", default=today, help="the day to write down (today)")
    arguments = parser.parse_args(words)
    where = conditions(arguments.date, arguments.seconds, arguments.workers, arguments.seed)
    with tempfile.TemporaryDirectory(prefix="busplan-scaling-") as folder:
        points = measure(arguments, Path(folder))
    text = report(points, where)
    if not arguments.print_only:
        draw(points, PLOT)
        keep("scaling", text)
    print(text)


if __name__ == "__main__":
    main()
