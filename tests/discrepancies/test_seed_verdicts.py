"""The verdict on every claim of the five seeds, against visits made by hand."""

from pathlib import Path

import pytest
from builders import (
    DAY_S,
    make_cookie,
    make_full_observations,
    make_observation,
    make_request,
    make_site,
    make_stored_item,
)

from scanner.catalogue.match import load_catalogue, make_inventory
from scanner.discrepancies.compare import compare
from scanner.discrepancies.rule import Case
from scanner.models import Consent, Setter
from scanner.seeds import load_documents
from scanner.words import ConsentChoice, ConsentOutcome, Party, Phase, SetVia, Verdict

CATALOGUE = load_catalogue()
DOCUMENTS = {
    document.id: document
    for document in load_documents(Path(__file__).parents[2] / "seeds" / "policies")
}


def busy(domain, phase=Phase.BEFORE):
    """Analytics, an advertiser, a CAPTCHA, a choice of language and a basket in localStorage."""
    host, home = f"www.{domain}", f"https://www.{domain}/"
    tag = "https://www.googletagmanager.com/gtag/js"
    by_tag = Setter(
        via=SetVia.SCRIPT,
        api="document.cookie",
        url=tag,
        host="www.googletagmanager.com",
        party=Party.THIRD,
        initiators=(home,),
    )
    cookies = (
        make_cookie("PHPSESSID", host, site=domain),
        make_cookie("pll_language", host, site=domain, lifetime_s=365 * DAY_S),
        make_cookie("_ga", domain, site=domain, lifetime_s=400 * DAY_S, set_by=by_tag),
        make_cookie("IDE", "doubleclick.net", site=domain, lifetime_s=390 * DAY_S),
        make_cookie("_GRECAPTCHA", "www.google.com", site=domain, lifetime_s=180 * DAY_S),
    )
    requests = (
        make_request(f"{tag}?id=G-1", site=domain),
        make_request("https://region1.google-analytics.com/g/collect?v=2", site=domain),
        make_request("https://googleads.g.doubleclick.net/pagead/id", site=domain),
        make_request("https://www.google.com/recaptcha/api.js", site=domain),
    )
    return {
        "cookies": tuple(cookie.model_copy(update={"phase": phase}) for cookie in cookies),
        "requests": tuple(each.model_copy(update={"phase": phase}) for each in requests),
        "storage": (make_stored_item("winkelmand", site=domain, phase=phase),),
    }


def asked(domain):
    """The same, after everything was accepted and not before; a refusal is heeded."""
    done = Consent(outcome=ConsentOutcome.DONE)
    visits = make_full_observations(domain, consent=done)
    return tuple(
        visit.model_copy(update=busy(domain, Phase.AFTER))
        if visit.choice is ConsentChoice.ACCEPT
        else visit
        for visit in visits
    )


VISITS = {
    "a glance": lambda domain: (make_observation(domain),),
    "quiet": make_full_observations,
    "busy": lambda domain: make_full_observations(domain, **busy(domain)),
    "asked": asked,
}

CLARANET = {
    "a glance": {"consistent": "encryption"},
    "quiet": {
        "consistent": "encryption",
        "not_observed": "cookies-used cookies-analytics cookies-preferences",
    },
    "busy": {
        "confirmed": "cookies-used cookies-analytics cookies-preferences",
        "consistent": "encryption usage-data transfer-outside-eea sharing-advertisers-aggregated "
        "cookies-session cookies-persistent cookies-third-party cookies-advertising "
        "advertising-third-party-served",
        "contradicted": "consent-for-marketing targeted-advertising",
        "undisclosed": "silent-cookies-lifetime silent-tracking-third-party "
        "silent-captcha-service silent-storage-web-storage",
    },
    "asked": {
        "confirmed": "cookies-used cookies-analytics cookies-preferences consent-for-marketing "
        "targeted-advertising",
        "consistent": "encryption usage-data transfer-outside-eea sharing-advertisers-aggregated "
        "cookies-session cookies-persistent cookies-third-party cookies-advertising "
        "advertising-third-party-served",
        "undisclosed": "silent-cookies-lifetime silent-tracking-third-party "
        "silent-captcha-service silent-storage-web-storage silent-consent-mechanism",
    },
}
LEASEWEB_BUSY = {
    "confirmed": "captcha-recaptcha tracking-recaptcha targeted-advertising",
    "consistent": "encryption-transport ip-address-recaptcha sharing-recaptcha "
    "transfer-outside-eea",
    "undisclosed": "silent-cookies-used silent-cookies-lifetime silent-cookies-third-party "
    "silent-cookies-analytics",
}
SILENT = (
    "silent-cookies-used silent-cookies-lifetime silent-cookies-third-party "
    "silent-tracking-third-party silent-captcha-service"
)
NETOPERATOR_BUSY = {
    "consistent": "usage-data-visits usage-data-fraud usage-data-searches transfer-outside-eea",
    "undisclosed": SILENT,
}
TOTAALNET_BUSY = {"consistent": "usage-data", "undisclosed": SILENT}


