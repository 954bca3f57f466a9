"""What a season is refused for: each spoils one thing of a good season and names it exactly."""

from __future__ import annotations

import pytest

from tests.load.small_season import SmallSeason, Spoil, feature, point, square

BUS = """
[[buses]]
id = "{id}"
name = "Den anden bus"
lon = 11.3
lat = 55.3
seats = 9
"""

SETTINGS: dict[str, tuple[Spoil, str, str | None]] = {
    "negative seats": (lambda s: s.settings("seats = 12", "seats = -1"), "buses[1].seats", "-1"),
    "half a seat": (lambda s: s.settings("seats = 12", "seats = 2.5"), "buses[1].seats", "2.5"),
    "seats that are true": (
        lambda s: s.settings("seats = 12", "seats = true"),
        "buses[1].seats",
        "true",
    ),
    "no seats": (lambda s: s.settings("seats = 12\n", ""), "buses[1].seats", None),
    "a bus without a name": (
        lambda s: s.settings('name = "Museumsbussen"\n', ""),
        "buses[1].name",
        None,
    ),
    "a bus without a longitude": (
        lambda s: s.settings("lon = 11.29\n", ""),
        "buses[1].lon",
        None,
    ),
    "a bus off the globe": (
        lambda s: s.settings("lat = 55.25", "lat = 95.25"),
        "buses[1].lat",
        "95.25",
    ),
    "a bus with longitude and latitude swapped": (
        lambda s: s.settings("lon = 11.29\nlat = 55.25", "lon = 55.25\nlat = 11.29"),
        "buses[1].lon",
        "55.25",
    ),
    "a latitude that is not a number": (
        lambda s: s.settings("lat = 55.25", "lat = nan"),
        "buses[1].lat",
        "nan",
    ),
    "an infinite longitude": (
        lambda s: s.settings("lon = 11.29", "lon = inf"),
        "buses[1].lon",
        "inf",
    ),
    "speed factor 0": (
        lambda s: s.settings("seats = 12", "seats = 12\nspeed_factor = 0"),
        "buses[1].speed_factor",
        "0",
    ),
    "a negative speed factor": (
        lambda s: s.settings("seats = 12", "seats = 12\nspeed_factor = -1.5"),
        "buses[1].speed_factor",
        "-1.5",
    ),
    "a bus with a stop's id": (lambda s: s.append(BUS.format(id="solens-plads")), "id", None),
    "two buses with one id": (
        lambda s: s.append(BUS.format(id="museumsbus")),
        "buses[2].id",
        "museumsbus",
    ),
    "two buses whose ids differ by case only": (
        lambda s: s.append(BUS.format(id="Museumsbus")),
        "buses[2].id",
        "Museumsbus",
    ),
    "the meeting point's id as a bus' id": (
        lambda s: s.settings('id = "frivilligcenter"', 'id = "museumsbus"'),
        "meeting_point.id",
        "museumsbus",
    ),
    "tours.max 0": (lambda s: s.settings("min = 1\nmax = 2", "min = 0\nmax = 0"), "tours.max", "0"),
    "no tours.max": (lambda s: s.settings("max = 2\n", ""), "tours.max", None),
    "more tours at least than at most": (
        lambda s: s.settings("min = 1\nmax = 2", "min = 3\nmax = 2"),
        "tours.min",
        "3",
    ),
    "max_visits 0": (
        lambda s: s.settings("max_visits = 2", "max_visits = 0"),
        "tours.max_visits",
        "0",
    ),
    "no max_visits": (lambda s: s.settings("max_visits = 2\n", ""), "tours.max_visits", None),
    "a smallest crew above the largest": (
        lambda s: s.settings("min = 1\nmax = 3", "min = 4\nmax = 3"),
        "crew.min",
        "4",
    ),
    "no crew.max": (lambda s: s.settings("max = 3\n", ""), "crew.max", None),
    "repeat_factor above 1": (
        lambda s: s.append("[reach]\nrepeat_factor = 1.01\n"),
        "reach.repeat_factor",
        "1.01",
    ),
    "repeat_factor below 0": (
        lambda s: s.append("[reach]\nrepeat_factor = -0.1\n"),
        "reach.repeat_factor",
        "-0.1",
    ),
    "a negative weight": (
        lambda s: s.append("[weights]\nlocal = -5\n"),
        "weights.local",
        "-5",
    ),
    "a weight in words": (
        lambda s: s.append('[weights]\nlocal = "meget"\n'),
        "weights.local",
        "meget",
    ),
    "a season that ends before it starts": (
        lambda s: s.settings("last_date = 2026-11-29", "last_date = 2026-08-30"),
        "last_date",
        "2026-08-30",
    ),
    "a season of a hundred years": (
        lambda s: s.settings("last_date = 2026-11-29", "last_date = 2126-11-29"),
        "last_date",
        "2126-11-29",
    ),
    "a date with a time": (
        lambda s: s.settings("last_date = 2026-11-29", "last_date = 2026-11-29T10:00:00"),
        "last_date",
        "2026-11-29T10:00:00",
    ),
    "an American date": (
        lambda s: s.settings("last_date = 2026-11-29", 'last_date = "11/29/2026"'),
        "last_date",
        "11/29/2026",
    ),
    "a date that does not exist": (
        lambda s: s.settings("last_date = 2026-11-29", 'last_date = "31-11-2026"'),
        "last_date",
        "31-11-2026",
    ),
    "no name": (lambda s: s.settings('name = "Efterår 2026"\n', ""), "name", None),
    "a name that is a number": (
        lambda s: s.settings('name = "Efterår 2026"', "name = 2026"),
        "name",
        "2026",
    ),
    "a language that is not offered": (
        lambda s: s.settings('language = "da"', 'language = "sv"'),
        "language",
        "sv",
    ),
    "another format": (lambda s: s.settings("format = 1", "format = 2"), "format", "2"),
    "no weekdays": (
        lambda s: s.settings('weekdays = ["tue", "sat"]\n', ""),
        "calendar.weekdays",
        None,
    ),
    "a weekday that does not exist": (
        lambda s: s.settings('["tue", "sat"]', '["tue", "caturday"]'),
        "calendar.weekdays",
        '["tue", "caturday"]',
    ),
    "a slot that ends before it starts": (
        lambda s: s.settings('end = "17:00"', 'end = "12:00"'),
        "calendar.slots[1].end",
        "12:00",
    ),
    "a slot that ends when it starts": (
        lambda s: s.settings('end = "17:00"', 'end = "13:00"'),
        "calendar.slots[1].end",
        "13:00",
    ),
    "a slot that ends after midnight": (
        lambda s: s.settings('end = "17:00"', 'end = "24:01"'),
        "calendar.slots[1].end",
        "24:01",
    ),
    "a slot without an end": (
        lambda s: s.settings(', end = "17:00"', ""),
        "calendar.slots[1].end",
        None,
    ),
    "two slots with one name": (
        lambda s: s.settings(
            'end = "17:00"}', 'end = "17:00"}, {name = "Eftermiddag", start = "8:00", end = "9:00"}'
        ),
        "calendar.slots[2].name",
        "Eftermiddag",
    ),
    "an interval that ends before it starts": (
        lambda s: s.settings("2026-10-12/2026-10-18", "2026-10-18/2026-10-12"),
        "calendar.closed",
        '["2026-10-18/2026-10-12"]',
    ),
    "a source of travel times that is not known": (
        lambda s: s.settings('"straight_line"', '"straightline"'),
        "travel.source",
        "straightline",
    ),
    "a routing server, which comes later": (
        lambda s: s.settings('"straight_line"', '"valhalla"'),
        "travel.source",
        "valhalla",
    ),
    "speed 0": (
        lambda s: s.settings('"straight_line"', '"straight_line"\nkmh = 0'),
        "travel.kmh",
        "0",
    ),
    "a section that is a number": (
        lambda s: s.settings("format = 1", "format = 1\nreach = 3"),
        "reach",
        "3",
    ),
    "buses that are one section": (
        lambda s: s.settings("[[buses]]", "[buses]"),
        "buses",
        None,
    ),
    "a pin with neither stop nor association": (
        lambda s: s.append('[[pins]]\nrule = "must"\ndate = 2026-09-08\n'),
        "pins[1].stop",
        None,
    ),
    "a pin outside the season": (
        lambda s: s.append('[[pins]]\nrule = "must"\ndate = 2026-12-01\nstop = "dalmosehallen"\n'),
        "pins[1].date",
        "2026-12-01",
    ),
    "a pin for an unknown stop": (
        lambda s: s.append('[[pins]]\nrule = "must"\ndate = 2026-09-08\nstop = "solens-plds"\n'),
        "pins[1].stop",
        "solens-plds",
    ),
    "a pin for a bus instead of a stop": (
        lambda s: s.append('[[pins]]\nrule = "must"\ndate = 2026-09-08\nstop = "museumsbus"\n'),
        "pins[1].stop",
        "museumsbus",
    ),
    "a pin for an unknown association": (
        lambda s: s.append(
            '[[pins]]\nrule = "must"\ndate = 2026-09-08\nassociation = "rode-kors"\n'
        ),
        "pins[1].association",
        "rode-kors",
    ),
    "a pin for an unknown slot": (
        lambda s: s.append(
            '[[pins]]\nrule = "must"\ndate = 2026-09-08\nslot = "aften"\nstop = "dalmosehallen"\n'
        ),
        "pins[1].slot",
        "aften",
    ),
    "a pin with a rule that is neither must nor never": (
        lambda s: s.append('[[pins]]\nrule = "maybe"\ndate = 2026-09-08\nstop = "dalmosehallen"\n'),
        "pins[1].rule",
        "maybe",
    ),
    "two pins that contradict each other": (
        lambda s: s.append(
            '[[pins]]\nrule = "must"\ndate = 2026-09-08\nstop = "dalmosehallen"\n'
            '[[pins]]\nrule = "never"\ndate = 2026-09-08\nstop = "dalmosehallen"\n'
        ),
        "pins[2].rule",
        "never",
    ),
}

