"""A folder of busplan's own files: replaced as a whole, never at the cost of somebody's work.

A list of the files and their hashes stands in the folder, so that busplan knows its own files
from others', and an edited one from one as it was written. New files are built beside the old
and renamed into place, so that a crash while they are made leaves the old ones as they were.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from busplan.errors import FaultyInput, message, one_fault

LIST_NAME = ".busplan-files.json"
"""The list of busplan's own files in an output folder, with a hash of each."""

_STAGE_PREFIX = ".busplan-new-"
_NOBODYS_FILES = {".DS_Store", "Thumbs.db", "desktop.ini"}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY}

Hashes = dict[str, list[str]]
"""The hashes that a file may have to count as ours, by its path in the folder."""


@dataclass(frozen=True)
class OutputFolder:
    """A folder that busplan may write to.

    Every method raises `FaultyInput` with one clear sentence when the folder or the disk will
    not have it.
    """

    path: Path

    def refuse_unless_ours(self) -> None:
        """Refuse a folder that holds other things than busplan's files, or cannot be written."""
        self._refuse_unless_writable()
        if self._own() is None and self._holds_anything():
            raise one_fault(
                self.path.name,
                message("The folder holds files that busplan did not write."),
                message("Name a folder that is empty or not there yet."),
            )

    def refuse_unless_empty(self) -> None:
        """Refuse a folder that holds anything already, or cannot be written."""
        self._refuse_unless_writable()
        if self._holds_anything():
            raise one_fault(
                self.path.name,
                message("The folder is not empty, and nothing in it shall be lost."),
                message("Name a folder that is empty or not there yet."),
            )

    def fill(self, files: Mapping[str, bytes]) -> None:
        """Write files that are the user's from now on; those that are there already stay."""
        with self._told_clearly():
            self.path.mkdir(parents=True, exist_ok=True)
            stage = Path(tempfile.mkdtemp(prefix=_STAGE_PREFIX, dir=self.path))
            try:
                _stage_files(stage, files)
                for name in files:
                    if not (self.path / name).exists():
                        (stage / name).replace(self.path / name)
            finally:
                shutil.rmtree(stage, ignore_errors=True)

    def write(self, files: Mapping[str, bytes], scope: tuple[str, ...] = ("",)) -> tuple[str, ...]:
        """Write files, and remove busplan's own older ones that are no longer made.

        Parameters
        ----------
        files
            What the files hold, by path in the folder with forward slashes.
        scope
            Beginnings of the paths that this write is about; own files outside it stay.

        Returns
        -------
        tuple of str
            The new names of files that somebody had edited and that were moved aside.
        """
        if self.path.is_symlink():
            raise self._symbolic_link(self.path)
        with self._told_clearly():
            self.path.mkdir(parents=True, exist_ok=True)
            self._remove_leftovers()
            stage = Path(tempfile.mkdtemp(prefix=_STAGE_PREFIX, dir=self.path))
            try:
                _stage_files(stage, files)
                return self._put_in_place(stage, files, scope)
            finally:
                shutil.rmtree(stage, ignore_errors=True)

    # -- the steps of a write ----------------------------------------------------------------

    def _put_in_place(
        self, stage: Path, files: Mapping[str, bytes], scope: tuple[str, ...]
    ) -> tuple[str, ...]:
        old = self._own() or {}
        new = {name: [_hash(content)] for name, content in files.items()}
        stale = [name for name in old if name.startswith(scope) and name not in new]
        for name in (*new, *stale):
            self._refuse_symbolic_links(name)
        either = {name: [*old.get(name, []), *new.get(name, [])] for name in {**old, **new}}
        self._write_list(stage, either)
        aside = [
            moved
            for name in (*new, *stale)
            if (moved := self._move_aside_if_edited(name, either[name])) is not None
        ]
        for name in new:
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            (stage / name).replace(target)
        for name in stale:
            self._remove(name)
        self._write_list(stage, {n: h for n, h in {**old, **new}.items() if n not in stale})
        return tuple(aside)

    def _move_aside_if_edited(self, name: str, ours: list[str]) -> str | None:
        path = self.path / name
        if not path.is_file() or _hash(path.read_bytes()) in ours:
            return None
        number = 1
        while (aside := path.with_name(f"{path.stem}-edited-{number}{path.suffix}")).exists():
            number += 1
        path.rename(aside)
        return aside.relative_to(self.path).as_posix()

    def _remove(self, name: str) -> None:
        path = self.path / name
        path.unlink(missing_ok=True)
        if path.parent != self.path and path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()

    def _remove_leftovers(self) -> None:
        """Remove what a run that was cut off had begun to build."""
        for left in self.path.glob(f"{_STAGE_PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)

    # -- the list of our files ---------------------------------------------------------------

    def _own(self) -> Hashes | None:
        """Read the list of busplan's files, or None when the folder is not busplan's."""
        path = self.path / LIST_NAME
        if path.is_symlink() or not path.is_file():
            return None
        try:
            files = json.loads(path.read_text(encoding="utf-8"))["files"]
            return {
                str(name): [str(one) for one in hashes]
                for name, hashes in files.items()
                if _stays_inside(str(name))
            }
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def _write_list(self, stage: Path, files: Hashes) -> None:
        listed = {"files": {name: files[name] for name in sorted(files)}}
        written = stage / LIST_NAME
        written.write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")
        written.replace(self.path / LIST_NAME)

    def _holds_anything(self) -> bool:
        return self.path.exists() and any(
            path.name not in _NOBODYS_FILES and not path.name.startswith(_STAGE_PREFIX)
            for path in self.path.iterdir()
        )

    # -- what can go wrong -------------------------------------------------------------------

    def _refuse_unless_writable(self) -> None:
        if self.path.is_symlink():
            raise self._symbolic_link(self.path)
        with self._told_clearly():
            if not self.path.exists():
                self._refuse_unless_creatable()
            elif not self.path.is_dir():
                raise self._fault_is_file(self.path)
            elif not os.access(self.path, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, "")

    def _refuse_unless_creatable(self) -> None:
        parent = next(parent for parent in self.path.absolute().parents if parent.exists())
        if not parent.is_dir():
            raise self._fault_is_file(parent)
        if not os.access(parent, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "")

    def _refuse_symbolic_links(self, name: str) -> None:
        path = self.path
        for part in name.split("/"):
            path = path / part
            if path.is_symlink():
                raise self._symbolic_link(path)

    def _symbolic_link(self, path: Path) -> FaultyInput:
        return one_fault(
            path.name,
            message("This is a symbolic link, and busplan does not write through those."),
            message("Remove the link, or name another folder."),
        )

    def _fault_is_file(self, path: Path) -> FaultyInput:
        return one_fault(
            path.name,
            message("There is a file where the folder should be."),
            message("Name another folder."),
        )

    @contextmanager
    def _told_clearly(self) -> Iterator[None]:
        """Turn what the operating system says into one sentence and a remedy."""
        try:
            yield
        except OSError as error:
            raise _told(self.path.name, error) from error


def _told(name: str, error: OSError) -> FaultyInput:
    if error.errno in _FULL:
        return one_fault(
            name,
            message("The disk is full; the files could not be written."),
            message("Free some space and try again."),
        )
    if error.errno in _FORBIDDEN:
        return one_fault(
            name,
            message("busplan may not write here, or another program holds the file open."),
            message("Close the file in other programs, or name another folder with -o."),
        )
    return one_fault(
        name,
        message("The files could not be written: {error}.", error=error.strerror or "?"),
        message("Name another folder with -o."),
    )


def _stage_files(stage: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = stage / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _stays_inside(name: str) -> bool:
    """Tell whether a path of the list leads to a file in the folder and not out of it."""
    parts = name.split("/")
    return not any(part in {"", ".", ".."} or "\\" in part or ":" in part for part in parts)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
