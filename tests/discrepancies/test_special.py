import pytest
from builders import (
    AFTER_ACCEPT,
    AFTER_REJECT,
    BEFORE_CHOICE,
    DAY_S,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_site,
    make_tracker_entry,
    make_visit,
)

from scanner.discrepancies.compare import compare
from scanner.discrepancies.lifetimes import seconds_of
from scanner.discrepancies.rule import Case
from scanner.words import (
    Category,
    Condition,
    ConsentChoice,
    ConsentOutcome,
    Modality,
    Party,
    Polarity,
)


def _verdict(claim, *cookies, **fields):
    case = Case(make_site(), make_inventory(cookies=cookies, **fields), (make_document(claim),))
    return compare(case)[0].verdict


@pytest.mark.parametrize(
    ("duration", "days"),
    [
        ("P1Y", 365),
        ("P13M", 13 * 365 / 12),
        ("P2W", 14),
        ("P30D", 30),
        ("P1DT12H", 1.5),
        ("PT30M", 1 / 48),
        ("PT90S", 90 / DAY_S),
    ],
)
def test_length_of_an_iso_duration(duration, days):
    assert seconds_of(duration) == pytest.approx(days * DAY_S)


@pytest.mark.parametrize("word", ["varies", "indefinite", "session"])
def test_word_has_no_length(word):
    assert seconds_of(word) is None


@pytest.mark.parametrize(
    ("duration", "op", "kept", "asked", "verdict"),
    [
        ("P30D", "max", 30, 30, "confirmed"),
        ("P30D", "max", 31.4, 31.4, "confirmed"),
        ("P30D", "max", 32, 32, "contradicted"),
        ("P30D", "exact", 10, 10, "confirmed"),
        ("P50M", "exact", 400, 50 * 365 / 12, "confirmed"),
        ("P50M", "exact", 400, None, "confirmed"),
        ("P13M", "max", 400, 730, "contradicted"),
        ("P13M", "max", 400, None, "confirmed"),
        ("P2Y", "min", 400, 400, "confirmed"),
        ("P2Y", "min", 30, 30, "contradicted"),
        ("session", "max", 1, 1, "contradicted"),
        ("varies", "max", 30, 30, "open"),
    ],
)
def test_lifetime_against_the_one_stated(duration, op, kept, asked, verdict):
    cookie = make_cookie_entry(
        lifetime_s=kept * DAY_S, declared_lifetime_s=None if asked is None else asked * DAY_S
    )
    claim = make_claim("cookies.lifetime", params={"duration": duration, "op": op})
    assert _verdict(claim, cookie) == verdict


def test_lifetime_that_may_be_longer_is_not_contradicted():
    claim = make_claim("cookies.lifetime", modality=Modality.MAY, params={"duration": "P1D"})
    assert _verdict(claim, make_cookie_entry(lifetime_s=9 * DAY_S)) == "open"


def test_lifetime_of_the_sites_own_cookies_is_not_held_against_a_third_party():
    cookie = make_cookie_entry(domain="cdn.example", party=Party.THIRD, lifetime_s=90 * DAY_S)
    assert _verdict(make_claim("cookies.lifetime", params={"duration": "P1D"}), cookie) == "open"


@pytest.mark.parametrize(
    ("stated", "lifetime_s", "verdict"),
    [
        ("P1M", 30 * DAY_S, "confirmed"),
        ("P1M", 90 * DAY_S, "contradicted"),
        ("session", 90 * DAY_S, "contradicted"),
        ("session", None, "confirmed"),
        ("P1M", None, "confirmed"),
    ],
)
def test_named_cookie_is_held_to_the_lifetime_of_its_row(stated, lifetime_s, verdict):
    claim = make_claim("cookies.named", params={"name": "sid", "lifetime": stated})
    assert _verdict(claim, make_cookie_entry(lifetime_s=lifetime_s)) == verdict


@pytest.mark.parametrize(
    ("moments", "days", "verdict"),
    [
        (BEFORE_CHOICE, 30, "contradicted"),
        (AFTER_ACCEPT, 30, "confirmed"),
        (AFTER_ACCEPT, 90, "contradicted"),
    ],
)
def test_named_cookie_is_held_to_its_lifetime_and_to_its_consent(moments, days, verdict):
    params = {"name": "sid", "lifetime": "P1M"}
    claim = make_claim("cookies.named", condition=Condition.CONSENT, params=params)
    visits = (make_visit(ConsentChoice.ACCEPT, consent=ConsentOutcome.DONE),)
    cookie = make_cookie_entry(lifetime_s=days * DAY_S, moments=moments)
    assert _verdict(claim, cookie, visits=visits) == verdict


