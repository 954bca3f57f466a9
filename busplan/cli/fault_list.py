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
    parts: list[Message | str] = [fault.file]
    if fault.sheet is not None:
        parts.append(message("sheet {sheet}", sheet=fault.sheet))
    in_table = fault.sheet is not None or fault.file.casefold().endswith(_WITH_ROWS)
    if fault.row is not None and in_table:
        parts.append(message("row {row}", row=str(fault.row)))
    elif fault.row is not None:
        parts.append(message("line {row}", row=str(fault.row)))
    if fault.column is not None and in_table:
        parts.append(message("column {column}", column=fault.column))
    elif fault.column is not None:
        parts.append(fault.column)
    where = message(", ".join(f"{{part{n}}}" for n in range(len(parts))), **_numbered(parts))
    if fault.value is None:
        return where
    return message("{where}: “{value}”", where=where, value=fault.value)


def _numbered(parts: list[Message | str]) -> dict[str, object]:
    return {f"part{n}": part for n, part in enumerate(parts)}


def error_lines(error: BusplanError, language: Language) -> Iterator[str]:
    """Say why a command stops, in as many lines as it takes."""
    if isinstance(error, (FaultyInput, FaultyPlan)):
        yield language.say(fault_count(error.faults))
        yield from fault_lines(error.faults, language)
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
