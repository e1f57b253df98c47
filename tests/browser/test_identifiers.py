import pytest

from scanner.browser.identifiers import find_identifiers, looks_identifying, tells_consent

NOW = 1_795_000_000.0  # in November 2026


@pytest.mark.parametrize(
    "part",
    [
        "u7f3k9q2m4x8",
        "4f9d2c1ab37e5d60",
        "5b2f6c1e-8d34-4a7b-9c10-2e5f7a8b9d3c",
        "CAESEKJr8n2Wq0bV7uXy5ZtLm3",
        "9876543210",  # ten digits, far from any time of now
        "384726519",
        "1795000000-u7f3k9q2m4x8",  # an identifier beside a time
    ],
)
def test_an_identifier_looks_identifying(part):
    assert looks_identifying(part, NOW)


@pytest.mark.parametrize(
    "part",
    [
        "a1b2c3",  # short
        "analytics",
        "NotProvided",
        "winter-campaign-2026",
        "artikel1234",
        "00000000",
        "12121212",
        "1795000123",
        "1795000123456",
        "1795000123-1234",
        "20261122",
        "2026-11-22",
        "2026-11-22T0301",
        "20261122030107",
        "1920x1080",
        "1920x1080x24",
        "1-0-38-20-123",
        "nl_NL-utf-8",
        "CQBz8YAQBz8YAAHABBENA5EgAAAAAAAAAAAAAAAAAAAA1",  # a consent string
        "a1" * 300,
    ],
)
def test_a_time_date_size_word_or_choice_does_not(part):
    assert not looks_identifying(part, NOW)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://a.example/p.gif?uid=u7f3k9q2m4x8&x=1", ("u7f3k9q2m4x8",)),
        ("https://a.example/p/u7f3k9q2m4x8/1.gif", ("u7f3k9q2m4x8",)),
        ("https://a.example/p.gif?u7f3k9q2m4x8", ("u7f3k9q2m4x8",)),
        ("https://a.example/?u=https%3A%2F%2Fb.example%2F%3Fid%3Du7f3k9q2m4x8", ("u7f3k9q2m4x8",)),
        ("https://a.example/?u=v1.u7f3k9q2m4x8.9&w=u7f3k9q2m4x8", ("u7f3k9q2m4x8",)),
        ("https://a.example/?gdpr_consent=u7f3k9q2m4x8", ()),
        ("https://u7f3k9q2m4x8.example/#u7f3k9q2m4x8", ()),
        ("https://[a/", ()),
    ],
)
def test_identifiers_are_found_in_the_path_and_the_query_values(url, found):
    assert find_identifiers(url, NOW) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("id=u7f3k9q2m4x8&v=1", ("u7f3k9q2m4x8",)),
        ("consent=u7f3k9q2m4x8", ()),
        ('{"consent": 1, "ids": ["u7f3k9q2m4x8"]}', ("u7f3k9q2m4x8",)),
        ("", ()),
    ],
)
def test_identifiers_are_found_in_what_is_sent_along(body, found):
    assert find_identifiers("https://a.example/p", NOW, body) == found


@pytest.mark.parametrize("name", ["gdpr_consent", "euconsent-v2", "us_privacy", "gpp", "tcfString"])
def test_a_name_can_tell_that_it_holds_a_choice(name):
    assert tells_consent(name)
