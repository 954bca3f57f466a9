"""busplan explain --sensitivity: between which weights the plan stays the best."""

from __future__ import annotations

from busplan.cli.claims import claims_json
from busplan.cli.rendered import tell_if_it_does_not_hold
from busplan.cli.screen import Screen
from busplan.workflow.what_if import ExplainedWeights


def show_weights(screen: Screen, explained: ExplainedWeights) -> None:
    """Show the table of weights, and what takes over beyond its ends."""
    from busplan.render.sensitivity import (  # noqa: PLC0415 - help needs no tables
        end_sentences,
        range_table,
        sensitivity_json,
        sensitivity_lead,
    )

    tell_if_it_does_not_hold(screen, explained.plan)
    found, language = explained.found, screen.language
    if screen.as_json:
        screen.put_json(
            {**claims_json(explained.plan), "sensitivity": sensitivity_json(found, language)}
        )
        return
    screen.say(*sensitivity_lead(found))
    if not found.ranges:
        return
    screen.put([""])
    screen.show(range_table(found, language))
    for one in found.ranges:
        for headline, changes in end_sentences(found, one, language):
            screen.put(["", headline, *(f"  • {change}" for change in changes)])
