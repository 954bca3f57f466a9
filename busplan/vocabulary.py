"""The Danish name of every column, setting, sheet and word that season files use.

English names are canonical; both are read everywhere, and the workbook shows those of the
season's language. The same table stands in ``docs/file-formats.md`` for the people who write files.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "id": "id",
        "name": "navn",
        "association": "forening",
        "associations": "foreninger",
        "tags": "mærker",
        "home_areas": "hjemområder",
        "people": "personer",
        "min_shifts": "min_vagter",
        "max_shifts": "max_vagter",
        "min_days_between": "min_dage_imellem",
        "default_answer": "standardsvar",
        "weekdays": "ugedage",
        "apart": "adskilt",
        "contact": "kontakt",
        "email": "e-mail",
        "phone": "telefon",
        "date": "dato",
        "slot": "tidsrum",
        "answer": "svar",
        "area": "område",
        "address": "adresse",
        "visit_minutes": "ophold_minutter",
        "opens": "åbner",
        "closes": "lukker",
        "closed": "lukket",
        "residents": "beboere",
        "social_residents": "sociale_beboere",
        "residents_basis": "beboere_grundlag",
        "social_basis": "sociale_grundlag",
        "needs": "behov",
        "priority": "prioritet",
        "min_visits": "min_besøg",
        "max_visits": "max_besøg",
        "uncertainty_m": "usikkerhed_m",
        "host": "vært",
        "host_phone": "vært_telefon",
        "agreed": "aftalt",
        "access": "adgang",
        "from": "fra",
        "to": "til",
        "minutes": "minutter",
        "km": "km",
        "kmh": "km/t",
        "mode": "type",
        "oneway": "ensrettet",
        "road_node": "vejknude",
        "road": "vej",
        "travel_basis": "køretid_grundlag",
        "confidence": "sikkerhed",
        "lon": "længde",
        "lat": "bredde",
        "geometry": "geometri",
        "stop": "stoppested",
        "visitors": "besøgende",
        "rule": "regel",
        "seats": "pladser",
        "speed_factor": "køretidsfaktor",
        "driver": "chauffør",
        "driver_phone": "chauffør_telefon",
        "start": "start",
        "end": "slut",
        "applies_to": "gælder",
        "tag": "mærke",
        "min": "mindst",
        "where": "hvor",
        "key": "nøgle",
        "value": "værdi",
        "explanation": "forklaring",
        "note": "bemærkning",
    }
)
"""Columns of tables and properties of GeoJSON features, in Danish."""

ANSWERS: Mapping[str, str] = MappingProxyType(
    {"yes": "ja", "no": "nej", "prefer": "helst", "if_needed": "nødigt"}
)
"""What an association may answer, in Danish."""

YES_NO: Mapping[str, str] = MappingProxyType({"yes": "ja", "no": "nej"})
"""Yes and no, in Danish."""

AGREED: Mapping[str, str] = MappingProxyType({"yes": "ja", "no": "nej", "asked": "spurgt"})
"""Whether the bus may stand at a stop, in Danish."""

WEEKDAYS: Mapping[str, str] = MappingProxyType(
    {
        "mon": "man",
        "tue": "tir",
        "wed": "ons",
        "thu": "tor",
        "fri": "fre",
        "sat": "lør",
        "sun": "søn",
    }
)
"""The weekdays from Monday, in Danish."""

RULES: Mapping[str, str] = MappingProxyType({"must": "skal", "never": "aldrig"})
"""What a pin says, in Danish."""

MODES: Mapping[str, str] = MappingProxyType({"road": "vej", "ferry": "færge"})
"""Kinds of lines in a road network, in Danish."""

CONFIDENCE: Mapping[str, str] = MappingProxyType({"estimate": "skøn"})
"""How sure a figure is, in Danish."""

APPLIES_TO: Mapping[str, str] = MappingProxyType({"tours": "ture", "crew": "bemanding"})
"""What a row of the sheet of requirements speaks of, in Danish."""

TRAVEL_SOURCES: Mapping[str, str] = MappingProxyType(
    {"network": "vejnet", "matrix": "køretider", "straight_line": "luftlinje"}
)
"""Where travel times come from, in Danish."""

SHEETS: Mapping[str, str] = MappingProxyType(
    {
        "guide": "Vejledning",
        "season": "Sæson",
        "areas": "Områder",
        "stops": "Stoppesteder",
        "buses": "Busser",
        "slots": "Tidsrum",
        "requirements": "Krav",
        "associations": "Foreninger",
        "availability": "Svar",
        "residents": "Beboere",
        "matrix": "Køretider",
        "roads": "Veje",
        "history": "Historik",
        "pins": "Fastlåst",
    }
)
"""The sheets of a workbook, in Danish."""

ENGLISH_SHEETS: Mapping[str, str] = MappingProxyType(
    {
        "guide": "Guide",
        "season": "Season",
        "areas": "Areas",
        "stops": "Stops",
        "buses": "Buses",
        "slots": "Slots",
        "requirements": "Requirements",
        "associations": "Associations",
        "availability": "Availability",
        "residents": "Residents",
        "matrix": "Travel times",
        "roads": "Roads",
        "history": "Past visits",
        "pins": "Pins",
    }
)
"""The sheets of a workbook, as they read in English."""

SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "format": "format",
        "name": "navn",
        "language": "sprog",
        "first_date": "første_dato",
        "last_date": "sidste_dato",
        "note": "bemærkning",
        "sources": "kilde",
        "calendar.weekdays": "ugedage",
        "calendar.closed": "lukket",
        "calendar.public_holidays": "helligdage",
        "tours.min": "ture_min",
        "tours.max": "ture_max",
        "tours.max_per_week": "ture_pr_uge",
        "tours.max_visits": "besøg_pr_tur",
        "visits.max_per_area": "besøg_pr_område",
        "visits.min_weeks_between": "uger_mellem_besøg",
        "crew.min": "bemanding_min",
        "crew.max": "bemanding_max",
        "meeting_point.id": "mødested_id",
        "meeting_point.name": "mødested",
        "meeting_point.lon": "mødested_længde",
        "meeting_point.lat": "mødested_bredde",
        "reach.social_weight": "social_vægt",
        "reach.repeat_factor": "gentagelsesfaktor",
        "reach.walk_metres": "gangafstand_meter",
        "weights.reach": "vægt_dækning",
        "weights.participation": "vægt_deltagelse",
        "weights.wishes": "vægt_ønsker",
        "weights.local": "vægt_lokalkendskab",
        "weights.needs": "vægt_behov",
        "weights.spread": "vægt_spredning",
        "weights.driving": "vægt_kørsel",
        "travel.source": "køretider_fra",
        "travel.kmh": "km/t",
        "travel.ferries": "færger",
        "travel.url": "rutetjeneste",
    }
)
"""The keys of season.toml, dotted, as the workbook's sheet of settings names them in Danish."""
