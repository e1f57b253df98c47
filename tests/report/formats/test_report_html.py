import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from builders import (
    HOME,
    make_cookie_entry,
    make_event,
    make_inventory,
    make_service,
    make_visit,
)

from scanner.models import Evidence
from scanner.report.formats.report_html import FORMAT
from scanner.report.page.facts import find_event, find_owner, find_picture
from scanner.words import ConsentChoice, Phase


@pytest.fixture
def page(sample):
    return BeautifulSoup(FORMAT.render(sample), "lxml")


def words(element):
    return " ".join(element.get_text(" ").split())


def section(page, domain):
    return next(part for part in page.select("section.site") if part.h2.get_text() == domain)


def about_run(page):
    return page.find("h2", id="run").parent


def table(page, domain, caption):
    """Return the rows of a site's table by its caption."""
    named = [
        each for each in section(page, domain).find_all("table") if words(each.caption) == caption
    ]
    return named[0].select("tbody tr")


def test_the_page_may_load_and_run_nothing_but_its_own(page):
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    hashes = {
        name: b64encode(sha256(page.find(name).string.encode()).digest()).decode()
        for name in ("style", "script")
    }
    assert policy["content"] == (
        f"default-src 'none'; style-src 'sha256-{hashes['style']}';"
        f" script-src 'sha256-{hashes['script']}'; img-src 'self' file:;"
        " base-uri 'none'; form-action 'none'"
    )
    assert page.select("link, iframe, object, embed, form, base, [style], script[src]") == []
    assert [picture["src"] for picture in page.select("img")] == ["evidence/winkel-1.png"]


def test_the_page_is_made_for_phones_and_for_the_dark(page):
    assert page.find("meta", attrs={"name": "viewport"})["content"] == (
        "width=device-width, initial-scale=1"
    )
    assert "prefers-color-scheme: dark" in page.style.get_text()


def test_the_end_says_what_shaped_the_run(page):
    facts = {words(fact.dt): words(fact.dd) for fact in about_run(page).select("dl.facts > div")}
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
    assert "cut off: only what was saved until then is here" in words(about_run(page))
    assert "none was started" in words(about_run(page))


def test_the_table_of_sites_shows_no_nought_where_nobody_looked(page):
    rows = page.find("h2", id="overview").parent.select("tbody tr")
    assert [[words(cell) for cell in row.find_all(["th", "td"])] for row in rows] == [
        ["winkel.example", "1 high 1 medium 1 low", "5", "2", "2", "1"],
        ["stil.example", "nothing found", "1", "0", "0", "0"],
        ["zwijger.example", "no policy read", "1", "0", "0", "0"],
        ["weg.example", "not measured 1 info", "nothing is known"],
        ["later.example", "not scanned", "nothing is known"],
    ]


def test_every_link_leads_to_a_place_on_the_page(page):
    links = [link["href"] for link in page.find_all(href=True) if not link.img]
    assert [link for link in links if not page.find(id=link.removeprefix("#"))] == []
    assert all(re.fullmatch(r"#[a-z0-9-]+", link) for link in links)


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
    assert [words(badge) for badge in last.select(".badge")] == ["fact"]
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


def test_a_site_that_was_not_measured_lists_no_cookies_at_all(page):
    summaries = [words(each) for each in section(page, "weg.example").select("summary")]
    assert summaries == [
        "weg.example could not be visited. fact",
        "The banner and the pages, visit by visit",
        "1 claim of the policies, each against what was seen: 1 not assessable",
    ]


def test_a_clean_site_looks_clean(page):
    clean = section(page, "stil.example")
    line = clean.select_one(".verdict-line")
    assert line["class"] == ["verdict-line", "clean"]
    assert words(line) == "No discrepancy found in what was looked at: 1 page, choice none."
    assert clean.select(".finding, .gaps") == []


