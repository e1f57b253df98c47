import pytest

from scanner import languages
from scanner.errors import PluginError
from scanner.languages import month_names
from scanner.policy.dates import find_dates


@pytest.mark.parametrize(
    ("text", "language", "stated"),
    [
        ("Laatst gewijzigd op 26 november 2018.", "nl", "2018-11-26"),
        ("05-07-2023 | Privacybeleid", "nl", "2023-07-05"),
        ("versie van 11/06/2024", "nl", "2024-06-11"),
        ("versie 11/06/2024", "en", "2024-06-11"),
        ("2024-06-11", "nl", "2024-06-11"),
        ("1.3.2022", "de", "2022-03-01"),
        ("Stand: 1. März 2022", "de", "2022-03-01"),
        ("Mise à jour le 1er août 2023", "fr", "2023-08-01"),
        ("7 sept. 2024", "nl", "2024-09-07"),
        ("le 3 fevrier 2021", "fr", "2021-02-03"),
        ("Last updated: June 5, 2024", "en", "2024-06-05"),
        ("5th of June 2024", "en", "2024-06-05"),
        ("Effective June 2024", "en", "2024-06"),
        ("juni 2024", "nl", "2024-06"),
        ("Last updated 3 May 2021", "nl", "2021-05-03"),
        ("12/25/2023", "en", "2023-12-25"),
        ("1-2-24", "nl", "2024-02-01"),
    ],
)
def test_a_date_is_read_day_first(text, language, stated):
    assert [date for _, _, date in find_dates(text, language)] == [stated]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31-02-2023",
        "2016/679",
        "artikel 6 lid 1",
        "versie 2.1.3",
        "in de 2018",
        "088-1805250",
        "99.99.2020",
        "IP 10.11.12.13",
    ],
)
def test_what_is_no_date_gives_none(text):
    assert list(find_dates(text, "nl")) == []


def test_each_date_knows_where_it_stands():
    text = "Van 1 mei 2020 tot 3-4-2021."
    assert [(text[start:end], stated) for start, end, stated in find_dates(text, "nl")] == [
        ("1 mei 2020", "2020-05-01"),
        ("3-4-2021", "2021-04-03"),
    ]


@pytest.mark.parametrize(
    ("tables", "why"),
    [
        ({"xx": {}}, "xx.toml: months: Input should be a valid tuple"),
        ({"xx": {"months": ["mei"]}}, "xx.toml: months: Tuple should have at least 12 items"),
        ({"xx": {"months": ["(mei", *"abcdefghijk"]}}, r"'\(mei' is no regular expression"),
    ],
)
def test_a_language_file_without_twelve_months_is_refused(monkeypatch, tables, why):
    monkeypatch.setattr(languages, "language_tables", lambda: tables)
    with pytest.raises(PluginError, match=why):
        month_names.__wrapped__()
