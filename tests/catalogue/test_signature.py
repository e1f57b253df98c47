import pytest
from pydantic import ValidationError

from scanner.catalogue.signature import CookiePattern, StoragePattern, Variant, below, fits
from scanner.words import Party

V3 = Variant(
    name="v3", path="/recaptcha/api.js", parameter="render", except_values=("explicit", "onload")
)


@pytest.mark.parametrize("name", ["*", "_*", "**", "*_*", "a*"])
def test_cookie_pattern_that_matches_nearly_everything_is_refused(name):
    with pytest.raises(ValidationError, match="matches nearly everything"):
        CookiePattern(name=name, party=Party.FIRST)


def test_storage_pattern_that_matches_nearly_everything_is_refused():
    with pytest.raises(ValidationError, match="matches nearly everything"):
        StoragePattern(key="*")


def test_star_stands_for_anything():
    assert [fits("_ga_*", name) for name in ("_ga_AB12", "_ga_", "_ga", "x_ga_1")] == [
        True,
        True,
        False,
        False,
    ]


def test_dot_in_a_pattern_stands_for_itself():
    assert not fits("_pk_id.*", "_pk_idx1")


def test_domain_below_is_not_a_domain_that_ends_alike():
    assert [
        below(host, "clarity.ms") for host in ("clarity.ms", "www.clarity.ms", "xclarity.ms")
    ] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?render=6Lsitekey", True),
        ("?render=explicit", False),
        ("?render=", False),  # a recorded URL carries no values: the variant stays open
        ("", False),
    ],
)
def test_variant_needs_the_value_of_its_parameter(query, expected):
    assert V3.matches(f"https://www.google.com/recaptcha/api.js{query}") is expected
