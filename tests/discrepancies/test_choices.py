"""The rules that need consent choices: how bad, how sure, and which moment they show."""

import pytest
from builders import (
    AFTER_ACCEPT,
    AFTER_REJECT,
    BEFORE_CHOICE,
    HOME,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
    make_site,
    make_storage_entry,
    make_tracker_entry,
    make_visit,
)

from scanner.discrepancies.rule import Case, load_rules, make_discrepancies
from scanner.models import Consent, ConsentSignal, Screenshot, Sentence
from scanner.words import (
    Category,
    ConsentChoice,
    ConsentOutcome,
    ConsentProof,
    Modality,
    Phase,
    Polarity,
)

RULES = {rule.id: rule for rule in load_rules()}
LOW_IMPACT = (
    " Analytics with little effect on privacy are exempt from consent; whether these are, a person"
    " judges."
)
REFUSED = make_visit(
    ConsentChoice.REJECT,
    consent=Consent(
        outcome=ConsentOutcome.DONE,
        pressed=("Instellingen", "Weigeren"),
        steps=2,
        proofs=(ConsentProof.STORED, ConsentProof.GONE),
    ),
)


def _found(rule_id, *documents, **fields):
    case = Case(make_site(), make_inventory(**fields), documents)
    return make_discrepancies(case, [RULES[rule_id]])


def _only(rule_id, *documents, **fields):
    (found,) = _found(rule_id, *documents, **fields)
    return found


def _cookie(service="meetlat", category=Category.ANALYTICS, **fields):
    return make_cookie_entry(f"_{service}", service=service, category=category, **fields)


@pytest.mark.parametrize(
    ("category", "records", "severity", "kind"),
    [
        (Category.ADVERTISING, False, "critical", "fact"),
        (Category.SOCIAL_MEDIA, False, "high", "fact"),
        (Category.ANALYTICS, False, "high", "judgment"),
        (Category.ANALYTICS, True, "critical", "fact"),
    ],
)
def test_before_consent_weighs_what_it_is_for(category, records, severity, kind):
    service = make_service(category=category, records_sessions=records)
    found = _only("before-consent", cookies=(_cookie(category=category),), services=(service,))
    assert (found.severity, found.kind) == (severity, kind)


def test_before_consent_says_what_of_whom_and_that_analytics_may_be_exempt():
    found = _only(
        "before-consent",
        cookies=(_cookie(),),
        storage=(make_storage_entry("ml", service="meetlat", category=Category.ANALYTICS),),
        services=(make_service(),),
    )
    assert found.sentence == Sentence(
        en="Before any choice was made, 1 cookie and 1 stored item of Meetlat (Meetlat Analytics "
        f"GmbH) for analytics were stored: _meetlat, ml.{LOW_IMPACT}",
        nl="Voordat er een keuze was gemaakt, werden 1 cookie en 1 opgeslagen item van Meetlat "
        "(Meetlat Analytics GmbH) voor analyse opgeslagen: _meetlat, ml. Analyse met weinig "
        "gevolgen voor de privacy is van toestemming vrijgesteld; of dat hier geldt, beoordeelt "
        "een mens.",
    )


def test_exemption_is_not_offered_to_a_service_that_stores_for_advertising_too():
    cookies = (_cookie(), _cookie(category=Category.ADVERTISING))
    found = _only("before-consent", cookies=cookies, services=(make_service(),))
    assert (found.sentence.en.endswith(": _meetlat, _meetlat."), found.kind) == (True, "fact")


def test_service_that_records_visits_is_said_to():
    service = make_service(records_sessions=True)
    found = _only("before-consent", cookies=(_cookie(),), services=(service,))
    assert found.sentence.en == (
        "Before any choice was made, 1 cookie of Meetlat (Meetlat Analytics GmbH) for recording "
        "visits was stored: _meetlat."
    )


def test_evidence_shows_what_google_was_told_of_consent_at_that_moment():
    def signal(choice, phase, value):
        return ConsentSignal(choice=choice, phase=phase, page=HOME, value=value)

    tracker = make_tracker_entry(
        moments=(*BEFORE_CHOICE, *AFTER_ACCEPT),
        signals=(
            signal(ConsentChoice.NONE, Phase.BEFORE, "gcs=G101 gcd=13l3l3l3l1"),
            signal(ConsentChoice.ACCEPT, Phase.AFTER, "gcs=G111"),
        ),
    )
    found = _only("before-consent", cookies=(_cookie(),), trackers=(tracker,))
    assert found.evidence[1].detail == (
        "1 request to meetlat.example; analytics (catalogue: meetlat); also accept/after; Google "
        "Consent Mode gcs=G101 gcd=13l3l3l3l1 (advertising denied, analytics granted)"
    )


def test_value_that_is_not_set_is_shown_and_not_explained():
    signal = ConsentSignal(
        choice=ConsentChoice.NONE, phase=Phase.BEFORE, page=HOME, value="gcs=G1--"
    )
    found = _only(
        "before-consent", cookies=(_cookie(),), trackers=(make_tracker_entry(signals=(signal,)),)
    )
    assert found.evidence[1].detail.endswith("; Google Consent Mode gcs=G1--")


