"""Which rules the five seeds set off: on a busy site that asks nobody, and on a quiet one."""

import pytest
from builders import make_site
from discrepancies.test_seed_verdicts import CATALOGUE, DOCUMENTS, VISITS

from scanner.catalogue.match import make_inventory
from scanner.discrepancies.rule import Case, load_rules, make_discrepancies

RULES = load_rules()

# About the site alone, whatever its text says.
BUSY = {
    "before-consent",
    "captcha-before-consent",
    "lifetime-over-13-months",
    "no-choice-offered",
}
# The text says nothing of cookies.
SILENT = {
    "implied-tracking",
    "lifetime-not-stated",
    "policy-silent-on-cookies",
    "recipient-category-missing",
    "undeclared-advertiser-cookie",
    "undeclared-persistent-cookie",
    "undeclared-session-cookie",
    "undeclared-third-party-cookie",
    "undeclared-tracker",
}
CLARANET = {
    "before-sign-in",
    "browser-opt-out-only",
    "captcha-undeclared",
    "cookie-flags",
    "lifetime-not-stated",
    "no-access-disclaimer",
    "other-storage",
    "own-consent-promise",
    "unnamed-owner",
}
EXPECTED = {
    ("claranet-2023", "busy"): BUSY | CLARANET,
    ("claranet-2023", "quiet"): {"browser-opt-out-only", "declared-not-observed"},
    ("claranet-rely-undated", "busy"): BUSY | CLARANET,
    ("claranet-rely-undated", "quiet"): {"browser-opt-out-only", "declared-not-observed"},
    ("leaseweb-network-2020", "busy"): BUSY
    | SILENT
    | {
        "captcha-more-than-declared",
        "cookie-flags",
        "policy-contradicts-itself",
        "policy-out-of-scope",
        "policy-stale",
    },
    ("leaseweb-network-2020", "quiet"): {
        "captcha-declared-not-observed",
        "declared-not-observed",
        "policy-contradicts-itself",
        "policy-out-of-scope",
        "policy-stale",
    },
    ("netoperator-2018", "busy"): BUSY
    | SILENT
    | {"captcha-undeclared", "policy-stale", "transfer-outside-eea"},
    ("netoperator-2018", "quiet"): {"policy-stale"},
    ("totaalnet-undated", "busy"): BUSY
    | SILENT
    | {
        "captcha-undeclared",
        "no-sharing-promise",
        "policy-out-of-scope",
        "transfer-outside-eea",
    },
    ("totaalnet-undated", "quiet"): {"policy-out-of-scope"},
}


def found(document, scene):
    domain = document.governs[-1]
    site = make_site(domain)
    inventory = make_inventory(site, VISITS[scene](domain), CATALOGUE)
    return make_discrepancies(Case(site, inventory, (document,)), RULES)


@pytest.mark.parametrize(("seed", "scene"), EXPECTED)
def test_a_seed_sets_off_exactly_the_rules_that_fit_it(seed, scene):
    rules = {finding.rule for finding in found(DOCUMENTS[seed], scene)}
    assert rules == EXPECTED[seed, scene]


@pytest.mark.parametrize("seed", DOCUMENTS)
def test_one_rule_says_something_once_about_a_service(seed):
    said = [(each.rule, each.subject) for each in found(DOCUMENTS[seed], "busy")]
    assert len(said) == len(set(said))


def test_two_documents_with_one_clause_give_two_findings_that_tell_them_apart():
    site = make_site("claranet.nl")
    inventory = make_inventory(site, VISITS["busy"]("claranet.nl"), CATALOGUE)
    both = (DOCUMENTS["claranet-2023"], DOCUMENTS["claranet-rely-undated"])
    findings = make_discrepancies(Case(site, inventory, both), RULES)
    promises = [each for each in findings if each.rule == "own-consent-promise"]
    assert [each.document for each in promises] == [document.id for document in both]
    assert len({each.sentence.en for each in promises}) == len(both)
    assert len({each.sentence.nl for each in promises}) == len(both)
