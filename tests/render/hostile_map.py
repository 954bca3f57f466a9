"""The hand-written plan with names that want to be markup, script or template in a web page."""

from __future__ import annotations

from dataclasses import replace

from busplan.plan import Plan
from busplan.result import Result
from tests.hand_season import hand_result

NAMES = (
    "<script>window.caught = 1</script>",
    '</script></template><img src=x onerror="window.caught = 2">',
    "\"' onfocus='window.caught = 3' autofocus=\"",
    "`${window.caught = 4}` {{ 7 * 191 }} {% raw %} {# x #}",
    "</style><svg onload=window.caught=5>&lt;b&gt;fed&lt;/b&gt;",
)
"""Each wants out of another place that text may stand in."""


def hostile_result(language: str = "da") -> Result:
    """Give the hand-written result with every name hostile; figures and times are as before."""
    result = hand_result(language)
    season = result.plan.season
    season = replace(
        season,
        name=NAMES[0],
        note=NAMES[1],
        sources=NAMES,
        areas=tuple(replace(a, name=n) for a, n in zip(season.areas, NAMES, strict=False)),
        stops=tuple(
            replace(s, name=n, address=n)
            for s, n in zip(season.stops, reversed(NAMES), strict=False)
        ),
        associations=tuple(
            replace(a, name=n) for a, n in zip(season.associations, NAMES, strict=True)
        ),
        buses=tuple(replace(bus, name=NAMES[3]) for bus in season.buses),
        meeting_point=replace(season.meeting_point, name=NAMES[1])
        if season.meeting_point
        else None,
    )
    return replace(result, plan=Plan.in_order(season, result.plan.tours))
