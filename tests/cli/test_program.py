"""busplan as a program: help, languages, odd terminals and wrong commands."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from busplan.cli.command_table import COMMANDS
from tests.cli.conftest import Run, RunProgram, command_line, program_environment


def test_help_is_danish_and_lists_every_command(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "Kommandoer:" in result.stdout
    assert all(f"\n  {name} " in result.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_both_languages(run: Run, name: str) -> None:
    danish = run(name, "--help")
    english = run("--language", "en", name, "--help")
    assert danish.exit_code == english.exit_code == 0
    assert danish.stdout.startswith("Brug: ")
    assert english.stdout.startswith("Usage: ")
    assert COMMANDS[name].text in english.stdout.replace("\n ", "")
    assert COMMANDS[name].text not in danish.stdout


def test_the_environment_names_the_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUSPLAN_LANGUAGE", "en_GB.UTF-8")
    assert "There is no such season." in run("check", "nowhere").output
    assert "Den sæson findes ikke." in run("check", "nowhere", "--language", "da").output


@pytest.mark.parametrize("arguments", [("--version",), ("plan", "--version")])
def test_the_version_is_that_of_the_package(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).stdout.split()[-1] == version("busplan")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plam",), "Kommandoen plam findes ikke. Mente du plan?"),
        (("plan",), "SEASON mangler."),
        (("verify", "a"), "PLAN.json mangler."),
        (("plan", "a", "b"), "Argumentet b er ét for meget."),
        (("plan", "a", "--sed", "3"), "Valget --sed findes ikke. Mente du --seed?"),
        (("plan", "a", "--workers", "0"), "--workers: »0« er ikke et helt tal fra 1 og op."),
        (("plan", "a", "--seed", "x"), "--seed: »x« er ikke et helt tal fra 0 og op."),
        (("plan", "a", "--seed"), "Valget --seed bruges ikke på den måde."),
        (("check", "a", "--language", "xx"), "--language skal være en af disse: da / en."),
    ],
)
def test_a_wrong_command_is_one_danish_sentence_and_gives_2(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Brug: busplan" in result.stderr
    assert "--help" in result.stderr
    assert result.stdout == ""


def test_python_m_busplan_is_the_same_program(run_program: RunProgram) -> None:
    assert run_program("--help").stdout.startswith("Brug: busplan ")


def test_help_imports_no_heavy_library() -> None:
    script = (
        "import sys\nfrom busplan.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'ortools', 'geopandas', 'pandas', 'folium', 'openpyxl', 'typst', 'shapely'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=program_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        {"TERM": "dumb"},
    ],
)
def test_a_terminal_without_danish_letters_does_no_harm(
    run_program: RunProgram,
    season_folder: Path,
    plan_file: Path,
    environment: dict[str, str],
) -> None:
    done = subprocess.run(
        command_line("explain", season_folder, plan_file),
        env=program_environment(**environment),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr


def test_json_is_whole_where_the_stream_takes_only_ascii(
    season_folder: Path, run_program: RunProgram
) -> None:
    done = run_program("check", season_folder, "--json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert json.loads(done.stdout)["season"] == "Efterår 2026, i det små"


def test_no_color_leaves_out_colours_and_force_color_does_not(
    run_program: RunProgram, season_folder: Path, plan_file: Path
) -> None:
    plain = run_program("explain", season_folder, plan_file, FORCE_COLOR="1", NO_COLOR="1")
    assert "\x1b[3" not in plain.stdout
    assert "\x1b" not in run_program("explain", season_folder, plan_file).stdout


def test_a_reader_that_goes_away_does_no_harm(season_folder: Path, plan_file: Path) -> None:
    process = subprocess.Popen(
        command_line("explain", season_folder, plan_file),
        env=program_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.wait(60)


def test_a_name_that_is_no_utf8_is_refused_in_words(
    run_program: RunProgram, tmp_path: Path
) -> None:
    done = subprocess.run(
        [*command_line("check"), b"\xff\xfe"],
        env=program_environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    del run_program, tmp_path
