"""Whatever a site writes stays text, in every form of the report."""

import csv
import json
import re
import unicodedata
from io import StringIO
from unittest.mock import ANY

import jsonschema
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from report.payloads import PAYLOADS, name_fields, spoil
from rich.console import Console

from scanner.report.formats.discrepancies_csv import FORMAT as CSV
from scanner.report.formats.report_html import FORMAT as HTML
from scanner.report.formats.report_json import FORMAT as JSON
from scanner.report.formats.report_md import FORMAT as MD
from scanner.report.formats.report_sarif import FORMAT as SARIF
from scanner.report.schema import make_schema
from scanner.report.terminal import print_summary

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@pytest.fixture(params=PAYLOADS, ids=range(len(PAYLOADS)))
def hostile(request, sample):
    """The sample with a payload put before every text that is not one of our own words."""
    return request.param, spoil(sample, request.param)


def test_the_page_holds_no_element_attribute_or_link_of_a_site(hostile, sample):
    _payload, report = hostile
    page = BeautifulSoup(HTML.render(report), "lxml")
    clean = BeautifulSoup(HTML.render(sample), "lxml")
    assert [element.name for element in page.find_all()] == [
        element.name for element in clean.find_all()
    ]
    attributes = {name for element in page.find_all() for name in element.attrs}
    assert attributes == {name for element in clean.find_all() for name in element.attrs}
    assert [link["href"] for link in page.find_all(href=True)] == [
        link["href"] for link in clean.find_all(href=True)
    ]


def test_the_page_shows_addresses_of_the_web_only(hostile):
    payload, report = hostile
    page = BeautifulSoup(HTML.render(report), "lxml")
    assert "(not a web address)" in page.get_text()
    assert f"on {payload}https" not in page.get_text()


@pytest.mark.parametrize("form", [HTML, JSON, MD, SARIF], ids=lambda form: form.id)
def test_no_file_holds_a_letter_that_steers(hostile, form):
    _payload, report = hostile
    assert _steering(form.render(report).decode("utf-8")) == set()


def test_the_terminal_shows_no_letter_that_steers(hostile):
    _payload, report = hostile
    stream = StringIO()
    print_summary(report, Console(file=stream, width=120), ())
    assert _steering(stream.getvalue()) == set()


def test_a_colour_terminal_gets_no_style_of_a_site(hostile, sample):
    _payload, report = hostile
    assert _escapes(report) == _escapes(sample)


def test_json_means_what_the_site_wrote(hostile):
    payload, report = hostile
    plain = json.loads(JSON.render(report))
    assert plain["sites"][0]["domain"] == f"{payload}winkel.example"


def test_json_stays_valid_whatever_sites_write(sample):
    plain = json.loads(JSON.render(spoil(sample, "".join(PAYLOADS))))
    jsonschema.validate(plain, json.loads(make_schema()))


def test_the_table_has_its_rows_and_no_formula(hostile, sample):
    _payload, report = hostile
    rows = list(csv.reader(_table(report), delimiter=";", strict=True))
    assert [len(row) for row in rows] == [len(rows[0])] * len(_table(sample))
    assert [cell for row in rows for cell in row if re.match(r"[\s\"]*[=+\-@]", cell)] == []
    assert _steering("".join(map("".join, rows))) == set()


@pytest.mark.parametrize("separator", [",", "\t", "|"])
def test_the_table_has_no_formula_when_it_is_cut_elsewhere(hostile, separator):
    _payload, report = hostile
    cells = [cell for line in _table(report) for cell in line.split(separator)]
    assert [cell for cell in cells if re.match(r"[\s\"]*[=+\-@]", cell)] == []


def test_the_markdown_has_no_mark_of_a_site(hostile, sample):
    _payload, report = hostile
    page, clean = (_markdown(each) for each in (report, sample))
    for code in (*page.find_all("code"), *clean.find_all("code")):
        code.extract()
    assert [element.name for element in page.find_all()] == [
        element.name for element in clean.find_all()
    ]
    assert {name for element in page.find_all() for name in element.attrs} == set()