def test_after_reject_tells_what_was_stored_from_what_is_still_sent():
    fresh = _cookie("a", moments=AFTER_REJECT)
    old = _cookie("b", Category.ADVERTISING, sent=AFTER_REJECT)
    found = _found("after-reject", cookies=(fresh, old), visits=(REFUSED,))
    assert [(each.subject, each.sentence.en) for each in found] == [
        (
            "a",
            "After everything was refused and the page was loaded anew, 1 cookie of a for "
            f"analytics was stored: _a.{LOW_IMPACT}",
        ),
        (
            "b",
            "After everything was refused and the page was loaded anew, 1 cookie of b for "
            "advertising was still sent: _b.",
        ),
    ]


def test_after_reject_shows_moment_and_confirmation():
    old = _cookie("b", Category.ADVERTISING, sent=AFTER_REJECT)
    items = _only("after-reject", cookies=(old,), visits=(REFUSED,)).evidence
    assert [(item.kind, item.choice, item.phase, item.detail) for item in items] == [
        (
            "cookie",
            "reject",
            "after",
            "first-party session cookie, set by winkel.example (http); advertising "
            "(catalogue: _b); also none/before; a request carried it",
        ),
        (
            "visit",
            "reject",
            None,
            "ok, consent done; pressed Instellingen, Weigeren; shown by stored, gone",
        ),
    ]


def test_no_choice_offered_shows_the_search_and_the_pictures_first():
    picture = Screenshot(file="evidence/winkel.example-none-1.png", page=HOME)
    visit = make_visit(consent=ConsentOutcome.NO_BANNER, screenshots=(picture,))
    found = _only("no-choice-offered", cookies=(_cookie(),), visits=(visit,))
    assert [(item.kind, item.subject) for item in found.evidence] == [
        ("visit", "choice none"),
        ("picture", "evidence/winkel.example-none-1.png"),
        ("cookie", "_meetlat (winkel.example)"),
    ]


def test_no_choice_offered_is_one_finding_on_everything():
    cookies = (_cookie("a"), _cookie("b", Category.ADVERTISING))
    visit = make_visit(consent=ConsentOutcome.NO_BANNER)
    assert _only("no-choice-offered", cookies=cookies, visits=(visit,)).sentence.en == (
        "No banner that offers a choice was recognised, yet 2 cookies that the site does not need "
        "were stored: _a, _b."
    )


@pytest.mark.parametrize(
    ("category", "severity"),
    [
        (Category.ADVERTISING, "critical"),
        (Category.SOCIAL_MEDIA, "critical"),
        (Category.ANALYTICS, "high"),
    ],
)
def test_promise_of_consent_weighs_what_it_is_about(category, severity):
    promise = make_claim("consent.required", params={"categories": ("all_non_necessary",)})
    tracker = make_tracker_entry(category=category)
    found = _only("own-consent-promise", make_document(promise), trackers=(tracker,))
    assert (found.severity, found.claim) == (severity, promise.id)


def test_promise_of_consent_shows_the_request_and_the_cookies_that_went_with_it():
    promise = make_claim("consent.required", params={"categories": ("marketing",)})
    found = _only(
        "own-consent-promise",
        make_document(promise),
        trackers=(make_tracker_entry("b", category=Category.ADVERTISING, moments=AFTER_REJECT),),
        cookies=(_cookie("b", moments=AFTER_ACCEPT, sent=AFTER_REJECT), _cookie("c")),
        visits=(REFUSED,),
    )
    assert found.sentence.en == (
        "The policy promises advertising only with consent, yet b was called after everything was "
        "refused."
    )
    assert [(item.kind, item.choice, item.phase) for item in found.evidence] == [
        ("request", "reject", "after"),
        ("cookie", "reject", "after"),
        ("visit", "reject", None),
    ]


@pytest.mark.parametrize(
    ("claim", "flagged"),
    [
        (make_claim("consent.required", modality=Modality.MAY), False),
        (make_claim("consent.required", Polarity.DENIES), False),
        (make_claim("consent.required", site="kraam.example"), False),
        (make_claim("consent.required", params={"categories": ("analytics",)}), True),
        (make_claim("consent.required", params={"categories": ("advertising",)}), False),
        (make_claim("consent.required"), True),
    ],
)
def test_only_a_plain_promise_about_this_site_and_kind_counts(claim, flagged):
    found = _found("own-consent-promise", make_document(claim), trackers=(make_tracker_entry(),))
    assert bool(found) is flagged


def test_sharing_with_companies_that_work_for_the_site_is_noted_beside_the_promise():
    def note(*claims):
        promise = make_claim(
            "sharing.third_party", Polarity.DENIES, params={"recipient": "any"}, id="promise"
        )
        found = _only(
            "no-sharing-promise",
            make_document(promise, *claims),
            trackers=(make_tracker_entry(),),
            services=(make_service(),),
        )
        return found.note.en if found.note else None

    processors = make_claim("sharing.third_party", params={"recipient": "processors"})
    assert (note(), note(processors)) == (
        None,
        "Another clause lets companies that work for the site get data; whether this is one, a "
        "person decides.",
    )
