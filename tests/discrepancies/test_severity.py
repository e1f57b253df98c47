import pytest
from builders import (
    HOME,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_site,
)

from scanner.discrepancies.rule import Case, load_rules, make_discrepancies
from scanner.models import PolicyLink, Sentence
from scanner.words import Category, Polarity

SIGN_IN = {"event": "sign_in"}
COOKIE_PAGE = PolicyLink(url=f"{HOME}cookies", text="Cookies", kind="cookies", page=HOME)


def _only(rule_id, document, **fields):
    rules = [rule for rule in load_rules() if rule.id == rule_id]
    case = Case(make_site(), make_inventory(**fields), (document,))
    (found,) = make_discrepancies(case, rules)
    return found


@pytest.mark.parametrize(
    ("category", "severity"),
    [
        (Category.NECESSARY, "low"),
        (Category.UNCLASSIFIED, "low"),
        (Category.ANALYTICS, "high"),
        (Category.ADVERTISING, "high"),
    ],
)
def test_cookie_before_sign_in_weighs_more_when_known_to_be_non_essential(category, severity):
    document = make_document(make_claim("cookies.issued_when", params=SIGN_IN))
    cookies = (make_cookie_entry(category=category),)
    assert _only("before-sign-in", document, cookies=cookies).severity == severity


@pytest.mark.parametrize(
    ("categories", "severity"),
    [
        ((Category.NECESSARY,), "medium"),
        ((Category.NECESSARY, Category.UNCLASSIFIED), "high"),
        ((Category.ADVERTISING,), "high"),
    ],
)
def test_silence_weighs_less_when_only_necessary_cookies_were_stored(categories, severity):
    cookies = tuple(make_cookie_entry(category, category=category) for category in categories)
    found = _only("policy-silent-on-cookies", make_document(), cookies=cookies)
    assert found.severity == severity


def test_clause_with_two_readings_leaves_the_finding_open_and_shows_both():
    claim = make_claim("cookies.issued_when", params=SIGN_IN, readings=("signs in", "arrives"))
    found = _only("before-sign-in", make_document(claim), cookies=(make_cookie_entry(),))
    assert (found.verdict, found.note) == (
        "open",
        Sentence(
            en="The clause can be read in 2 ways; a person decides: signs in / arrives.",
            nl="De clausule is op 2 manieren te lezen; een mens beslist: signs in / arrives.",
        ),
    )


def test_cookie_that_the_text_denies_contradicts_that_clause():
    document = make_document(make_claim("cookies.used", Polarity.DENIES))
    found = _only("undeclared-session-cookie", document, cookies=(make_cookie_entry(),))
    assert (found.verdict, found.claim, found.sentence.en) == (
        "contradicted",
        "cookies.used-denies",
        "The policy says there are no session cookies, yet 1 cookie was stored: sid.",
    )


def test_cookie_page_that_was_not_read_makes_an_undeclared_cookie_a_judgment():
    found = _only(
        "undeclared-session-cookie",
        make_document(),
        cookies=(make_cookie_entry(),),
        policy_links=(COOKIE_PAGE,),
    )
    assert (found.kind, found.note) == (
        "judgment",
        Sentence(
            en=f"Another text of the site was not read and may say it: {HOME}cookies.",
            nl="Een andere tekst van de site is niet gelezen en zegt het misschien wel: "
            f"{HOME}cookies.",
        ),
    )


def test_cookies_of_one_service_are_one_finding():
    cookies = tuple(make_cookie_entry(name) for name in ("a", "b", "c"))
    found = _only("undeclared-session-cookie", make_document(), cookies=cookies)
    assert [item.subject for item in found.evidence] == [
        f"{name} (winkel.example)" for name in ("a", "b", "c")
    ]
