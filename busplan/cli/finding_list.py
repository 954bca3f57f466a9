"""What verification found, as a readable list and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from busplan.errors import Message, message
from busplan.language import Language
from busplan.season import Departure, Season
from busplan.verify import Finding


def finding_lines(findings: Iterable[Finding], season: Season, language: Language) -> Iterator[str]:
    """Write each finding: the tours it is about, and what is wrong."""
    for finding in findings:
        if finding.departures:
            tours = tuple(_tour(season, departure) for departure in finding.departures)
            concerned = language.say(message("{tours}:", tours=tours))
            yield f"  {concerned}"
            yield f"      {language.say(finding.message)}"
        else:
            yield f"  {language.say(finding.message)}"


def findings_json(findings: Iterable[Finding], language: Language) -> list[dict[str, object]]:
    """Give findings as a list, with the rule's name and the tours' dates, slots and buses."""
    return [
        {
            "kind": finding.kind,
            "rule": finding.rule,
            "message": language.say(finding.message),
            "tours": [
                {"date": date.isoformat(), "slot": slot, "bus": bus}
                for date, slot, bus in finding.departures
            ],
        }
        for finding in findings
    ]


def _tour(season: Season, departure: Departure) -> Message:
    if len(season.buses) == 1:
        return message("{date}, {slot}", date=departure.date, slot=departure.slot)
    return message(
        "{date}, {slot}, {bus}",
        date=departure.date,
        slot=departure.slot,
        bus=season.bus_by_id[departure.bus].name,
    )
