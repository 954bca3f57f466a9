"""What coverage.html says of each area and of the whole season, as plain text."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from busplan.coverage import AreaCoverage, Coverage, Reached
from busplan.errors import Message, message, plural
from busplan.language import Language
from busplan.plan import Plan
from busplan.render.map_words import resident_count
from busplan.season import Area, Season

NAMED_AREAS = 5
"""So many areas that are not reached are named in the summary."""


class ReachClass(Enum):
    """How much of an area's weighted residents are reached: the classes of the map."""

    NONE = "none"
    SOME = "some"
    MOST = "most"
    ALL = "all"


@dataclass(frozen=True)
class ClassStyle:
    """How a class is drawn and what the legend says of it."""

    fill: str
    edge: str
    dash: str
    words: Message


CLASS_STYLES = {
    ReachClass.NONE: ClassStyle("#fff3e6", "#a33c00", "6 4", message("0 %: not reached")),
    ReachClass.SOME: ClassStyle("#d3e5f2", "#4b6170", "", message("1–49 %")),
    ReachClass.MOST: ClassStyle("#8dbbdb", "#4b6170", "", message("50–99 %")),
    ReachClass.ALL: ClassStyle("#3d86ba", "#24455a", "", message("100 %: all are reached")),
}
"""One hue from light to dark; areas that are not reached stand out by hue, edge and dashes."""


@dataclass(frozen=True)
class AreaRow:
    """One area: its row in the table, its shape's style, its pop-up and its label."""

    key: str
    name: str
    residents: str
    residents_count: float
    estimated: bool
    social: str
    social_count: float
    share: str
    share_value: float
    visits: int
    dates: tuple[str, ...]
    reach: ReachClass
    label: str
    summary: str

    @property
    def hatched(self) -> bool:
        """True for an area with residents in social housing."""
        return self.social_count > 0

    @property
    def several(self) -> bool:
        """True for an area visited more than once."""
        return self.visits > 1


@dataclass(frozen=True)
class KeyFigure:
    """One figure of the season with its heading and what stands under it."""

    heading: str
    value: str
    detail: str


def reach_class(covered: AreaCoverage) -> ReachClass:
    """Put an area in its class; where nobody lives, a visit counts as reaching all."""
    share = covered.reached.weight_share
    if not covered.reached.weight:
        return ReachClass.ALL if covered.visited else ReachClass.NONE
    if share <= 0:
        return ReachClass.NONE
    if share >= 1:
        return ReachClass.ALL
    return ReachClass.SOME if share < 0.5 else ReachClass.MOST


def share_text(share: float, language: Language) -> str:
    """Write a share in whole percent so that it never says 0, 50 or 100 % before it is so."""
    if 0 < share < 0.01:
        return language.say(message("under {share}", share=language.percent(0.01)))
    return language.percent(math.floor(share * 100 + 1e-9) / 100)


def area_rows(coverage: Coverage, language: Language) -> tuple[AreaRow, ...]:
    """Describe every area in the season's order."""
    return tuple(
        _row(covered, position, language)
        for position, covered in enumerate(coverage.areas, start=1)
    )


def _row(covered: AreaCoverage, position: int, language: Language) -> AreaRow:
    area = covered.area
    share = covered.reached.weight_share
    said_share = share_text(share, language)
    visits = plural("{count} visit", "{count} visits", len(covered.tours))
    reached = (
        message("{share} reached, {visits}", share=said_share, visits=visits)
        if covered.visited or share
        else message("not reached")
    )
    residents = resident_count(area.residents, area.estimated)
    return AreaRow(
        key=f"area-{position}",
        name=area.name,
        residents=language.number(area.residents, 0),
        residents_count=area.residents,
        estimated=area.estimated,
        social=language.number(area.social_residents, 0),
        social_count=area.social_residents,
        share=said_share,
        share_value=share,
        visits=len(covered.tours),
        dates=tuple(language.long_date(tour.date) for tour in covered.tours),
        reach=reach_class(covered),
        label=language.say(
            message(
                "{area}: {reached}, {residents}",
                area=area.name,
                reached=reached,
                residents=residents,
            )
        ),
        summary=language.say(reached),
    )


