import pytest

from scanner.catalogue.load import SIGNATURES, Catalogue, load_catalogue
from scanner.catalogue.signature import Signature
from scanner.errors import PluginError
from scanner.words import Party

ACME = """
id = "acme"
name = "Acme"
owner = "Acme Inc."
country = "US"
category = "analytics"
basis = "made up"
source = "https://acme.example/"
hosts = ["acme.example"]
cookies = [{ name = "_acme*", party = "first" }]

[examples]
urls = ["https://cdn.acme.example/a.js"]
cookies = ["_acme_id"]

[counter_examples]
urls = ["https://acme.example.org/"]
cookies = ["acme"]
"""


def _load(tmp_path, **files):
    for name, text in files.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_catalogue(tmp_path)


CATALOGUE = load_catalogue()
SHIPPED = CATALOGUE.signatures


def test_every_shipped_signature_loads():
    assert len(SHIPPED) == len(list(SIGNATURES.glob("*.toml")))


def test_catalogue_knows_at_least_600_services_beside_those_of_the_demo():
    shipped = [s for s in SHIPPED if not s.source.endswith(".example/")]
    assert len(shipped) >= 600


def test_usual_lifetime_is_known_of_nine_cookies_in_ten():
    cookies = [cookie for signature in SHIPPED for cookie in signature.cookies]
    known = [cookie for cookie in cookies if cookie.lifetime is not None]
    assert len(known) / len(cookies) > 0.9


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('owner = "Acme Inc."\n', ""), "signatures/acme.toml: missing key 'owner'"),
        (('country = "US"', 'country = "Usa"'), "signatures/acme.toml: country: String should"),
        (('"analytics"', '"spying"'), "signatures/acme.toml: category: Input should be"),
        (('id = "acme"', 'id = "other"'), "id is 'other', its file name says 'acme'"),
        (('"_acme*"', '"_*"'), "signatures/acme.toml: cookies.0.name: .*matches nearly everything"),
        (('["acme.example"]', '["*.example"]'), "signatures/acme.toml: hosts: .*is no host"),
        (('["acme.example"]', '["co.uk"]'), "acme.toml: .*'co.uk' is shared by many owners"),
        (('["acme.example"]', '["github.io"]'), "acme.toml: .*'github.io' is shared by many"),
        (('hosts = ["acme', 'paths = ["/js"]\nhosts = ["acme'), "paths: .*'/js' is no path, or"),
        (('"_acme*"', '"*id"'), "signatures/acme.toml: cookies.0: .*'\\*id' means nothing alone"),
        (
            ("cdn.acme.example", "cdn.other.example"),
            "examples: https://cdn.other.* not match",
        ),
        (
            ("acme.example.org", "www.acme.example"),
            "counter_examples: https://www.acme.* matches",
        ),
        (('"_acme_id"', '"_other"'), "examples: cookie _other does not match"),
        (('["acme"]', '["_acme"]'), "counter_examples: cookie _acme matches"),
        (("[examples]", "[examples"), "signatures/acme.toml: "),
        (("[counter_examples]", "[more]"), "signatures/acme.toml: missing key 'counter_examples'"),
    ],
)
def test_broken_signature_is_refused_with_file_and_entry(tmp_path, change, message):
    broken = ACME.replace(*change)
    assert broken != ACME
    with pytest.raises(PluginError, match=message):
        _load(tmp_path, acme=broken)


BETA = ACME.replace("acme", "beta").replace("Acme", "Beta")


@pytest.mark.parametrize(
    ("own", "shared", "entry"),
    [
        ('hosts = ["beta.example"]', 'hosts = ["acme.example"]', "host acme.example"),
        ('"_beta*"', '"_acme*"', "cookie _acme\\* .first party, domain any, setter any."),
        ('country = "US"', 'country = "US"\npaths = ["/acme.js"]', "path /acme.js"),
        ('country = "US"', 'country = "US"\nstorage = [{ key = "acme" }]', "storage acme"),
    ],
)
def test_two_signatures_may_not_claim_the_same(tmp_path, own, shared, entry):
    acme = ACME.replace(own, shared)
    claimed = f"signatures/beta.toml: {entry} is claimed by signatures/acme.toml too"
    with pytest.raises(PluginError, match=claimed):
        _load(tmp_path, acme=acme, beta=BETA.replace(own, shared))


def test_signature_whose_cookie_another_one_takes_is_refused(tmp_path):
    thief = BETA.replace('"_beta*"', '"_acme_i*"').replace('"_beta_id"', '"_acme_ix"')
    with pytest.raises(
        PluginError, match=r"acme.toml: examples: cookie _acme_id matches signature 'beta' instead"
    ):
        _load(tmp_path, acme=ACME, beta=thief)


