"""Choose where travel times come from."""

from __future__ import annotations

from busplan.load.matrix import read_matrix
from busplan.load.network import network_times
from busplan.load.raw import RawSeason
from busplan.load.registers import Register
from busplan.load.settings import TravelSettings
from busplan.load.straight_line import straight_line_times
from busplan.load.travel_needs import TravelNeeds
from busplan.travel import TravelTimes


def read_travel_times(
    raw: RawSeason, settings: TravelSettings, needs: TravelNeeds, places: Register
) -> TravelTimes:
    """Give the travel times of a season's source; faults of its file are noted.

    Where earlier faults leave no usable places, nothing is computed.
    """
    nothing = TravelTimes(settings.source, {})
    if settings.source == "matrix" and "matrix" in raw.tables:
        return read_matrix(raw.tables["matrix"], needs, places, raw.faults)
    if settings.source == "network" and "roads" in raw.tables:
        return network_times(raw.tables["roads"], settings, needs, raw.faults)
    if settings.source == "straight_line" and not raw.faults.any_faults:
        return straight_line_times(needs, settings.kmh)
    return nothing