def key_figures(plan: Plan, coverage: Coverage, language: Language) -> tuple[KeyFigure, ...]:
    """Give the season's figures: residents, social housing, weighted residents, areas."""
    whole = coverage.whole
    estimated = any(area.estimated for area in plan.season.areas)
    figures = [
        _figure(message("Residents reached"), whole.reached, whole.residents, estimated, language)
    ]
    if whole.social_residents:
        figures.append(
            _figure(
                message("In social housing reached"),
                whole.social_reached,
                whole.social_residents,
                estimated,
                language,
            )
        )
    visited, areas = coverage.areas_visited, len(coverage.areas)
    visits = plural("{count} visit in all", "{count} visits in all", sum(1 for _ in plan.visits()))
    figures.append(
        KeyFigure(
            language.say(message("Areas visited")),
            language.say(message("{some} of {all}", some=visited, all=areas)),
            language.say(visits),
        )
    )
    return tuple(figures)


def _figure(
    heading: Message, reached: float, of: float, estimated: bool, language: Language
) -> KeyFigure:
    detail = message(
        "{some} of {all}",
        some=language.number(reached, 0),
        all=language.number(of, 0),
    )
    if estimated:
        detail = message("{figure} (estimate)", figure=detail)
    share = _percent(reached / of if of else 0.0, language)
    return KeyFigure(language.say(heading), share, language.say(detail))


def _percent(share: float, language: Language) -> str:
    """Write a share with one decimal, 0 % and 100 % without and only when they are exact."""
    if share in (0.0, 1.0):
        return language.percent(share)
    return language.percent(min(max(share, 0.001), 0.999), 1)


def weight_line(season: Season, language: Language) -> str:
    """Say how residents in social housing are weighted; nothing when they count as all do."""
    weight = season.reach.social_weight
    if weight == 1:
        return ""
    return language.say(message("A resident in social housing counts as {weight}.", weight=weight))


def summary(plan: Plan, coverage: Coverage, language: Language) -> tuple[str, ...]:
    """Say in sentences whom the season reaches, and which areas it does not."""
    estimated = any(area.estimated for area in plan.season.areas)
    sentences = [_whole_sentence(coverage.whole, estimated, language)]
    if coverage.whole.social_residents:
        sentences.append(_social_sentence(coverage.whole, estimated, language))
    sentences.append(_areas_sentence(coverage))
    sentences.append(_missed_sentence(coverage, language))
    return tuple(language.say(sentence) for sentence in sentences)


def _marked(figure: str, estimated: bool) -> Message | str:
    return message("{figure}, estimate", figure=figure) if estimated else figure


def _whole_sentence(whole: Reached, estimated: bool, language: Language) -> Message:
    return message(
        "The season reaches {reached} of {residents} residents ({share}).",
        reached=language.number(whole.reached, 0),
        residents=language.number(whole.residents, 0),
        share=_marked(_percent(whole.share, language), estimated),
    )


def _social_sentence(whole: Reached, estimated: bool, language: Language) -> Message:
    return message(
        "In social housing it reaches {reached} of {residents} ({share}).",
        reached=language.number(whole.social_reached, 0),
        residents=language.number(whole.social_residents, 0),
        share=_marked(_percent(whole.social_share, language), estimated),
    )


def _areas_sentence(coverage: Coverage) -> Message:
    several = sum(len(covered.tours) > 1 for covered in coverage.areas)
    visited = message(
        "{some} of {all} areas are visited",
        some=coverage.areas_visited,
        all=len(coverage.areas),
    )
    if not several:
        return message("{visited}.", visited=visited)
    return plural(
        "{visited}, {count} of them more than once.",
        "{visited}, {count} of them more than once.",
        several,
        visited=visited,
    )


def _area_with_residents(area: Area) -> Message:
    residents = resident_count(area.residents, estimated=False)
    if area.estimated:
        return message("{area} ({residents}, estimate)", area=area.name, residents=residents)
    return message("{area} ({residents})", area=area.name, residents=residents)


def _missed_sentence(coverage: Coverage, language: Language) -> Message:
    missed = sorted(
        (one.area for one in coverage.areas if reach_class(one) is ReachClass.NONE),
        key=lambda area: (-area.residents, area.name),
    )
    if not missed:
        return message("Every area is reached.")
    named = language.join(language.say(_area_with_residents(area)) for area in missed[:NAMED_AREAS])
    if len(missed) <= NAMED_AREAS:
        return message("Not reached: {areas}.", areas=named)
    return message(
        "{count} areas are not reached; the largest are {areas}.",
        count=len(missed),
        areas=named,
    )
