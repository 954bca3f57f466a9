"""One self-contained HTML page: templates filled in, scripts and styles inside."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from busplan.language import Language
from busplan.render.map_leaflet import leaflet_script, leaflet_style
from busplan.render.map_words import proof_line, season_line, words_in
from busplan.render.wording import remarks
from busplan.result import Result

_FOLDER = Path(__file__).parent


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@lru_cache
def _static(name: str) -> str:
    return (_FOLDER / "static" / name).read_text(encoding="utf-8")


def content_security_policy(scripts: tuple[str, ...]) -> str:
    """Allow these very scripts, by hash, inline styles and data images; forbid all else."""
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")


def map_page(
    template: str, result: Result, language: Language, drawing: str, **content: object
) -> bytes:
    """Fill in a page's template.

    Parameters
    ----------
    template
        The file in ``templates/``.
    drawing
        The script that draws the map. It holds figures only, never a name: names stand in the
        page as escaped text, and the scripts in ``static/`` move them about as text.
    content
        What the template asks for besides what every map page has.
    """
    own = (_static(f"{name}.js") for name in ("map_table", "map_labels", "map"))
    scripts = (leaflet_script(), f"\n{drawing}\n", *own)
    page = _environment().get_template(template)
    season = result.plan.season
    return page.render(
        content,
        season=season,
        lang=language.code,
        words=words_in(language),
        season_line=season_line(result, language),
        proof=proof_line(result, language),
        remarks=remarks(season, language),
        policy=content_security_policy(scripts),
        scripts=[Markup(script) for script in scripts],  # noqa: S704 (our own files and figures)
        styles=[Markup(style) for style in (leaflet_style(), _static("map.css"))],  # noqa: S704
    ).encode("utf-8")
