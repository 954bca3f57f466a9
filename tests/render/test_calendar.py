from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar
import pytest
import vobject

from busplan.clock import Clock
from busplan.plan import Plan
from busplan.render.calendar import render_association_calendar, render_season_calendar
from busplan.result import Result
from busplan.season import Association
from tests.hand_season import hand_result
from tests.render.golden_files import assert_golden
from tests.render.hostile_roster import SECRETS, hostile_result


def association(result: Result, name: str) -> Association:
    return result.plan.season.association_by_id[name]


def with_plan(result: Result, **changes: object) -> Result:
    return replace(result, plan=replace(result.plan, **changes))  # type: ignore[arg-type]


def moved(result: Result, day: date) -> Result:
    """Give the result with only its first tour, on another day, keeping its id."""
    tour = result.plan.tours[0]
    kept = replace(tour, date=day, given_id=result.plan.tour_id(tour))
    return replace(result, plan=Plan.in_order(result.plan.season, (kept,)))


def events(calendar: bytes) -> list[icalendar.Event]:
    """Read strictly: a calendar, a property or a value that does not parse raises."""
    parsed = icalendar.Calendar.from_ical(calendar)
    assert not parsed.errors
    found = parsed.events
    assert not [error for event in found for error in event.errors]
    return list(found)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_season_calendar_stays_as_looked_at(language: str) -> None:
    calendar = render_season_calendar(hand_result(language))
    assert_golden(f"season-{language}.ics", calendar.decode())


def test_an_association_calendar_stays_as_looked_at() -> None:
    result = hand_result()
    calendar = render_association_calendar(result, association(result, "roede-kors"))
    assert_golden("association-da.ics", calendar.decode())


@pytest.mark.parametrize("result", [hand_result(), hostile_result()], ids=["plain", "hostile"])
def test_two_strict_parsers_accept_every_calendar(result: Result) -> None:
    people = result.plan.season.associations
    calendars = [render_association_calendar(result, who) for who in people]
    for calendar in (render_season_calendar(result), *calendars):
        events(calendar)
        vobject.readOne(calendar.decode()).validate(raiseException=True)


def test_lines_end_as_they_must_and_are_at_most_75_bytes() -> None:
    calendar = render_season_calendar(hostile_result())
    assert calendar.endswith(b"\r\n")
    lines = calendar.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode("utf-8")


def test_a_shift_lies_from_departure_to_return_at_the_meeting_point() -> None:
    result = hand_result()
    (event,) = events(render_association_calendar(result, association(result, "bydelsmoedre")))
    assert event.start.isoformat() == "2026-09-15T13:00:00+02:00"
    assert event.end.isoformat() == "2026-09-15T16:00:00+02:00"
    assert event["LOCATION"] == "Frivilligcenter Slagelse"
    assert "Sammen med Frivilligcenter Slagelse · Røde Kors" in event["DESCRIPTION"]
    assert "kl. 13.30–15.30 Motalavej" in event["DESCRIPTION"]


def test_the_clock_change_of_31_october_2027_moves_the_hour_and_not_the_clock() -> None:
    for day, hour in ((date(2027, 10, 30), 11), (date(2027, 10, 31), 12)):
        calendar = render_season_calendar(moved(hand_result(), day))
        (event,) = events(calendar)
        assert event.start.astimezone(UTC) == datetime(2027, 10, day.day, hour, tzinfo=UTC)
        seen = vobject.readOne(calendar.decode()).vevent.dtstart.value
        assert seen.astimezone(UTC) == event.start.astimezone(UTC)


def test_a_tour_that_ends_at_midnight_ends_at_the_start_of_the_next_day() -> None:
    result = hand_result()
    late = replace(result.plan.tours[0], returns=Clock(1440))
    (event,) = events(render_season_calendar(with_plan(result, tours=(late,))))
    assert event.end.isoformat() == "2026-09-16T00:00:00+02:00"


def test_an_association_without_shifts_gets_a_valid_calendar_without_events() -> None:
    result = with_plan(hand_result(), tours=())
    calendar = render_association_calendar(result, association(result, "roede-kors"))
    assert events(calendar) == []
    assert b"BEGIN:VTIMEZONE" in calendar


def test_uids_stay_when_a_tour_moves_and_differ_between_shifts_of_one_tour() -> None:
    result = hand_result()
    before = {str(event["UID"]) for event in events(render_season_calendar(result))}
    (after,) = events(render_season_calendar(moved(result, date(2026, 11, 3))))
    assert str(after["UID"]) in before
    shifts = [
        str(event["UID"])
        for who in result.plan.season.associations
        for event in events(render_association_calendar(result, who))
    ]
    assert len(set(shifts)) == len(shifts) == 6
    assert not before & set(shifts)


def test_sequence_and_stamp_grow_with_the_version_and_never_follow_the_clock() -> None:
    stamps = []
    for version in (0, 1, 7):
        (event, _) = events(render_season_calendar(with_plan(hand_result(), version=version)))
        assert event["SEQUENCE"] == version
        stamps.append(event.DTSTAMP)
    assert stamps == sorted(set(stamps))
    assert stamps[0] == datetime(2025, 8, 31, tzinfo=UTC)


def test_a_cancelled_tour_is_shown_as_cancelled_and_does_not_vanish() -> None:
    result = hand_result()
    first, second = result.plan.tours
    off = with_plan(result, tours=(second,), cancelled=(first,), version=1)
    by_status = {event["STATUS"]: event for event in events(render_season_calendar(off))}
    assert by_status["CANCELLED"]["SUMMARY"].startswith("AFLYST: ")
    assert by_status["CONFIRMED"]["SUMMARY"].startswith("Tur: Dalmose")
    (shift,) = events(render_association_calendar(off, association(result, "bydelsmoedre")))
    assert shift["STATUS"] == "CANCELLED"


def test_an_association_taken_off_a_tour_sees_its_shift_cancelled() -> None:
    result = hand_result()
    before, other = result.plan.tours
    after = replace(before, crew=("bydelsmoedre", "diabetesforeningen", "frivilligcenter-slagelse"))
    changed = with_plan(result, tours=(after, other), cancelled=(before,), version=1)
    of_red_cross = events(render_association_calendar(changed, association(result, "roede-kors")))
    assert [event["STATUS"] for event in of_red_cross] == ["CONFIRMED", "CANCELLED"]
    assert [e["STATUS"] for e in events(render_season_calendar(changed))] == ["CONFIRMED"] * 2


def test_calendars_hold_no_contacts() -> None:
    result = hand_result()
    people = result.plan.season.associations
    calendars = [render_association_calendar(result, who) for who in people]
    text = b"".join((render_season_calendar(result), *calendars)).replace(b"\r\n ", b"").decode()
    assert not [secret for secret in SECRETS if secret in text]


def test_readers_are_told_how_often_to_look_and_what_the_calendar_is_called() -> None:
    calendar = icalendar.Calendar.from_ical(render_season_calendar(hand_result()))
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["REFRESH-INTERVAL"].to_ical() == b"PT12H"
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert calendar["X-PUBLISHED-TTL"] == "PT12H"
    for key in ("NAME", "X-WR-CALNAME"):
        assert str(calendar[key]).replace("\\,", ",") == "Efterår 2026, i det små"


def test_without_a_meeting_point_crews_meet_at_the_depot() -> None:
    result = hand_result()
    season = replace(result.plan.season, meeting_point=None)
    result = replace(result, plan=Plan.in_order(season, result.plan.tours))
    event: icalendar.Event = events(render_season_calendar(result))[0]
    assert event["LOCATION"] == "depotet for Museumsbussen"
