"""Whatever bytes a season holds, it loads or is refused: nothing else ever happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from busplan.errors import FaultyInput
from busplan.language import Language
from busplan.load import load_season
from tests.load.small_season import SmallSeason, collection, feature, line

PIECES = st.sampled_from(
    [
        b"", b"\0", b"\xff", b'"', b"'", b",", b";", b"\n", b"\r", b"[", b"{", b"}}", b"=", b"-1",
        b"1e999", b"NaN", b"nan", b"inf", b"true", b"null", b"0", b"9" * 50, b"\\ud800",
        b"\xc3", "æ".encode(), "æ".encode("cp1252"), b"2026-99-99", b"0001-01-01",
        b"9999-12-31", b"2026-08-31/9999-12-31", b"24:00", b"\x1b[2J", b"\xe2\x80\xae",
        b"../../x", b"[[pins]]\n", b"[[buses]]\n", b"[files]\n", b"a" * 200, b"POINT (1 2)",
    ]
)  # fmt: skip


def everything(folder: Path) -> SmallSeason:
    """Give a season that uses every file and source at once."""
    small = SmallSeason(folder)
    small.settings('"straight_line"', '"network"\nnetwork = "roads.geojson"')
    small.settings("[travel]", 'residents = "residents.csv"\nhistory = "history.csv"\n\n[travel]')
    roads = feature(line((11.14, 55.33), (11.42, 55.30)), km=20, minutes=25, oneway="no")
    small.geojson("roads.geojson", collection(roads, sources=["© A"]))
    small.file("residents.csv", "lon,lat,residents,social_residents\n11.14,55.33,10,2\n")
    small.file("history.csv", "date,stop,associations,visitors\n2025-09-01,solens-plads,,12\n")
    return small.append('[[pins]]\nrule = "must"\ndate = 2026-09-08\nstop = "solens-plads"\n')


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return everything(tmp_path_factory.mktemp("hostile") / "s").write()


def loads_or_is_refused(folder: Path) -> None:
    danish = Language("da")
    try:
        faults = load_season(folder)[1]
    except FaultyInput as refused:
        faults = refused.faults + refused.warnings
    for fault in faults:
        for said in (fault.what, fault.remedy):
            text = "" if said is None else danish.say(said)
            text.encode()
            assert str(folder.parent) not in text
        assert not re.search(r"[\x00-\x1f]", f"{fault.value}{fault.column}{fault.file}")


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_spliced_bytes_anywhere_do_no_harm(folder: Path, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(folder.iterdir())))
    content = file.read_bytes()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 30)))
    piece = data.draw(PIECES | st.binary(max_size=12))
    try:
        file.write_bytes(content[:start] + piece + content[end:])
        loads_or_is_refused(folder)
    finally:
        file.write_bytes(content)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_value_in_place_of_another_does_no_harm(folder: Path, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(folder.iterdir())))
    content = file.read_bytes()
    values = list(re.finditer(rb'"[^"\n]*"|[-\w.]+', content))
    value = data.draw(st.sampled_from(values))
    piece = data.draw(
        PIECES
        | st.text(max_size=10).map(lambda text: f'"{text}"'.encode(errors="ignore"))
        | st.floats().map(lambda number: str(number).encode())
        | st.integers().map(lambda number: str(number).encode())
    )
    try:
        file.write_bytes(content[: value.start()] + piece + content[value.end() :])
        loads_or_is_refused(folder)
    finally:
        file.write_bytes(content)


def test_the_season_itself_loads(folder: Path) -> None:
    season, warnings = load_season(folder)
    assert warnings == ()
    assert season.residents is not None
    assert len(season.history) == 1


def test_a_cell_of_a_million_letters_is_refused(small: SmallSeason) -> None:
    small.row("associations.csv", "x," + "y" * 1_000_000)
    assert small.fault().file == "associations.csv"


def test_a_number_of_a_million_digits_is_refused(small: SmallSeason) -> None:
    small.file(
        "areas.geojson", '{"features": [{"properties": {"residents": ' + "9" * 10**6 + "}}]}"
    )
    assert all(len(fault.value or "") <= 200 for fault in small.faults())


def test_a_message_shows_control_codes_without_their_effect(small: SmallSeason) -> None:
    fault = small.row("availability.csv", "\x1b]0;x\x07,2026-09-08,,yes").fault()
    assert fault.value == "\\x1b]0;x\\x07"


@pytest.mark.parametrize(
    "toml",
    [
        "a" + ".a" * 100_000 + " = 1",
        "a = {" + "a." * 100_000 + "a = 1}",
        '"a".' * 50_000 + "a = 1",
        "a = " + "{a = " * 3_000 + "1" + "}" * 3_000,
        "[tours]\nmax = 0x" + "f" * 100_000,
        "[tours]\nmax = " + "9" * 4_000,
        "[tours]\nmax = [" + "9" * 4_000 + "]",
        "[tours]\nmax = [0x" + "f" * 100_000 + "]",
    ],
    ids=[
        "deep key",
        "deep inline key",
        "quoted key",
        "nested tables",
        "hex",
        "digits",
        "list",
        "list of hex",
    ],
)
def test_a_season_file_beyond_all_measure_is_refused_at_once(small: SmallSeason, toml: str) -> None:
    assert all(len(fault.value or "") <= 200 for fault in small.file("season.toml", toml).faults())


@pytest.mark.parametrize("depth", [300, 900, 980, 990, 995, 1_000, 50_000])
def test_nesting_of_any_depth_is_refused_or_quoted(small: SmallSeason, depth: int) -> None:
    nested = "[" * depth + "]" * depth
    small.file("areas.geojson", '{"features": [{"properties": {"residents": ' + nested + "}}]}")
    assert small.faults()
