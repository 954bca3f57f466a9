"""What can go wrong, and the messages that say so.

    BusplanError
    ├── FaultyInput      a season, a file or an argument is wrong        exit code 2
    ├── NoPlanExists     no plan keeps all rules, with the clash         exit code 3
    ├── FaultyPlan       a plan.json cannot be read or does not hold     exit code 4
    ├── NoPlanInTime     stopped before a plan was found or disproved    exit code 5
    └── UnsoundPlan      the search gave a plan that does not hold       exit code 1

A message is a value: an English source sentence and what goes into it. It becomes Danish or
English text only where it is shown (`busplan.language`), so rules and loaders know no language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True)
class Message:
    """A sentence people will read, not yet in any language.

    Attributes
    ----------
    text
        The English source sentence, with ``{name}`` where a value goes.
    values
        The values by name: text, numbers, dates, `Clock` times, lists of them, other messages.
    plural, count
        The English sentence for any other count than one, and the count that decides.
    """

    text: str
    values: tuple[tuple[str, object], ...] = ()
    plural: str | None = None
    count: int = 1

    def __str__(self) -> str:
        template = self.text if self.plural is None or self.count == 1 else self.plural
        return template.format_map({name: str(value) for name, value in self.values})


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def message(text: str, /, **values: object) -> Message:
    """Make a message from a source sentence and the values it names."""
    return Message(text, tuple((name, _frozen(value)) for name, value in values.items()))


def plural(one: str, many: str, count: int, /, **values: object) -> Message:
    """Make a message whose sentence depends on a count, which it may name as ``{count}``."""
    named = {"count": count, **values}
    return Message(one, tuple((n, _frozen(v)) for n, v in named.items()), many, count)


@dataclass(frozen=True)
class Fault:
    """One thing wrong in what we were given: where it stands, what is wrong, what to do.

    Attributes
    ----------
    file
        The file's name as the user gave it (never an absolute path of the machine).
    what, remedy
        What is wrong, and what to do about it.
    sheet, row, column, value
        Where in the file, as far as that is known. Rows count as a spreadsheet does: the
        headings are row 1. `value` is quoted exactly as it stands in the file.
    warning
        True for what is odd but usable.
    """

    file: str
    what: Message
    remedy: Message | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    warning: bool = False


class BusplanError(Exception):
    """Anything that stops busplan from doing what it was asked, said so a person can act on it."""

    exit_code: ClassVar[int] = 2


@dataclass
class FaultyInput(BusplanError):
    """The season, a file or an argument is wrong; carries every fault found.

    `language` is the season's own where it could be read, so that the faults are told in it.
    """

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()
    language: str | None = None
    exit_code: ClassVar[int] = 2

    def __str__(self) -> str:
        return "\n".join(f"{fault.file}: {fault.what}" for fault in self.faults)


@dataclass
class NoPlanExists(BusplanError):
    """No plan keeps all rules; carries a smallest set of clashing rules, in sentences."""

    reasons: tuple[Message, ...] = ()
    exit_code: ClassVar[int] = 3

    def __str__(self) -> str:
        return "\n".join(str(reason) for reason in self.reasons)


@dataclass
class FaultyPlan(BusplanError):
    """A plan.json cannot be read, or says what does not hold; carries every fault found."""

    faults: tuple[Fault, ...]
    exit_code: ClassVar[int] = 4

    def __str__(self) -> str:
        return "\n".join(f"{fault.file}: {fault.what}" for fault in self.faults)


@dataclass
class NoPlanInTime(BusplanError):
    """Stopped before any plan was found and none was disproved."""

    seconds: float = field(default=0.0)
    exit_code: ClassVar[int] = 5

    def __str__(self) -> str:
        return f"no plan found within {self.seconds:.0f} s"


@dataclass
class UnsoundPlan(BusplanError):
    """The search gave a plan that verification refuses: a fault of busplan, so it is not kept."""

    findings: tuple[Message, ...]
    exit_code: ClassVar[int] = 1

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings)


def one_fault(file: str, what: Message, remedy: Message | None = None) -> FaultyInput:
    """Wrap a single fault of a whole file as the error that stops the command."""
    return FaultyInput((Fault(file, what, remedy),))


def faults_only(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Keep the faults, drop the warnings."""
    return tuple(fault for fault in faults if not fault.warning)
