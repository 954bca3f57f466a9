"""busplan explain --clash: which rules clash in a season without a plan, and what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from busplan.cli.screen import Screen
from busplan.cli.waiting import wait_for
from busplan.errors import message, plural
from busplan.workflow import ExplainedClash, LoadedSeason, explain_clash

if TYPE_CHECKING:
    from busplan.language import Language
    from busplan.solver.remedies import Remedies


def answer_about_clash(screen: Screen, loaded: LoadedSeason, time_limit: float) -> None:
    """Explain why a season has no plan, and which smallest changes would give it one."""
    screen.tell(message("Looks for what clashes and what helps, for at most {s} s.", s=time_limit))
    explained = wait_for(
        screen, time_limit, lambda seconds, stop: explain_clash(loaded, seconds, stop)
    )
    if screen.as_json:
        screen.put_json(_json(explained, screen.language))
    elif explained.has_plan or explained.remedies is None:
        screen.say(message("All rules can be kept: make the plan with busplan plan."))
    else:
        _show(screen, explained, explained.remedies)


def _show(screen: Screen, explained: ExplainedClash, remedies: Remedies) -> None:
    screen.say(message("No plan keeps all rules. Together these cannot be kept:"))
    screen.put(f"  • {screen.language.say(sentence)}" for sentence in explained.clash)
    screen.put([""])
    if remedies.found:
        screen.say(message("Each of these alone would help, the smallest change first:"))
        screen.put(f"  • {screen.language.say(one.sentence)}" for one in remedies.found)
    else:
        screen.say(message("No single change was found that would help."))
    if remedies.not_tried:
        screen.say(
            plural(
                "There was no time to try {count} more change.",
                "There was no time to try {count} more changes.",
                remedies.not_tried,
            )
        )


def _json(explained: ExplainedClash, language: Language) -> dict[str, object]:
    tried = explained.remedies
    found = () if tried is None else tried.found
    return {
        "exit_code": 0,
        "has_plan": explained.has_plan,
        "irreducible": explained.irreducible,
        "clash": [language.say(sentence) for sentence in explained.clash],
        "remedies": [
            {"kind": one.kind, "effort": one.effort, "sentence": language.say(one.sentence)}
            for one in found
        ],
        "in_vain": 0 if tried is None else tried.in_vain,
        "not_tried": 0 if tried is None else tried.not_tried,
    }
