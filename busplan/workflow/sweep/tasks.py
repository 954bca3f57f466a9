"""What a sweep shall plan: the seasons that are named, each in every scenario."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from busplan.errors import Fault, FaultyInput, Message, message
from busplan.vocabulary import SETTINGS
from busplan.workflow.planning import default_output

MOST_TASKS = 100_000
"""Plans that one sweep may make."""

_SECTIONS = ("tours", "visits", "crew", "reach", "weights")

CHANGEABLE = tuple(key for key in SETTINGS if key.split(".")[0] in _SECTIONS)
"""Settings that a scenario may change, by dotted key: numbers, all of them."""

_BY_DANISH = {SETTINGS[key]: key for key in CHANGEABLE}
_OPTION = "--set"
_SEASON_FILES = ("season.toml", "season.xlsx")

Changes = tuple[tuple[str, str], ...]
"""Changed settings, by dotted key, with values as they were written."""


@dataclass(frozen=True)
class SweepTask:
    """One plan to be made: of a season, with some settings changed.

    Attributes
    ----------
    name
        The season's name in the output folder and the table; no two seasons share it.
    """

    path: Path
    name: str
    changes: Changes = ()

    @property
    def scenario(self) -> str:
        """The changed settings as people write them: tours.max=8,crew.min=2."""
        return ",".join(f"{key}={value}" for key, value in self.changes)

    @property
    def folder(self) -> Path:
        """Where its plan goes, below the output folder."""
        return Path(self.name, self.scenario) if self.changes else Path(self.name)


def tasks_of(paths: Sequence[Path], written: Sequence[str]) -> tuple[SweepTask, ...]:
    """List the plans to be made, season by season, each in every scenario.

    Parameters
    ----------
    paths
        Season folders, their season.toml, workbooks, or folders that hold such.
    written
        Settings to change, each as KEY=VALUE[,VALUE…].

    Raises
    ------
    FaultyInput
        With every fault of `written`, or when there are too many plans.
    """
    scenarios = scenarios_of(written)
    seasons = _named(_seasons_in(paths))
    if len(seasons) * len(scenarios) > MOST_TASKS:
        raise FaultyInput(
            (_fault("", message("These are more than {most} plans.", most=MOST_TASKS), None),)
        )
    return tuple(SweepTask(path, name, changes) for path, name in seasons for changes in scenarios)


def scenarios_of(written: Sequence[str]) -> tuple[Changes, ...]:
    """Give every combination of the values that settings shall take, the last changing fastest."""
    faults: list[Fault] = []
    wished: dict[str, list[tuple[str, str]]] = {}
    for one in written:
        key, _, values = one.partition("=")
        known = _known(key.strip())
        listed = [value.strip() for value in values.split(",")]
        if known is None:
            faults.append(_fault(one, *_unknown(key.strip())))
        elif not all(listed):
            faults.append(
                _fault(
                    one,
                    message("A value is missing."),
                    message("Write it as {example}.", example=f"{known}=6,8,10"),
                )
            )
        elif known in wished:
            faults.append(
                _fault(
                    one,
                    message("The setting {key} is changed twice.", key=known),
                    message("Write all its values after one --set, with commas between."),
                )
            )
        else:
            wished[known] = [(known, value) for value in dict.fromkeys(listed)]
    if faults:
        raise FaultyInput(tuple(faults))
    return tuple(itertools.islice(itertools.product(*wished.values()), MOST_TASKS + 1))


def _known(key: str) -> str | None:
    folded = key.casefold()
    return folded if folded in CHANGEABLE else _BY_DANISH.get(folded)


def _unknown(key: str) -> tuple[Message, Message]:
    near = get_close_matches(key.casefold(), [*CHANGEABLE, *_BY_DANISH], n=1)
    what = message("{key} is not a setting that a sweep can change.", key=key or "?")
    if near:
        return what, message("Did you mean {name}?", name=near[0])
    return what, message("Use one of these: {keys}.", keys=CHANGEABLE)


def _fault(value: str, what: Message, remedy: Message | None) -> Fault:
    return Fault(_OPTION, what, remedy, value=value or None)


# -- the seasons -----------------------------------------------------------------------------


def _seasons_in(paths: Sequence[Path]) -> list[Path]:
    """Give the seasons that are named or lie in a folder that is named, each once."""
    found: dict[Path, Path] = {}
    for path in paths:
        for season in _seasons_at(path):
            found.setdefault(season.resolve(), season)
    return list(found.values())


def _seasons_at(path: Path) -> list[Path]:
    if not path.is_dir() or _is_season(path):
        return [path]
    return [child for child in sorted(path.iterdir()) if _is_season(child)] or [path]


def _is_season(path: Path) -> bool:
    if path.is_dir():
        return any((path / name).is_file() for name in _SEASON_FILES)
    return path.suffix.casefold() == ".xlsx" and not path.name.startswith(("~$", "."))


def _named(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Name each season after its folder or workbook; of equal names the later get a number."""
    taken: set[str] = set()
    return [(path, _free_name(default_output(path).name, taken)) for path in paths]


def _free_name(name: str, taken: set[str]) -> str:
    numbered: Iterator[str] = (f"{name}-{number}" for number in itertools.count(2))
    free = next(one for one in itertools.chain([name], numbered) if one.casefold() not in taken)
    taken.add(free.casefold())
    return free
