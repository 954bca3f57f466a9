"""Write the bundled season that also stands as an Excel workbook, from its folder.

Run after ``make_seasons.py``: ``python data/seasons/make_workbook.py``.
"""

from __future__ import annotations

from pathlib import Path

from busplan.load import load_season
from busplan.render.season_workbook import render_season_workbook

HERE = Path(__file__).resolve().parent
SEASON = "slagelse-2026-efteraar"


def main(out: Path = HERE) -> None:
    """Write the workbook to the folder `out`."""
    season, _ = load_season(HERE / SEASON)
    (out / f"{SEASON}.xlsx").write_bytes(render_season_workbook(season))


if __name__ == "__main__":
    main()
