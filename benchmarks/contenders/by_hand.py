"""A season planned as with a spreadsheet: the best tour, the next best, then swaps."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.contenders.record import Record
from benchmarks.contenders.sheet import Row, Sheet
from busplan.errors import NoPlanInTime
from busplan.season import Departure, Pin

FIRST_OF_ALL = 10_000.0
"""Points for what a rule still asks for: it comes before all else."""


def by_hand(record: Record) -> None:
    """Fill the sheet tour by tour, then change one thing at a time and keep what is not worse."""
    sheet = Sheet(record.season)
    rows = fill(record, sheet)
    swap(record, sheet, rows)
    if record.best is None:
        raise NoPlanInTime(record.elapsed)


def fill(record: Record, sheet: Sheet) -> list[Row]:
    """Add the tour that looks best, pinned ones first, until no more may run or bring anything."""
    season = record.season
    rows: list[Row] = []
    for pin in season.pins:
        days = [d for d in sheet.free_departures(rows) if pin.speaks_of(d)]
        if pin.must and days and not any(pin.speaks_of(row.departure) for row in rows):
            rows += [row for row in (best_row(sheet, rows, days[0], pin),) if row]
    tried: set[Departure] = set()
    while len(rows) < season.tours.max and record.left > 0:
        free = [d for d in sheet.free_departures(rows) if d not in tried]
        if not free:
            break
        periods = {season.period_of(row.departure.date) for row in rows}
        departure = max(
            free, key=lambda d: (season.period_of(d.date) not in periods, len(sheet.willing(d)))
        )
        row = best_row(sheet, rows, departure)
        if row is None:
            tried.add(departure)
        else:
            rows.append(row)
    return rows


def best_row(
    sheet: Sheet, rows: Sequence[Row], departure: Departure, pin: Pin | None = None
) -> Row | None:
    """Choose stops, then a crew for a departure; None where either cannot be had."""
    row = _with_stops(sheet, rows, departure, pin)
    return None if row is None else _with_crew(sheet, rows, row, pin)


def _with_stops(
    sheet: Sheet, rows: Sequence[Row], departure: Departure, pin: Pin | None
) -> Row | None:
    """Take the best stop that fits, and the next best on the way, while they pay for the drive."""
    season = sheet.season
    points = sheet.stop_points(rows)
    for stop in points:
        points[stop] += FIRST_OF_ALL * _asked_for(sheet, rows, stop)
        if pin is not None and pin.stop == stop:
            points[stop] += 10 * FIRST_OF_ALL
    stops: tuple[str, ...] = ()
    drive = 0
    while len(stops) < season.tours.max_visits:
        best, gain = stops, 0.0 if stops else -FIRST_OF_ALL
        areas = {season.area_of(stop).id for stop in stops}
        for stop, worth in points.items():
            if season.area_of(stop).id in areas or not sheet.may_visit(rows, departure, stop):
                continue
            tour = sheet.timed(departure, (*stops, stop))
            if tour is None:
                continue
            more = worth - season.weights["driving"] * (tour.drive_minutes - drive)
            if more > gain:
                best, gain = tour.stops, more
        if best == stops:
            break
        stops = best
        tour = sheet.timed(departure, stops)
        drive = 0 if tour is None else tour.drive_minutes
    return Row(departure, stops) if stops else None


def _asked_for(sheet: Sheet, rows: Sequence[Row], stop: str) -> int:
    """Count the rules that still ask for a visit to the area of a stop."""
    season = sheet.season
    area = season.area_of(stop)
    toured = [{season.area_of(one).id for one in row.stops} for row in rows]
    asked = sum(area.id in areas for areas in toured) < area.min_visits
    tagged = {one.id: one.tags for one in season.areas}
    return asked + sum(
        requirement.tag in area.tags
        and sum(any(requirement.tag in tagged[one] for one in areas) for areas in toured)
        < requirement.min
        for requirement in season.tours.requirements
    )


def _with_crew(sheet: Sheet, rows: Sequence[Row], row: Row, pin: Pin | None) -> Row | None:
    """Take who brings a required tag first, then who brings the most points, while there is room.

    None where a tag or a crew's least size cannot be had.
    """
    season = sheet.season
    tags = {tag for stop in row.stops for tag in season.area_of(stop).tags}
    wanted = [
        requirement
        for requirement in season.crew.requirements
        if requirement.where is None or requirement.where in tags
    ]
    if pin is not None and pin.association is not None:
        row = replace(row, crew=(pin.association,))
    while len(row.crew) < season.crew.max:
        aboard = [season.association_by_id[one] for one in row.crew]
        missing = next(
            (r.tag for r in wanted if sum(r.tag in who.tags for who in aboard) < r.min), None
        )
        able = sheet.able(rows, row)
        if missing is not None:
            able = [who for who in able if missing in who.tags]
        if not able:
            return row if missing is None and len(row.crew) >= season.crew.min else None
        worth, _, best = max(
            (
                sheet.shift_points(rows, row, who)
                + FIRST_OF_ALL * (sheet.shifts(rows, who) < who.min_shifts),
                who.id,
                who,
            )
            for who in able
        )
        if worth <= 0 and missing is None and len(row.crew) >= season.crew.min:
            return row
        row = replace(row, crew=(*row.crew, best.id))
    return row


def swap(record: Record, sheet: Sheet, rows: Sequence[Row]) -> None:
    """Change one thing at a time by chance, and keep what is not worse, until time is up."""
    chance = random.Random(record.terms.seed)
    best = list(rows)
    plan = sheet.plan(best)
    points = float("-inf") if plan is None else sheet.points(plan)
    if plan is not None:
        record.offer(plan)
    while record.left > 0:
        changed = chance.choice(MOVES)(sheet, best, chance)
        plan = None if changed is None else sheet.plan(changed)
        if changed is None or plan is None:
            continue
        now = sheet.points(plan)
        if now >= points:
            best = changed
            if now > points:
                record.offer(plan)
            points = now


def _other_member(sheet: Sheet, rows: list[Row], chance: random.Random) -> list[Row] | None:
    """Let one of those who can take the place of a member, or join, or let a member go."""
    if not rows:
        return None
    number = chance.randrange(len(rows))
    row = rows[number]
    leaver = chance.choice((None, *row.crew))
    left = replace(row, crew=tuple(one for one in row.crew if one != leaver))
    others = [*rows[:number], left, *rows[number + 1 :]]
    able = sheet.able([*rows[:number], *rows[number + 1 :]], left)
    joiner = chance.choice((None, *able))
    if joiner is not None:
        others[number] = replace(left, crew=(*left.crew, joiner.id))
    return others


def _other_stop(sheet: Sheet, rows: list[Row], chance: random.Random) -> list[Row] | None:
    """Drive to another stop instead of one, or to one more, or to one less."""
    if not rows:
        return None
    number = chance.randrange(len(rows))
    stops = list(rows[number].stops)
    place = chance.randrange(len(stops) + 1)
    new = [chance.choice(sheet.season.stops).id] if chance.random() < 0.8 else []
    stops[place : place + chance.randint(0, 1)] = new
    if not 0 < len(stops) <= sheet.season.tours.max_visits:
        return None
    return [*rows[:number], replace(rows[number], stops=tuple(stops)), *rows[number + 1 :]]


def _other_day(sheet: Sheet, rows: list[Row], chance: random.Random) -> list[Row] | None:
    """Move a tour to a free departure with a new crew, or plan a new one instead of it."""
    rest = list(rows)
    if rest and (len(rest) >= sheet.season.tours.max or chance.random() < 0.7):
        old = rest.pop(chance.randrange(len(rest)))
        stops = old.stops
    else:
        stops = ()
    free = list(sheet.free_departures(rest))
    if not free:
        return None
    departure = chance.choice(free)
    if stops and chance.random() < 0.5:
        row = _with_crew(sheet, rest, Row(departure, stops), None)
    else:
        row = best_row(sheet, rest, departure)
    return None if row is None else [*rest, row]


MOVES = (_other_member, _other_member, _other_stop, _other_day)
"""What is tried, by chance; crews twice as often, since there are most of them."""