GEODATA: dict[str, tuple[Spoil, str, str | None]] = {
    "negative residents": (lambda s: s.area(residents=-5), "residents", "-5"),
    "residents in words": (lambda s: s.area(residents="mange"), "residents", "mange"),
    "residents beyond all measure": (lambda s: s.area(residents=1e300), "residents", "1e+300"),
    "more residents in social housing than residents": (
        lambda s: s.area(social_residents=5001),
        "social_residents",
        "5001",
    ),
    "an area's max_visits 0": (lambda s: s.area(max_visits=0), "max_visits", "0"),
    "an area's fewest visits above its most": (
        lambda s: s.area(min_visits=3, max_visits=2),
        "min_visits",
        "3",
    ),
    "an area's fewest visits above the season's most": (
        lambda s: s.area(min_visits=3),
        "min_visits",
        "3",
    ),
    "a negative priority": (lambda s: s.area(priority=-1), "priority", "-1"),
    "an area without an id": (lambda s: s.area(id=""), "id", ""),
    "an area without a name": (lambda s: s.area(name=" "), "name", None),
    "a stop without an area": (lambda s: s.stop(area=None), "area", None),
    "a stop in an unknown area": (lambda s: s.stop(area="korsør"), "area", "korsør"),
    "a stop without visit_minutes": (
        lambda s: s.stop(visit_minutes=None),
        "visit_minutes",
        None,
    ),
    "a fraction of a visit's minutes": (
        lambda s: s.stop(visit_minutes=90.5),
        "visit_minutes",
        "90.5",
    ),
    "a visit of no minutes": (lambda s: s.stop(visit_minutes=0), "visit_minutes", "0"),
    "a negative visit": (lambda s: s.stop(visit_minutes=-30), "visit_minutes", "-30"),
    "visit_minutes that are true": (
        lambda s: s.stop(visit_minutes=True),
        "visit_minutes",
        "true",
    ),
    "a stop that opens when it closes": (
        lambda s: s.stop(opens="18:00", closes="18:00"),
        "opens",
        "18:00",
    ),
    "a stop that opens at no time of day": (lambda s: s.stop(opens="25:00"), "opens", "25:00"),
    "a stop closed on no date": (lambda s: s.stop(closed="jul"), "closed", "jul"),
    "a stop with a bus' id": (lambda s: s.stop(id="museumsbus"), "id", "museumsbus"),
    "an id that climbs": (lambda s: s.stop(id="../../etc/passwd"), "id", "../../etc/passwd"),
    "an id with Danish letters": (lambda s: s.stop(id="solens-plæds"), "id", "solens-plæds"),
    "an id with a leading dot": (lambda s: s.stop(id=".skjult"), "id", ".skjult"),
    "an id that Windows keeps for itself": (lambda s: s.stop(id="CON"), "id", "CON"),
    "an id that Windows keeps even with an ending": (
        lambda s: s.stop(id="lpt1.txt"),
        "id",
        "lpt1.txt",
    ),
    "the id season": (lambda s: s.stop(id="Season"), "id", "Season"),
    "an id of 81 characters": (lambda s: s.stop(id="a" * 81), "id", "a" * 81),
    "a name with a terminal's control codes": (
        lambda s: s.stop(name="\x1b[2Jvæk"),
        "name",
        "\\x1b[2Jvæk",
    ),
}

