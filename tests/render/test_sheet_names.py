from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from busplan.render.sheet_names import LONGEST, sheet_names

NAMES = st.lists(st.text(st.sampled_from("aAbåØ'[]:*?/\\ =😀\t\x00()2"), max_size=40), max_size=12)


def units(name: str) -> int:
    return len(name.encode("utf-16-le")) // 2


@given(NAMES)
def test_any_names_become_valid_sheet_names_unlike_each_other(wanted: list[str]) -> None:
    names = sheet_names(wanted, taken=("Oversigt",))
    assert len(names) == len(wanted)
    assert len({name.casefold() for name in (*names, "Oversigt")}) == len(wanted) + 1
    for name in names:
        assert 0 < units(name) <= LONGEST
        assert not set(name) & set("[]:*?/\\\t\x00")
        assert name.strip("' ") == name


def test_a_valid_name_stays_as_it_is() -> None:
    assert sheet_names(["Ældre Sagen, lokalafdeling"]) == ("Ældre Sagen, lokalafdeling",)


def test_31_characters_stay_and_32_are_cut() -> None:
    assert sheet_names(["a" * 31, "b" * 32]) == ("a" * 31, "b" * 31)


def test_names_that_are_cut_to_the_same_get_numbers() -> None:
    names = sheet_names(
        ["Foreningen af meget lange navne i nord", "Foreningen af meget lange navne i syd"]
    )
    assert names == ("Foreningen af meget lange navne", "Foreningen af meget lange n (2)")
