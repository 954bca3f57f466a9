"""Measure busplan against its peers, side by side in one run, and keep the table in the docs.

    python benchmarks/peers.py --classes S,M-2,L [--seconds 60] [--season DIR ...] [--print-only]

Each contender plans each season in a process of its own, one after the other, on the same terms:
seconds from when the season was read, threads, memory. Every plan is judged by `busplan.verify`
before it counts; a bound is what the contender's solver says. A class stands for an invented
season of that size, `M-2` for the one with seed 2. The table is rewritten after each season.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from benchmarks.apart import Figures, run_apart
from benchmarks.contenders import CONTENDERS
from benchmarks.contenders.record import Terms
from benchmarks.measuring import Conditions, conditions, version_of
from benchmarks.tables import figure, in_words, keep, markdown_table, percent

HERE = Path(__file__).resolve().parent

HEADINGS = (
    "season", "contender", "score", "bound", "gap", "first plan s", "proof s", "peak MB", "note",
)  # fmt: skip
COVERING_HEADINGS = (
    "season", "program", "points", "stops", "chosen", "weighted residents", "bound", "seconds",
)  # fmt: skip
TEXTS = ("season", "contender", "program", "note")


def peers_table(measured: Sequence[Figures], seconds: float) -> str:
    """Set the figures as a table, one row a contender and season."""
    return markdown_table(HEADINGS, [_cells(one, seconds) for one in measured], TEXTS)


def _cells(one: Figures, seconds: float) -> tuple[str, ...]:
    proof = f"not in {seconds:g}"
    if one.outcome in {"optimal", "no plan exists"}:
        proof = figure(one.seconds)
    elif one.outcome in {"not tried", "broken off"}:
        proof = "–"
    told = {"optimal", "feasible"}
    note = ", ".join(filter(None, ("" if one.outcome in told else one.outcome, one.note)))
    return (
        f"`{one.season}`",
        CONTENDERS[one.contender].title,
        figure(one.score),
        figure(one.bound),
        percent(one.gap),
        figure(one.first_plan_seconds, ",.2f"),
        proof,
        figure(one.peak_megabytes, ",.0f"),
        note,
    )


def covering_table(measured: Sequence[tuple[str, dict[str, object]]]) -> str:
    """Set what was found of each season's coverage as a table, one row a program."""
    rows = []
    for season, told in measured:
        found = told["found"]
        assert isinstance(found, list)  # noqa: S101 - as covering.py writes it
        rows += [
            (
                f"`{season}`",
                one["program"],
                *(str(told[size]) for size in ("points", "stops", "chosen")),
                figure(one["covered"]),
                figure(one["bound"]),
                figure(one["seconds"], ",.2f"),
            )
            for one in found
        ]
    return markdown_table(COVERING_HEADINGS, rows, TEXTS)


def generated(word: str, out: Path, *extras: str) -> Path:
    """Write the invented season that a class (with or without a seed) stands for."""
    size, _, seed = word.partition("-")
    folder = out / "-".join((size.lower(), seed or "1", *(extra.strip("-") for extra in extras)))
    command = [sys.executable, str(HERE / "generate.py"), size, str(folder)]
    subprocess.run(
        [*command, "--seed", seed or "1", *extras], check=True, stdout=subprocess.DEVNULL
    )
    return folder


def measure_peers(seasons: Sequence[Path], arguments: argparse.Namespace, where: Conditions) -> str:
    """Run every contender on every season; gives (and keeps, as it grows) the text for the docs."""
    terms = Terms(arguments.seconds, arguments.workers, arguments.seed)
    measured: list[Figures] = []
    text = ""
    for season in seasons:
        for contender in arguments.contenders.split(","):
            measured.append(run_apart(contender, season, terms, arguments.memory))
            print(json.dumps(asdict(measured[-1]), ensure_ascii=False), file=sys.stderr)
        intro = in_words(where, _command(arguments))
        limit = f"No process may address more than {arguments.memory:g} GB."
        text = f"{intro} {limit}\n\n{peers_table(measured, arguments.seconds)}"
        if not arguments.print_only:
            keep("peers", text)
    return text


def measure_covering(
    seasons: Sequence[Path], arguments: argparse.Namespace, where: Conditions
) -> str:
    """Solve the coverage of every season with both programs; gives (and keeps) the text."""
    measured = []
    for season in seasons:
        command = [sys.executable, str(HERE / "covering.py"), str(season), "--json"]
        command += ["--seconds", str(arguments.seconds), "--workers", str(arguments.workers)]
        told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        measured.append((season.name, json.loads(told.splitlines()[-1])))
    versions = "".join(
        f", {name} {version_of(name) or 'not installed'}" for name in ("spopt", "pulp")
    )
    text = f"{in_words(where, _command(arguments), versions)}\n\n{covering_table(measured)}"
    if not arguments.print_only:
        keep("covering", text)
    return text


def _command(arguments: argparse.Namespace) -> str:
    named = "".join(f" --season {path.name}" for path in arguments.season)
    classes = f" --classes {arguments.classes}" if arguments.classes else ""
    return f"python benchmarks/peers.py{classes}{named} --seconds {arguments.seconds:g}"


def main(words: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for; print it, and keep it in the docs."""
    arguments = _parser().parse_args(words)
    where = conditions(arguments.date, arguments.seconds, arguments.workers, arguments.seed)
    classes = [word for word in arguments.classes.split(",") if word]
    with tempfile.TemporaryDirectory(prefix="busplan-peers-") as folder:
        out = Path(folder)
        if not arguments.only_covering:
            seasons = [*(generated(word, out) for word in classes), *arguments.season]
            print(measure_peers(seasons, arguments, where), end="\n\n")
        points = [generated(word, out, "--residents") for word in classes]
        if points:
            print(measure_covering(points, arguments, where))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--classes", default="S,M", help="invented seasons: S, M-2, L, … (S,M)")
    parser.add_argument("--season", type=Path, nargs="*", default=[], help="more season folders")
    parser.add_argument("--contenders", default=",".join(CONTENDERS), help="which, in order")
    parser.add_argument("--seconds", type=float, default=60.0, help="seconds a search (60)")
    parser.add_argument("--workers", type=int, default=2, help="threads that search (2)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--memory", type=float, default=6.0, help="gigabytes a process (6)")
    parser.add_argument("--only-covering", action="store_true", help="the coverage part alone")
    parser.add_argument("--print-only", action="store_true", help="leave the docs as they are")
    today = date.today().isoformat()  # noqa: DTZ011 (the user's own date)
    parser.add_argument("--date", default=today, help="the day to write down (today)")
    return parser


if __name__ == "__main__":
    main()
