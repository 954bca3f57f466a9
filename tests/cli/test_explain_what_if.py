"""busplan explain answers what-if questions: other weights, more tours, other good plans."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

QUESTIONS = (("--sensitivity",), ("--ladder", "1,2"), ("--alternatives", "2"))


@pytest.fixture
def best_plan(run: Run, season_folder: Path, tmp_path: Path) -> Path:
    """Give the plan.json of a plan that is proved the best."""
    assert run("plan", season_folder, "-o", tmp_path / "bedst", "--no-render").exit_code == 0
    return tmp_path / "bedst" / "plan.json"


def test_the_weights_are_told_as_a_table_and_with_what_takes_over(
    run: Run, season_folder: Path, best_plan: Path
) -> None:
    result = run("explain", season_folder, best_plan, "--sensitivity")
    assert result.exit_code == 0
    assert result.stdout.startswith("Planen er bevist den bedste med sæsonens egne vægte.")
    for expected in (" Mål ", "Beboere, der nås", "0,05", "fra 0", "er denne plan bedre:"):
        assert expected in result.stdout, expected
    assert "Planlægger igen, i højst 60 s." in result.stderr


def test_a_plan_that_is_not_the_best_is_told_so(
    run: Run, season_folder: Path, plan_file: Path
) -> None:
    result = run("explain", season_folder, plan_file, "--sensitivity")
    assert result.exit_code == 0
    assert "Planen er ikke den bedste med sæsonens egne vægte" in result.stdout


def test_the_ladder_stands_in_files_beside_the_plan(
    run: Run, season_folder: Path, best_plan: Path
) -> None:
    result = run("explain", season_folder, best_plan, "--ladder", "2,1")
    assert result.exit_code == 0
    assert "Flere ture, uden at noget område mister et besøg" in result.stdout
    assert result.stdout.index("Med 1 tur:") < result.stdout.index("Med 2 ture:")
    assert sorted(path.name for path in best_plan.parent.glob("ladder.*")) == [
        "ladder.csv", "ladder.png", "ladder.svg",
    ]  # fmt: skip


def test_the_ladder_can_stand_in_another_folder_and_is_the_same_again(
    run: Run, season_folder: Path, best_plan: Path, tmp_path: Path
) -> None:
    def drawn(folder: str) -> list[bytes]:
        out = tmp_path / folder
        result = run("explain", season_folder, best_plan, "--ladder", "1, 2", "-o", out)
        assert result.exit_code == 0
        return [path.read_bytes() for path in sorted(out.glob("ladder.*"))]

    assert drawn("en") == drawn("to")
    assert not list(best_plan.parent.glob("ladder.*"))


def test_a_folder_with_other_things_in_it_is_refused_before_any_work(
    run: Run, season_folder: Path, best_plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "mit").mkdir()
    (tmp_path / "mit" / "brev.txt").write_text("kære", "utf-8")
    result = run("explain", season_folder, best_plan, "--ladder", "1", "-o", tmp_path / "mit")
    assert result.exit_code == 2
    assert [path.name for path in (tmp_path / "mit").iterdir()] == ["brev.txt"]


@pytest.mark.parametrize("numbers", ["", "0,4", "4;6", "fire", "4,,6", "-4", "4,6,99999999999999"])
def test_numbers_of_tours_that_are_none_are_refused(
    run: Run, season_folder: Path, plan_file: Path, numbers: str
) -> None:
    result = run("explain", season_folder, plan_file, "--ladder", numbers)
    assert result.exit_code == 2
    assert "er ikke en liste af tal som 4,6,8,10." in result.stderr


def test_where_no_number_of_tours_has_a_plan_the_reasons_are_told_and_no_file_is_written(
    run: Run, season_folder: Path, best_plan: Path
) -> None:
    result = run("explain", season_folder, best_plan, "--ladder", "200")
    assert result.exit_code == 0
    assert "Med 200 ture er der ingen plan" in result.stdout
    assert not list(best_plan.parent.glob("ladder.*"))


def test_that_there_are_no_alternatives_is_told_with_the_proof(
    run: Run, season_folder: Path, best_plan: Path
) -> None:
    result = run("explain", season_folder, best_plan, "--alternatives", "2")
    assert result.exit_code == 0
    assert result.stdout == (
        "Den bedste plan giver 1.405 point; den er den bevist bedst mulige.\n"
        "Der findes ingen anden plan, som højst koster 1 % og er anderledes i mindst 1 besøg; "
        "det er bevist.\n"
    )


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one[0])
def test_a_program_gets_the_answer_under_the_questions_name(
    run: Run, season_folder: Path, best_plan: Path, question: tuple[str, ...]
) -> None:
    found = json.loads(run("explain", season_folder, best_plan, *question, "--json").stdout)
    assert found["exit_code"] == 0
    assert found["status"] == "optimal"
    assert found["holds"] is True
    answer = found[question[0].removeprefix("--")]
    assert all(isinstance(sentence, str) for sentence in answer["sentences"])


def test_the_json_holds_exact_ends_and_what_changes_there(
    run: Run, season_folder: Path, best_plan: Path
) -> None:
    result = run("explain", season_folder, best_plan, "--sensitivity", "--json")
    weights = json.loads(result.stdout)["sensitivity"]["weights"]
    assert [one["goal"] for one in weights] == [
        "reach", "participation", "wishes", "local", "needs", "spread", "driving",
    ]  # fmt: skip
    for one in weights:
        assert one["lower"]["proved"] <= one["weight"]
        assert one["upper"]["endless"] or one["upper"]["proved"] >= one["weight"]
        for end in (one["lower"], one["upper"]):
            assert end["exact"]
            assert bool(end["changes"]) == (end["takes_over"] is not None)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one[0])
def test_an_english_season_is_answered_in_english(
    run: Run, english_folder: Path, plan_file: Path, question: tuple[str, ...]
) -> None:
    result = run("explain", english_folder, plan_file, *question)
    assert result.exit_code == 0
    assert "The" in result.stdout or "With" in result.stdout
    assert "Planlægger" not in result.stderr


@pytest.mark.parametrize(
    "questions",
    [
        ("--sensitivity", "--alternatives", "2"),
        ("--ladder", "1", "--area", "bisserup"),
    ],
)
def test_two_questions_at_once_are_refused(
    run: Run, season_folder: Path, plan_file: Path, questions: tuple[str, ...]
) -> None:
    result = run("explain", season_folder, plan_file, *questions)
    assert result.exit_code == 2
    assert "Stil ét spørgsmål ad gangen" in result.stderr


def test_a_folder_for_files_that_are_not_made_is_refused(
    run: Run, season_folder: Path, plan_file: Path, tmp_path: Path
) -> None:
    result = run("explain", season_folder, plan_file, "-o", tmp_path / "ud")
    assert result.exit_code == 2
    assert "Kun --ladder skriver filer" in result.stderr


@pytest.mark.parametrize("question", [QUESTIONS[0], QUESTIONS[2]], ids=lambda one: one[0])
def test_a_plan_that_breaks_a_rule_is_compared_with_none(
    run: Run, season_folder: Path, plan_file: Path, question: tuple[str, ...]
) -> None:
    text = plan_file.read_text("utf-8")
    plan_file.write_text(text.replace('"diabetesforeningen", ', ""), "utf-8")
    result = run("explain", season_folder, plan_file, *question)
    assert result.exit_code == 2
    assert "Planen bryder en af sæsonens regler" in result.stderr


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one[0])
def test_with_hardly_any_time_there_is_still_an_honest_answer(
    run: Run, season_folder: Path, best_plan: Path, question: tuple[str, ...]
) -> None:
    result = run("explain", season_folder, best_plan, *question, "--time-limit", "0.001")
    assert result.exit_code == 0
    assert result.stdout
