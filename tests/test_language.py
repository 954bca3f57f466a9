"""Danish and English: sentences, dates, times and numbers as people there write them."""

from __future__ import annotations

from datetime import date

import pytest

from busplan.clock import Clock
from busplan.errors import message, plural
from busplan.language import Language

DANISH, ENGLISH = Language("da"), Language("en")
DAY = date(2026, 10, 14)
SPACE = "\N{NO-BREAK SPACE}"


def test_a_language_busplan_does_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match="sv"):
        Language("sv")


# -- dates and times -------------------------------------------------------------------------------


def test_dates_are_written_in_full_as_danes_and_britons_do() -> None:
    assert DANISH.long_date(DAY) == "onsdag den 14. oktober 2026"
    assert ENGLISH.long_date(DAY) == "Wednesday 14 October 2026"


def test_dates_are_written_in_short() -> None:
    assert DANISH.short_date(DAY) == "ons. 14. okt. 2026"
    assert ENGLISH.short_date(DAY) == "Wed 14 Oct 2026"
    assert DANISH.day_month(DAY) == "14. okt."
    assert ENGLISH.day_month(DAY) == "14 Oct"


def test_weekdays_count_from_monday() -> None:
    assert [DANISH.weekday(number) for number in (0, 6)] == ["mandag", "søndag"]
    assert ENGLISH.weekday(2) == "Wednesday"


@pytest.mark.parametrize(
    ("day", "week"), [(DAY, 42), (date(2025, 12, 29), 1), (date(2027, 1, 3), 53)]
)
def test_weeks_are_iso_weeks_also_across_new_year(day: date, week: int) -> None:
    assert DANISH.week(day) == f"uge {week}"
    assert ENGLISH.week(day) == f"week {week}"


def test_times_have_a_dot_in_danish_and_a_colon_in_english() -> None:
    assert DANISH.time(Clock.parse("9:05")) == "09.05"
    assert ENGLISH.time(Clock.parse("13:30")) == "13:30"
    assert DANISH.time(Clock.parse("24:00")) == "24.00"


def test_a_span_of_times_says_kl_in_danish() -> None:
    start, end = Clock.parse("16:30"), Clock.parse("18:30")
    assert DANISH.time_span(start, end) == "kl. 16.30–18.30"
    assert ENGLISH.time_span(start, end) == "16:30–18:30"


# -- numbers ---------------------------------------------------------------------------------------


def test_numbers_have_the_languages_marks() -> None:
    assert DANISH.number(12345.6) == "12.345,6"
    assert ENGLISH.number(12345.6) == "12,345.6"


def test_numbers_have_as_many_decimals_as_asked_or_as_needed() -> None:
    assert DANISH.number(12) == "12"
    assert DANISH.number(12.0) == "12"
    assert DANISH.number(1.26, 1) == "1,3"
    assert DANISH.number(2, 1) == "2,0"
    assert DANISH.number(2.7, 0) == "3"


def test_percent_has_a_space_before_the_mark_in_danish() -> None:
    assert DANISH.percent(0.125, 1) == f"12,5{SPACE}%"
    assert ENGLISH.percent(0.125, 1) == "12.5%"


# -- sentences -------------------------------------------------------------------------------------


def test_a_message_is_said_in_danish_with_its_values_in_danish_form() -> None:
    said = message("{stop} is closed on {day}.", stop="Motalavej", day=DAY)
    assert DANISH.say(said) == "Motalavej har lukket onsdag den 14. oktober 2026."
    assert ENGLISH.say(said) == "Motalavej is closed on Wednesday 14 October 2026."


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "Ældre Sagen tager højst 0 vagter."),
        (1, "Ældre Sagen tager højst 1 vagt."),
        (2, "Ældre Sagen tager højst 2 vagter."),
    ],
)
def test_a_plural_follows_its_count(count: int, said: str) -> None:
    sentence = plural(
        "{association} takes at most {count} shift.",
        "{association} takes at most {count} shifts.",
        count,
        association="Ældre Sagen",
    )
    assert DANISH.say(sentence) == said


def test_a_message_within_a_message_is_translated_too() -> None:
    said = message(
        "The bus leaves at {left} and reaches {place} at {arrives}, but the drive takes "
        "{minutes} minutes.",
        left=Clock.parse("13:00"),
        place=message("the meeting point"),
        arrives=Clock.parse("13:05"),
        minutes=10,
    )
    assert DANISH.say(said) == (
        "Bussen kører kl. 13.00 og er ved mødestedet kl. 13.05, men køretiden er 10 min."
    )


def test_lists_are_joined_as_a_sentence_does() -> None:
    assert DANISH.form(["A", "B", "C"]) == "A, B og C"
    assert ENGLISH.form(("A", "B")) == "A and B"
    assert DANISH.form(["A"]) == "A"


def test_a_sentence_nobody_has_translated_is_said_in_english() -> None:
    nobody_translated = "A sentence that only this test knows"
    assert DANISH.text(nobody_translated) == nobody_translated


def test_a_name_with_braces_or_percent_signs_is_only_a_name() -> None:
    hostile = "{day} %s {0.__class__}"
    said = message("{stop} is closed on {day}.", stop=hostile, day="i dag")
    assert DANISH.say(said) == f"{hostile} har lukket i dag."
    assert str(said) == f"{hostile} is closed on i dag."


def test_a_message_reads_in_english_where_no_language_is_at_hand() -> None:
    shifts = ("{count} shift", "{count} shifts")
    assert str(plural(*shifts, 1)) == "1 shift"
    assert str(plural(*shifts, 3)) == "3 shifts"


def test_messages_of_the_same_words_and_values_are_equal_and_hashable() -> None:
    one, other = (message("{names}", names=["A", "B"]) for _ in range(2))
    assert one == other
    assert len({one, other}) == 1
