import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from scanner.models import Sentence
from scanner.report.formats.report_md import FORMAT

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
