import re

import pytest
from bs4 import BeautifulSoup

from scanner.report.formats.report_html import FORMAT


@pytest.fixture
def page(sample):
    return BeautifulSoup(FORMAT.render(sample), "lxml")


def words(element):
    return " ".join(element.get_text(" ").split())


def section(page, domain):
    return next(part for part in page.select("section.site") if part.h2.get_text() == domain)


def test_the_page_may_load_and_run_nothing(page):
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert page.select("script, link, iframe, img, object, embed, form, base") == []


def test_the_page_is_made_for_phones_and_for_the_dark(page):
    assert page.find("meta", attrs={"name": "viewport"})["content"] == (
        "width=device-width, initial-scale=1"
    )
    assert "prefers-color-scheme: dark" in page.style.get_text()


def test_the_head_says_what_shaped_the_run(page):
    facts = {words(fact.dt): words(fact.dd) for fact in page.header.select("dl.facts > div")}
    assert facts == {
        "Run": "20261121T030000Z",
        "Started": "2026-11-21 03:00:00 UTC",
        "Ended": "2026-11-21 03:05:00 UTC, finished",
        "Consent choices": "none",
        "Browser": "chromium 156.0 (chromium-headless-shell, in its sandbox)",
        "Third-party cookies": "kept, shown before the first visit: loopback page",
        "Scanner": "0.1.0",
        "SCAN_PAGES": "5",
        "scrapy": "2.19.0",
    }


def test_a_run_that_was_cut_off_says_so(sample):
    run = sample.run.model_copy(update={"ended_at": None, "finished": None, "browser": None})
    page = BeautifulSoup(FORMAT.render(sample.model_copy(update={"run": run})), "lxml")
    assert "cut off: only what was saved until then is here" in words(page.header)
    assert "none was started" in words(page.header)


def test_the_table_of_sites_shows_no_nought_where_nobody_looked(page):
    rows = page.find("h2", id="overview").parent.select("tbody tr")
    assert [[words(cell) for cell in row.find_all(["th", "td"])] for row in rows] == [
        ["winkel.example", "1 high 1 medium 1 low", "5", "2", "2", "1"],
        ["stil.example", "nothing found", "1", "0", "0", "0"],
        ["zwijger.example", "no policy read", "1", "0", "0", "0"],
        ["weg.example", "not measured", "nothing is known"],
        ["later.example", "not scanned", "nothing is known"],
    ]


def test_every_link_leads_to_a_place_on_the_page(page):
    links = [link["href"] for link in page.find_all(href=True)]
    assert [link for link in links if not page.find(id=link.removeprefix("#"))] == []
    assert all(re.fullmatch(r"#[a-z0-9-]+", link) for link in links)


def test_a_finding_has_the_clause_beside_the_evidence(page):
    worst = section(page, "winkel.example").select("article.finding")[1]
    policy, observed = worst.select(".sides > div")
    assert words(worst.h4) == "Cookies outlive the visit, and the policy states no lifetime."
    assert words(policy) == (
        "What the policy says Cookies may be kept for a while. (in our words)"
        " Privacyverklaring , section 12.5"
    ).replace(" ,", ",")
    assert [words(item) for item in observed.select("li")] == [
        f"cookie cookie_{number} kept for 400 days choice none, on https://www.winkel.example/"
        for number in range(9)
    ]


def test_a_finding_of_something_left_out_says_that_no_clause_covers_it(page):
    first = section(page, "winkel.example").find("article")
    assert words(first.select_one(".sides > div")) == (
        "What the policy says No clause covers this. Privacyverklaring"
    )
    assert words(first.select("p")[-1]) == (
        "About: Tw 11.7a; GDPR 13(1)(e). Looked at: 1 page, choice none."
    )


def test_a_finding_that_rests_on_no_policy_says_so_and_has_no_verdict_on_one(page):
    last = section(page, "winkel.example").select("article.finding")[2]
    policy, observed = last.select(".sides > div")
    assert [words(badge) for badge in last.select(".badge")] == ["low", "fact"]
    assert words(policy) == (
        "What the policy says This rests on no policy: what was observed stands by itself."
    )
    assert words(observed.li).endswith(
        "choice reject, after the choice, on https://www.winkel.example/"
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
        "The choice is kept for": "P6M",
    }
    assert facts == [
        seen,
        {
            "Consent tool": "Keuzehulp",
            "Pressed": "“Instellingen”, then “Alles weigeren” (2 steps)",
            "That it took effect is shown by": (
                "what the banner stored; the banner, gone and still away after a reload"
            ),
            **seen,
        },
    ]


def test_a_visit_shows_the_text_of_the_banner_and_its_pictures(page):
    text = section(page, "winkel.example").select("details details")[-1]
    assert words(text) == "What the banner says (nl) Mogen wij cookies plaatsen?"
    assert "Picture, after the choice: evidence/winkel-1.png" in words(page)


def test_a_cookie_shows_when_it_was_stored_and_when_it_was_sent(page):
    rows = section(page, "winkel.example").find("table").select("tbody tr")
    assert [[words(cell) for cell in row.select("td")[-2:]] for row in rows] == [
        ["none: before", ""],
        ["none: before reject: after", "reject: after"],
    ]


def test_a_third_party_shows_what_google_was_told(page):
    rows = section(page, "winkel.example").select("table")[2].select("tbody tr")
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
    rows = section(page, "winkel.example").find("table").select("tbody tr")
    assert [words(row.select("td")[2]) for row in rows] == [
        "session",
        "400 days asked for 730 days",
    ]


def test_third_parties_are_named_with_their_owner_or_as_unknown(page):
    rows = section(page, "winkel.example").select("table")[2].select("tbody tr")
    assert [words(row.td) for row in rows] == [
        "Meetlat Meetlat Analytics GmbH, DE",
        "cdn.example (unknown)",
    ]


def test_a_site_that_was_not_measured_lists_no_cookies_at_all(page):
    summaries = [words(each) for each in section(page, "weg.example").select("summary")]
    assert summaries == [
        "1 claim of the policies, each against what was seen: 1 not assessable",
        "1 visit",
    ]


def test_a_clean_site_looks_clean(page):
    clean = section(page, "stil.example")
    line = clean.select_one(".verdict-line")
    assert line["class"] == ["verdict-line", "clean"]
    assert words(line) == "No discrepancy found in what was looked at: 1 page, choice none."
    assert clean.select("article") == []


def test_a_change_of_the_policy_is_told_claim_by_claim(page):
    told = [words(item) for item in section(page, "winkel.example").select("ul > li")]
    assert [line for line in told if line.startswith(("appeared", "gone", "changed"))] == [
        "appeared tracking.pixel on the site: declares, unconditional: Wij meten met pixels.",
        "gone cookies.lifetime pinned: declares, unconditional, duration: P1Y: "
        "About cookies.lifetime.",
        "changed cookies.used pinned: denies, unconditional: About cookies.used. "
        "on the site: declares, unconditional: About cookies.used.",
    ]


def test_a_clause_that_a_person_should_read_stands_with_its_quote(page):
    shop = section(page, "winkel.example")
    assert [words(quote) for quote in shop.select("li > q")][-1] == "Soms tonen wij u iets."
