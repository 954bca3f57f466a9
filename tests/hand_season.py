"""A small season and plan written by hand: every figure here can be checked on paper.

Four areas (one with social housing, one that no tour reaches, one given as a point), two tours,
five associations. Names of places and organisations are real; the rest is invented.
"""

from __future__ import annotations

from datetime import date

from shapely import Point, Polygon

from busplan.clock import Clock
from busplan.plan import Plan, Tour, Visit
from busplan.result import GoalScore, Result, status_of
from busplan.season import (
    Answer,
    Area,
    Association,
    Bus,
    CrewLimits,
    MeetingPoint,
    Requirement,
    Season,
    Slot,
    Stop,
    TourLimits,
)
from busplan.travel import Leg, TravelTimes

FIRST_TOUR_DATE = date(2026, 9, 15)
SECOND_TOUR_DATE = date(2026, 10, 22)

Way = tuple[tuple[float, float], ...]

DEPOT = (11.29420, 55.25211)
MEETING_POINT = (11.35266, 55.40310)
MOTALAVEJ = (11.14109, 55.34971)
DALMOSEHALLEN = (11.41442, 55.29629)
BISSERUP_HAVN = (11.49138, 55.19964)
BOESLUNDE_HALLEN = (11.26671, 55.30144)
VEMMELEV = (11.26217, 55.36321)
FLAKKEBJERG = (11.39700, 55.31241)
EGGESLEVMAGLE = (11.34805, 55.28584)
RUDE = (11.46829, 55.23305)

TWO_WAY_LEGS: dict[tuple[str, str], tuple[float, float, Way]] = {
    ("museumsbus", "frivilligcenter"): (28.0, 22.1, (DEPOT, EGGESLEVMAGLE, MEETING_POINT)),
    ("frivilligcenter", "motalavej"): (29.4, 21.0, (MEETING_POINT, VEMMELEV, MOTALAVEJ)),
    ("frivilligcenter", "dalmosehallen"): (
        22.0,
        16.3,
        (MEETING_POINT, FLAKKEBJERG, DALMOSEHALLEN),
    ),
    ("dalmosehallen", "bisserup-havn"): (15.5, 13.2, (DALMOSEHALLEN, RUDE, BISSERUP_HAVN)),
    ("frivilligcenter", "bisserup-havn"): (
        45.0,
        31.0,
        (MEETING_POINT, FLAKKEBJERG, DALMOSEHALLEN, RUDE, BISSERUP_HAVN),
    ),
    ("frivilligcenter", "boeslunde-hallen"): (
        19.0,
        14.2,
        (MEETING_POINT, VEMMELEV, BOESLUNDE_HALLEN),
    ),
    ("motalavej", "dalmosehallen"): (37.0, 27.5, ()),
    ("motalavej", "bisserup-havn"): (51.0, 40.1, ()),
    ("motalavej", "boeslunde-hallen"): (16.0, 12.4, (MOTALAVEJ, VEMMELEV, BOESLUNDE_HALLEN)),
    ("dalmosehallen", "boeslunde-hallen"): (17.0, 12.3, ()),
    ("bisserup-havn", "boeslunde-hallen"): (30.0, 23.0, ()),
    ("museumsbus", "motalavej"): (32.0, 20.6, ()),
    ("museumsbus", "dalmosehallen"): (14.0, 11.0, (DEPOT, EGGESLEVMAGLE, DALMOSEHALLEN)),
    ("museumsbus", "bisserup-havn"): (25.0, 17.9, ()),
    ("museumsbus", "boeslunde-hallen"): (10.0, 7.4, ()),
}
"""Minutes, km and the drawn way between places; the way back is the same."""


def hand_travel() -> TravelTimes:
    """Give the legs both ways; some pairs have no drawn way."""
    legs: dict[tuple[str, str], Leg] = {}
    shapes: dict[tuple[str, str], Way] = {}
    for (origin, destination), (minutes, km, way) in TWO_WAY_LEGS.items():
        legs[origin, destination] = legs[destination, origin] = Leg(minutes, km)
        if way:
            shapes[origin, destination] = way
            shapes[destination, origin] = way[::-1]
    return TravelTimes("network", legs, shapes, estimated=True)


