"""Cells of a CSV file as a Danish or British spreadsheet reads them, and never as a formula."""

from __future__ import annotations

from busplan.language import Language
from busplan.render.visible_text import visible_text

_FORMULA_STARTS = ("=", "+", "-", "@")


def csv_number(value: float, language: Language) -> str:
    """Write a number without thousands marks, which spreadsheets read as something else."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language.code == "da" else text


def csv_text(text: str) -> str:
    """Make text harmless to a spreadsheet: on one line, and never a formula."""
    text = visible_text(text)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
