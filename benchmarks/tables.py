"""Figures as Markdown tables, kept between markers of a page of the docs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from benchmarks.measuring import Conditions

DOCS = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


def markdown_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], texts: Collection[str]
) -> str:
    """Set a table; the columns whose headings are in `texts` are text, the others figures."""
    rules = ["---" if heading in texts else "--:" for heading in headings]
    lines = (headings, rules, *rows)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def between_markers(page: str, name: str, text: str) -> str:
    """Put a text between the page's markers of that name; ValueError when it has none."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    if page.count(begin) != 1 or page.count(end) != 1 or page.index(begin) > page.index(end):
        raise ValueError(f"The page needs the markers {begin} and {end}, once each.")
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n\n{text.strip()}\n\n{end}{after}"


def keep(name: str, text: str, path: Path = DOCS) -> None:
    """Write a text between the markers of that name in a page."""
    page = path.read_text(encoding="utf-8")
    path.write_text(between_markers(page, name, text), encoding="utf-8", newline="\n")


def in_words(where: Conditions, command: str, versions: str = "") -> str:
    """Say where, when and with what figures were measured, as the paragraph above their table."""
    load = "" if where.load_average is None else f", load average {where.load_average} at the start"
    return (
        f"{where.date}, `{command}`: {where.machine}{load}; busplan {where.busplan} at "
        f"{where.commit or 'no commit'}, ortools {where.ortools}{versions}, "
        f"Python {where.python}; at most {where.time_limit:g} s a search, {where.workers} "
        f"threads, seed {where.seed}."
    )


def figure(value: float | None, form: str = ",.1f") -> str:
    """Write a figure, or a dash where there is none."""
    return "–" if value is None else format(value, form)


def percent(share: float | None) -> str:
    """Write a share in percent, with a dash where there is none."""
    if share is None:
        return "–"
    return "0 %" if share == 0 else f"{100 * share:,.2f} %"
