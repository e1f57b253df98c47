import pytest
from builders import (
    AFTER_ACCEPT,
    AFTER_REJECT,
    FULL_COVERAGE,
    make_captcha_entry,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_page,
    make_service,
    make_site,
    make_storage_entry,
    make_tracker_entry,
    make_visit,
)

from scanner.discrepancies.compare import compare
from scanner.discrepancies.rule import Case
from scanner.dutch import in_both
from scanner.models import Sentence
from scanner.taxonomy import claim_types
from scanner.words import (
    Category,
    Condition,
    ConsentChoice,
    ConsentOutcome,
    Modality,
    Party,
    Phase,
    Polarity,
    PolicyStatus,
    Verdict,
    VisitOutcome,
)

DECLARES, DENIES, SILENT = Polarity.DECLARES, Polarity.DENIES, Polarity.SILENT
COOKIE = (make_cookie_entry(),)
ADVERT = make_cookie_entry(
    "abid", domain="adbord.example", party=Party.THIRD, category=Category.ADVERTISING
)
REJECTED = (make_visit(ConsentChoice.REJECT, consent=ConsentOutcome.DONE),)
ACCEPTED = (make_visit(ConsentChoice.ACCEPT, consent=ConsentOutcome.DONE),)
UNCONFIRMED = tuple(
    make_visit(choice, consent=ConsentOutcome.UNCONFIRMED)
    for choice in (ConsentChoice.ACCEPT, ConsentChoice.REJECT)
)
THREE_VISITS = (make_visit(), *ACCEPTED, *REJECTED)


def _verdict(claim, *, site=None, **fields):
    return _compared(claim, site=site, **fields).verdict


def _compared(claim, *, site=None, status=PolicyStatus.READ, **fields):
    case = Case(
        site or make_site(), make_inventory(**fields), (make_document(claim, status=status),)
    )
    (verdict,) = compare(case)
    return verdict


@pytest.mark.parametrize(
    ("polarity", "modality", "seen", "full", "thin"),
    [
        (DECLARES, Modality.UNCONDITIONAL, "confirmed", "not_observed", "open"),
        (DECLARES, Modality.WILL, "confirmed", "not_observed", "open"),
        (DECLARES, Modality.MAY, "consistent", "open", "open"),
        (DENIES, Modality.UNCONDITIONAL, "contradicted", "supported", "open"),
        (DENIES, Modality.MAY, "open", "open", "open"),
        (SILENT, Modality.MAY, "undisclosed", "open", "open"),
    ],
)
def test_table_of_verdicts(polarity, modality, seen, full, thin):
    claim = make_claim("cookies.used", polarity, modality=modality)
    assert (
        _verdict(claim, cookies=COOKIE),
        _verdict(claim, coverage=FULL_COVERAGE),
        _verdict(claim),
    ) == (seen, full, thin)


@pytest.mark.parametrize(
    ("moments", "visits", "verdict"),
    [
        (ADVERT.moments, None, "contradicted"),
        (AFTER_REJECT, REJECTED, "contradicted"),
        (AFTER_REJECT, UNCONFIRMED, "open"),  # held against nobody, and proof of nothing
        (AFTER_ACCEPT, ACCEPTED, "confirmed"),
        (AFTER_ACCEPT, UNCONFIRMED, "open"),
        ((*AFTER_ACCEPT, *AFTER_REJECT), THREE_VISITS, "contradicted"),
        ((*ADVERT.moments, *AFTER_ACCEPT), THREE_VISITS, "contradicted"),
        (AFTER_ACCEPT, THREE_VISITS, "confirmed"),
    ],
)
def test_declared_on_consent(moments, visits, verdict):
    cookie = ADVERT.model_copy(update={"moments": moments})
    claim = make_claim("cookies.advertising", condition=Condition.CONSENT)
    assert _verdict(claim, cookies=(cookie,), visits=visits) == verdict


def test_cookie_of_the_press_that_is_still_sent_after_a_refusal_goes_against_the_claim():
    press = AFTER_REJECT[0].model_copy(update={"phase": Phase.BETWEEN})
    cookie = ADVERT.model_copy(update={"moments": (press,)})
    claim = make_claim("cookies.advertising", condition=Condition.CONSENT)
    sent = cookie.model_copy(update={"sent": AFTER_REJECT})
    assert [_verdict(claim, cookies=(each,), visits=THREE_VISITS) for each in (cookie, sent)] == [
        "open",
        "contradicted",
    ]


def test_claim_on_consent_that_was_seen_at_no_moment_that_counts_says_so():
    cookie = ADVERT.model_copy(update={"moments": AFTER_REJECT})
    claim = make_claim("cookies.advertising", condition=Condition.CONSENT)
    assert _compared(claim, cookies=(cookie,), visits=UNCONFIRMED).reason.en == (
        "Seen, but neither before a choice nor after one that is known to have taken effect."
    )


