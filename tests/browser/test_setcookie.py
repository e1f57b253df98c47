from datetime import UTC, datetime

import pytest

from scanner.browser.secrets import Hasher
from scanner.browser.setcookie import Offer, parse_date, parse_line, parse_options

HASHER = Hasher(b"key")
BOTH = "a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:10 GMT"


def offer(line: str, **given: object) -> Offer:
    fields = {
        "name": "a",
        "value": HASHER.value("1"),
        "domain": None,
        "path": None,
        "secure": False,
        "http_only": False,
        "same_site": None,
        "partitioned": False,
        "max_age": None,
        "expires": None,
        "line_hash": HASHER.digest(line),
    }
    return Offer(**{**fields, **given})


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a=1", {}),
        (" a = 1 ; path = /x", {"path": "/x"}),
        ("a=1; Path=relative", {}),
        ("a=1; Domain=.Winkel.Example", {"domain": "winkel.example"}),
        ("a=1; Secure; HttpOnly", {"secure": True, "http_only": True}),
        ("a=1; SameSite=lax", {"same_site": "Lax"}),
        ("a=1; SameSite=whatever; Partitioned", {"partitioned": True}),
        (BOTH, {"max_age": 60, "expires": 10.0}),
        ("a=1; Max-Age=-1", {"max_age": -1}),
        ("a=1; Max-Age=+5", {"max_age": 5}),
        ("a=1; Max-Age=" + "9" * 30, {"max_age": 10**12}),
        ("a=1; Max-Age=soon", {}),
        ("a=1; Domain=München.example", {"domain": "xn--mnchen-3ya.example"}),
        ("a=1; Domain=ü..example", {"domain": "ü..example"}),
        ("a=1; Expires=never", {}),
        ("a=1; path=/x; path=/y", {"path": "/y"}),
        ("a=x=y", {"value": HASHER.value("x=y")}),
        ("=x", {"name": "", "value": HASHER.value("x")}),
        ("bare", {"name": "", "value": HASHER.value("bare")}),
    ],
)
def test_a_set_cookie_line_is_read_as_browsers_read_it(line: str, expected: dict) -> None:
    assert parse_line(line, HASHER) == offer(line, **expected)


@pytest.mark.parametrize(
    "text",
    [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "6 nov 94 8:49:37",
    ],
)
def test_every_form_of_a_cookie_date_is_the_same_moment(text: str) -> None:
    assert parse_date(text) == datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    "text", ["", "soon", "32 Nov 1994 08:00:00", "6 Nov 1994 25:00:00", "6 Nov 1994"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_max_age_wins_over_expires() -> None:
    assert parse_line(BOTH, HASHER).lifetime(0.0) == 60.0


def test_session_cookie_has_no_lifetime() -> None:
    assert parse_line("a=1", HASHER).lifetime(1000.0) is None


def test_an_expiry_in_the_past_is_a_negative_lifetime() -> None:
    line = "a=1; Expires=Thu, 01 Jan 1970 00:00:10 GMT"
    assert parse_line(line, HASHER).lifetime(15.0) == -5.0


def test_the_cookie_store_has_defaults_of_its_own() -> None:
    read = parse_options({"name": "a", "value": "1", "expires": 5000}, HASHER)
    assert read == offer("a=1", path="/", secure=True, same_site="Strict", expires=5.0)


def test_the_cookie_store_may_be_given_an_age() -> None:
    read = parse_options({"name": "a", "value": "1", "maxAge": 60.0}, HASHER)
    assert read == offer("a=1", path="/", secure=True, same_site="Strict", max_age=60)


def test_equal_identifiers_are_found_in_other_values_and_in_clear_nowhere() -> None:
    cookie, query = HASHER.value("GA1.1.1234567890.1700000000"), HASHER.value("cid=1234567890")
    assert set(cookie.parts) & set(query.parts) == set(HASHER.value("1234567890").parts)
    assert "1234567890" not in cookie.model_dump_json()


def test_another_installation_makes_other_hashes() -> None:
    assert Hasher(b"other").value("12345678") != HASHER.value("12345678")