def hand_areas() -> tuple[Area, ...]:
    """Give four areas: social housing, countryside, a point, and one that is not reached."""
    return (
        Area(
            "korsoer-halsskov",
            "Halsskov (med Motalavej)",
            Polygon([(11.09, 55.33), (11.17, 55.33), (11.17, 55.375), (11.10, 55.37)]),
            residents=6700,
            social_residents=1000,
            tags=("boligsocialt", "kyst"),
            needs=("familie", "integration"),
            residents_basis="estimate: own split of Korsør",
        ),
        Area(
            "dalmose-gimlinge",
            "Dalmose og Gimlinge",
            Polygon([(11.36, 55.27), (11.46, 55.27), (11.47, 55.33), (11.37, 55.325)]),
            residents=1430,
            tags=("landområde",),
            needs=("familie", "senior"),
        ),
        Area(
            "bisserup",
            "Bisserup",
            Point(11.49673, 55.20274),
            residents=660,
            tags=("landområde", "kyst"),
            needs=("senior",),
        ),
        Area(
            "boeslunde",
            "Boeslunde",
            Polygon([(11.21, 55.28), (11.31, 55.275), (11.32, 55.325), (11.22, 55.33)]),
            residents=1470,
            tags=("landområde",),
            needs=("senior", "familie"),
        ),
    )


def hand_stops() -> tuple[Stop, ...]:
    """Give one stop an area; Dalmosehallen opens at 13.30, so the bus waits there."""
    return (
        Stop(
            "motalavej",
            "Motalavej",
            "korsoer-halsskov",
            *MOTALAVEJ,
            visit_minutes=120,
            address="Motalavej 145, 4220 Korsør",
            host="BoligKorsør",
            host_phone="58 00 00 01",
            agreed="yes",
            access="trinfri adgang, strøm",
        ),
        Stop(
            "dalmosehallen",
            "Dalmosehallen",
            "dalmose-gimlinge",
            *DALMOSEHALLEN,
            visit_minutes=90,
            address="Stationsvej 53A, 4261 Dalmose",
            opens=Clock.parse("13:30"),
            closes=Clock.parse("20:00"),
            agreed="asked",
        ),
        Stop(
            "bisserup-havn",
            "Bisserup Havn",
            "bisserup",
            *BISSERUP_HAVN,
            visit_minutes=60,
            uncertainty_m=80,
        ),
        Stop(
            "boeslunde-hallen",
            "Boeslunde Hallen",
            "boeslunde",
            *BOESLUNDE_HALLEN,
            visit_minutes=90,
            address="Borgbjergvej 18, 4242 Boeslunde",
        ),
    )


def hand_associations() -> tuple[Association, ...]:
    """Give five associations, with contacts that no public output may show."""
    return (
        Association(
            "roede-kors",
            "Røde Kors",
            tags=("social", "vært"),
            contact="Karen Kontakt",
            email="roede-kors@example.org",
            phone="58 00 00 11",
        ),
        Association(
            "aeldre-sagen",
            "Ældre Sagen",
            tags=("senior",),
            home_areas=("dalmose-gimlinge",),
            people=3,
            contact="Åge Kontakt",
            email="aeldre-sagen@example.org",
            phone="58 00 00 12",
        ),
        Association(
            "bydelsmoedre",
            "Bydelsmødre",
            tags=("integration", "familie"),
            home_areas=("korsoer-halsskov",),
            contact="Berit Kontakt",
            email="bydelsmoedre@example.org",
            phone="58 00 00 13",
        ),
        Association(
            "diabetesforeningen",
            "Diabetesforeningen",
            tags=("sundhed",),
            max_shifts=2,
            min_days_between=14,
            contact="Dorte Kontakt",
            email="diabetes@example.org",
            phone="58 00 00 14",
        ),
        Association(
            "frivilligcenter-slagelse",
            "Frivilligcenter Slagelse",
            tags=("social", "vært"),
            contact="Frede Kontakt",
            email="frivilligcenter@example.org",
            phone="58 00 00 15",
        ),
    )


