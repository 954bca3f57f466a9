"""Whether a remark calls its figures estimates, which outputs must then mark."""

from __future__ import annotations

ESTIMATE_WORDS = ("estimat", "skøn", "anslået", "guess", "gæt")
"""Beginnings of the words that say so, in English and Danish."""


def says_estimate(remark: str) -> bool:
    """Tell whether a remark calls its figures estimates."""
    folded = remark.casefold()
    return any(word in folded for word in ESTIMATE_WORDS)
