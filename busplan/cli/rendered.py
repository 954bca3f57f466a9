"""What a command says of documents that it made again."""

from __future__ import annotations

from busplan.cli.screen import Screen
from busplan.errors import message, plural
from busplan.workflow import RenderedPlan, VerifiedPlan


def tell_of_rendered(screen: Screen, rendered: RenderedPlan) -> None:
    """Name the files on stdout; tell on stderr what is wrong with the plan they show."""
    tell_if_it_does_not_hold(screen, rendered.plan)
    for name in rendered.moved_aside:
        screen.tell(message("A file had been edited by hand and is kept as {file}.", file=name))
    screen.put(str(rendered.folder / name) for name in rendered.files)


def tell_if_it_does_not_hold(screen: Screen, plan: VerifiedPlan) -> None:
    """Tell on stderr that what is shown is of a plan with something wrong."""
    wrong = len(plan.wrong)
    if wrong:
        screen.tell(
            plural(
                "The plan does not hold: {count} thing is wrong. See busplan verify.",
                "The plan does not hold: {count} things are wrong. See busplan verify.",
                wrong,
            )
        )
