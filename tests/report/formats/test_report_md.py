import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from report.changes import make_document_change, make_finding_change, make_site_changes
from report.pages import in_language

from scanner.models import Evidence, Sentence
from scanner.report.formats.report_md import FORMAT
from scanner.words import Trend

# Raw HTML is let through, as no dialect lets through more.
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def page(report):
    return BeautifulSoup(MARKDOWN.render(FORMAT.render(report).decode("utf-8")), "lxml")


def words(element):
    return " ".join(element.get_text().split())


@pytest.fixture
def heading(make_report, make_site_report, make_finding):
    """Return the heading of a finding whose sentence is the given text."""

    def make(text):
        finding = make_finding(sentence=Sentence(en=text, nl=""))
        return page(make_report(make_site_report(discrepancies=(finding,)))).h3

    return make


def test_the_head_counts_sites_and_findings(sample):
    assert [words(item) for item in page(sample).find("ul").select("li")][:2] == [
        "Result: 3 discrepancies and 1 remark in 2 sites; 3 of 5 sites measured.",
        "Findings: 1 high, 1 medium, 1 low, 1 info",
    ]


def test_every_site_has_its_verdict_line_at_the_top_and_at_its_place(sample):
    read = page(sample)
    lines = [words(each.parent) for each in read.find_all("strong")]
    listed = [words(each) for each in read.select("li") if words(each).startswith("Site ")]
    assert read.find("h2", string="Sites").find_next("li").get_text().strip().startswith("Site ")
    assert [line.partition(": ")[2] for line in listed] == [
        line.partition(": ")[2] for line in lines
    ]
    assert lines == [
        "Verdict: 3 discrepancies (1 high, 1 medium, 1 low). Looked at: 5 pages, choices none,"
        " accept, reject.",
        "Verdict: No discrepancy found in what was looked at: 1 page, choice none.",
        "Verdict: Not compared: no policy could be read. Looked at: 1 page, choice none.",
        "Verdict: Not measured, so nothing is known about what it does: unreachable (dns)."
        " 1 remark.",
        "Verdict: Not scanned: Nobody confirmed its host yet.",
    ]


def news(report):
    """Return the lines of what changed, without those of lists in lists twice."""
    heading = page(report).find("h2", string="Since the last run")
    return [
        " ".join(
            "".join(part.get_text() for part in item.contents if part.name not in ("ul",)).split()
        )
        for item in heading.find_next("ul").select("li")
    ]


def test_what_changed_comes_first(sample):
    assert news(sample) == [
        "Changes on winkel.example: Since the run of 2026-11-14 03:00 UTC: findings: 1 new, 1 gone,"
        " 1 unstable, 1 not known, 1 the same; cookies: 1 new, 1 gone, 1 not known; services:"
        " 1 unstable; 1 policy gone; 1 policy changed.",
        "Note: Fewer pages were loaded than last time: 4 instead of 5.",
        "New, high: An advertiser stored the cookie abid, and the policy names no such cookie.",
        "Gone, medium: _oud was stored.",
        "Unstable, low, here now: A cookie was sent after everything was refused.",
        "Not known, 1 finding: It could not be seen in run 20261121T030000Z: no visit succeeded.",
        "Policy changed: “Privacyverklaring”, was read in part, is read; dated 2024-03-12, now no"
        " date",
        "Clause changed: cookies.used, before “Wij kunnen cookies plaatsen.”, now “Wij plaatsen"
        " cookies.”",
        "Clause gone: policy.applies_to, before “About policy.applies_to.”",
        "Policy gone: “Cookieverklaring”",
        "New cookies: abid",
        "Gone cookies: _oud",
        "Not known cookies: _nog (It could not be seen in run 20261121T030000Z: no visit"
        " succeeded.)",
        "Unstable services: Meetlat",
    ]
    assert [words(each) for each in page(sample).find_all("h2")][:2] == [
        "Since the last run",
        "Sites",
    ]
    assert words(page(sample).find("ul").select("li")[2]).startswith("Findings since the last run")


def test_sites_where_nothing_changed_are_named_in_one_line(make_report, make_site_report):
    quiet = make_site_changes(findings=(), cookies=(), services=(), documents=(), notes=())
    sites = (make_site_report(name, since_last_run=quiet) for name in ("een.nl", "twee.nl"))
    assert news(make_report(*sites)) == ["Nothing changed on: een.nl, twee.nl"]


def test_the_first_run_has_no_section_of_changes(make_report, make_site_report):
    headings = page(make_report(make_site_report())).find_all("h2")
    assert [words(each) for each in headings] == ["Sites", "Site winkel.example"]


def test_much_that_changed_is_cut_and_leaves_room_for_the_rest(make_report, make_site_report):
    one = make_finding_change(sentence=Sentence(en="woord " * 90, nl=""))
    claims = make_document_change().changes[:1] * 12
    changes = make_site_changes(
        findings=(one,) * 12, documents=(make_document_change(changes=claims),)
    )
    told = news(make_report(make_site_report(since_last_run=changes)))
    assert "New besides: 2 more" in told
    assert "Clauses besides: 2 more" in told
    sites = (make_site_report(f"s{number}.nl", since_last_run=changes) for number in range(9))
    text = FORMAT.render(make_report(*sites)).decode()
    before, _, after = text.partition("\n## Sites\n")
    assert before.endswith("**Cut here, for length: the whole is in report.html.**\n")
    assert len(before) < 22_000
    assert after.count("\n- Site ") == 9


