"""What stands in a letter of change: an association's own changes, and nothing of the others'."""

from __future__ import annotations

from typing import Any

from busplan.change import OwnChange
from busplan.errors import Message, message
from busplan.language import Language
from busplan.plan import Plan
from busplan.render.association_sheet import shift_facts, shift_stops
from busplan.render.roster_wording import dates_of
from busplan.render.wording import tour_when
from busplan.season import Association

Words = dict[str, Any]


def change_letter_words(
    old: Plan, new: Plan, association: Association, changes: tuple[OwnChange, ...]
) -> Words:
    """Give the words of a letter of change; holds no contact, e-mail or phone."""
    language = Language(new.season.language)
    say = language.say
    return {
        "subtitle": say(
            message("Changes to your shifts on the bus, {season}", season=new.season.name)
        ),
        "intro": [
            say(message("Dear {association}", association=association.name)),
            say(
                message(
                    "Something has come up, so the plan has changed. Below stands only what is "
                    "different for you."
                )
            ),
        ],
        "shifts": [_change(old, new, association, one, language) for one in changes],
        "bus_stops": {"heading": "", "columns": [], "rows": []},
        "closing": [say(one) for one in _closing(new, association, changes, language)],
    }


def _change(
    old: Plan, new: Plan, association: Association, change: OwnChange, language: Language
) -> Words:
    say = language.say
    headings = {
        "new": message("New shift: {date} ({week})", **_when(change, language)),
        "gone": message("No longer: {date} ({week})", **_when(change, language)),
        "moved": message("Changed shift: {date} ({week})", **_when(change, language)),
    }
    facts: list[tuple[Message, Message]] = []
    if change.kind == "moved" and change.old is not None:
        facts.append((message("Before"), _as_text(tour_when(change.old, language))))
    if change.new is None:
        facts.append((message("What"), message("You do not have this shift any more.")))
        stops = {} if change.old is None else shift_stops(old, change.old, language)
    else:
        facts.extend(shift_facts(new, association, change.new, language))
        stops = shift_stops(new, change.new, language)
    return {
        "heading": say(headings[change.kind]),
        "facts": [[say(label), say(value)] for label, value in facts],
        "stops": stops,
    }


def _when(change: OwnChange, language: Language) -> dict[str, object]:
    return {"date": change.date, "week": language.week(change.date)}


def _as_text(text: str) -> Message:
    return message("{text}", text=text)


def _closing(
    new: Plan, association: Association, changes: tuple[OwnChange, ...], language: Language
) -> list[Message]:
    said: list[Message] = []
    if any(change.kind != "gone" for change in changes):
        said.append(
            message(
                "Can you come? Tell the coordinator as soon as you know. Nobody is counted on "
                "before they have said yes."
            )
        )
    touched = [change.new for change in changes]
    same = tuple(tour for tour in new.shifts_of(association) if tour not in touched)
    if same:
        said.append(
            message("Your other shifts are as they were: {dates}", dates=dates_of(same, language))
        )
    return said
