"""Faults as a readable list, and errors as sentences or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from busplan.errors import (
    BusplanError,
    Fault,
    FaultyInput,
    FaultyPlan,
    Message,
    NoPlanExists,
    NoPlanInTime,
    UnsoundPlan,
    message,
    plural,
)
from busplan.language import Language

Json = dict[str, object]

_WITH_ROWS = (".csv", ".xlsx")


def fault_lines(faults: Iterable[Fault], language: Language) -> Iterator[str]:
    """Write each fault in two or three lines: where, what is wrong, what to do."""
    for fault in faults:
        yield f"  {language.say(_where(fault))}"
        yield f"      {language.say(fault.what)}"
        if fault.remedy is not None:
            yield f"      → {language.say(fault.remedy)}"


def fault_count(faults: tuple[Fault, ...]) -> Message:
    """Count faults."""
    return plural("{count} fault:", "{count} faults:", len(faults))


def warning_count(warnings: tuple[Fault, ...]) -> Message:
    """Count warnings."""
    return plural("{count} warning:", "{count} warnings:", len(warnings))


def _where(fault: Fault) -> Message:
    where: Message | str = fault.file
    for part in _parts(fault):
        where = message("{place}, {part}", place=where, part=part)
    if fault.value is None:
        return message("{where}", where=where)
    return message("{where}: “{value}”", where=where, value=fault.value)


def _parts(fault: Fault) -> Iterator[Message | str]:
    """Give sheet, row and column, or the line and the key where there are no rows."""
    in_table = fault.sheet is not None or fault.file.casefold().endswith(_WITH_ROWS)
    if fault.sheet is not None:
        yield message("sheet {sheet}", sheet=fault.sheet)
    if fault.row is not None:
        row = str(fault.row)
        yield message("row {row}", row=row) if in_table else message("line {row}", row=row)
    if fault.column is not None:
        yield message("column {column}", column=fault.column) if in_table else fault.column


def error_lines(error: BusplanError, language: Language) -> Iterator[str]:
    """Say why a command stops, in as many lines as it takes."""
    if isinstance(error, (FaultyInput, FaultyPlan)):
        yield language.say(fault_count(error.faults))
        yield from fault_lines(error.faults, language)
        warnings = error.warnings if isinstance(error, FaultyInput) else ()
        if warnings:
            yield language.say(warning_count(warnings))
            yield from fault_lines(warnings, language)
        return
    yield language.say(_headline(error))
    if isinstance(error, NoPlanExists):
        yield from (f"  • {language.say(reason)}" for reason in error.reasons)
    if isinstance(error, UnsoundPlan):
        yield from (f"  • {language.say(finding)}" for finding in error.findings)


def _headline(error: BusplanError) -> Message:
    if isinstance(error, NoPlanExists):
        if error.reasons:
            return message("No plan keeps all the rules. These clash:")
        return message("No plan keeps all the rules. busplan found no short reason in time.")
    if isinstance(error, NoPlanInTime):
        return message(
            "Stopped after {seconds} s, before any plan was found; nothing was written. "
            "A longer --time-limit may help.",
            seconds=round(error.seconds, 1),
        )
    if isinstance(error, UnsoundPlan):
        return message(
            "The search gave a plan that does not hold, so it was not written. This is a fault "
            "in busplan: please report it with the season."
        )
    return message("{error}", error=str(error))


# -- for programs ----------------------------------------------------------------------------


def fault_json(fault: Fault, language: Language) -> Json:
    """Give one fault with every part of its place."""
    return {
        "file": fault.file,
        "sheet": fault.sheet,
        "row": fault.row,
        "column": fault.column,
        "value": fault.value,
        "what": language.say(fault.what),
        "remedy": None if fault.remedy is None else language.say(fault.remedy),
    }


def faults_json(faults: Iterable[Fault], language: Language) -> list[Json]:
    """Give faults as a list."""
    return [fault_json(fault, language) for fault in faults]


def error_json(error: BusplanError, language: Language) -> Json:
    """Give what stops a command: its exit code, and faults, reasons or findings."""
    given: Json = {"exit_code": error.exit_code}
    if isinstance(error, (FaultyInput, FaultyPlan)):
        given["faults"] = faults_json(error.faults, language)
    else:
        given["error"] = language.say(_headline(error))
    if isinstance(error, FaultyInput):
        given["warnings"] = faults_json(error.warnings, language)
    if isinstance(error, NoPlanExists):
        given["reasons"] = [language.say(reason) for reason in error.reasons]
    if isinstance(error, UnsoundPlan):
        given["findings"] = [language.say(finding) for finding in error.findings]
    return given
