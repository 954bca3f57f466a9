"""A folder of busplan's own files: replaced as a whole, never at the cost of others' work."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from busplan.errors import FaultyInput
from busplan.workflow.output_folder import LIST_NAME, OutputFolder


@pytest.fixture
def folder(tmp_path: Path) -> OutputFolder:
    return OutputFolder(tmp_path / "maps" / "efteraar")


def names(folder: OutputFolder) -> set[str]:
    found = (path for path in folder.path.rglob("*") if path.is_file())
    return {path.relative_to(folder.path).as_posix() for path in found} - {LIST_NAME}


def test_files_are_written_into_a_folder_that_was_not_there(folder: OutputFolder) -> None:
    folder.refuse_unless_ours()
    assert folder.write({"plan.json": b"1", "tours/a.pdf": b"2"}) == ()
    assert names(folder) == {"plan.json", "tours/a.pdf"}
    assert (folder.path / "tours/a.pdf").read_bytes() == b"2"


def test_a_second_write_replaces_the_first_and_removes_what_is_no_longer_made(
    folder: OutputFolder,
) -> None:
    folder.write({"plan.json": b"1", "tours/a.pdf": b"2"})
    folder.write({"plan.json": b"3"})
    assert names(folder) == {"plan.json"}
    assert not (folder.path / "tours").exists()


def test_a_file_that_was_edited_is_moved_aside_and_not_lost(folder: OutputFolder) -> None:
    folder.write({"plan.json": b"1"})
    (folder.path / "plan.json").write_bytes(b"by hand")
    assert folder.write({"plan.json": b"2"}) == ("plan-edited-1.json",)
    assert (folder.path / "plan-edited-1.json").read_bytes() == b"by hand"
    assert (folder.path / "plan.json").read_bytes() == b"2"
    (folder.path / "plan.json").write_bytes(b"again")
    assert folder.write({"plan.json": b"3"}) == ("plan-edited-2.json",)
    assert (folder.path / "plan-edited-1.json").read_bytes() == b"by hand"


def test_an_edited_file_that_is_no_longer_made_is_moved_aside_too(folder: OutputFolder) -> None:
    folder.write({"plan.json": b"1", "tours/a.pdf": b"2"})
    (folder.path / "tours/a.pdf").write_bytes(b"by hand")
    folder.write({"plan.json": b"1"})
    assert names(folder) == {"plan.json", "tours/a-edited-1.pdf"}


def test_files_of_others_in_busplans_folder_stay(folder: OutputFolder) -> None:
    folder.write({"plan.json": b"1"})
    (folder.path / "notes.txt").write_text("mine")
    folder.write({"plan.json": b"2"})
    assert names(folder) == {"plan.json", "notes.txt"}


def test_a_write_leaves_own_files_outside_its_scope(folder: OutputFolder) -> None:
    folder.write({"plan.json": b"1", "tours.html": b"2", "tours/a.pdf": b"3"})
    folder.write({"tours/b.pdf": b"4"}, scope=("tours/",))
    assert names(folder) == {"plan.json", "tours.html", "tours/b.pdf"}
    folder.write({"plan.json": b"5"})
    assert names(folder) == {"plan.json"}


def test_a_folder_with_other_things_is_refused(folder: OutputFolder) -> None:
    folder.path.mkdir(parents=True)
    (folder.path / "thesis.docx").write_text("years of work")
    with pytest.raises(FaultyInput, match="did not write"):
        folder.refuse_unless_ours()


def test_an_empty_folder_is_taken(folder: OutputFolder) -> None:
    folder.path.mkdir(parents=True)
    (folder.path / ".DS_Store").write_text("")
    folder.refuse_unless_ours()


def test_a_file_in_place_of_the_folder_is_refused(folder: OutputFolder) -> None:
    folder.path.parent.mkdir()
    folder.path.write_text("")
    with pytest.raises(FaultyInput, match="a file where the folder"):
        folder.refuse_unless_ours()


def test_a_file_in_place_of_a_parent_folder_is_refused(folder: OutputFolder) -> None:
    folder.path.parent.write_text("")
    with pytest.raises(FaultyInput, match="a file where the folder"):
        folder.refuse_unless_ours()


@pytest.mark.parametrize("link", ["", "plan.json", "tours"])
def test_nothing_is_written_through_a_symbolic_link(
    folder: OutputFolder, tmp_path: Path, link: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    target = elsewhere / "file" if link == "plan.json" else elsewhere
    place = folder.path / link if link else folder.path
    place.parent.mkdir(parents=True)
    place.symlink_to(target, target_is_directory=target is elsewhere)
    with pytest.raises(FaultyInput, match="symbolic link"):
        folder.write({"plan.json": b"1", "tours/a.pdf": b"2"})
    assert not any(elsewhere.iterdir())


@pytest.mark.parametrize("name", ["../outside.txt", "/outside.txt", "tours/../../outside.txt"])
def test_a_forged_list_makes_busplan_remove_nothing_outside_the_folder(
    folder: OutputFolder, name: str
) -> None:
    folder.write({"plan.json": b"1"})
    outside = folder.path.parent / "outside.txt"
    outside.write_bytes(b"1")
    text = (folder.path / LIST_NAME).read_text()
    (folder.path / LIST_NAME).write_text(text.replace("plan.json", name))
    folder.write({"plan.json": b"2"})
    assert outside.exists()


@pytest.mark.parametrize("text", ["", "[]", '{"files": 3}', '{"files": {"a": 3}}'])
def test_a_broken_list_makes_the_folder_somebody_elses(folder: OutputFolder, text: str) -> None:
    folder.write({"plan.json": b"1"})
    (folder.path / LIST_NAME).write_text(text)
    with pytest.raises(FaultyInput, match="did not write"):
        folder.refuse_unless_ours()


def test_a_crash_while_files_are_built_leaves_the_old_ones(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write({"plan.json": b"1", "tours.html": b"2"})

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FaultyInput, match="disk is full"):
        folder.write({"plan.json": b"3", "tours.html": b"4"})
    assert (folder.path / "plan.json").read_bytes() == b"1"
    assert (folder.path / "tours.html").read_bytes() == b"2"
    assert names(folder) == {"plan.json", "tours.html"}


def test_after_a_crash_between_two_files_neither_counts_as_edited(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write({"a.html": b"old a", "b.html": b"old b"})
    replace = Path.replace

    def crash_on_b(path: Path, target: Path) -> Path:
        if Path(target).name == "b.html":
            raise KeyboardInterrupt
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", crash_on_b)
        with pytest.raises(KeyboardInterrupt):
            folder.write({"a.html": b"new a", "b.html": b"new b"})
    assert folder.write({"a.html": b"newer a", "b.html": b"newer b"}) == ()
    assert names(folder) == {"a.html", "b.html"}


def test_what_a_cut_off_run_had_begun_is_cleared_away(folder: OutputFolder) -> None:
    left = folder.path / ".busplan-new-abc"
    left.mkdir(parents=True)
    (left / "plan.json").write_text("half")
    folder.refuse_unless_ours()
    folder.write({"plan.json": b"1"})
    assert names(folder) == {"plan.json"}


def test_equal_files_give_an_equal_list(folder: OutputFolder, tmp_path: Path) -> None:
    other = OutputFolder(tmp_path / "other")
    folder.write({"a": b"1", "b": b"2"})
    other.write({"b": b"2"})
    other.write({"b": b"2", "a": b"1"})
    assert (folder.path / LIST_NAME).read_bytes() == (other.path / LIST_NAME).read_bytes()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_folder_that_may_not_be_written_is_refused_before_any_work(
    folder: OutputFolder,
) -> None:
    folder.path.mkdir(parents=True)
    folder.path.chmod(0o500)
    with pytest.raises(FaultyInput, match="may not write"):
        folder.refuse_unless_ours()


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EACCES, "may not write"), (errno.EDQUOT, "disk is full"), (errno.EIO, "could not")],
)
def test_what_the_system_refuses_is_one_sentence(
    folder: OutputFolder, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(path: Path, *args: object, **named: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(FaultyInput, match=words):
        folder.write({"plan.json": b"1"})


def test_a_new_season_is_written_only_into_an_empty_folder(folder: OutputFolder) -> None:
    folder.refuse_unless_empty()
    folder.fill({"season.toml": b"1"})
    assert names(folder) == {"season.toml"}
    assert not (folder.path / LIST_NAME).exists()
    with pytest.raises(FaultyInput, match="not empty"):
        folder.refuse_unless_empty()
