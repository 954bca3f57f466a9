"""What a command says of documents that it made again."""

from __future__ import annotations

from busplan.cli.screen import Screen
from busplan.errors import message, plural
from busplan.workflow import RenderedPlan


def tell_of_rendered(screen: Screen, rendered: RenderedPlan) -> None:
    """Name the files on stdout; tell on stderr what is wrong with the plan they show."""
    wrong = len(rendered.plan.wrong)
    if wrong:
        screen.tell(
            plural(
                "The plan does not hold, so neither do these files: {count} thing is wrong. "
                "See busplan verify.",
                "The plan does not hold, so neither do these files: {count} things are wrong. "
                "See busplan verify.",
                wrong,
            )
        )
    for name in rendered.moved_aside:
        screen.tell(message("A file had been edited by hand and is kept as {file}.", file=name))
    screen.put(str(rendered.folder / name) for name in rendered.files)
