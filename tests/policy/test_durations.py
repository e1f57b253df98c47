import pytest

from scanner.languages import language_tables
from scanner.policy.durations import days_of, find_durations, parse_duration

DUTCH = {
    "2 jaar": "P2Y",
    "13 maanden": "P13M",
    "twaalf (12) maanden": "P12M",
    "12 (twaalf) maanden": "P12M",
    "een half jaar": "P6M",
    "anderhalf jaar": "P18M",
    "1,5 jaar": "P18M",
    "5 maanden 27 dagen": "P5M27D",
    "1 jaar en 1 maand": "P1Y1M",
    "één jaar": "P1Y",
    "1 jr": "P1Y",
    "6 mnd": "P6M",
    "2 wk": "P2W",
    "30 minuten": "PT30M",
    "24 uur": "PT24H",
    "60 seconden": "PT60S",
    "negentig dagen": "P90D",
    "1.000 dagen": "P1000D",
    "3 tot 6 maanden": "P6M",
    "3-6 maanden": "P6M",
    "2 years": "P2Y",
    "2y": "P2Y",
    "Sessie": "session",
    "Session": "session",
    "Einde van de sessie": "session",
    "Tot u de browser afsluit": "session",
    "Persistent": "indefinite",
    "onbeperkt": "indefinite",
    "Varieert": "varies",
    "P1Y": "P1Y",
    "30 minuten of 2 jaar": "P2Y",
}
OTHERS = {
    ("two years", "en"): "P2Y",
    ("24 hours", "en"): "PT24H",
    ("a year", "en"): "P1Y",
    ("twelve (12) months", "en"): "P12M",
    ("1 year 1 month 4 days", "en"): "P1Y1M4D",
    ("half a year", "en"): "P6M",
    ("one and a half years", "en"): "P18M",
    ("30-day", "en"): "P30D",
    ("never", "en"): "indefinite",
    ("when you close your browser", "en"): "session",
    ("zwei Jahre", "de"): "P2Y",
    ("sieben Tage", "de"): "P7D",
    ("ein halbes Jahr", "de"): "P6M",
    ("Sitzungsende", "de"): "session",
    ("dauerhaft", "de"): "indefinite",
    ("13 mois", "fr"): "P13M",
    ("un an", "fr"): "P1Y",
    ("six mois", "fr"): "P6M",
    ("fermeture du navigateur", "fr"): "session",
    ("2 minutes", "xx"): "PT2M",
}


@pytest.mark.parametrize(("text", "duration"), DUTCH.items())
def test_a_dutch_duration_is_read(text, duration):
    assert parse_duration(text, "nl") == duration


@pytest.mark.parametrize(("phrase", "duration"), OTHERS.items())
def test_a_duration_of_another_language_is_read(phrase, duration):
    assert parse_duration(*phrase) == duration


@pytest.mark.parametrize(
    "text",
    ["", "-", "jaarlijks", "art. 6:162", "2018", "_ga", "artikel 5", "jaar", "24/7", "v2.1 d"],
)
def test_what_is_no_duration_gives_none(text):
    assert parse_duration(text, "nl") is None


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("maximaal 2 jaar", "max"),
        ("niet langer dan 2 jaar", "max"),
        ("tot 2 jaar na uw bezoek", "max"),
        ("ongeveer 2 jaar", "about"),
        ("ca. 2 jaar", "about"),
        ("precies 2 jaar", "exact"),
        ("minimaal 2 jaar", "min"),
        ("langer dan 2 jaar", "min"),
        ("een maximum van 2 jaar", "max"),
        ("bewaard gedurende 2 jaar", None),
    ],
)
def test_the_word_before_a_duration_is_its_operator(text, op):
    assert [(found.duration, found.op) for found in find_durations(text, "nl")] == [("P2Y", op)]


def test_each_duration_knows_where_it_stands():
    text = "Wij bewaren logs 30 dagen en orders 7 jaar."
    found = find_durations(text, "nl")
    assert [(text[one.start : one.end], one.duration) for one in found] == [
        ("30 dagen", "P30D"),
        ("7 jaar", "P7Y"),
    ]


def test_letters_of_another_word_are_no_unit():
    found = find_durations("a fault, and they go after thirty (30) days", "en")
    assert [one.duration for one in found] == ["P30D"]


def test_letters_that_change_length_in_lower_case_move_nothing():
    text = "İİ 2 jaar"
    (found,) = find_durations(text, "nl")
    assert text[found.start : found.end] == "2 jaar"


def test_durations_compare_in_days():
    assert [round(days_of(one), 2) for one in ("P1Y", "P2W1D", "PT36H")] == [365.25, 15.0, 1.5]


@pytest.mark.parametrize("language", language_tables())
def test_every_language_names_durations(language):
    assert parse_duration("3 min", language) == "PT3M"