@pytest.mark.parametrize(
    ("moments", "verdict"),
    [(ADVERT.moments, "contradicted"), (AFTER_ACCEPT, "confirmed"), (AFTER_REJECT, "contradicted")],
)
def test_captcha_that_the_text_uses_on_consent_is_judged_by_its_moments(moments, verdict):
    claim = make_claim("captcha.service", condition=Condition.CONSENT)
    captcha = make_captcha_entry(moments=moments)
    assert _verdict(claim, captchas=(captcha,), visits=THREE_VISITS) == verdict


def test_may_on_consent_is_left_open_when_it_came_before_a_choice():
    claim = make_claim("cookies.advertising", modality=Modality.MAY, condition=Condition.CONSENT)
    assert _verdict(claim, cookies=(ADVERT,)) == Verdict.OPEN


@pytest.mark.parametrize(
    ("condition", "moments", "verdict"),
    [
        (Condition.UNLESS_CONSENT, ADVERT.moments, "contradicted"),
        (Condition.NO_CONSENT, ADVERT.moments, "contradicted"),
        (Condition.UNLESS_CONSENT, AFTER_ACCEPT, "consistent"),
        (Condition.UNLESS_CONSENT, AFTER_REJECT, "contradicted"),
        (Condition.EMBEDDED_CONTENT, ADVERT.moments, "open"),
    ],
)
def test_denied_with_a_condition(condition, moments, verdict):
    cookie = ADVERT.model_copy(update={"moments": moments})
    claim = make_claim("cookies.advertising", DENIES, condition=condition)
    assert _verdict(claim, cookies=(cookie,), visits=THREE_VISITS) == verdict


def test_denied_unless_consent_stays_open_where_the_choice_is_not_confirmed():
    cookie = ADVERT.model_copy(update={"moments": AFTER_REJECT})
    claim = make_claim("cookies.advertising", DENIES, condition=Condition.UNLESS_CONSENT)
    assert _verdict(claim, cookies=(cookie,), visits=UNCONFIRMED) == Verdict.OPEN


def test_claim_on_signing_in_cannot_be_measured_by_an_anonymous_visit():
    compared = _compared(make_claim(condition=Condition.SIGN_IN), cookies=COOKIE)
    assert (compared.verdict, compared.reason.en) == (
        "open",
        "It is about signing in, which an anonymous visit never does.",
    )


def test_condition_that_cannot_be_seen_makes_it_consistent_at_most():
    claim = make_claim(condition=Condition.NECESSARY_FOR_SERVICE)
    assert (_verdict(claim, cookies=COOKIE), _verdict(claim, coverage=FULL_COVERAGE)) == (
        "consistent",
        "open",
    )


def test_unknown_cookie_keeps_a_denied_category_open():
    claim = make_claim("cookies.advertising", DENIES)
    assert _verdict(claim, cookies=COOKIE, coverage=FULL_COVERAGE) == Verdict.OPEN


def test_type_that_only_indicates_never_contradicts():
    claim = make_claim("sharing.third_party", DENIES, params={"recipient": "any"})
    compared = _compared(claim, trackers=(make_tracker_entry(),), services=(make_service(),))
    assert (compared.verdict, len(compared.evidence)) == ("open", 1)


@pytest.mark.parametrize("claim_type", [n for n, t in claim_types().items() if t.tier == 3])
def test_type_of_the_text_alone_stays_open(claim_type):
    compared = _compared(make_claim(claim_type), cookies=COOKIE, coverage=FULL_COVERAGE)
    assert (compared.verdict, compared.reason.en) == (
        "open",
        "Text only: nothing that a visit sees bears on it.",
    )


@pytest.mark.parametrize("polarity", Polarity)
@pytest.mark.parametrize("claim_type", claim_types())
def test_every_type_gets_a_verdict_with_a_reason_in_both_languages(claim_type, polarity):
    reason = _compared(make_claim(claim_type, polarity), cookies=COOKIE).reason
    assert reason.en.endswith(".")
    assert reason.nl.endswith(".")
    assert reason.en != reason.nl


SERVICES = (make_service("meetlat"), make_service("hotjar"))


