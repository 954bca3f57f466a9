"""Open the files that a season names, and only those: bounded, regular, beside the season."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path, PurePosixPath, PureWindowsPath

from busplan.errors import Message, message
from busplan.load.faults import FaultList, Place

MOST_BYTES = 64 * 1024 * 1024
"""Bytes that one file of a season may have."""

_MEGABYTE = 1024 * 1024


class Unreadable(Exception):
    """A file that cannot be read: why, and what to do."""

    def __init__(self, what: Message, remedy: Message | None = None) -> None:
        super().__init__(str(what))
        self.what = what
        self.remedy = remedy


def read_bytes(path: Path, most: int = MOST_BYTES, *, follow: bool = True) -> bytes:
    """Read a regular file of at most so many bytes; raise `Unreadable` for anything else.

    Never waits for a pipe, reads a device or, with `follow` False, follows a symbolic link.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not follow:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        raise Unreadable(
            message("The file does not exist."),
            message("Check the name and the folder, capital letters too."),
        ) from None
    except (OSError, ValueError):
        raise Unreadable(
            message("The file cannot be opened."),
            message("Check that it is a file and that you may read it."),
        ) from None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Unreadable(
                message("This is not a file."), message("Name a file, not a folder or a device.")
            )
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            found = file.read(most + 1)
    except OSError:
        raise Unreadable(message("The file cannot be read.")) from None
    finally:
        os.close(descriptor)
    if len(found) > most:
        raise Unreadable(
            message("The file is larger than {most} MB.", most=most // _MEGABYTE),
            message("Leave out what the season does not need."),
        )
    return found


def season_path(base: Path, written: str, endings: tuple[str, ...]) -> Path:
    """Give the path of a file that a season names, relative to its folder.

    Absolute paths, other endings and symbolic links on the way are refused (`Unreadable`).
    """
    name = written.strip().replace("\\", "/")
    if not name.isprintable() or len(name) > 1000 or not name or name.endswith("/"):
        raise Unreadable(message("This is not the name of a file."))
    if name.startswith(("/", "~")) or PureWindowsPath(name).drive or re.match(r"\w+:", name):
        raise Unreadable(
            message("An absolute path is not allowed here."),
            message("Write the path as seen from the season's own folder."),
        )
    parts = PurePosixPath(name).parts
    if PurePosixPath(name).suffix.casefold() not in endings:
        raise Unreadable(
            message("A file with this ending is not read here."),
            message("The ending must be {endings}.", endings=" / ".join(endings)),
        )
    path = base
    for part in parts:
        path = path / part
        if path.is_symlink():
            raise Unreadable(
                message("The path leads through a symbolic link, which is not followed."),
                message("Put the file itself there."),
            )
    return path


def decode_table(content: bytes) -> str:
    """Decode a table as UTF-8, with or without mark, else as Windows-1252; refuse UTF-16."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        raise Unreadable(
            message("The file is in UTF-16 or is not text."),
            message("Save it as “CSV UTF-8 (comma delimited)”."),
        )
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        message("The file's letters are neither UTF-8 nor Windows-1252."),
        message("Save it as “CSV UTF-8 (comma delimited)”."),
    )


def decode_utf8(content: bytes) -> str:
    """Decode text that must be UTF-8, with or without mark."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            message("The file is not UTF-8 text (line {line}).", line=line),
            message("Save it again with the encoding UTF-8."),
        ) from None


def note_unreadable(faults: FaultList, place: Place, unreadable: Unreadable) -> None:
    """Note why a file cannot be read."""
    faults.add(place, unreadable.what, unreadable.remedy)