ASSOCIATION_ROWS: dict[str, tuple[str, str, str | None]] = {
    "negative people": ("x,X,,,-2,", "people", "-2"),
    "people that are not a number": ("x,X,,,NaN,", "people", "NaN"),
    "infinitely many people": ("x,X,,,1e999,", "people", "1e999"),
    "a negative max_shifts": ("x,X,,,2,-1", "max_shifts", "-1"),
    "an association's repeated id": ("roede-kors,X,,,2,", "id", "roede-kors"),
    "an id that differs by case only": ("Roede-Kors,X,,,2,", "id", "Roede-Kors"),
    "an unknown home area": ("x,X,,korsor,2,", "home_areas", "korsor"),
    "no id": (",X,,,2,", "id", ""),
    "no name": ("x,,,,2,", "name", ""),
    "a cell too many": ("x,X,,,2,,ekstra", "", "ekstra"),
}

ANSWER_ROWS: dict[str, tuple[str, str, str | None]] = {
    "an unknown association": ("roede-kross,2026-09-08,,yes", "association", "roede-kross"),
    "no association": (",2026-09-08,,yes", "association", ""),
    "an unknown slot": ("roede-kors,2026-09-08,aften,yes", "slot", "aften"),
    "an American date": ("roede-kors,09/15/2026,,yes", "date", "09/15/2026"),
    "a date with slashes that could be Danish": (
        "roede-kors,15/09/2026,,yes",
        "date",
        "15/09/2026",
    ),
    "no date": ("roede-kors,,,yes", "date", ""),
    "an unknown answer": ("roede-kors,2026-09-15,,måske", "answer", "måske"),
    "no answer": ("roede-kors,2026-09-15,,", "answer", ""),
    "an answer that contradicts an earlier one": (
        "roede-kors,2026-09-08,eftermiddag,no",
        "answer",
        "no",
    ),
}


