"""busplan explain --alternatives: clearly different plans that are nearly as good."""

from __future__ import annotations

from busplan.cli.claims import claims_json
from busplan.cli.rendered import tell_if_it_does_not_hold
from busplan.cli.screen import Screen
from busplan.workflow.what_if import ExplainedAlternatives


def show_alternatives(screen: Screen, explained: ExplainedAlternatives) -> None:
    """Show each alternative with what differs, and say whether there are more."""
    from busplan.render.alternatives import (  # noqa: PLC0415 - help needs no words
        alternative_lines,
        alternative_title,
        alternatives_end,
        alternatives_json,
        alternatives_lead,
    )

    tell_if_it_does_not_hold(screen, explained.plan)
    found, language = explained.found, screen.language
    if screen.as_json:
        screen.put_json(
            {**claims_json(explained.plan), "alternatives": alternatives_json(found, language)}
        )
        return
    screen.say(*alternatives_lead(found))
    for number, one in enumerate(found.found):
        title = language.say(alternative_title(found, number))
        lines = alternative_lines(found, one, language)
        screen.put(["", title, *(f"  • {line}" for line in lines)])
    if found.found and alternatives_end(found):
        screen.put([""])
    screen.say(*alternatives_end(found))
