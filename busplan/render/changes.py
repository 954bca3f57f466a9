"""The documents of a repair: what changes, in words, as JSON, and a letter for each concerned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

from busplan.change import Ceiling, Difference, Event, Repair, own_changes
from busplan.errors import Message, message, plural
from busplan.language import Language
from busplan.plan import Plan
from busplan.render.change_letter import change_letter_words
from busplan.render.change_words import changes_in_words
from busplan.render.changes_json import render_changes_json
from busplan.render.documents import Documents
from busplan.render.roster_pdf import typeset
from busplan.season import Association

CHANGES = ("changes.json", "changes/")
"""Beginnings of the paths of the files that tell of changes."""


@dataclass(frozen=True)
class Changes:
    """Everything that is told of a repair.

    Attributes
    ----------
    old, new
        The plan before, and its next version.
    begins
        Everything before this date is as it was.
    curve
        The best repair under each ceiling on disturbance.
    ways
        The ways to fill the one hole there is, best first.
    """

    events: tuple[Event, ...]
    begins: date | None
    old: Plan
    new: Plan
    score_before: float
    score: float
    difference: Difference
    curve: tuple[Ceiling, ...]
    ways: tuple[Repair, ...]

    @cached_property
    def sentences(self) -> tuple[Message, ...]:
        """What has happened, and what changes, tour by tour."""
        return (
            *(event.told(self.old.season) for event in self.events),
            *changes_in_words(self.old, self.new, self.difference),
        )


def change_documents(changes: Changes) -> Documents:
    """List the documents of a repair: a letter for each association that is concerned."""
    documents: Documents = {
        "changes.json": partial(render_changes_json, changes),
        "changes/season.pdf": partial(render_change_summary, changes),
    }
    for who in own_changes(changes.old, changes.new):
        association = changes.new.season.association_by_id[who]
        documents[f"changes/{who}.pdf"] = partial(render_change_letter, changes, association)
    return documents


def render_change_letter(changes: Changes, association: Association) -> bytes:
    """Make changes/ID.pdf: an association's own changes, without any contacts."""
    old, new = changes.old, changes.new
    own = own_changes(old, new)[association.id]
    words = change_letter_words(old, new, association, own)
    return typeset("association.typ", new.season, association.name, words)


def render_change_summary(changes: Changes) -> bytes:
    """Make changes/season.pdf: what changes in the whole plan, for the coordinator."""
    season = changes.new.season
    language = Language(season.language)
    say = language.say
    words: dict[str, Any] = {
        "subtitle": say(message("Version {number} of the plan", number=changes.new.version)),
        "intro": [say(sentence) for sentence in changes.sentences],
        "shifts": [],
        "bus_stops": {
            "heading": say(message("What more disturbance would bring")),
            "columns": [say(message("At most disturbed")), say(message("Best score"))],
            "rows": [list(row) for row in curve_rows(changes, language)],
        },
        "closing": [say(score_in_words(changes))],
    }
    return typeset("association.typ", season, season.name, words)


def curve_rows(changes: Changes, language: Language) -> list[tuple[str, str]]:
    """Give a row for each ceiling: how much may be disturbed, and what the best plan scores."""
    return [
        (
            language.say(plural("{count} shift", "{count} shifts", point.most_disturbed)),
            language.say(in_points(point)),
        )
        for point in changes.curve
    ]


def in_points(point: Ceiling) -> Message:
    """Say what the best plan under a ceiling scores, and whether that is proved."""
    repair = point.repair
    if repair is None:
        if point.impossible:
            return message("no plan keeps all the rules")
        return message("no plan found in time")
    values = {"points": round(repair.score, 1), "asked": len(repair.difference.asked)}
    if repair.proved:
        return message("{points} points, {asked} asked", **values)
    return message("{points} points, {asked} asked (not proved best)", **values)


def score_in_words(changes: Changes) -> Message:
    """Say how many points the plan had, and has."""
    return message(
        "The plan had {before} points and now has {after}.",
        before=round(changes.score_before, 1),
        after=round(changes.score, 1),
    )
