"""What the page says of a site: its findings, visits, cookies, third parties and policies."""

import re

import pytest
from report.pages import read_page, section, words


@pytest.fixture
def page(sample):
    return read_page(sample)


def table(page, domain, caption):
    """Return the rows of a site's table by its caption."""
    named = [
        each for each in section(page, domain).find_all("table") if words(each.caption) == caption
    ]
    return named[0].select("tbody tr")


def test_a_finding_has_the_clause_beside_the_evidence(page):
    worst = section(page, "winkel.example").select("details.finding")[1]
    policy, observed = worst.select(".sides > div")
    assert words(worst.h5) == "Cookies outlive the visit, and the policy states no lifetime."
    assert words(policy) == (
        "What the policy says Cookies may be kept for a while."
        " (in our words; a person read the clause) Privacyverklaring, section 12.5"
    )
    assert [words(item) for item in observed.select("li")] == [
        f"cookie cookie_{number} Who: unknown kept for 400 days When: choice none, https://www.winkel.example/"
        for number in range(9)
    ]


def test_a_finding_of_something_left_out_says_that_no_clause_covers_it(page):
    first = section(page, "winkel.example").select_one("details.finding")
    assert words(first.select_one(".sides > div")) == (
        "What the policy says No clause covers this. Privacyverklaring"
    )
    assert [words(each) for each in first.select("dl.sure > div")] == [
        "How sure fact: Two records conflict on their face. No reading of a clause is involved.",
        "Looked at 1 page, choice none",
        "About Tw 11.7a; GDPR 13(1)(e)",
        "Rule undeclared-advertiser-cookie",
    ]


def test_a_finding_that_rests_on_no_policy_says_so_and_has_no_verdict_on_one(page):
    last = section(page, "winkel.example").select("details.finding")[2]
    policy, observed = last.select(".sides > div")
    assert [words(badge) for badge in last.select(".badge")] == ["unstable", "fact"]
    assert words(policy) == (
        "What the policy says This rests on no policy: what was observed stands by itself."
    )
    assert words(observed.li).endswith(
        "choice reject, after the choice, https://www.winkel.example/"
    )


def test_a_visit_shows_what_was_done_about_the_banner_and_how_it_is_known(page):
    visits = section(page, "winkel.example").find_all("h4", string=re.compile("^Choice"))
    lists = [heading.find_next("dl") for heading in visits]
    facts = [{words(each.dt): words(each.dd) for each in found.find_all("div")} for found in lists]
    seen = {
        "To accept": "1 step",
        "To refuse": "2 steps",
        "Categories, before anything was pressed": (
            "Noodzakelijk (on, cannot be changed), Statistiek (off)"
        ),
        "Purposes named": "analytics, social media",
        "Services named": "Meetlat",
        "The choice is kept for": "6 months",
    }
    assert facts == [
        seen,
        {
            "Consent tool": "Keuzehulp",
            "Pressed": "“Instellingen”, then “Alles weigeren” (2 steps)",
            **seen,
        },
    ]


def test_a_visit_shows_the_text_of_the_banner_and_its_pictures(page):
    shop = section(page, "winkel.example")
    said = [words(each) for each in shop.select("details details") if each.blockquote]
    assert said == ["What the banner says (nl) Mogen wij cookies plaatsen?"] * 2
    assert [picture["alt"] for picture in shop.select("a[href] > img")] == [
        "winkel.example, choice reject, after the choice: https://www.winkel.example/"
    ]


def test_a_cookie_shows_when_it_was_stored_and_when_it_was_sent(page):
    rows = table(page, "winkel.example", "Cookies that winkel.example stored")
    assert [[words(cell) for cell in row.select("td")[-2:]] for row in rows] == [
        ["none: before", ""],
        ["none: before reject: after", "reject: after"],
    ]


def test_a_third_party_shows_what_google_was_told(page):
    rows = table(page, "winkel.example", "Third parties that winkel.example called")
    assert [words(row.select("td")[-1]) for row in rows] == [
        "none: before told Google, none, before any choice: gcs=G100 gcd=13l3l3l3l1",
        "none: before",
    ]


def test_every_claim_stands_with_its_verdict(page):
    claims = section(page, "winkel.example").select(".claims > li")
    assert [words(claim.find("p")) for claim in claims] == [
        "confirmed About cookies.used. cookies.used",
        "undisclosed Says nothing about this. cookies.third_party",
        "contradicted About tracking.third_party. tracking.third_party",
    ]


def test_both_lifetimes_of_a_cookie_are_shown(page):
    rows = table(page, "winkel.example", "Cookies that winkel.example stored")
    assert [words(row.select("td")[2]) for row in rows] == [
        "session",
        "400 days asked for 730 days",
    ]


def test_third_parties_are_named_with_their_owner_or_as_unknown(page):
    rows = table(page, "winkel.example", "Third parties that winkel.example called")
    assert [words(row.td) for row in rows] == [
        "Meetlat Meetlat Analytics GmbH, DE",
        "cdn.example (unknown)",
    ]


def test_a_change_of_the_policy_is_told_claim_by_claim(page):
    told = [
        words(item) for item in section(page, "winkel.example").select("h4 ~ p + ul.changes > li")
    ]
    assert told == [
        "appeared tracking.pixel on the site: declares, unconditional: Wij meten met pixels.",
        "gone cookies.lifetime pinned: declares, unconditional, duration: P1Y : "
        "About cookies.lifetime.",
        "changed cookies.used pinned: denies, unconditional: About cookies.used. "
        "on the site: declares, unconditional: About cookies.used.",
    ]


def test_a_clause_that_a_person_should_read_stands_with_its_quote(page):
    shop = section(page, "winkel.example")
    assert [words(quote) for quote in shop.select(".unsure q")] == ["Soms tonen wij u iets."]
