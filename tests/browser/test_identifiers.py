from hashlib import sha256

import pytest

from scanner.browser.identifiers import (
    find_identifiers,
    looks_identifying,
    other_forms,
    tells_consent,
)
from scanner.browser.secrets import Hasher

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
        (
            "https://a.example/?d=eyJpZCI6InU3ZjNrOXEybTR4OCJ9",
            ("eyJpZCI6InU3ZjNrOXEybTR4OCJ9", "u7f3k9q2m4x8"),
        ),
        (
            "https://a.example/?d=dWlkPXU3ZjNrOXEybTR4OCZhPT8_",
            ("dWlkPXU3ZjNrOXEybTR4OCZhPT8_", "u7f3k9q2m4x8"),
        ),
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


def test_the_other_forms_of_an_identifier_are_without_case_and_hyphens_and_hashed():
    assert other_forms("5B2F-6c1e") == (
        "5b2f-6c1e",
        "5b2f6c1e",
        "ab7edad0dd78c12aed34b61b85adfa1c",
        "6eeb261832336fe5d74a16c817ba6afe00542784",
        "d662f4ad117e9a6f993b697b79313fbd40a3d6deffee99fdcfa483bfb60f49f4",
    )


def test_another_form_of_what_a_visit_stored_is_known_for_it():
    hasher = Hasher(b"key").for_visit()
    stored = hasher.value("uid=5B2F6C1E-8d34-4a7b").parts[0]
    forms = ("5b2f6c1e8d344a7b", sha256(b"5B2F6C1E-8d34-4a7b").hexdigest().upper())
    assert [hasher.identify(form) for form in forms] == [(stored.sha256, stored.length)] * 2


def test_what_was_not_stored_is_known_for_nothing_else():
    hasher = Hasher(b"key").for_visit()
    assert hasher.identify("u7f3k9q2m4x8") == (hasher.digest("u7f3k9q2m4x8"), 12)
