import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise

import pytest
from builders import (
    THIN_COVERAGE,
    make_claim,
    make_cookie_entry,
    make_document,
    make_inventory,
    make_visit,
)
from report.pages import in_language, read_page, section, words

from scanner.models import ClaimVerdict, Consent, DocumentSummary, Sentence
from scanner.words import ConsentChoice, ConsentOutcome, Verdict


@pytest.fixture
def page(sample):
    return read_page(sample)


def about_run(page):
    return page.find("h2", id="run").parent


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
    page = read_page(sample.model_copy(update={"run": run}))
    assert "cut off: only what was saved until then is here" in words(about_run(page))
    assert "none was started" in words(about_run(page))


def test_the_table_of_sites_shows_no_nought_where_nobody_looked(page):
    rows = page.find("h2", id="overview").parent.select("tbody tr")
    assert [[words(cell) for cell in row.find_all(["th", "td"])] for row in rows] == [
        [
            "winkel.example",
            "1 high 1 medium 1 low",
            "1 new 1 gone 1 unstable 1 not known 1 policy gone 1 policy changed",
            "5",
            "2",
            "2",
            "1",
        ],
        ["stil.example", "nothing found", "–", "1", "0", "0", "0"],
        ["zwijger.example", "no policy read", "–", "1", "0", "0", "0"],
        ["weg.example", "not measured 1 info", "–", "nothing is known"],
        ["later.example", "not scanned", "–", "nothing is known"],
    ]


def test_every_link_leads_to_a_place_on_the_page(page):
    links = [link["href"] for link in page.find_all(href=True) if not link.img]
    assert [link for link in links if not page.find(id=link.removeprefix("#"))] == []
    assert all(re.fullmatch(r"#[a-z0-9-]+", link) for link in links)


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


def test_headings_come_in_order_and_every_table_has_a_caption_and_scopes(page):
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [each for each in page.find_all("table") if not each.caption] == []
    assert page.select("thead th:not([scope])") == []


def test_the_page_speaks_dutch_when_asked(sample):
    page = read_page(in_language(sample, "nl"))
    assert page.html["lang"] == "nl"
    assert words(section(page, "stil.example").select_one(".verdict-line")) == (
        "Geen discrepantie gevonden in wat is bekeken: 1 pagina, keuze geen."
    )
    assert words(page.select_one("details.finding h5")) == (
        "Een adverteerder plaatste de cookie abid, die het beleid niet noemt."
    )


def test_a_dutch_page_marks_the_words_that_are_in_english_only(sample):
    gap = section(read_page(in_language(sample, "nl")), "winkel.example").select_one(".gaps li")
    assert (words(gap), gap.find()["lang"]) == (
        "frame of pixel.advertentiebord.example: it crashed",
        "en",
    )
    lost = section(read_page(in_language(sample, "nl")), "weg.example").select_one(".gaps li")
    assert (words(lost), lost.find()) == (
        "Bezoek met keuze geen: onbereikbaar (naam niet gevonden)",
        None,
    )


def test_a_dutch_page_tells_what_is_ours_in_dutch(make_report, make_site_report, make_finding):
    finding = make_finding(
        statement="Cookies are kept.",
        statement_nl="Cookies blijven.",
        about=("GDPR art. 7(3)",),
        evidence=(),
    )
    cookie = make_cookie_entry(name="_id").model_copy(update={"purpose": "counts visits"})
    coverage = THIN_COVERAGE.model_copy(update={"missing": ("choice accept: not visited",)})
    claim = make_claim().model_copy(
        update={"statement_nl": "Er zijn cookies.", "readings": ("sign_in", "first_visit")}
    )
    site = make_site_report(
        discrepancies=(finding,),
        verdicts=(
            ClaimVerdict(
                document="winkel-policy",
                claim=claim,
                verdict=Verdict.OPEN,
                reason=Sentence(en="Not seen.", nl="Niet gezien."),
            ),
        ),
        inventory=make_inventory(cookies=(cookie,), coverage=coverage),
        documents=(
            DocumentSummary(
                **make_document().model_dump(
                    include=set(DocumentSummary.model_fields) - {"claims", "notes", "notes_nl"}
                ),
                claims=1,
                notes=("Two pages.", "redirected to https://www.winkel.example/p"),
                notes_nl=("Twee pagina's.", "doorgestuurd"),
            ),
        ),
    )
    report = make_report(site)
    rules = tuple(
        rule.model_copy(update={"question_nl": "Klopt het?"}) for rule in report.rules[:1]
    )
    page = read_page(in_language(report.model_copy(update={"rules": rules}), "nl"))
    text = words(page)
    for told in (
        "Cookies blijven. (in onze woorden",
        "AVG art. 7(3)",
        "niet ingedeeld: telt bezoeken",
        "keuze accepteren: niet bezocht",
        "Er zijn cookies.",
        "Te lezen als: inloggen ; of: eerste bezoek .",
        "Twee pagina's.",
        "Klopt het?",
    ):
        assert told.replace(" ", "") in text.replace(" ", "")
    assert [words(each) for each in page.select("[lang=en]")] == []


def test_words_of_ours_without_dutch_are_marked_as_english(make_report, make_site_report):
    cookie = make_cookie_entry(name="_id").model_copy(update={"purpose": "does odd things"})
    site = make_site_report(inventory=make_inventory(cookies=(cookie,)))
    dutch, english = (
        read_page(in_language(make_report(site), language)).select("td [lang=en]")
        for language in ("nl", "en")
    )
    assert ([words(each) for each in dutch], english) == (["does odd things"], [])


def test_a_gap_with_a_reason_in_english_marks_the_reason_alone(make_report, make_site_report):
    unsure = Consent(outcome=ConsentOutcome.UNCONFIRMED, why="the banner came back")
    visit = make_visit(ConsentChoice.REJECT, consent=unsure)
    site = make_site_report(inventory=make_inventory(visits=(visit,)))
    gap = read_page(in_language(make_report(site), "nl")).select_one(".gaps li")
    assert words(gap) == "Keuze weigeren: niet bevestigd ( the banner came back )"
    assert words(gap.select_one("[lang=en]")) == "the banner came back"
