"""busplan check: every fault and warning of a season, and what the season holds."""

from __future__ import annotations

from pathlib import Path

from busplan.cli.fault_list import fault_lines, faults_json, warning_count
from busplan.cli.options import busplan_command, load_and_speak, with_json, with_season
from busplan.cli.screen import Screen
from busplan.errors import Message, message, plural
from busplan.rules.open_dates import why_closed
from busplan.season import Season


@busplan_command("check")
@with_season
@with_json
def command(screen: Screen, season_path: Path, *, as_json: bool) -> None:
    """Read everything of a season and list what is wrong or odd."""
    screen.as_json = as_json
    screen.errors_on_stdout = True
    loaded = load_and_speak(screen, season_path)
    language = screen.language
    if as_json:
        screen.put_json(
            {
                "exit_code": 0,
                "season": loaded.season.name,
                "faults": [],
                "warnings": faults_json(loaded.warnings, language),
                "counts": _counts(loaded.season),
            }
        )
        return
    screen.say(_headline(loaded.season))
    screen.say(*_summary(loaded.season))
    if loaded.warnings:
        screen.say(warning_count(loaded.warnings))
        screen.put(fault_lines(loaded.warnings, language))
    else:
        screen.say(message("No faults and no warnings."))


def _counts(season: Season) -> dict[str, int]:
    return {
        "areas": len(season.areas),
        "stops": len(season.stops),
        "associations": len(season.associations),
        "buses": len(season.buses),
        "tours_max": season.tours.max,
        "open_departures": sum(
            why_closed(season, departure) is None for departure in season.every_departure()
        ),
    }


def _headline(season: Season) -> Message:
    return message(
        "{season}: {first} to {last}",
        season=season.name,
        first=season.first_date,
        last=season.last_date,
    )


def _summary(season: Season) -> tuple[Message, ...]:
    count = _counts(season)
    return (
        message(
            "{areas} with {stops}; {associations}; {buses}",
            areas=plural("{count} area", "{count} areas", count["areas"]),
            stops=plural("{count} stop", "{count} stops", count["stops"]),
            associations=plural(
                "{count} association", "{count} associations", count["associations"]
            ),
            buses=plural("{count} bus", "{count} buses", count["buses"]),
        ),
        message(
            "{tours} at most, on {departures} that are open",
            tours=plural("{count} tour", "{count} tours", count["tours_max"]),
            departures=plural("{count} departure", "{count} departures", count["open_departures"]),
        ),
    )
