"""Golden files: what a renderer gave when a person last looked at it."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str) -> None:
    """Compare with the golden file; BUSPLAN_UPDATE_GOLDEN=1 writes it anew, to be looked at."""
    file = GOLDEN / name
    if os.environ.get("BUSPLAN_UPDATE_GOLDEN") == "1":
        file.write_text(text, encoding="utf-8", newline="")
    with file.open(encoding="utf-8", newline="") as lines:
        assert lines.read() == text