@pytest.mark.parametrize(
    ("event", "cookie", "verdict"),
    [
        ("first_visit", make_cookie_entry(), "confirmed"),
        ("first_visit", None, "open"),
        ("sign_in", make_cookie_entry(), "contradicted"),
        ("sign_in", None, "open"),
        ("sign_in", make_cookie_entry(domain="cdn.example", party=Party.THIRD), "open"),
        ("after_consent", make_cookie_entry(), "open"),
        ("after_consent", make_cookie_entry(category=Category.ANALYTICS), "contradicted"),
        ("ad_click", make_cookie_entry(), "open"),
    ],
)
def test_moment_at_which_cookies_are_issued(event, cookie, verdict):
    claim = make_claim("cookies.issued_when", params={"event": event})
    assert _verdict(claim, *([cookie] if cookie else [])) == verdict


def test_clause_with_two_readings_is_left_to_a_person():
    claim = make_claim(
        "cookies.issued_when", params={"event": "sign_in"}, readings=("signs in", "arrives")
    )
    case = Case(
        make_site(), make_inventory(cookies=(make_cookie_entry(),)), (make_document(claim),)
    )
    (verdict,) = compare(case)
    assert (verdict.verdict, verdict.reason.en) == (
        "open",
        "Seen on an anonymous visit, without consent. The clause has two readings, and a person "
        "decides: signs in / arrives.",
    )


ADVERT = make_cookie_entry("abid", category=Category.ADVERTISING)


@pytest.mark.parametrize(
    ("categories", "cookie", "verdict"),
    [
        (("marketing",), ADVERT, "contradicted"),
        (("analytics",), ADVERT, "open"),
        (("all_non_necessary",), ADVERT, "contradicted"),
        ((), ADVERT, "contradicted"),
        (("marketing",), make_cookie_entry(), "open"),
        (("third_party",), make_cookie_entry(party=Party.THIRD), "contradicted"),
        (("marketing",), ADVERT.model_copy(update={"moments": AFTER_ACCEPT}), "confirmed"),
    ],
)
def test_consent_that_the_text_asks_for(categories, cookie, verdict):
    claim = make_claim("consent.required", params={"categories": categories})
    visits = (make_visit(ConsentChoice.ACCEPT, consent=ConsentOutcome.DONE),)
    assert _verdict(claim, cookie, visits=visits) == verdict


def test_cookie_after_an_acceptance_that_is_not_confirmed_shows_nothing():
    claim = make_claim("consent.required", params={"categories": ("marketing",)})
    cookie = ADVERT.model_copy(update={"moments": AFTER_ACCEPT})
    visits = (make_visit(ConsentChoice.ACCEPT, consent=ConsentOutcome.UNCONFIRMED),)
    assert _verdict(claim, cookie, visits=visits) == "open"


def test_evidence_against_the_promise_is_shown_at_the_moment_without_consent():
    claim = make_claim("consent.required", params={"categories": ("marketing",)})
    visits = tuple(
        make_visit(choice, consent=ConsentOutcome.DONE)
        for choice in (ConsentChoice.ACCEPT, ConsentChoice.REJECT)
    )
    cookie = ADVERT.model_copy(update={"moments": AFTER_ACCEPT, "sent": AFTER_REJECT})
    case = Case(
        make_site(), make_inventory(cookies=(cookie,), visits=visits), (make_document(claim),)
    )
    (item,) = compare(case)[0].evidence
    assert (item.choice, item.phase, item.detail.rpartition("; ")[2]) == (
        "reject",
        "after",
        "a request carried it",
    )


def test_advertiser_that_is_called_without_consent_contradicts_the_promise():
    claim = make_claim("consent.required", params={"categories": ("marketing",)})
    tracker = make_tracker_entry("adbord", category=Category.ADVERTISING)
    assert _verdict(claim, trackers=(tracker,)) == "contradicted"


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [(ConsentOutcome.DONE, "contradicted"), (ConsentOutcome.UNCONFIRMED, "open")],
)
def test_cookie_after_a_refusal_counts_when_the_refusal_is_confirmed(outcome, verdict):
    claim = make_claim("consent.required", params={"categories": ("marketing",)})
    visits = (make_visit(ConsentChoice.REJECT, consent=outcome),)
    cookie = ADVERT.model_copy(update={"moments": AFTER_REJECT})
    assert _verdict(claim, cookie, visits=visits) == verdict


def test_text_that_asks_no_consent_agrees_with_cookies_before_a_choice():
    assert _verdict(make_claim("consent.required", Polarity.DENIES), ADVERT) == "consistent"