def test_signature_whose_url_another_one_takes_is_refused(tmp_path):
    thief = BETA.replace("beta.example", "cdn.acme.example")
    with pytest.raises(
        PluginError, match=r"acme.toml: examples: https.* matches signature 'beta' instead"
    ):
        _load(tmp_path, acme=ACME, beta=thief)


PATHS = ACME.replace("hosts = [", 'paths = ["/acme.js"]\nhosts = [')
CARRIER = BETA.replace('country = "US"', 'country = "US"\ncarrier = true')


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("https://winkel.example/static/acme.js", "acme"),
        ("https://cdn.beta.example/acme.js", "acme"),
        ("https://cdn.beta.example/beta.js", "beta"),
    ],
)
def test_path_on_any_host_says_more_than_a_carrier_of_scripts(tmp_path, url, service):
    catalogue = _load(tmp_path, acme=PATHS, beta=CARRIER)
    assert catalogue.find_by_url(url).id == service


def test_host_says_more_than_a_path_on_any_host(tmp_path):
    found = _load(tmp_path, acme=PATHS, beta=BETA).find_by_url("https://beta.example/acme.js")
    assert found.id == "beta"


@pytest.mark.parametrize("signature", SHIPPED, ids=[signature.id for signature in SHIPPED])
def test_shipped_signature_says_what_each_cookie_is_for_and_where_that_is_from(signature):
    assert [cookie.name for cookie in signature.cookies if not cookie.purpose] == []
    assert all(page.startswith("https://") for page in signature.source.split(", "))
    assert not signature.hosts or signature.examples.urls
    assert not signature.cookies or signature.examples.cookies


def test_leading_demo_is_no_part_of_the_id(tmp_path):
    assert [s.id for s in _load(tmp_path, demo_acme=ACME).signatures] == ["acme"]


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("https://www.google.com/recaptcha/api.js?render=", "google-recaptcha"),
        ("https://www.google.com/recaptcha/enterprise.js", "google-recaptcha"),
        ("https://www.gstatic.com/recaptcha/releases/x/recaptcha__nl.js", "google-recaptcha"),
        ("https://www.google.com/pagead/1p-user-list/1/", "google-ads"),
        ("https://www.google.com/maps/embed", "google-maps"),
        ("https://www.google.com/", None),
        ("https://stats.g.doubleclick.net/g/collect", "google-analytics"),
        ("https://cm.g.doubleclick.net/pixel", "google-ads"),
        ("https://connect.facebook.net/nl_NL/sdk.js", "facebook-plugins"),
        ("https://connect.facebook.net/signals/config/1", "meta-pixel"),
    ],
)
def test_paths_come_before_domains(url, service):
    found = CATALOGUE.find_by_url(url)
    assert (found.id if found else None) == service


def test_name_that_means_nothing_alone_needs_its_domain():
    assert [
        CATALOGUE.find_by_cookie("uid", Party.THIRD, domain, None)[0].id
        for domain in ("criteo.com", "track.adform.net")
    ] == ["criteo", "adform"]
    assert CATALOGUE.find_by_cookie("uid", Party.THIRD, "cdn.example", None) is None


def test_name_that_means_nothing_alone_can_need_its_setter():
    signature = Signature.model_validate(
        {
            "id": "acme",
            "name": "Acme",
            "owner": "Acme Inc.",
            "country": "US",
            "category": "analytics",
            "basis": "made up",
            "source": "https://acme.example/",
            "cookies": [{"name": "id", "party": "first", "setter": "acme.example"}],
            "examples": {"cookies": ["id"]},
            "counter_examples": {"cookies": ["ids"]},
        }
    )
    catalogue = Catalogue((signature,))
    assert catalogue.find_by_cookie("id", Party.FIRST, "winkel.example", None) is None
    assert catalogue.find_by_cookie("id", Party.FIRST, "winkel.example", "cdn.acme.example")


def test_party_is_part_of_a_cookie_pattern():
    assert CATALOGUE.find_by_cookie("_ga", Party.THIRD, "cdn.example", None) is None


def test_name_that_several_services_have_is_listed_once(tmp_path):
    alias = 'aliases = ["Acme Group"]\ncountry = "US"'
    acme, beta = (text.replace('country = "US"', alias) for text in (ACME, BETA))
    assert _load(tmp_path, acme=acme, beta=beta).names == ("Acme", "Acme Group", "Beta")
