"""What must hold in every plan: each rule in a sentence, in the order a planner explains them.

The numbers are those of the contract, section 2.
"""

from __future__ import annotations

from busplan.rules.apart import ApartPairsAreKeptApart
from busplan.rules.area_visits import VisitsPerAreaAreKept
from busplan.rules.availability import NobodyCrewsAgainstTheirAnswer
from busplan.rules.bus_once_a_day import BusMakesOneTourADay
from busplan.rules.crew_requirements import CrewRequirementsAreMet
from busplan.rules.crew_size import EveryTourIsCrewed
from busplan.rules.open_dates import ToursRunOnOpenDates
from busplan.rules.open_stops import StopsAreOpen
from busplan.rules.pins import PinsHold
from busplan.rules.rest_between_shifts import RestBetweenShifts
from busplan.rules.rule import RouteRule, Rule, Violation, name_of
from busplan.rules.seats import CrewFitsTheSeats
from busplan.rules.shifts import ShiftsPerAssociationAreKept
from busplan.rules.timetable import TimetableHolds
from busplan.rules.tour_count import NumberOfToursIsKept
from busplan.rules.tour_length import TourVisitsAreaOnce, VisitsOnATourAreKept
from busplan.rules.tour_requirements import TourRequirementsAreMet
from busplan.rules.tours_a_week import ToursAWeekAreKept
from busplan.rules.weeks_between import WeeksBetweenVisitsAreKept

RULES: tuple[Rule, ...] = (
    ToursRunOnOpenDates(),  # 1
    BusMakesOneTourADay(),  # 2
    NumberOfToursIsKept(),  # 3
    ToursAWeekAreKept(),  # 3
    VisitsOnATourAreKept(),  # a tour has 1..max_visits stops
    TourVisitsAreaOnce(),  # 4
    StopsAreOpen(),  # 4
    TimetableHolds(),  # 5
    VisitsPerAreaAreKept(),  # 6
    WeeksBetweenVisitsAreKept(),  # 6
    TourRequirementsAreMet(),  # 7
    EveryTourIsCrewed(),  # 8
    CrewRequirementsAreMet(),  # 8
    NobodyCrewsAgainstTheirAnswer(),  # 9
    ShiftsPerAssociationAreKept(),  # 9
    RestBetweenShifts(),  # 9
    CrewFitsTheSeats(),  # 10
    ApartPairsAreKeptApart(),  # 11
    PinsHold(),  # 12
)

ROUTE_RULES: tuple[RouteRule, ...] = tuple(r for r in RULES if isinstance(r, RouteRule))
"""The rules that a single tour's route keeps or breaks by itself."""

__all__ = ["ROUTE_RULES", "RULES", "RouteRule", "Rule", "Violation", "name_of"]
