import pytest
from builders import make_site

from scanner.browser.collectors.requests import collect
from scanner.browser.consent_mode import find_consent_mode
from scanner.browser.record import Moment, Record
from scanner.browser.secrets import Hasher
from scanner.words import ConsentChoice, Phase, Trigger

COLLECT = "https://region1.google-analytics.com/g/collect?v=2&cid=123.456"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("&gcs=G100&gcd=13p3p3p3p5l1", "gcs=G100 gcd=13p3p3p3p5l1"),
        ("&gcd=11t1t1t1t5&gcs=G111", "gcs=G111 gcd=11t1t1t1t5"),
        ("&gcs=G1--", "gcs=G1--"),
        ("&gcd=13l3l3l3l1", "gcd=13l3l3l3l1"),
        ("&gcs=G100&gcs=G111", "gcs=G100"),
        ("", None),
        ("&gcs=", None),
        ("&gcs=piet@voorbeeld.example&gcd=0612345678", None),
        (f"&gcd=1{'a' * 40}", None),
    ],
)
def test_only_values_of_the_known_shape_are_kept(query, expected):
    assert find_consent_mode(COLLECT + query) == expected


@pytest.mark.parametrize(
    "host",
    [
        "www.google-analytics.com",
        "region1.analytics.google.com",
        "www.google.nl",
        "www.google.co.uk",
        "google.com.au",
        "www.googletagmanager.com",
        "pagead2.googlesyndication.com",
        "www.googleadservices.com",
        "stats.g.doubleclick.net",
    ],
)
def test_hosts_of_google_are_asked(host):
    assert find_consent_mode(f"https://{host}/x?gcs=G110") == "gcs=G110"


@pytest.mark.parametrize(
    "host",
    ["www.winkel.example", "google.winkel.example", "notgoogle.com", "google.com.winkel.example"],
)
def test_another_host_may_mean_something_else_by_the_same_word(host):
    assert find_consent_mode(f"https://{host}/x?gcs=G110") is None


def test_both_words_together_are_google_s_on_a_host_of_the_site_too():
    url = "https://data.winkel.example/g/collect?v=2&gcs=G100&gcd=13l3l3l3l1"
    assert find_consent_mode(url) == "gcs=G100 gcd=13l3l3l3l1"


def test_the_record_of_a_request_has_the_values_and_the_rest_of_the_query_not():
    now = Moment("https://www.winkel.example/", 100.0, Trigger.LOAD, Phase.BEFORE)
    hasher = Hasher(b"key")
    record = Record(make_site(), ConsentChoice.NONE, hasher, now, lambda: 100.0, lambda url: None)
    asked = {"url": f"{COLLECT}&gcs=G100&gcd=13l3l3l3l1", "method": "POST"}
    record.network.on_request(
        {"requestId": "1", "request": asked, "wallTime": 100.0, "timestamp": 1.0}, (), now, 100.0
    )
    (request,) = collect(record)["requests"]
    assert (request.url, request.consent_mode) == (
        "https://region1.google-analytics.com/g/collect?v=&cid=&gcs=&gcd=",
        "gcs=G100 gcd=13l3l3l3l1",
    )
