"""Danish public holidays, named in the season's language (the only home of `holidays`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from holidays import country_holidays

from busplan.load.settings import Settings

_HOLIDAY_LANGUAGES = {"da": "da", "en": "en_US"}


def public_holidays(settings: Settings) -> Mapping[date, str]:
    """Give the public holidays of a season with their names, in order of date."""
    first, last = settings.first_date, settings.last_date
    found = country_holidays(
        "DK",
        years=range(first.year, last.year + 1),
        language=_HOLIDAY_LANGUAGES[settings.language],
    )
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {day: str(found[day]) for day in days if day in found}