def hand_season(language: str = "da") -> Season:
    """Give a season of thirteen weeks from 31 August 2026 with at most two tours."""
    return Season(
        name="Efterår 2026, i det små",
        first_date=date(2026, 8, 31),
        last_date=date(2026, 11, 29),
        areas=hand_areas(),
        stops=hand_stops(),
        associations=hand_associations(),
        buses=(
            Bus(
                "museumsbus",
                "Museumsbussen",
                *DEPOT,
                seats=20,
                driver="Villy Vognmand",
                driver_phone="58 00 00 21",
            ),
        ),
        slots=(Slot("eftermiddag", "eftermiddag", Clock.parse("13:00"), Clock.parse("17:30")),),
        weekdays=frozenset({1, 2, 3, 5}),
        tours=TourLimits(max=2, max_visits=2, min=1, max_per_week=1),
        crew=CrewLimits(min=3, max=3, requirements=(Requirement("vært", 1),)),
        travel=hand_travel(),
        language=language,
        meeting_point=MeetingPoint("frivilligcenter", "Frivilligcenter Slagelse", *MEETING_POINT),
        answers={
            ("bydelsmoedre", FIRST_TOUR_DATE, "eftermiddag"): Answer.PREFER,
            ("aeldre-sagen", SECOND_TOUR_DATE, "eftermiddag"): Answer.PREFER,
            ("diabetesforeningen", SECOND_TOUR_DATE, "eftermiddag"): Answer.IF_NEEDED,
        },
        note="Illustrativ sæson: svar og mærker er opfundne.",
        sources=(
            "© OpenStreetMap contributors, ODbL 1.0 (openstreetmap.org/copyright)",
            "Kilde: Danmarks Statistik",
        ),
    )


def hand_plan(language: str = "da") -> Plan:
    """Give a plan of two tours that keeps every rule: Halsskov, then Dalmose and Bisserup."""
    return Plan.in_order(hand_season(language), (_first_tour(), _second_tour()))


def _first_tour() -> Tour:
    """28 min to the meeting point, 30 (29.4) out, 120 there, 30 home, 28 to the depot."""
    return Tour(
        date=FIRST_TOUR_DATE,
        slot="eftermiddag",
        bus="museumsbus",
        leaves_depot=Clock.parse("12:32"),
        departs=Clock.parse("13:00"),
        returns=Clock.parse("16:00"),
        back_at_depot=Clock.parse("16:28"),
        drive_minutes=116,
        drive_km=86.2,
        visits=(_visit("motalavej", "13:30", "13:30", "15:30"),),
        crew=("bydelsmoedre", "frivilligcenter-slagelse", "roede-kors"),
    )


def _second_tour() -> Tour:
    """28, 22 out, wait until 13.30, 90 there, 16 (15.5) on, 60 there, 45 home, 28."""
    return Tour(
        date=SECOND_TOUR_DATE,
        slot="eftermiddag",
        bus="museumsbus",
        leaves_depot=Clock.parse("12:32"),
        departs=Clock.parse("13:00"),
        returns=Clock.parse("17:01"),
        back_at_depot=Clock.parse("17:29"),
        drive_minutes=139,
        drive_km=104.7,
        visits=(
            _visit("dalmosehallen", "13:22", "13:30", "15:00"),
            _visit("bisserup-havn", "15:16", "15:16", "16:16"),
        ),
        crew=("aeldre-sagen", "diabetesforeningen", "roede-kors"),
    )


def _visit(stop: str, arrives: str, starts: str, leaves: str) -> Visit:
    return Visit(stop, Clock.parse(arrives), Clock.parse(starts), Clock.parse(leaves))


def hand_result(language: str = "da", bound: float = 1258.0) -> Result:
    """Give the plan with its score of 1242 points; the bound leaves 1.3 % open.

    Reach 8700 + 1430 + 660; participation 1.4 + 4 × 1; wishes 1 + 1 − 1; local: Bydelsmødre at
    home in Halsskov, Ældre Sagen in Dalmose; needs: familie and integration in Halsskov, senior
    in Dalmose and in Bisserup; a tour in each half of the season; 255 minutes of driving.
    """
    goals = (
        GoalScore("reach", 10790.0, 0.05, 539.5),
        GoalScore("participation", 5.4, 100, 540.0),
        GoalScore("wishes", 1.0, 30, 30.0),
        GoalScore("local", 2.0, 50, 100.0),
        GoalScore("needs", 4.0, 40, 160.0),
        GoalScore("spread", 0.0, 50, 0.0),
        GoalScore("driving", -255.0, 0.5, -127.5),
    )
    score = 1242.0
    return Result(hand_plan(language), status_of(score, bound), score, bound, goals)
