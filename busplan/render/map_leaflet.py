"""Leaflet as text to put into a page: its script and style, images as data URIs."""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_IMAGE = re.compile(r"url\((?P<path>images/[\w.-]+\.png)\)")


def _folder() -> Traversable:
    return files("js_lib_leaflet") / "static" / "js_lib_leaflet"


def _read(name: str) -> str:
    """Read a text file with the line ends that a browser counts when it checks a hash."""
    return (_folder() / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@lru_cache
def leaflet_script() -> str:
    """Give Leaflet's script without its pointer to a source map, which a browser would ask for."""
    return _SOURCE_MAP.sub("", _read("leaflet.js")).strip() + "\n"


@lru_cache
def leaflet_style() -> str:
    """Give Leaflet's style sheet with its images inside."""
    return _IMAGE.sub(lambda found: f"url({_data_uri(found['path'])})", _read("leaflet.css"))


def _data_uri(path: str) -> str:
    image = _folder().joinpath(*path.split("/")).read_bytes()
    return "data:image/png;base64," + base64.b64encode(image).decode("ascii")