def test_a_change_of_the_policy_is_told_claim_by_claim(page):
    told = [words(item) for item in section(page, "winkel.example").select("ul.changes > li")]
    assert told == [
        "appeared tracking.pixel on the site: declares, unconditional: Wij meten met pixels.",
        "gone cookies.lifetime pinned: declares, unconditional, duration: P1Y: "
        "About cookies.lifetime.",
        "changed cookies.used pinned: denies, unconditional: About cookies.used. "
        "on the site: declares, unconditional: About cookies.used.",
    ]


def test_a_clause_that_a_person_should_read_stands_with_its_quote(page):
    shop = section(page, "winkel.example")
    assert [words(quote) for quote in shop.select(".unsure q")] == ["Soms tonen wij u iets."]


def test_the_matrix_counts_findings_by_site_and_rule_and_leaves_the_unmeasured_out(page):
    matrix = page.find("table", class_="matrix")
    assert [words(head) for head in matrix.select("thead th")] == [
        "Site",
        "undeclared-advertiser-cookie",
        "lifetime-not-stated",
        "after-reject",
        "not-measured",
    ]
    assert [
        [words(cell) for cell in row.select("th, td")] for row in matrix.select("tbody tr")
    ] == [
        ["winkel.example", "1 high", "1 medium", "1 low", "·"],
        ["stil.example", "·", "·", "·", "·"],
        ["zwijger.example", "·", "·", "·", "·"],
        ["weg.example", "not measured 1 info"],
        ["later.example", "not scanned"],
    ]


def test_a_site_that_was_not_measured_does_not_look_clean(page):
    lost = section(page, "weg.example")
    assert words(lost.select_one(".verdict-line.not_measured")) == (
        "Not measured, so nothing is known about what it does: unreachable (dns). 1 remark."
    )
    assert words(lost.select_one(".gaps li")) == "Visit with choice none: unreachable (dns)"
    assert [words(cell) for cell in lost.select("td.unknown")] == ["nothing is known"] * 2
    assert lost.select(".clean, table.sift") == []


def test_a_finding_tells_whose_it_is_and_when_it_came(page):
    event = make_event("abid", domain="bord.example", by="bord.example", at_ms=94)
    cookie = make_cookie_entry("abid", domain="bord.example", service="meetlat")
    inventory = make_inventory(
        visits=(make_visit().model_copy(update={"events": (event,)}),),
        cookies=(cookie,),
        services=(make_service(),),
    )
    evidence = Evidence(
        kind="cookie",
        subject="abid (bord.example)",
        detail="",
        choice=ConsentChoice.NONE,
        phase=Phase.BEFORE,
        page=HOME,
    )
    assert find_event(evidence, inventory) == event
    assert find_event(evidence.model_copy(update={"phase": Phase.AFTER}), inventory) is None
    assert find_owner(evidence, inventory) == make_service()


def test_only_a_picture_of_the_run_is_linked():
    names = ("evidence/a-1.png", "evidence/../run.json", "https://a.nl/b.png", "evidence/a.png?x")
    assert [find_picture(name) for name in names] == ["evidence/a-1.png", None, None, None]


def test_headings_come_in_order_and_every_table_has_a_caption_and_scopes(page):
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [each for each in page.find_all("table") if not each.caption] == []
    assert page.select("thead th:not([scope])") == []


def test_the_page_speaks_dutch_when_asked(sample):
    settings = {**sample.run.settings, "SCAN_REPORT_LANG": "nl"}
    run = sample.run.model_copy(update={"settings": settings})
    page = BeautifulSoup(FORMAT.render(sample.model_copy(update={"run": run})), "lxml")
    assert page.html["lang"] == "nl"
    assert words(section(page, "stil.example").select_one(".verdict-line")) == (
        "Geen discrepantie gevonden in wat is bekeken: 1 pagina, keuze geen."
    )
    assert words(page.select_one("details.finding h5")) == (
        "Een adverteerder plaatste de cookie abid, die het beleid niet noemt."
    )
