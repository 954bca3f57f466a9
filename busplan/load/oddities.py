"""Warn of what is odd but usable in a season that has no faults.

Everything here can be planned, but part of it cannot be used, or a limit is plainly out of reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from busplan.errors import Message, message, plural
from busplan.load.faults import Place, did_you_mean
from busplan.load.raw import RawSeason
from busplan.season import Answer, Association, Season, Slot, Stop


def warn_of_oddities(season: Season, raw: RawSeason) -> None:
    """Note a warning for everything in a season that cannot be used or kept."""
    oddities = _Oddities(season, raw)
    oddities.calendar()
    oddities.areas()
    oddities.stops()
    oddities.associations()
    oddities.requirements()


@dataclass(frozen=True)
class _Oddities:
    """Looks through one season."""

    season: Season
    raw: RawSeason

    def _warn(self, place: Place, what: Message, remedy: Message | None = None) -> None:
        self.raw.faults.warn(place, what, remedy)

    def _row(self, table: str, own: str, column: str | None = None) -> Place:
        """Give where an area, stop or association stands in its table."""
        found = self.raw.tables[table]
        for record in found.records:
            if found.cell(record, "id").strip() == own:
                return found.place_of(record, column)
        return found.place

    @cached_property
    def open_days(self) -> tuple[date, ...]:
        """Give the dates on which the season offers tours and a bus runs."""
        season = self.season
        return tuple(
            day
            for day in season.dates
            if day.weekday() in season.weekdays
            and day not in season.closed
            and (season.runs_on_public_holidays or day not in season.public_holidays)
            and any(day not in bus.closed for bus in season.buses)
        )

    # -- the calendar ------------------------------------------------------------------------

    def calendar(self) -> None:
        """Warn when there is no or too little room for the tours."""
        days, season = self.open_days, self.season
        weeks = {day.isocalendar()[:2] for day in days}
        room = len(days) * len(season.buses)
        if season.tours.max_per_week is not None:
            room = min(room, len(weeks) * season.tours.max_per_week)
        if room < season.tours.min:
            self._warn(
                self.raw.place(("tours", "min")),
                plural(
                    "There is room for {count} tour only, but at least {min} are asked for.",
                    "There is room for {count} tours only, but at least {min} are asked for.",
                    room,
                    min=season.tours.min,
                ),
                message("Offer more weekdays, open closed dates or ask for fewer tours."),
            )

    # -- areas and stops ---------------------------------------------------------------------

    def areas(self) -> None:
        """Warn of areas that no stop serves."""
        served = {stop.area for stop in self.season.stops}
        for area in self.season.areas:
            if area.id not in served:
                self._warn(
                    self._row("areas", area.id),
                    message("No stop serves the area {area}.", area=area.name),
                    message("Add a stop there, or leave it so if the bus cannot stand there."),
                )

    def stops(self) -> None:
        """Warn of stops that no bus can reach, or not within any slot."""
        for stop in self.season.stops:
            ways = [way for bus in self.season.buses for way in self._ways(bus.id, stop.id)]
            if not ways:
                what = message("No bus can reach the stop {stop}.", stop=stop.name)
                remedy = message("Check its position, the roads and the ferries.")
            elif not any(
                _fits(stop, slot, out, back) for slot in self.season.slots for out, back in ways
            ):
                what = message("No slot has time for a visit at the stop {stop}.", stop=stop.name)
                remedy = message("Check visit_minutes, opening hours, drive times and slots.")
            elif not any(stop.is_open_on(day) for day in self.open_days):
                what = message("The stop {stop} is closed on every date.", stop=stop.name)
                remedy = message("Check its weekdays and closed dates.")
            else:
                continue
            self._warn(self._row("stops", stop.id), what, remedy)

    def _ways(self, bus: str, stop: str) -> Iterator[tuple[int, int]]:
        """Give the minutes out and back between boarding place and stop, where a bus can go."""
        travel, board = self.season.travel, self.season.boarding_place(bus)
        factor = self.season.bus_by_id[bus].speed_factor
        legs = ((bus, board), (board, stop), (stop, board), (board, bus))
        minutes = [travel.drive_minutes(start, end, factor) for start, end in legs]
        out, back = minutes[1], minutes[2]
        if None not in minutes and out is not None and back is not None:
            yield out, back

    # -- associations ------------------------------------------------------------------------

    def associations(self) -> None:
        """Warn of associations that nobody can use, or that cannot have their fewest shifts."""
        days = self.open_days
        seats = max((bus.seats for bus in self.season.buses), default=0)
        for association in self.season.associations:
            if association.people > seats:
                what = message("{name} takes more seats than any bus has.", name=association.name)
                self._warn(self._row("associations", association.id, "people"), what)
                continue
            most = self._most_shifts(association, days)
            if most == 0:
                self._warn(
                    self._row("associations", association.id),
                    message("{name} can crew no tour at all.", name=association.name),
                    message("Check its answers, weekdays, default_answer and max_shifts."),
                )
            elif most < association.min_shifts:
                self._warn(
                    self._row("associations", association.id, "min_shifts"),
                    plural(
                        "{name} can have {count} shift at most, fewer than its min_shifts.",
                        "{name} can have {count} shifts at most, fewer than its min_shifts.",
                        most,
                        name=association.name,
                    ),
                    message("Lower min_shifts or look at its answers."),
                )

    def _most_shifts(self, association: Association, days: tuple[date, ...]) -> int:
        """Count greedily the most shifts that days between and answers leave room for."""
        season, count, last = self.season, 0, None
        gap = max(1, association.min_days_between)
        enough = max(1, association.min_shifts)
        for day in days:
            if last is not None and (day - last).days < gap:
                continue
            answers = (season.answer(association, day, slot.name) for slot in season.slots)
            if any(answer is not Answer.NO for answer in answers):
                count, last = count + 1, day
                if count >= enough:
                    break
        return count if association.max_shifts is None else min(count, association.max_shifts)

    # -- requirements ------------------------------------------------------------------------

    def requirements(self) -> None:
        """Warn of tags that a requirement names and nobody has."""
        season = self.season
        of_areas = {tag for area in season.areas for tag in area.tags}
        of_crews = {tag for who in season.associations for tag in who.tags}
        for number, required in enumerate(season.tours.requirements):
            if required.tag not in of_areas:
                self._no_area(("tours", "requirements", number, "tag"), required.tag, of_areas)
        for number, required in enumerate(season.crew.requirements):
            path = ("crew", "requirements", number)
            if required.tag not in of_crews:
                self._warn(
                    self.raw.place((*path, "tag")),
                    message("No association has the tag {tag}.", tag=required.tag),
                    did_you_mean(required.tag, of_crews),
                )
            if required.where is not None and required.where not in of_areas:
                self._no_area((*path, "where"), required.where, of_areas)
            if required.min > season.crew.max:
                self._warn(
                    self.raw.place((*path, "min")),
                    message("More associations with the tag {tag} are required than a crew has.",
                            tag=required.tag),
                    message("Raise crew.max or lower min."),
                )  # fmt: skip

    def _no_area(self, path: tuple[str | int, ...], tag: str, tags: set[str]) -> None:
        self._warn(
            self.raw.place(path),
            message("No area has the tag {tag}.", tag=tag),
            did_you_mean(tag, tags),
        )


def _fits(stop: Stop, slot: Slot, out: int, back: int) -> bool:
    """Tell whether a visit to one stop fits a slot, there and back by whole minutes."""
    starts = max(slot.start + out, stop.opens or 0)
    leaves = starts + stop.visit_minutes
    return leaves + back <= slot.end and (stop.closes is None or leaves <= stop.closes)
