import pytest
from builders import (
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_service,
    make_site,
)

from scanner.discrepancies.cover import (
    covers_kind,
    covers_third_party,
    covers_tracker,
    declared,
    find_denial,
    is_called,
    matches_name,
    unread_note,
)
from scanner.discrepancies.rule import Case
from scanner.models import PolicyLink
from scanner.words import Category, ClaimParty, Condition, Modality, Party, Polarity, PolicyStatus

GA = make_service("google-analytics", name="Google Analytics", owner="Google LLC", aliases=("GA4",))
HOME = "https://www.winkel.example/"


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("google_analytics", True),
        ("Google Analytics", True),
        ("ga4", True),
        ("Google", True),
        ("Google LLC", True),
        ("Goo", False),
        ("Matomo", False),
        ("", False),
    ],
)
def test_words_of_a_policy_for_a_service(text, means):
    assert is_called(text, GA) is means


@pytest.mark.parametrize(
    ("pattern", "name", "called"),
    [
        ("jsessionid", "JSESSIONID", True),
        ("SESSIONID", "JSESSIONID", False),
        ("_ga", "_gat", False),
        ("_ga_*", "_ga_1A2B", True),
        ("_ms_user_#", "_ms_user_30417", True),
        ("_ga_<property>", "_ga_1A2B", True),
        ("wp-time-{user}", "wp-time-7", True),
        ("wp_in_[hash]", "wp_in_9f3c", True),
        ("_gat_UA-XXXXXXX-X", "_gat_UA-1234567-1", True),
        ("_gat_g_UA_XXXXX_X", "_gat_g_UA_12345_1", True),
        ("shop_…", "shop_81", True),
        ("xid", "_ga", False),
        ("#", "_ga", False),
        ("*", "_ga", False),
    ],
)
def test_a_cookie_is_called_as_a_policy_writes_its_name(pattern, name, called):
    assert matches_name(pattern, name) is called


@pytest.mark.parametrize(
    ("claim_type", "covers"),
    [
        ("cookies.used", True),
        ("cookies.session", True),
        ("cookies.first_party", True),
        ("cookies.analytics", True),
        ("cookies.persistent", False),
        ("cookies.advertising", False),
        ("cookies.third_party", False),
        ("usage_data.collected", False),
    ],
)
def test_clauses_that_cover_a_session_cookie_for_analytics(claim_type, covers):
    cookie = make_cookie_entry("_ml_ses", category=Category.ANALYTICS)
    assert covers_kind(make_claim(claim_type), cookie) is covers


@pytest.mark.parametrize(
    ("claim_type", "party", "covers"),
    [
        ("cookies.third_party", ClaimParty.FIRST, True),
        ("cookies.used", ClaimParty.FIRST, False),
        ("cookies.used", ClaimParty.ANY, True),
        ("cookies.advertising", ClaimParty.FIRST, False),
        ("cookies.advertising", ClaimParty.ADVERTISER, True),
        ("cookies.analytics", ClaimParty.THIRD, False),
        ("advertising.third_party_served", ClaimParty.THIRD, True),
    ],
)
def test_clauses_that_cover_a_third_partys_advertising_cookie(claim_type, party, covers):
    cookie = make_cookie_entry("abid", party=Party.THIRD, category=Category.ADVERTISING)
    assert covers_third_party(make_claim(claim_type, party=party), cookie, None) is covers


@pytest.mark.parametrize(
    ("claim", "covers"),
    [
        (make_claim("tracking.third_party", params={"role": "analytics"}), True),
        (make_claim("tracking.third_party", params={"role": "video"}), False),
        (make_claim("cookies.third_party"), True),
        (make_claim("cookies.advertising"), False),
        (make_claim("sharing.third_party", params={"recipient": "any"}), True),
        (make_claim("sharing.third_party", params={"recipient": "advertisers"}), False),
        (make_claim("usage_data.collected"), False),
    ],
)
def test_clauses_that_cover_an_analytics_service(claim, covers):
    assert covers_tracker(claim, Category.ANALYTICS, GA) is covers


def test_silences_denials_and_clauses_on_other_sites_declare_nothing():
    used = make_claim("cookies.used")
    document = make_document(
        used,
        make_claim("cookies.session", Polarity.DENIES),
        make_claim("cookies.list", Polarity.SILENT),
        make_claim("cookies.persistent", site="kraam.example"),
    )
    unread = make_document(make_claim("cookies.third_party"), status=PolicyStatus.PARTIAL)
    assert declared(Case(make_site(), make_inventory(), (document, unread))) == (used,)


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (make_claim("cookies.used", Polarity.DENIES), True),
        (make_claim("cookies.used", Polarity.DENIES, modality=Modality.MAY), False),
        (make_claim("cookies.used", Polarity.DENIES, condition=Condition.UNLESS_CONSENT), False),
        (make_claim("cookies.used"), False),
        (make_claim("cookies.session", Polarity.DENIES), False),
    ],
)
def test_only_a_flat_denial_is_one(claim, found):
    document = make_document(claim)
    case = Case(make_site(), make_inventory(), (document,), document)
    assert find_denial(case, ("cookies.used",)) == (claim if found else None)


@pytest.mark.parametrize(("kind", "warns"), [("cookies", True), ("privacy", False)])
def test_cookie_page_that_was_not_read_is_warned_of(kind, warns):
    link = PolicyLink(url=f"{HOME}cookies", text="Cookies", kind=kind, page=HOME)
    note = unread_note(Case(make_site(), make_inventory(policy_links=(link,)), (make_document(),)))
    assert (note.en if note else None) == (
        f"Another text of the site was not read and may say it: {HOME}cookies." if warns else None
    )


def test_cookie_page_that_was_read_is_not_warned_of():
    link = PolicyLink(url=f"{HOME}cookies", text="Cookies", kind="cookies", page=HOME)
    read = make_document().model_copy(update={"url": f"{HOME}cookies"})
    case = Case(make_site(), make_inventory(policy_links=(link,)), (read,))
    assert unread_note(case) is None


def test_cookie_page_that_is_gone_is_not_warned_of():
    link = PolicyLink(url=f"{HOME}cookies/", text="Cookies", kind="cookies", page=HOME)
    gone = make_document(status=PolicyStatus.NOT_FOUND).model_copy(update={"url": f"{HOME}cookies"})
    case = Case(make_site(), make_inventory(policy_links=(link,)), (gone,))
    assert unread_note(case) is None


@pytest.mark.parametrize(("place", "warns"), [("text", False), ("footer", True)])
def test_cookie_page_elsewhere_is_the_sites_where_it_offers_it_as_its_own(place, warns):
    url = "https://dienst.example/cookies"
    link = PolicyLink(url=url, text="Cookies", kind="cookies", page=HOME, place=place)
    case = Case(make_site(), make_inventory(policy_links=(link,)), (make_document(),))
    assert bool(unread_note(case)) is warns
