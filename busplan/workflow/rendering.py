"""The steps that show a finished plan again, without solving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from busplan.result import Result
from busplan.workflow.judging import VerifiedPlan, read_plan
from busplan.workflow.output_folder import OutputFolder
from busplan.workflow.seasons import LoadedSeason

if TYPE_CHECKING:
    from busplan.render.documents import Documents


@dataclass(frozen=True)
class RenderedPlan:
    """Documents that were made again from a plan.json.

    Attributes
    ----------
    plan
        The plan, with what verification says of it.
    files
        The files' paths in the folder.
    moved_aside
        New names of files in the folder that were not as busplan wrote them.
    """

    plan: VerifiedPlan
    folder: Path
    files: tuple[str, ...]
    moved_aside: tuple[str, ...]


def draw_maps(loaded: LoadedSeason, plan_path: Path, out: Path | None = None) -> RenderedPlan:
    """Draw the maps of a plan.json again, beside it or in another folder."""
    from busplan.render.documents import MAPS, map_documents

    return _render_again(loaded, plan_path, out, map_documents, MAPS)


def write_rosters(loaded: LoadedSeason, plan_path: Path, out: Path | None = None) -> RenderedPlan:
    """Make the rosters and calendars of a plan.json again, beside it or in another folder."""
    from busplan.render.documents import ROSTERS, roster_documents

    return _render_again(loaded, plan_path, out, roster_documents, ROSTERS)


def _render_again(
    loaded: LoadedSeason,
    plan_path: Path,
    out: Path | None,
    documents_of: Callable[[Result], Documents],
    scope: tuple[str, ...],
) -> RenderedPlan:
    folder = OutputFolder(out or plan_path.parent)
    if out is not None:
        folder.refuse_unless_ours()
    verified = read_plan(loaded, plan_path)
    files = {name: make() for name, make in documents_of(verified.result).items()}
    moved = folder.write(files, scope)
    return RenderedPlan(verified, folder.path, tuple(files), moved)
