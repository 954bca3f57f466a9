"""What a new plan changes of the old one, in sentences, tour by tour."""

from __future__ import annotations

from collections.abc import Iterator

from busplan.change import Difference, Pair, pair_tours
from busplan.errors import Message, message, plural
from busplan.plan import Plan, Tour
from busplan.render.visible_text import visible_text


def changes_in_words(old: Plan, new: Plan, difference: Difference) -> tuple[Message, ...]:
    """Say what changes, tour by tour in order of date, and how many shifts that touches."""
    tours = tour_changes(old, new)
    if not tours:
        return (message("The plan stays as it is."),)
    return (*tours, *_in_all(difference))


def tour_changes(old: Plan, new: Plan) -> tuple[Message, ...]:
    """Say what changes, tour by tour in order of date."""
    pairs = sorted(
        pair_tours(old, new),
        key=lambda pair: min(tour.date for tour in (pair.old, pair.new) if tour is not None),
    )
    return tuple(one for pair in pairs for one in _of_tour(old, new, pair))


def _of_tour(old: Plan, new: Plan, pair: Pair) -> Iterator[Message]:
    if pair.new is None and pair.old is not None:
        yield message(
            "The tour to {places} on {date} is called off. It affects {names}.",
            places=_places(old, pair.old),
            date=pair.old.date,
            names=_names(old, pair.old.crew),
        )
    elif pair.old is None and pair.new is not None:
        yield message(
            "There is a new tour to {places} on {date}, with {names}.",
            places=_places(new, pair.new),
            date=pair.new.date,
            names=_names(new, pair.new.crew),
        )
    elif pair.old is not None and pair.new is not None:
        yield from _of_both(old, new, pair.old, pair.new)


def _of_both(old: Plan, new: Plan, before: Tour, after: Tour) -> Iterator[Message]:
    if before.departure != after.departure:
        yield from _moves(old, new, before, after)
    elif before.stops != after.stops:
        yield message(
            "The tour on {date} goes to {places} instead of {before}.",
            date=after.date,
            places=_places(new, after),
            before=_places(old, before),
        )
    out = tuple(who for who in before.crew if who not in after.crew)
    asked = tuple(who for who in after.crew if who not in before.crew)
    values = {"date": after.date, "places": _places(new, after)}
    if out and asked:
        yield message(
            "On the tour to {places} on {date}: {asked} instead of {out}.",
            asked=_names(new, asked),
            out=_names(old, out),
            **values,
        )
    elif out:
        yield message(
            "On the tour to {places} on {date}: no longer {out}.",
            out=_names(old, out),
            **values,
        )
    elif asked:
        yield message(
            "On the tour to {places} on {date}: also {asked}.",
            asked=_names(new, asked),
            **values,
        )


def _moves(old: Plan, new: Plan, before: Tour, after: Tour) -> Iterator[Message]:
    season = new.season
    values: dict[str, object] = {"places": _places(old, before), "before": before.date}
    if before.date != after.date:
        yield message(
            "The tour to {places} moves from {before} to {after}.", after=after.date, **values
        )
    else:
        yield message(
            "The tour to {places} on {before} runs {slot} with {bus}.",
            slot=after.slot,
            bus=season.bus_by_id[after.bus].name,
            **values,
        )
    if before.stops != after.stops:
        yield message("It then goes to {places}.", places=_places(new, after))


def _in_all(difference: Difference) -> Iterator[Message]:
    yield plural(
        "{count} shift is as it was.", "{count} shifts are as they were.", len(difference.kept)
    )
    if difference.lost:
        yield plural(
            "{count} shift is lost by what has happened.",
            "{count} shifts are lost by what has happened.",
            len(difference.lost),
        )
    if difference.disturbed:
        yield plural(
            "{count} shift that could have stayed is disturbed.",
            "{count} shifts that could have stayed are disturbed.",
            len(difference.disturbed),
        )
    else:
        yield message("No other shift is disturbed.")
    if difference.asked:
        yield plural(
            "{count} new shift must be asked for.",
            "{count} new shifts must be asked for.",
            len(difference.asked),
        )


def _places(plan: Plan, tour: Tour) -> tuple[str, ...]:
    return tuple(visible_text(area.name) for area in plan.areas_of(tour))


def _names(plan: Plan, crew: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(visible_text(plan.season.association_by_id[who].name) for who in crew)
