import pytest
from builders import (
    AFTER_ACCEPT,
    AFTER_REJECT,
    BEFORE_CHOICE,
    DAY_S,
    FULL_COVERAGE,
    THIN_COVERAGE,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
    make_site,
    make_tracker_entry,
    make_visit,
)

from scanner.discrepancies.cover import covers_tracker
from scanner.discrepancies.guards import (
    absence_counts,
    after_confirmed_refusal,
    before_choice,
    can_be_quoted,
    is_non_essential,
    is_third_party,
    stands,
)
from scanner.discrepancies.rule import Case, Flag, load_rules, make_discrepancies
from scanner.models import Evidence, Sentence
from scanner.words import (
    Category,
    ConsentChoice,
    ConsentOutcome,
    Modality,
    Party,
    PolicyStatus,
    Verdict,
)

RULES = {rule.id: rule for rule in load_rules()}


def _flag(*kinds, **fields):
    evidence = tuple(Evidence(kind=kind, subject="x", detail="x") for kind in kinds)
    return Flag("x", Sentence(en="x", nl="x"), evidence, **fields)


@pytest.mark.parametrize(
    ("modality", "coverage", "counts"),
    [
        (Modality.UNCONDITIONAL, FULL_COVERAGE, True),
        (Modality.UNCONDITIONAL, THIN_COVERAGE, False),
        (Modality.MAY, FULL_COVERAGE, False),
    ],
)
def test_absence_counts_with_full_coverage_and_never_against_may(modality, coverage, counts):
    assert absence_counts(make_claim(modality=modality), coverage) is counts


@pytest.mark.parametrize("verdict", [Verdict.NOT_OBSERVED, Verdict.SUPPORTED])
def test_flag_of_absence_falls_without_coverage(verdict):
    rule, flag = RULES["captcha-declared-not-observed"], _flag("document", verdict=verdict)
    assert (stands(flag, rule, FULL_COVERAGE), stands(flag, rule, THIN_COVERAGE)) == (True, False)


@pytest.mark.parametrize(
    "rule",
    [
        "policy-silent-on-cookies",
        "undeclared-session-cookie",
        "undeclared-persistent-cookie",
        "undeclared-third-party-cookie",
        "undeclared-advertiser-cookie",
        "lifetime-not-stated",
        "before-sign-in",
    ],
)
def test_request_alone_is_not_storage(rule):
    assert not stands(_flag("request", "captcha"), RULES[rule], FULL_COVERAGE)
    assert stands(_flag("request", "cookie"), RULES[rule], FULL_COVERAGE)


def test_unknown_cookie_is_never_called_non_essential():
    assert {
        category: is_non_essential(make_cookie_entry(category=category)) for category in Category
    } == {
        Category.NECESSARY: False,
        Category.PREFERENCES: False,
        Category.ANALYTICS: True,
        Category.ADVERTISING: True,
        Category.SOCIAL_MEDIA: True,
        Category.UNCLASSIFIED: False,
    }


@pytest.mark.parametrize(
    ("outcome", "counts"),
    [(outcome, outcome is ConsentOutcome.DONE) for outcome in ConsentOutcome],
)
def test_after_reject_counts_only_when_the_refusal_is_confirmed(outcome, counts):
    inventory = make_inventory(visits=(make_visit(ConsentChoice.REJECT, consent=outcome),))
    assert after_confirmed_refusal(AFTER_REJECT, inventory) is counts


def test_after_accept_is_not_after_a_refusal():
    inventory = make_inventory(
        visits=(make_visit(ConsentChoice.REJECT, consent=ConsentOutcome.DONE),)
    )
    assert not after_confirmed_refusal(AFTER_ACCEPT, inventory)


def test_only_the_phase_before_is_before_a_choice():
    assert [before_choice(m) for m in (BEFORE_CHOICE, AFTER_ACCEPT, AFTER_REJECT, ())] == [
        True,
        False,
        False,
        False,
    ]


def test_third_party_is_what_was_recorded_not_what_the_service_is():
    own = make_cookie_entry("_ml_id", service="meetlat", category=Category.ANALYTICS)
    other = make_cookie_entry("x", domain="cdn.example", party=Party.THIRD)
    assert (is_third_party(own), is_third_party(other)) == (False, True)


def test_clause_on_the_kind_of_recipient_is_enough():
    clause = make_claim("cookies.analytics")
    assert covers_tracker(clause, Category.ANALYTICS, make_service())


@pytest.mark.parametrize("status", PolicyStatus)
def test_document_that_was_not_read_whole_is_never_quoted(status):
    document = make_document(status=status)
    assert can_be_quoted(document) is (status is PolicyStatus.READ)
    seen = make_inventory(
        cookies=(make_cookie_entry(), make_cookie_entry("id", lifetime_s=DAY_S)),
        trackers=(make_tracker_entry(),),
        services=(make_service(),),
    )
    found = make_discrepancies(Case(make_site(), seen, (document,)), RULES.values())
    assert {finding.rule for finding in found} == (
        {
            "lifetime-not-stated",
            "policy-out-of-scope",
            "policy-silent-on-cookies",
            "undeclared-persistent-cookie",
            "undeclared-session-cookie",
            "undeclared-tracker",
        }
        if status is PolicyStatus.READ
        else {"not-measured"}
    )


def test_site_that_stores_nothing_gives_no_finding_of_storage():
    case = Case(make_site(), make_inventory(), (make_document(),))
    assert [finding.rule for finding in make_discrepancies(case, RULES.values())] == [
        "policy-out-of-scope"
    ]


def test_site_without_a_usable_visit_is_only_said_to_be_unmeasured():
    document = make_document(other_controllers={"www.winkel.example": "Groep B.V."})
    case = Case(make_site(), make_inventory(usable=False, visits=()), (document,))
    assert [finding.rule for finding in make_discrepancies(case, RULES.values())] == [
        "not-measured"
    ]