@pytest.mark.parametrize(
    ("claim_type", "params", "fields"),
    [
        ("cookies.session", {}, {"cookies": COOKIE}),
        ("cookies.persistent", {}, {"cookies": (make_cookie_entry(lifetime_s=9.0),)}),
        ("cookies.first_party", {}, {"cookies": COOKIE}),
        ("cookies.third_party", {}, {"cookies": (ADVERT,)}),
        (
            "cookies.analytics",
            {"services": ("Meetlat",)},
            {"cookies": (make_cookie_entry(service="meetlat", category=Category.ANALYTICS),)},
        ),
        ("cookies.named", {"name": "s*"}, {"cookies": COOKIE}),
        ("cookies.named", {"name": "basket"}, {"storage": (make_storage_entry(),)}),
        ("storage.web_storage", {"kind": "local"}, {"storage": (make_storage_entry(),)}),
        ("tracking.third_party", {"service": "meetlat"}, {"trackers": (make_tracker_entry(),)}),
        (
            "tracking.session_recording",
            {"services": ("Hotjar",)},
            {"trackers": (make_tracker_entry("hotjar"),)},
        ),
        ("captcha.service", {}, {"captchas": (make_captcha_entry(),)}),
        (
            "advertising.third_party_served",
            {},
            {"trackers": (make_tracker_entry("a", category=Category.ADVERTISING),)},
        ),
        (
            "consent.mechanism",
            {},
            {"visits": (make_visit(ConsentChoice.ACCEPT, consent=ConsentOutcome.DONE),)},
        ),
    ],
)
def test_declared_and_seen_is_confirmed(claim_type, params, fields):
    claim = make_claim(claim_type, params=params)
    assert _verdict(claim, services=SERVICES, **fields) == Verdict.CONFIRMED


@pytest.mark.parametrize(
    ("claim_type", "params", "fields"),
    [
        ("cookies.session", {}, {"cookies": (make_cookie_entry(lifetime_s=9.0),)}),
        ("cookies.persistent", {}, {"cookies": COOKIE}),
        ("cookies.first_party", {}, {"cookies": (ADVERT,)}),
        ("cookies.third_party", {}, {"cookies": COOKIE}),
        ("cookies.named", {"name": "id"}, {"cookies": COOKIE}),
        ("storage.web_storage", {"kind": "session"}, {"storage": (make_storage_entry(),)}),
        ("tracking.third_party", {"service": "hotjar"}, {"trackers": (make_tracker_entry(),)}),
        ("captcha.service", {"service": "hcaptcha"}, {"captchas": (make_captcha_entry(),)}),
        (
            "consent.mechanism",
            {},
            {"visits": (make_visit(consent=ConsentOutcome.NO_BANNER),)},
        ),
    ],
)
def test_something_else_that_was_seen_does_not_confirm_a_claim(claim_type, params, fields):
    claim = make_claim(claim_type, params=params)
    verdict = _verdict(claim, services=SERVICES, coverage=FULL_COVERAGE, **fields)
    assert verdict == Verdict.NOT_OBSERVED


def test_claim_about_another_site_is_not_held_against_this_one():
    compared = _compared(make_claim("cookies.used", DENIES, site="kraam.example"), cookies=COOKIE)
    assert (compared.verdict, compared.reason.en) == ("open", "The claim is about another site.")


def test_claim_that_names_a_host_of_the_site_is_held_against_it():
    claim = make_claim("cookies.used", DENIES, site="www.winkel.example")
    assert _verdict(claim, cookies=COOKIE) == Verdict.CONTRADICTED


@pytest.mark.parametrize("status", [s for s in PolicyStatus if s is not PolicyStatus.READ])
def test_claim_of_a_document_that_was_not_read_whole_is_not_assessable(status):
    compared = _compared(make_claim(), status=status, cookies=COOKIE)
    assert (compared.verdict, compared.reason) == (
        "not_assessable",
        Sentence(
            en=f"Not assessed: the document was not read whole ({status}).",
            nl=f"Niet beoordeeld: het document is niet geheel gelezen ({in_both(status).nl}).",
        ),
    )


@pytest.mark.parametrize(
    ("site", "visits", "reason"),
    [
        (
            make_site(),
            (make_visit(outcome=VisitOutcome.UNREACHABLE, reason="dns", pages=()),),
            "Not measured: unreachable (dns).",
        ),
        (make_site(), (), "Not measured: no visit was made."),
        (
            make_site(enabled=False, why_not="host not confirmed"),
            (),
            "Not measured: the site is disabled (host not confirmed).",
        ),
    ],
)
def test_claim_of_a_site_without_a_usable_visit_is_not_assessable(site, visits, reason):
    compared = _compared(make_claim(), site=site, usable=False, visits=visits)
    assert (compared.verdict, compared.reason.en) == ("not_assessable", reason)


def test_page_that_came_without_encryption_leaves_the_promise_open():
    claim = make_claim("security.encryption", params={"what": "transport"})
    plain = make_visit(pages=(make_page("http://www.winkel.example/"),))
    assert (_verdict(claim), _verdict(claim, visits=(plain,))) == ("consistent", "open")