def test_something_unstable_that_is_not_here_now_says_so(make_report, make_site_report):
    away = make_finding_change(Trend.UNSTABLE, (True, False, False))
    changes = make_site_changes(findings=(away,))
    told = news(make_report(make_site_report(since_last_run=changes)))
    assert told[2].startswith("Unstable, high, not here now: ")


def test_a_finding_has_its_clause_its_evidence_and_its_coverage(sample):
    finding = page(sample).find_all("h3")[1]
    assert words(finding) == (
        "Medium: Cookies outlive the visit, and the policy states no lifetime."
    )
    lines = [words(item) for item in finding.find_next("ul").select("li")]
    observed = "kept for 400 days (choice none, on https://www.winkel.example/)"
    assert lines == [
        "Rule: lifetime-not-stated, judgment, undisclosed",
        "Policy: “Privacyverklaring”, section 12.5, in our words: Cookies may be kept for a while.",
        *(f"Observed: cookie cookie_{number}: {observed}" for number in range(3)),
        "Observed besides: 6 more",
        "Looked at: 1 page, choice none",
        "Note: The clause has two readings.",
        "About: Tw 11.7a; GDPR 13(1)(e)",
    ]


def test_a_dutch_report_is_dutch(sample):
    shop = sample.sites[0]
    lifetimes = next(each for each in shop.discrepancies if each.statement)
    visit = Evidence(kind="visit", subject="choice none", detail="ok", choice="none")
    finding = lifetimes.model_copy(
        update={
            "statement_nl": "Cookies blijven een tijd.",
            "evidence": (visit, *lifetimes.evidence),
        }
    )
    shop = shop.model_copy(update={"discrepancies": (finding,)})
    report = in_language(sample.model_copy(update={"sites": (shop, *sample.sites[1:])}), "nl")
    read = page(report)
    assert words(read.h1).startswith("Wat sites doen, tegenover wat hun beleid zegt: run ")
    assert [words(each) for each in read.find_all("h2")][:2] == ["Sinds de vorige run", "Sites"]
    assert words(read.h3) == (
        "Middel: Cookies blijven na het bezoek, en het beleid noemt geen termijn."
    )
    lines = [words(item) for item in read.h3.find_next("ul").select("li")]
    assert lines[:3] == [
        "Regel: lifetime-not-stated, oordeel, niet vermeld",
        "Beleid: “Privacyverklaring”, artikel 12.5, in onze woorden: Cookies blijven een tijd.",
        "Waargenomen: bezoek keuze geen: goed; banner: onaangeroerd (keuze geen)",
    ]
    assert lines[-4:] == [
        "Waargenomen, en verder: nog 7",
        "Bekeken: 1 pagina, keuze geen",
        "Let op: Twee lezingen.",
        "Gaat over: Tw 11.7a; GDPR 13(1)(e)",
    ]


def test_what_was_not_looked_at_is_told(sample):
    gaps = [words(item) for item in page(sample).find_all("li") if words(item).startswith("Gap")]
    assert gaps[0] == "Gap: frame of pixel.advertentiebord.example: it crashed"


def test_a_run_that_was_cut_off_says_so(sample):
    run = sample.run.model_copy(update={"finished": None})
    cut_off = page(sample.model_copy(update={"run": run}))
    assert words(cut_off.strong) == "The run was cut off: only what was saved until then is here"


def test_a_report_that_is_too_long_for_a_comment_is_cut_and_says_so(
    make_report, make_site_report, make_finding
):
    finding = make_finding(sentence=Sentence(en="x" * 500, nl=""))
    text = FORMAT.render(make_report(make_site_report(discrepancies=(finding,) * 200))).decode()
    assert (len(text) < 65_536, text.splitlines()[-1]) == (
        True,
        "**Cut here, for length: the whole is in report.html.**",
    )


@pytest.mark.parametrize(
    "text",
    [
        "**bold** and _more_",
        "[x](https://kwaad.example)",
        "![x](https://kwaad.example/p.png)",
        "[x]: https://kwaad.example",
        "<https://kwaad.example>",
        "<b>x</b> &lt;",
        "``` code ` `` ends",
        "`x",
        "x`",
        "a\\`b`c",
        "| a | b |",
        "~~x~~",
        "$x^2$",
        "# x ## y",
    ],
)
def test_marks_of_a_site_are_shown_and_not_obeyed(heading, text):
    found = heading(text)
    assert {element.name for element in found.find_all()} <= {"code"}
    assert words(found) == f"High: {text}"


@pytest.mark.parametrize(
    "text",
    [
        "@everyone",
        "(@team/all)",
        "mail info@kwaad.example",
        "https://kwaad.example",
        "www.kwaad.example",
        "kwaad.example/x",
        "#1",
        "GH-1",
        "org/repo#1",
        "!1",
        "~label",
        "PROJ-12",
        "9fceb02d0ae598e95dc970b74767f19372d61af8",
        "1234567",
        ":smile:",
    ],
)
def test_what_a_forge_would_link_or_notify_stands_in_code(heading, text):
    outside = heading(text)
    code = [part.extract().get_text() for part in outside.find_all("code")]
    assert "".join(code) in text
    assert words(outside).removeprefix("High:").strip() in ("", "()", "mail", ":")


def test_a_plain_sentence_has_no_code(heading):
    sentence = "Cookies (2) blijven na het bezoek – artikel 12.5, zo’n “één-jaar” termijn…"
    assert heading(sentence).find_all() == []


def test_lines_of_a_site_stay_on_one_line(heading):
    found = heading("a\n\n# b\r\n- c")
    assert words(found) == "High: a # b - c"
