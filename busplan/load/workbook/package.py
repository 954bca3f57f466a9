"""Look a workbook's file over before anything parses it: size, kind, macros, hostile XML.

An .xlsx file is a zip archive of XML parts. Every part is streamed once through expat, which
keeps nothing, so a workbook that would cost too much memory or time is refused here.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from busplan.errors import message
from busplan.load.files import Unreadable
from busplan.load.workbook.parts import MOST_ELEMENTS, PartFacts, scan_part, too_much

MOST_PARTS = 1_000
"""Parts that a workbook may have."""

MOST_UNPACKED_MB = 100
"""Megabytes that all parts together may have when unpacked."""

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEGABYTE = 1024 * 1024
_ENCRYPTED = 0x1


@dataclass(frozen=True)
class Package:
    """A workbook's bytes, found harmless, and what was seen in each of its parts."""

    content: bytes
    parts: Mapping[str, PartFacts]


def open_package(content: bytes) -> Package:
    """Check the bytes of a workbook; raise `Unreadable` for whatever must not be parsed."""
    if content.startswith(_OLD_OR_LOCKED):
        raise Unreadable(
            message("The workbook is locked with a password, or is in the old .xls format."),
            message("Save it as .xlsx (Excel workbook) without a password."),
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive.infolist())
            parts = _scan_all(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        raise Unreadable(
            message("The file is not an Excel workbook, or it is damaged."),
            message("Open it in Excel or LibreOffice and save it as .xlsx again."),
        ) from None
    return Package(content, MappingProxyType(parts))


def _scan_all(archive: zipfile.ZipFile) -> dict[str, PartFacts]:
    parts: dict[str, PartFacts] = {}
    elements = 0
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            parts[entry.filename] = scan_part(entry.filename, stream)
        elements += parts[entry.filename].elements
        if elements > MOST_ELEMENTS:
            raise too_much()
    return parts


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Unreadable(
            message("The workbook is locked with a password."),
            message("Save it without a password."),
        )
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise Unreadable(
            message("The workbook holds macros, and busplan opens no programs."),
            message("Save it as .xlsx (Excel workbook without macros)."),
        )
    if len(names) > MOST_PARTS or len(names) != len(set(names)):
        raise Unreadable(
            message("The workbook is put together in a way that no spreadsheet does."),
            message("Copy the sheets into a new workbook."),
        )
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED_MB * _MEGABYTE:
        raise Unreadable(
            message("The workbook unpacks to more than {most} MB.", most=MOST_UNPACKED_MB),
            message("Leave out what the season does not need."),
        )
