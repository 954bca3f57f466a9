"""Fixtures for every room: the outside tools that some tests look through."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def _require_tool(name: str, install_line: str) -> str:
    """Return the path of the program `name`; without it the test skips, or fails under CI."""
    found = shutil.which(name)
    if found is None:
        reason = f"{name} is not installed; install it with: {install_line}"
        if os.environ.get("BUSPLAN_REQUIRE_TOOLS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def require_tool() -> Callable[[str, str], str]:
    """Give `require_tool(name, install_line)`, which returns the path of a program or skips."""
    return _require_tool


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the root of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give a headless Chromium, started once a session, through Playwright's sync interface."""
    path = _require_tool("chromium", "apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """Return the path of poppler's pdftoppm, which draws PDF pages."""
    return _require_tool("pdftoppm", "apt-get install poppler-utils")


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """Return the path of poppler's pdftotext, which reads the text of a PDF."""
    return _require_tool("pdftotext", "apt-get install poppler-utils")