def and_asked(verdicts):
    """The verdicts where the site asks first and the text says nothing of that."""
    return verdicts | {"undisclosed": f"{verdicts['undisclosed']} silent-consent-mechanism"}


# What is not listed is open: "may" that was not seen, silence where nothing was, text alone.
EXPECTED = {
    "claranet-2023": CLARANET,
    "claranet-rely-undated": CLARANET,
    "leaseweb-network-2020": {
        "a glance": {"consistent": "encryption-transport"},
        "quiet": {
            "consistent": "encryption-transport",
            "not_observed": "captcha-recaptcha tracking-recaptcha ip-address-recaptcha "
            "sharing-recaptcha targeted-advertising transfer-outside-eea",
        },
        "busy": LEASEWEB_BUSY,
        "asked": and_asked(LEASEWEB_BUSY),
    },
    "netoperator-2018": {
        "a glance": {},
        "quiet": {},
        "busy": NETOPERATOR_BUSY,
        "asked": and_asked(NETOPERATOR_BUSY),
    },
    "totaalnet-undated": {
        "a glance": {},
        "quiet": {"supported": "no-sharing"},
        "busy": TOTAALNET_BUSY,
        "asked": and_asked(TOTAALNET_BUSY),
    },
}


def judged(document, visits, **site):
    domain = document.governs[-1]
    where = make_site(domain, **site)
    case = Case(where, make_inventory(where, visits(domain), CATALOGUE), (document,))
    return {verdict.claim.id: str(verdict.verdict) for verdict in compare(case)}


@pytest.mark.parametrize("scene", VISITS)
@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=lambda document: document.id)
def test_every_claim_of_a_seed_gets_the_right_verdict(document, scene):
    listed = EXPECTED[document.id][scene].items()
    decided = {claim: verdict for verdict, claims in listed for claim in claims.split()}
    every = dict.fromkeys((claim.id for claim in document.claims), "open")
    assert judged(document, VISITS[scene]) == every | decided


@pytest.mark.parametrize(
    ("seed", "never"),
    [
        ("claranet-2023", {"supported"}),
        ("claranet-rely-undated", {"supported"}),
        # Whatever it says firmly is about its CAPTCHA, or is no matter of visits.
        ("leaseweb-network-2020", {"supported", "contradicted"}),
        # Nothing that it says can be decided from outside: it can only agree, or be silent.
        ("netoperator-2018", {"supported", "contradicted", "confirmed", "not_observed"}),
        ("totaalnet-undated", {"contradicted", "confirmed", "not_observed"}),
    ],
)
def test_every_verdict_that_a_seed_allows_is_reached(seed, never):
    reached = set().union(*EXPECTED[seed].values(), {"open"})
    assert reached == set(map(str, Verdict)) - {"not_assessable"} - never


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=lambda document: document.id)
def test_no_claim_of_a_site_that_was_not_visited_can_be_assessed(document):
    assert set(judged(document, lambda _: ()).values()) == {"not_assessable"}


def test_claims_of_the_site_that_nobody_confirmed_are_not_assessed():
    found = judged(DOCUMENTS["totaalnet-undated"], VISITS["busy"], enabled=False, why_not="host")
    assert set(found.values()) == {"not_assessable"}
