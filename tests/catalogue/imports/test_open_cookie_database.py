import json

import pytest
from listings import COOKIES_CSV, COOKIES_JSON

from scanner.catalogue.imports.open_cookie_database import FORMAT
from scanner.catalogue.listed import ListedCookie, ListedService
from scanner.errors import ListError
from scanner.words import Category, Party

HEAD = COOKIES_CSV.splitlines()[0]


def _row(name, *, domain="", wildcard=0, category="Analytics", span=""):
    return f"{HEAD}\n9,Teller,{category},{name},{domain},,{span},Teller B.V.,,{wildcard}\n"


def _names(text):
    return [(cookie.name, cookie.party, cookie.domain) for cookie in FORMAT.read(text, "x").cookies]


def test_both_forms_are_recognised_and_other_json_is_not():
    assert FORMAT.recognise(COOKIES_CSV)
    assert FORMAT.recognise(COOKIES_JSON)
    assert not FORMAT.recognise('{"a": 1}')


def test_row_becomes_a_cookie_with_all_that_it_says():
    assert FORMAT.read(COOKIES_CSV, "ocd").cookies[0] == ListedCookie(
        name="teller_bezoek",
        party=Party.FIRST,
        domain=None,
        purpose="Counts visits",
        lifetime="P2Y",
        category=Category.ANALYTICS,
        service=ListedService(
            list_id="ocd", name="Teller", owner="Teller B.V.", category=Category.ANALYTICS
        ),
    )


def test_names_that_mean_nothing_and_short_wildcards_are_refused_and_counted():
    content = FORMAT.read(COOKIES_CSV, "ocd")
    assert [(cookie.name, cookie.domain) for cookie in content.cookies] == [
        ("teller_bezoek", None),
        ("id", "teller.example"),
        ("tellerkeuze_*", None),
    ]
    assert content.refused == 2


def test_json_says_the_same():
    (cookie,) = FORMAT.read(COOKIES_JSON, "ocd").cookies
    assert (cookie.name, cookie.purpose, cookie.lifetime, cookie.category) == (
        "teller*",
        "A choice",
        "PT12H",
        Category.PREFERENCES,
    )


def test_a_row_may_name_the_site_itself_and_other_domains():
    domain = "teller.example (3rd party) or advertiser's website domain (1st party)"
    assert _names(_row("telid", domain=domain)) == [
        ("telid", Party.THIRD, "teller.example"),
        ("telid", Party.FIRST, None),
    ]


def test_what_an_earlier_row_said_is_refused():
    content = FORMAT.read(_row("telid") + _row("telid").splitlines()[1], "x")
    assert (len(content.cookies), content.refused) == (1, 1)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [("telid [x2]", "telid"), ("telid<Number>x", "telid*"), ("tel*id", "tel*id")],
)
def test_names_are_cleaned_of_what_is_no_name(name, cleaned):
    assert _names(_row(name)) == [(cleaned, Party.FIRST, None)]


@pytest.mark.parametrize("name", ["tel id", "**", "---"])
def test_what_is_no_name_is_refused(name):
    assert FORMAT.read(_row(name), "x").refused == 1


@pytest.mark.parametrize(
    ("span", "lifetime"),
    [
        ("End of session (browser)", "session"),
        ("2 weeks", "P14D"),
        ("6 months after last activity", "P6M"),
        ("10 minutes", "PT10M"),
        ("persistent", None),
        ("", None),
    ],
)
def test_lifetimes_are_read_where_they_are_plain(span, lifetime):
    (cookie,) = FORMAT.read(_row("telid", span=span), "x").cookies
    assert cookie.lifetime == lifetime


def test_unknown_category_is_named_with_its_line():
    with pytest.raises(ListError, match=r"line 2: unknown category 'Vreemd'"):
        FORMAT.read(_row("telid", category="Vreemd"), "x")


def test_missing_column_is_named():
    with pytest.raises(ListError, match="line 1: missing column 'Category'"):
        FORMAT.read("ID,Platform,Soort\n", "x")


def test_line_that_is_cut_off_is_named():
    with pytest.raises(ListError, match="line 2: fewer columns"):
        FORMAT.read(f"{HEAD}\n1,Teller,Ana", "x")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"Teller": {}}, "Teller: expected a list of cookies"),
        ({"Teller": [{"cookie": "a"}]}, "Teller, entry 1: expected an object with cookie"),
    ],
)
def test_broken_json_entry_is_named(data, words):
    with pytest.raises(ListError, match=words):
        FORMAT.read(json.dumps(data), "x")


def test_json_that_is_cut_off_says_so():
    with pytest.raises(ListError, match="not JSON, perhaps cut off"):
        FORMAT.read(COOKIES_JSON[:-5], "x")