@pytest.mark.parametrize(("spoil", "column", "value"), SETTINGS.values(), ids=SETTINGS.keys())
def test_settings_are_refused_for(
    small: SmallSeason, spoil: Spoil, column: str, value: str | None
) -> None:
    fault = next(fault for fault in spoil(small).faults() if fault.column == column)
    assert fault.remedy is not None or fault.value is not None
    if fault.file == "season.toml" and value is not None:
        assert fault.value == value


@pytest.mark.parametrize(("spoil", "column", "value"), GEODATA.values(), ids=GEODATA.keys())
def test_geodata_is_refused_for(
    small: SmallSeason, spoil: Spoil, column: str, value: str | None
) -> None:
    fault = next(fault for fault in spoil(small).faults() if fault.column == column)
    assert fault.file in {"areas.geojson", "stops.geojson"}
    assert "Feature 1" in str(fault.what)
    assert (fault.value or "") == (value or "")


@pytest.mark.parametrize(
    ("row", "column", "value"), ASSOCIATION_ROWS.values(), ids=ASSOCIATION_ROWS.keys()
)
def test_associations_are_refused_for(
    small: SmallSeason, row: str, column: str, value: str | None
) -> None:
    fault = small.row("associations.csv", row).fault()
    assert (fault.file, fault.row) == ("associations.csv", 4)
    assert ((fault.column or ""), (fault.value or "")) == (column, value)


