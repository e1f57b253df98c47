import pytest
from pydantic import ValidationError

from scanner.catalogue.signature import CookiePattern, Signature, StoragePattern, Variant
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


@pytest.mark.parametrize("name", ["id", "u", "_s", "dc", "uid", "session", "*id", "ses*"])
def test_name_that_means_nothing_alone_needs_its_domain_or_setter(name):
    with pytest.raises(ValidationError, match="means nothing alone: give the domain or the setter"):
        CookiePattern(name=name, party=Party.FIRST)
    CookiePattern(name=name, party=Party.FIRST, setter="acme.example")
    CookiePattern(name=name, party=Party.THIRD, domain="acme.example")


def test_storage_key_that_means_nothing_alone_is_refused():
    with pytest.raises(ValidationError, match="'token' means nothing alone: leave it out"):
        StoragePattern(key="token")


@pytest.mark.parametrize("lifetime", ["13 months", "P", "P1Y2M", "30", "Session"])
def test_lifetime_is_a_duration_of_one_unit_or_of_the_session(lifetime):
    with pytest.raises(ValidationError, match="lifetime"):
        CookiePattern(name="_acme", party=Party.FIRST, lifetime=lifetime)
    for right in ("session", "P13M", "PT30M", None):
        CookiePattern(name="_acme", party=Party.FIRST, lifetime=right)


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


def _signature(**fields):
    given = {"urls": ("https://veiling.example/",)}
    return Signature.model_validate(
        {
            "id": "veiling",
            "name": "Veiling",
            "owner": "Veiling B.V.",
            "country": "NL",
            "category": "advertising",
            "basis": "made up",
            "source": "https://veiling.example/",
            "hosts": ("veiling.example",),
            "examples": given,
            "counter_examples": given,
            **fields,
        }
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://bod.veiling.example/rtb/bod?id=", True),
        ("https://bod.veiling.example/rtb/bod/2", True),
        ("https://eu.bod.veiling.example/rtb/bod", True),
        ("https://bod.veiling.example/rtb/bodemloos", False),
        ("https://bod.veiling.example/", False),
        ("https://www.veiling.example/rtb/bod", False),
    ],
)
def test_only_the_addresses_it_gives_ask_a_service_for_bids(url, expected):
    asked = _signature(auctions=("bod.veiling.example/rtb/bod",))
    assert asked.asks_for_bids(url) is expected


@pytest.mark.parametrize("entry", ["bod.veiling.example", "bod.elders.example/rtb"])
def test_address_for_bids_is_a_path_of_the_services_own_hosts(entry):
    with pytest.raises(ValidationError, match="is no host/path of its hosts"):
        _signature(auctions=(entry,))


def test_only_a_service_for_advertising_asks_for_bids():
    with pytest.raises(ValidationError, match="only a service for advertising asks for bids"):
        _signature(category="analytics", auctions=("bod.veiling.example/rtb",))
