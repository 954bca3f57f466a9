"""What another plan does differently is told by area, date and association."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from busplan.language import Language
from busplan.plan import Plan
from busplan.render.alternatives import (
    alternative_title,
    alternatives_end,
    alternatives_json,
    alternatives_lead,
)
from busplan.render.plan_changes import say_changes, say_changes_with_crews, visit_changes
from busplan.result import judge
from busplan.what_if import Alternative, Alternatives
from tests.hand_season import FIRST_TOUR_DATE, SECOND_TOUR_DATE, hand_plan

DANISH, ENGLISH = Language("da"), Language("en")
LATER = date(2026, 9, 22)


def moved() -> Plan:
    """Give the hand-made plan with its first tour a week later, and Red Cross at home that day."""
    plan = hand_plan()
    first, second = plan.tours
    crew = tuple(sorted({*first.crew} - {"roede-kors"} | {"aeldre-sagen"}))
    return replace(plan, tours=(replace(first, date=LATER, crew=crew), second))


def test_a_tour_that_is_moved_is_told_with_both_dates() -> None:
    plan = hand_plan()
    changes = visit_changes(plan, moved())
    assert changes.moved == (("korsoer-halsskov", FIRST_TOUR_DATE, LATER),)
    assert changes.gained == changes.lost == ()
    told = say_changes(plan, moved(), DANISH)
    assert told[0] == "Flyttes: Halsskov (med Motalavej) (15. sep. → 22. sep.)"
    assert "Flere vagter: Ældre Sagen" in told
    assert "Færre vagter: Røde Kors" in told


def test_crews_are_told_tour_by_tour() -> None:
    told = say_changes_with_crews(hand_plan(), moved(), DANISH)
    assert "22. sep., Halsskov (med Motalavej): Ældre Sagen i stedet for Røde Kors" in told


def test_a_visit_that_falls_away_and_a_new_one_are_told_apart() -> None:
    plan = hand_plan()
    shorter = replace(plan, tours=plan.tours[:1])
    assert say_changes(plan, shorter, DANISH)[0] == (
        "Besøg, der falder bort: Dalmose og Gimlinge (22. okt.) · Bisserup (22. okt.)"
    )
    assert say_changes(shorter, plan, DANISH)[0] == (
        "Nye besøg: Dalmose og Gimlinge (22. okt.) · Bisserup (22. okt.)"
    )
    new = [one for one in say_changes_with_crews(shorter, plan, DANISH) if "ny tur" in one]
    assert len(new) == 1
    assert new[0].startswith("22. okt., Dalmose og Gimlinge · Bisserup: ny tur med ")


def test_what_counts_against_is_told_as_a_plain_number_with_its_unit() -> None:
    plan = hand_plan()
    shorter = replace(plan, tours=plan.tours[:1])
    told = " / ".join(say_changes(plan, shorter, DANISH))
    assert "Kørsel (255 → " in told
    assert "minutters kørsel)" in told
    assert "(0 → 1 perioder uden tur)" in told
    assert "-" not in told


def test_equal_plans_differ_in_nothing() -> None:
    assert say_changes(hand_plan(), hand_plan(), DANISH) == ()
    assert say_changes_with_crews(hand_plan(), hand_plan(), DANISH) == ()


def test_the_same_shifts_on_other_tours_are_told() -> None:
    plan = hand_plan()
    first, second = plan.tours
    swapped = replace(
        plan, tours=(replace(first, crew=second.crew), replace(second, crew=first.crew))
    )
    told = say_changes(plan, swapped, DANISH)
    assert "Alle har lige så mange vagter, men på andre ture." in told


# -- alternatives in words -------------------------------------------------------------------------


def found(*plans: Plan, nothing_more: bool = False, wanted: int = 2) -> Alternatives:
    best = judge(hand_plan(), 1242.0)
    ours = tuple(Alternative(plan, 1235.0, 1, 2) for plan in plans)
    return Alternatives(hand_plan(), best, 1229.58, 1, wanted, ours, nothing_more)


def test_an_alternative_is_told_with_its_points_and_how_much_of_it_is_different() -> None:
    answer = found(moved())
    assert DANISH.say(alternative_title(answer, 0)) == (
        "Forslag 1: 1.235 point (7 færre end den bedste); 1 besøg og 2 vagter er anderledes"
    )
    lead = [DANISH.say(one) for one in alternatives_lead(answer)]
    assert lead[0] == "Den bedste plan giver 1.242 point; den er den bevist bedst mulige."
    assert "mindst 1.229,6 point, altså højst 1 % færre" in lead[1]
    assert "mindst 1 besøg" in lead[1]


def test_that_there_are_no_more_is_only_said_where_it_is_proved() -> None:
    def said(answer: Alternatives) -> str:
        return " ".join(ENGLISH.say(one) for one in alternatives_end(answer))

    assert said(found(moved(), moved())) == ""
    assert said(found(moved())) == "No more were found in time; there may be more."
    assert said(found(moved(), nothing_more=True)).endswith("that is proved.")
    assert said(found(nothing_more=True)).startswith("There is no other plan")


def test_a_program_gets_the_tours_of_each_alternative() -> None:
    plans = alternatives_json(found(moved()), DANISH)["plans"]
    assert isinstance(plans, list)
    assert [tour["date"] for tour in plans[0]["tours"]] == [
        LATER.isoformat(),
        SECOND_TOUR_DATE.isoformat(),
    ]
    assert plans[0]["tours"][0]["areas"] == ["korsoer-halsskov"]
