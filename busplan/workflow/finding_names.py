"""Find what somebody typed: an area or an association by id or name, and a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from busplan.errors import Fault, FaultyInput, Message, message
from busplan.season import Area, Association, Season

Named = TypeVar("Named", Area, Association)


def find_area(season: Season, named: str) -> Area:
    """Find an area by its id or its name, whatever the case of its letters.

    Raises `FaultyInput`, with the nearest id or name, when there is none.
    """
    ids = tuple(area.id for area in season.areas)
    known = message("The areas are: {areas}.", areas=ids)
    return _find(season.areas, named, "--area", message("There is no such area."), known)


def find_association(season: Season, named: str) -> Association:
    """Find an association by its id or its name, whatever the case of its letters.

    Raises `FaultyInput`, with the nearest id or name, when there is none.
    """
    ids = tuple(one.id for one in season.associations)
    known = message("The associations are: {associations}.", associations=ids)
    what = message("There is no such association.")
    return _find(season.associations, named, "--association", what, known)


def find_date(season: Season, written: str) -> date:
    """Read a date of a season in any form that tables may have it.

    Raises `FaultyInput` when it is no date, or lies outside the season.
    """
    from busplan.load.values import Unfit, to_date

    try:
        day = to_date(written)
    except Unfit as unfit:
        raise FaultyInput((Fault("--date", unfit.what, unfit.remedy, value=written),)) from None
    if not season.first_date <= day <= season.last_date:
        what = message("{day} lies outside the season.", day=day)
        remedy = message(
            "The season runs from {first} to {last}.",
            first=season.first_date,
            last=season.last_date,
        )
        raise FaultyInput((Fault("--date", what, remedy, value=written),))
    return day


def _find(
    among: Sequence[Named], named: str, option: str, unknown: Message, known: Message
) -> Named:
    wanted = named.strip().casefold()
    for one in among:
        if wanted in {one.id.casefold(), one.name.casefold()}:
            return one
    from busplan.load.faults import did_you_mean

    names = [name for one in among for name in (one.id, one.name)]
    remedy = did_you_mean(named, names) or known
    raise FaultyInput((Fault(option, unknown, remedy, value=named),))
