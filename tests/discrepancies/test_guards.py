import pytest
from builders import (
    AFTER_REJECT,
    DAY_S,
    FULL_COVERAGE,
    HOME,
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
    can_be_quoted,
    find_after_consent,
    find_after_refusal,
    find_before_choice,
    find_without_consent,
    is_non_essential,
    is_third_party,
    stands,
)
from scanner.discrepancies.rule import Case, Flag, load_rules, make_discrepancies
from scanner.models import Evidence, Moment, Sentence
from scanner.words import (
    Category,
    ConsentChoice,
    ConsentOutcome,
    Modality,
    Party,
    Phase,
    PolicyStatus,
    Verdict,
    VisitOutcome,
)

MOMENTS = tuple(
    Moment(choice=choice, phase=phase, page=HOME) for choice in ConsentChoice for phase in Phase
)
CONFIRMED = make_inventory(
    visits=tuple(make_visit(choice, consent=ConsentOutcome.DONE) for choice in ConsentChoice)
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


@pytest.mark.parametrize("rule", ["captcha-declared-not-observed", "declared-not-observed"])
@pytest.mark.parametrize("verdict", [Verdict.NOT_OBSERVED, Verdict.SUPPORTED])
def test_flag_of_absence_falls_without_coverage(verdict, rule):
    rule, flag = RULES[rule], _flag("document", verdict=verdict)
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
        "purpose-not-declared",
        "lifetime-exceeds-policy",
        "lifetime-over-13-months",
        "session-mislabelled",
        "no-access-disclaimer",
        "anonymity-contradicted",
        "captcha-more-than-declared",
        "cookie-flags",
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
    found = find_after_refusal(AFTER_REJECT, inventory)
    assert found == (AFTER_REJECT[0] if counts else None)


@pytest.mark.parametrize(
    ("moment", "counts"),
    [(moment, moment == AFTER_REJECT[0]) for moment in MOMENTS],
)
def test_after_a_refusal_is_what_follows_the_reload_of_the_visit_that_refused(moment, counts):
    assert (find_after_refusal((moment,), CONFIRMED) is moment) is counts


@pytest.mark.parametrize(
    ("moment", "counts"),
    [
        (moment, moment.choice is ConsentChoice.ACCEPT and moment.phase is not Phase.BEFORE)
        for moment in MOMENTS
    ],
)
def test_after_consent_is_what_follows_the_press_of_the_visit_that_accepted(moment, counts):
    assert (find_after_consent((moment,), CONFIRMED) is moment) is counts


@pytest.mark.parametrize(("moment"), MOMENTS)
def test_before_a_choice_is_the_phase_before_of_every_visit(moment):
    assert (find_before_choice((moment,)) is moment) is (moment.phase is Phase.BEFORE)


def test_without_consent_is_before_a_choice_or_after_a_confirmed_refusal():
    found = [moment for moment in MOMENTS if find_without_consent((moment,), CONFIRMED)]
    assert [(moment.choice, moment.phase) for moment in found] == [
        ("none", "before"),
        ("accept", "before"),
        ("reject", "before"),
        ("reject", "after"),
    ]


def test_refusal_that_one_of_two_visits_could_not_confirm_counts_for_none():
    visits = [make_visit(ConsentChoice.REJECT, consent=ConsentOutcome.DONE)]
    visits.append(make_visit(ConsentChoice.REJECT, consent=ConsentOutcome.UNCONFIRMED))
    assert find_after_refusal(AFTER_REJECT, make_inventory(visits=tuple(visits))) is None


def test_confirmation_by_a_visit_that_is_no_evidence_does_not_count():
    visit = make_visit(
        ConsentChoice.REJECT, outcome=VisitOutcome.CRASHED, consent=ConsentOutcome.DONE
    )
    assert find_after_refusal(AFTER_REJECT, make_inventory(visits=(visit,))) is None


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