@pytest.mark.parametrize(("row", "column", "value"), ANSWER_ROWS.values(), ids=ANSWER_ROWS.keys())
def test_availability_is_refused_for(
    small: SmallSeason, row: str, column: str, value: str | None
) -> None:
    fault = small.row("availability.csv", row).fault()
    assert (fault.file, fault.row) == ("availability.csv", 4)
    assert ((fault.column or ""), (fault.value or "")) == (column, value)


def test_all_faults_of_all_files_are_found_in_one_run(small: SmallSeason) -> None:
    small.settings("seats = 12", "seats = -1").area(residents=-5).stop(visit_minutes=0)
    small.row("associations.csv", "x,X,,,-2,").row("availability.csv", "nobody,2026-09-08,,yes")
    faults = small.faults()
    assert {fault.file for fault in faults} == {
        "season.toml",
        "areas.geojson",
        "stops.geojson",
        "associations.csv",
        "availability.csv",
    }
    assert len(faults) == 5


def test_a_fault_in_settings_names_the_line(small: SmallSeason) -> None:
    fault = small.settings("seats = 12", "seats = -1").fault()
    lines = small.toml.splitlines()
    assert fault.row is not None
    assert lines[fault.row - 1] == "seats = -1"


def test_an_unknown_id_suggests_the_nearest(small: SmallSeason) -> None:
    fault = small.row("availability.csv", "roede-kross,2026-09-08,,yes").fault()
    assert str(fault.remedy) == "Did you mean roede-kors?"


def test_what_refers_to_a_file_that_cannot_be_read_is_not_blamed(small: SmallSeason) -> None:
    fault = small.file("areas.geojson", "{").fault()
    assert fault.file == "areas.geojson"


def test_a_refused_id_is_not_reported_again_where_it_is_used(small: SmallSeason) -> None:
    small.areas[0]["properties"]["id"] = "korsør"
    small.stops[0]["properties"]["area"] = "korsør"
    small.file("associations.csv", "id,name\nroede-kors,Røde Kors\naeldre-sagen,Ældre Sagen\n")
    assert small.fault().value == "korsør"


def test_a_flood_of_faults_of_one_kind_is_counted(small: SmallSeason) -> None:
    for number in range(1000):
        small.row("availability.csv", f"nobody-{number},2026-09-08,,yes")
    faults = small.faults()
    assert len(faults) == 101
    assert "900 more" in str(faults[-1].what)


def test_without_associations_tours_have_no_crew(small: SmallSeason) -> None:
    small.file("associations.csv", "id,name\n").file(
        "availability.csv", "association,date,slot,answer\n"
    )
    assert small.fault().file == "associations.csv"


def test_without_a_crew_no_association_is_needed(small: SmallSeason) -> None:
    small.file("associations.csv", "id,name\n").file(
        "availability.csv", "association,date,slot,answer\n"
    )
    season = small.settings("min = 1\nmax = 3", "min = 0\nmax = 0").load()
    assert season.associations == ()


def test_a_stop_far_outside_its_area_is_refused(small: SmallSeason) -> None:
    small.stops[0]["geometry"] = point(11.14, 55.33 + 0.02 + 0.005)
    assert "lies 557 m outside its area" in str(small.fault().what)


def test_a_stop_just_outside_its_area_is_a_warning(small: SmallSeason) -> None:
    small.stops[0]["geometry"] = point(11.14, 55.33 + 0.02 + 0.003)
    (warning,) = small.warnings()
    assert "lies 334 m outside its area" in str(warning.what)


def test_two_departures_with_the_same_file_name_are_refused(small: SmallSeason) -> None:
    small.append(BUS.format(id="a-museumsbus"))
    small.settings(
        'end = "17:00"}',
        'end = "17:00", id = "x-a"}, {name = "x", start = "8:00", end = "9:00"}',
    )
    assert "same file names" in str(small.fault().what)


def test_repeated_area_ids_are_refused(small: SmallSeason) -> None:
    small.areas.append(feature(square(11.0, 55.1), id="korsoer", name="Igen"))
    assert small.fault().value == "korsoer"
