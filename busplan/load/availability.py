"""Parse what associations answered for dates and slots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from busplan.errors import message, plural
from busplan.load.faults import FaultList
from busplan.load.registers import Register
from busplan.load.settings import Settings
from busplan.load.tables import Record, Table
from busplan.load.values import Unfit, to_choice, to_date
from busplan.season import Answer, Slot
from busplan.vocabulary import ANSWERS

Key = tuple[str, date, str]
"""Association id, date, slot name ("" for all slots of the date)."""


@cache
def _answer(text: str) -> Answer:
    return Answer(to_choice(text, ANSWERS))


@dataclass
class _Answers:
    """The rows read so far."""

    table: Table
    settings: Settings
    associations: Register
    slots: Sequence[str]
    faults: FaultList
    rows: dict[Key, tuple[Answer, int]] = field(default_factory=dict)
    outside: Counter[str] = field(default_factory=Counter)
    outside_at: dict[str, Record] = field(default_factory=dict)

    def read(self, record: Record, cells: tuple[str, ...]) -> None:
        """Note one row, or what is wrong with it."""
        who, written_date, slot, written_answer = cells
        known = self._known(record, who, slot)
        try:
            column = "date"
            day = to_date(self._filled(written_date))
            column = "answer"
            answer = _answer(self._filled(written_answer))
        except Unfit as unfit:
            place = self.table.place_of(record, column)
            value = self.table.cell(record, column)
            self.faults.add(place, unfit.what, unfit.remedy, value=value)
            return
        if not known:
            return
        if not self.settings.first_date <= day <= self.settings.last_date:
            self.outside[who] += 1
            self.outside_at.setdefault(who, record)
            return
        self._keep(record, (who, day, slot), answer)

    @staticmethod
    def _filled(text: str) -> str:
        if not text:
            raise Unfit(message("The cell is empty."), message("Fill it in or delete the row."))
        return text

    def _known(self, record: Record, who: str, slot: str) -> bool:
        known = True
        if not who or who not in self.associations:
            self.faults.add(
                self.table.place_of(record, "association"),
                message("There is no association with this id."),
                self.associations.suggest(who),
                value=self.table.cell(record, "association"),
            )
            known = False
        if slot and slot not in self.slots:
            self.faults.add(
                self.table.place_of(record, "slot"),
                message("There is no slot with this name."),
                message("The slots are {slots}; leave the cell empty for all of them.",
                        slots=list(self.slots)),
                value=self.table.cell(record, "slot"),
            )  # fmt: skip
            known = False
        return known

    def _keep(self, record: Record, key: Key, answer: Answer) -> None:
        before = self.rows.setdefault(key, (answer, record.row))
        if before[1] == record.row:
            return
        if before[0] is answer:
            self.faults.warn(
                self.table.place_of(record),
                message("The row says the same as row {row}.", row=before[1]),
                message("Delete one of them."),
            )
        else:
            self.faults.add(
                self.table.place_of(record, "answer"),
                message("The row contradicts row {row}.", row=before[1]),
                message("Keep the one that holds."),
                value=self.table.cell(record, "answer"),
            )


def read_answers(
    table: Table,
    settings: Settings,
    associations: Register,
    slots: Sequence[Slot],
    faults: FaultList,
) -> Mapping[Key, Answer]:
    """Parse the answers, by association, date and slot name; a row with a slot wins."""
    names = tuple(slot.name for slot in slots)
    answers = _Answers(table, settings, associations, names, faults)
    for record, cells in table.cells("association", "date", "slot", "answer"):
        answers.read(record, cells)
    if settings.dated:
        _warn_of_dates_outside(answers)
    whole_days = {key: answer for key, (answer, _) in answers.rows.items() if not key[2]}
    found = {
        (who, day, slot): answer for (who, day, _), answer in whole_days.items() for slot in names
    }
    found |= {key: answer for key, (answer, _) in answers.rows.items() if key[2]}
    return found


def _warn_of_dates_outside(answers: _Answers) -> None:
    for who, count in answers.outside.items():
        record = answers.outside_at[who]
        answers.faults.warn(
            answers.table.place_of(record, "date"),
            plural(
                "{count} answer of {who} is for a date outside the season.",
                "{count} answers of {who} are for dates outside the season.",
                count,
                who=who,
            ),
            message("Check the dates; these answers are not used."),
            value=answers.table.cell(record, "date"),
        )