def test_the_markdown_has_nothing_to_link_or_notify_outside_code(hostile):
    _payload, report = hostile
    page = _markdown(report)
    for code in page.find_all("code"):
        code.extract()
    assert re.findall(r"@|://|www\.|#\w|!\w|GH-\d|:\w+:", page.get_text()) == []


def test_a_code_scanning_page_gets_no_link_mention_or_place_of_a_site(hostile, sample):
    _payload, report = hostile
    run, clean = (json.loads(SARIF.render(each))["runs"][0] for each in (report, sample))
    assert run["tool"] == {"driver": {**clean["tool"]["driver"], "version": ANY}}
    for result in run["results"]:
        assert re.findall(r"(?<!\\)(?:\\\\)*[\[\]]|(?<!\w)@\w", result["message"]["text"]) == []
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"(?!/)[A-Za-z0-9._~%/-]+", uri)


# Where a site can write, and what shows it. (The rest but the Markdown hold findings only.)
ON_THE_PAGE = set(
    """
    AliasEntry.host ApiCount.api Banner.text Banner.vendors BannerCategory.name BounceEntry.domain
    Claim.quote Claim.section Claim.statement Consent.pressed Consent.tool Cookie.blocked
    Cookie.domain Cookie.name CookieEntry.domain CookieEntry.name CookieEntry.path
    ConsentSignal.value Coverage.missing Discrepancy.about Discrepancy.quote Discrepancy.section
    Discrepancy.statement DocumentChange.dated_before DocumentChange.title
    DocumentSummary.organisation DocumentSummary.title Evidence.subject FindingChange.subject
    Incomplete.what Incomplete.why ItemChange.domain ItemChange.name Page.title Sentence.en
    Service.name Service.owner Setter.host
    SiteReport.domain SiteReport.why_not StorageEntry.key StorageEntry.origin SyncEntry.cookies
    SyncEntry.origin TrackerEntry.domain TrackerEntry.hosts Visit.reason VisitEvent.name
    VisitEvent.by VisitEvent.domain
    """.split()  # noqa: SIM905
)
IN_FINDINGS = {"Discrepancy.quote", "Evidence.detail", "Evidence.subject", "Sentence.en"}
NEWS = {"Claim.quote", "Claim.statement", "DocumentChange.title", "ItemChange.name"}
WITH_PLACES = {*IN_FINDINGS, *NEWS, "Coverage.missing", "DocumentSummary.title", "Evidence.page"}


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        (HTML, ON_THE_PAGE),
        (JSON, ON_THE_PAGE | {"ItemChange.key", "DocumentChange.url", "FindingChange.subject"}),
        (CSV, IN_FINDINGS | {"Coverage.missing", "Discrepancy.site", "Discrepancy.section"}),
        (MD, WITH_PLACES | {"SiteReport.domain", "Discrepancy.section"}),
        (SARIF, IN_FINDINGS | {"Discrepancy.site", "Discrepancy.section"}),
    ],
    ids=("html", "json", "csv", "md", "sarif"),
)
def test_payloads_reach_what_a_site_can_write(quoting, form, fields):
    shown = form.render(name_fields(quoting)).decode("utf-8")
    assert sorted(field for field in fields if f"{field}~" not in shown) == []


@pytest.fixture
def quoting(sample, make_finding):
    """The sample, and a finding that quotes its clause."""
    shop = sample.sites[0]
    quoted = make_finding(section="7", quote="Wij plaatsen geen cookies.")
    shop = shop.model_copy(update={"discrepancies": (*shop.discrepancies, quoted)})
    return sample.model_copy(update={"sites": (shop, *sample.sites[1:])})


def _table(report):
    return CSV.render(report).decode("utf-8-sig").rstrip("\r\n").split("\r\n")


def _markdown(report):
    return BeautifulSoup(MARKDOWN.render(MD.render(report).decode("utf-8")), "lxml")


def _steering(text):
    return {
        letter for letter in text if letter != "\n" and unicodedata.category(letter) in ("Cc", "Cf")
    }


def _escapes(report):
    stream = StringIO()
    print_summary(report, Console(file=stream, width=2000, force_terminal=True), ())
    return {part.partition("m")[0] for part in stream.getvalue().split("\x1b")[1:]}
