"""The result table of a sweep: as CSV for a spreadsheet, as JSON, and for the terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from busplan.errors import Message, message, plural
from busplan.language import Language
from busplan.render.csv_cells import csv_number, csv_text
from busplan.render.sweep_rows import ENDING_WORDS, Figures, SweepRow
from busplan.render.visible_text import visible_text

CSV_HEADINGS = (
    message("season"),
    message("scenario"),
    message("tours"),
    message("areas visited"),
    message("areas"),
    message("residents reached"),
    message("share of residents"),
    message("social residents reached"),
    message("share of social residents"),
    message("score"),
    message("bound"),
    message("gap in percent"),
    message("status"),
    message("plan"),
    message("faults"),
)

_NAME_WIDTH = 12
"""Columns of the terminal that a season's name gets at least."""

_NO_FIGURES = 10
"""Columns of figures, which stay empty where there is no plan."""


def render_sweep_csv(rows: Sequence[SweepRow], language: Language) -> bytes:
    """Write the table as a Danish or British spreadsheet reads it: UTF-8 with BOM and `;`.

    It holds nothing that depends on how long the work took, so equal plans give equal bytes.
    """
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow([language.say(heading) for heading in CSV_HEADINGS])
    for row in rows:
        writer.writerow(
            [
                csv_text(row.season),
                csv_text(row.scenario),
                *_figures(row.figures, language),
                language.say(ENDING_WORDS[row.ending]),
                csv_text(row.plan or ""),
                csv_text(" / ".join(language.say(said) for said in said_of(row))),
            ]
        )
    return lines.getvalue().encode("utf-8-sig")


def render_sweep_json(rows: Sequence[SweepRow], language: Language) -> bytes:
    """Write the table for programs, with seconds and attempts."""
    given = {"format": 1, "rows": sweep_json(rows, language)}
    return (json.dumps(given, ensure_ascii=False, indent=1) + "\n").encode()


def sweep_json(rows: Sequence[SweepRow], language: Language) -> list[dict[str, object]]:
    """Give each row as a JSON object; figures are null where there is no plan."""
    return [_row_json(row, language) for row in rows]


def render_sweep_screen(rows: Sequence[SweepRow], language: Language) -> Table:
    """Lay the table out for the terminal, a row for each season and scenario."""
    say = language.say
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
    table.add_column(say(message("Season")), overflow="fold", min_width=_NAME_WIDTH)
    for headings in (
        (message("Tours"),),
        (message("Areas"),),
        (message("Residents"), message("Social")),
        (message("Points"), message("At most")),
    ):
        table.add_column("\n".join(map(say, headings)), justify="right", no_wrap=True)
    table.add_column("\n".join(map(say, (message("Status"), message("Gap")))), no_wrap=True)
    work = "\n".join(map(say, (message("Seconds"), message("Tries"))))
    table.add_column(work, justify="right", no_wrap=True)
    for row in rows:
        name = "\n".join(visible_text(one) for one in (row.season, row.scenario) if one)
        cells = [name, *_screen_figures(row.figures, language), _proof(row, language)]
        cells.append(f"{language.number(row.seconds, 1)}\n{row.attempts}")
        table.add_row(*map(Text, cells))
    return table


def _ending(row: SweepRow) -> Message:
    if row.faults:
        return plural("{count} fault", "{count} faults", len(row.faults))
    return ENDING_WORDS[row.ending]


def said_of(row: SweepRow) -> tuple[Message, ...]:
    """Say what is wrong with a row, fault by fault with its place, or why there is no plan."""
    return (*(_fault(fault.file, fault.column, fault.what) for fault in row.faults), *row.reasons)


def _fault(file: str, column: str | None, what: Message) -> Message:
    place = visible_text(f"{file} {column}" if column else file)
    return message("{place}: {what}", place=place, what=what)


def _figures(figures: Figures | None, language: Language) -> list[str]:
    if figures is None:
        return [""] * _NO_FIGURES
    plain = [figures.tours, figures.areas_visited, figures.areas, figures.residents_reached]
    plain += [round(figures.share, 4), figures.social_reached, round(figures.social_share, 4)]
    plain += [figures.score, figures.bound, figures.gap_percent]
    return [csv_number(value, language) for value in plain]


def _screen_figures(figures: Figures | None, language: Language) -> list[str]:
    if figures is None:
        return ["–"] * 4
    residents = language.number(round(figures.residents_reached))
    share, social_share = map(language.percent, (figures.share, figures.social_share))
    return [
        str(figures.tours),
        f"{figures.areas_visited}/{figures.areas}",
        f"{residents} ({share})\n{social_share}",
        f"{language.number(figures.score, 1)}\n{language.number(figures.bound, 1)}",
    ]


def _proof(row: SweepRow, language: Language) -> str:
    said = language.say(_ending(row))
    if row.figures is None:
        return said
    return f"{said}\n{language.percent(row.figures.gap_percent / 100, 1)}"


def _row_json(row: SweepRow, language: Language) -> dict[str, object]:
    figures = row.figures
    return {
        "season": row.season,
        "scenario": row.scenario,
        "title": row.title,
        "status": row.ending,
        "tours": figures and figures.tours,
        "areas_visited": figures and figures.areas_visited,
        "areas": figures and figures.areas,
        "residents": figures and figures.residents,
        "residents_reached": figures and figures.residents_reached,
        "social_residents": figures and figures.social_residents,
        "social_reached": figures and figures.social_reached,
        "score": figures and figures.score,
        "bound": figures and figures.bound,
        "gap": figures and figures.gap,
        "seconds": round(row.seconds, 3),
        "attempts": row.attempts,
        "plan": row.plan,
        "moved_aside": list(row.moved_aside),
        "faults": [
            {
                "file": fault.file, "sheet": fault.sheet, "row": fault.row,
                "column": fault.column, "value": fault.value, "what": language.say(fault.what),
                "remedy": None if fault.remedy is None else language.say(fault.remedy),
            }
            for fault in row.faults
        ],
        "reasons": [language.say(reason) for reason in row.reasons],
    }  # fmt: skip
