import csv
import io
import re
from pathlib import Path

import pytest
from builders import THIN_COVERAGE
from report.pages import in_language

from scanner.models import Evidence, Sentence
from scanner.report.formats.discrepancies_csv import FORMAT

DOCUMENT = (Path(__file__).parents[3] / "docs" / "report.md").read_text(encoding="utf-8")
FORMULA_STARTS = "=+-@\t\r＝＋－＠"


def rows(report, separator=";"):
    text = FORMAT.render(report).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def test_a_dutch_report_tells_in_dutch_what_a_person_reads(
    make_report, make_site_report, make_finding
):
    finding = make_finding(
        statement="Cookies are kept.",
        statement_nl="Cookies blijven.",
        evidence=(Evidence(kind="picture", subject="a.png", detail="what the page showed"),),
        coverage=THIN_COVERAGE.model_copy(update={"missing": ("choice accept: not visited",)}),
        note=Sentence(en="Read it.", nl="Lees het."),
        about=("GDPR art. 7(3)",),
    )
    report = make_report(make_site_report(discrepancies=(finding,)))
    english, dutch = rows(report)[0], rows(in_language(report, "nl"))[0]
    assert {key: value for key, value in dutch.items() if value != english[key]} == {
        "statement": "Cookies blijven.",
        "evidence": "afbeelding a.png: wat de pagina toonde",
        "looked_at": "1 pagina, keuze geen",
        "not_looked_at": "keuze accepteren: niet bezocht",
        "note": "Lees het.",
        "about": "AVG art. 7(3)",
    }


@pytest.fixture
def row(make_report, make_site_report, make_finding):
    """Return the row of one finding of the shop."""

    def make(**fields):
        return rows(make_report(make_site_report(discrepancies=(make_finding(**fields),))))[0]

    return make


def test_excel_is_told_that_it_is_utf8_and_a_dutch_one_where_cells_end(sample):
    assert FORMAT.render(sample).startswith(b'\xef\xbb\xbf"site";"severity";"kind";')


def test_every_finding_has_a_row_the_worst_first(sample):
    assert [(row["severity"], row["site"], row["rule"]) for row in rows(sample)] == [
        ("high", "winkel.example", "undeclared-advertiser-cookie"),
        ("medium", "winkel.example", "lifetime-not-stated"),
        ("low", "winkel.example", "after-reject"),
        ("info", "weg.example", "not-measured"),
    ]


def test_a_row_holds_the_clause_the_evidence_and_what_was_looked_at(sample):
    row = rows(sample)[1]
    assert row["evidence"].startswith("cookie cookie_0: kept for 400 days | cookie cookie_1: ")
    del row["evidence"]
    assert row == {
        "site": "winkel.example",
        "severity": "medium",
        "kind": "judgment",
        "verdict": "undisclosed",
        "rule": "lifetime-not-stated",
        "subject": "abid",
        "finding": "Cookies outlive the visit, and the policy states no lifetime.",
        "bevinding": "Cookies blijven na het bezoek, en het beleid noemt geen termijn.",
        "document": "winkel-policy",
        "document_title": "Privacyverklaring",
        "document_date": "",
        "document_url": "",
        "section": "12.5",
        "quote": "",
        "statement": "Cookies may be kept for a while.",
        "choices": "none",
        "phases": "",
        "pages": "https://www.winkel.example/",
        "looked_at": "1 page, choice none",
        "not_looked_at": "choice accept: not visited | choice reject: not visited",
        "note": "The clause has two readings.",
        "about": "Tw 11.7a | GDPR 13(1)(e)",
        "id": "lifetime-not-stated:winkel.example",
        "since_last_run": "same",
    }


def test_a_row_says_how_the_finding_stands_to_the_last_run_if_there_is_one(sample):
    assert [(row["rule"], row["since_last_run"]) for row in rows(sample)] == [
        ("undeclared-advertiser-cookie", "new"),
        ("lifetime-not-stated", "same"),
        ("after-reject", "unstable"),
        ("not-measured", ""),
    ]


def test_every_column_is_documented_in_its_order(sample):
    described = DOCUMENT.partition("## `discrepancies.csv`")[2].partition("\n## ")[0]
    columns = [
        name
        for line in described.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`(\w+)`", line.split("|")[1])
    ]
    assert columns == list(rows(sample)[0])


@pytest.mark.parametrize("sign", FORMULA_STARTS)
def test_no_cell_starts_a_formula(row, sign):
    assert row(subject=f"{sign}1+1")["subject"].startswith("'")


def test_blanks_and_quotes_before_a_sign_hide_no_formula(row):
    assert row(subject=' "=1+1')["subject"] == " \"'=1+1"


@pytest.mark.parametrize("separator", ",;\t|")
def test_no_cell_starts_a_formula_when_the_file_is_cut_at_another_separator(
    separator, make_report, make_site_report, make_finding
):
    finding = make_finding(subject=f'a{separator}=1+1{separator}"@x{separator} -1')
    text = FORMAT.render(make_report(make_site_report(discrepancies=(finding,)))).decode(
        "utf-8-sig"
    )
    lines = text.rstrip("\r\n").split("\r\n")
    starts = {part.strip(' "')[:1] for line in lines for part in line.split(separator)}
    assert starts & set(FORMULA_STARTS) == set()


def test_a_line_break_of_a_site_starts_no_row(row):
    assert row(subject="a\r\n=1+1\n")["subject"] == "a��=1+1�"


def test_a_minus_inside_a_sentence_stays_as_it_is(row):
    assert row(subject="a - b = c, d")["subject"] == "a - b = c, d"


def test_a_cell_is_cut_before_excel_spills_it(row):
    piece = Evidence(kind="cookie", subject="x" * 40_000, detail="")
    cell = row(evidence=(piece,))["evidence"]
    assert (len(cell) < 32_767, cell.endswith("x… (cut)")) == (True, True)
