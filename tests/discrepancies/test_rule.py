import pytest
from builders import (
    THIN_COVERAGE,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_site,
)

from scanner.discrepancies.rule import Case, load_rules, make_discrepancies, make_id
from scanner.models import Discrepancy, Evidence, Sentence
from scanner.words import FindingKind, Polarity, Severity, Verdict

SIGN_IN = make_claim("cookies.issued_when", params={"event": "sign_in"})


def _rules(*ids):
    return tuple(rule for rule in load_rules() if rule.id in ids)


def test_the_rules_are_found():
    assert [rule.id for rule in load_rules()] == [
        "after-reject",
        "anonymity-contradicted",
        "before-consent",
        "before-sign-in",
        "browser-opt-out-only",
        "captcha-before-consent",
        "captcha-declared-not-observed",
        "captcha-more-than-declared",
        "captcha-undeclared",
        "cookie-flags",
        "declared-not-observed",
        "implied-tracking",
        "lifetime-exceeds-policy",
        "lifetime-not-stated",
        "lifetime-over-13-months",
        "no-access-disclaimer",
        "no-choice-offered",
        "no-sale-promise",
        "no-sharing-promise",
        "not-measured",
        "other-storage",
        "own-consent-promise",
        "policy-contradicts-itself",
        "policy-out-of-scope",
        "policy-silent-on-cookies",
        "policy-stale",
        "policy-unreachable",
        "purpose-not-declared",
        "recipient-category-missing",
        "session-mislabelled",
        "transfer-outside-eea",
        "undeclared-advertiser-cookie",
        "undeclared-persistent-cookie",
        "undeclared-session-cookie",
        "undeclared-third-party-cookie",
        "undeclared-tracker",
        "unnamed-owner",
    ]


def test_finding_has_the_clause_on_one_side_and_the_observation_on_the_other():
    case = Case(
        make_site(), make_inventory(cookies=(make_cookie_entry(),)), (make_document(SIGN_IN),)
    )
    assert make_discrepancies(case, _rules("before-sign-in")) == (
        Discrepancy(
            id=make_id(
                "before-sign-in", "winkel.example", "winkel-policy", "cookies before sign-in"
            ),
            rule="before-sign-in",
            severity=Severity.LOW,
            kind=FindingKind.JUDGMENT,
            verdict=Verdict.CONTRADICTED,
            site="winkel.example",
            document="winkel-policy",
            claim="cookies.issued_when-declares",
            section="1",
            quote=None,
            statement="About cookies.issued_when.",
            subject="cookies before sign-in",
            evidence=(
                Evidence(
                    kind="cookie",
                    subject="sid (winkel.example)",
                    detail="first-party session cookie, set by winkel.example (http); "
                    "unclassified (none)",
                    choice="none",
                    phase="before",
                    page="https://www.winkel.example/",
                ),
            ),
            coverage=THIN_COVERAGE,
            sentence=Sentence(
                en="The policy says that cookies are issued at sign-in, yet 1 cookie was stored on "
                "a visit that never signed in.",
                nl="Het beleid zegt dat cookies bij het aanmelden worden uitgegeven, toch werd 1 "
                "cookie opgeslagen bij een bezoek zonder aanmelding.",
            ),
            about=("GDPR art. 5(1)(a)",),
        ),
    )


def test_id_is_the_same_week_after_week():
    assert make_id("before-sign-in", "a.nl", "a-policy", "x") == "c5a3f85786f4"


def test_ids_differ_in_every_part():
    parts = ("r", "s", "d", "x")
    changed = {make_id(*parts[:at], "other", *parts[at + 1 :]) for at in range(4)}
    assert len(changed | {make_id(*parts)}) == 5


def test_findings_come_worst_first_then_by_rule():
    denial = make_document(make_claim("cookies.used", Polarity.SILENT))
    case = Case(make_site(), make_inventory(cookies=(make_cookie_entry(),)), (denial,))
    found = make_discrepancies(case, load_rules())
    assert [(finding.severity, finding.rule) for finding in found] == [
        ("high", "policy-silent-on-cookies"),
        ("medium", "undeclared-session-cookie"),
        ("info", "policy-out-of-scope"),
    ]


@pytest.mark.parametrize(
    ("titles", "named"),
    [
        (("Privacybeleid",), [""]),
        (("Privacybeleid", "Cookiebeleid"), ["Privacybeleid: ", "Cookiebeleid: "]),
        (("Beleid", "Beleid"), ["Beleid (0): ", "Beleid (1): "]),
    ],
)
def test_sentence_says_of_which_of_several_documents_it_is(titles, named):
    documents = tuple(
        make_document(SIGN_IN, id=str(at)).model_copy(update={"title": title})
        for at, title in enumerate(titles)
    )
    case = Case(make_site(), make_inventory(cookies=(make_cookie_entry(),)), documents)
    found = make_discrepancies(case, _rules("before-sign-in"))
    said = "The policy says that cookies are issued at sign-in"
    assert [each.sentence.en.partition(said)[0] for each in found] == named


def test_every_document_has_findings_of_its_own():
    case = Case(
        make_site(),
        make_inventory(cookies=(make_cookie_entry(),)),
        (make_document(SIGN_IN, id="new"), make_document(SIGN_IN, id="old")),
    )
    found = make_discrepancies(case, _rules("before-sign-in"))
    assert [finding.document for finding in found] == ["new", "old"]
    assert len({finding.id for finding in found}) == 2
