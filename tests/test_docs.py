"""docs/commands.md speaks of every command and option, and its examples run as they stand."""

from __future__ import annotations

import importlib
import json
import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from busplan.cli import main
from busplan.cli.command_table import COMMANDS


@pytest.fixture(scope="module")
def text(repository: Path) -> str:
    return (repository / "docs" / "commands.md").read_text(encoding="utf-8")


def section(text: str, name: str) -> str:
    found = re.search(rf"^## `busplan {name} .*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, name
    return found[0]


def command_of(name: str) -> click.Command:
    command: click.Command = importlib.import_module(f"busplan.cli.{name}").command
    return command


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_section_with_its_arguments(text: str, name: str) -> None:
    heading = section(text, name).splitlines()[0]
    arguments = [one for one in command_of(name).params if isinstance(one, click.Argument)]
    shown = " ".join(str(one.metavar) for one in arguments)
    assert heading == f"## `busplan {name} {shown}`"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_stands_in_its_section(text: str, name: str) -> None:
    everywhere = {"language", "version"}
    for option in command_of(name).params:
        if isinstance(option, click.Option) and option.name not in everywhere:
            for spelling in option.opts:
                assert re.search(rf"^- .*`{spelling}\b", section(text, name), re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_section_speaks_of_no_option_that_is_not_there(text: str, name: str) -> None:
    known = {one for parameter in command_of(name).params for one in parameter.opts}
    written = set(re.findall(r"(?<![\w-])(--?[a-z][a-z-]*)\b", section(text, name)))
    assert written <= known | {"--help"}


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4, 5])
def test_every_exit_code_is_explained(text: str, code: int) -> None:
    assert re.search(rf"^\| {code} \| \S", text, re.MULTILINE)


def test_the_examples_run_one_after_the_other(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line for example in examples for line in example.splitlines()]
    assert {shlex.split(line)[1] for line in lines} == set(COMMANDS)
    for line in lines:
        program, *arguments = shlex.split(line)
        assert program == "busplan"
        result = CliRunner().invoke(main, arguments, prog_name="busplan")
        assert result.exit_code == 0, f"{line}\n{result.output}"
        if "--json" in arguments:
            keys = json.loads(result.stdout)
            told = section(text, arguments[0])
            assert all(f"`{key}`" in told for key in keys), line
    assert (tmp_path / "vagtplaner" / "roster.pdf").is_file()
