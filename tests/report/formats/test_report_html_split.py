"""A report that is too large for one page: an index, and a page for each site."""

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from scanner.report.formats.report_html import FILE, FORMAT, files

SMALL = 10_000  # bytes


@pytest.fixture
def pages(sample):
    """The files of the sample, whose page is longer than that, as they are read."""
    return {name: BeautifulSoup(data, "lxml") for name, data in files(sample, SMALL)}


def words(element):
    return " ".join(element.get_text(" ").split())


def test_a_report_that_fits_stays_one_page(sample):
    assert dict(FORMAT.files(sample)) == {FILE: FORMAT.render(sample)}


def test_of_many_sites_the_length_of_the_page_decides(sample):
    first, *_ = sample.sites
    sites = [first.model_copy(update={"domain": f"w{number}.example"}) for number in range(50)]
    report = sample.model_copy(update={"sites": tuple(sites)})
    length = len(FORMAT.render(report))
    assert len(dict(files(report, longest=length))) == 1
    for longest in (length - 1, length // 10):
        assert len(dict(files(report, longest=longest))) == 51


def test_a_report_that_does_not_fit_has_an_index_and_a_page_for_each_site(pages, sample):
    assert list(pages) == [FILE, *(f"sites/{site.domain}.html" for site in sample.sites)]


def test_sites_have_safe_and_different_names(sample, make_report, make_site_report):
    domains = ("../../etc/passwd", "a/b.nl", "A/B.nl", "<i>.nl", "con\x00", "-" * 300)
    report = make_report(*map(make_site_report, domains))
    names = [name for name, _ in files(report, SMALL)][1:]
    assert len(set(names)) == len(domains)
    assert all(re.fullmatch(r"sites/[a-z0-9][a-z0-9.-]{0,79}\.html", name) for name in names)


def test_the_index_has_a_verdict_line_and_a_link_for_each_site(pages):
    rows = pages[FILE].find("h2", id="overview").parent.select("tbody tr")
    assert [(row.a["href"], words(row.td)) for row in rows] == [
        (
            "sites/winkel.example.html",
            "1 high 1 medium 1 low 3 discrepancies (1 high, 1 medium, 1 low)."
            " Looked at: 5 pages, choices none, accept, reject.",
        ),
        (
            "sites/stil.example.html",
            "nothing found No discrepancy found in what was looked at: 1 page, choice none.",
        ),
        (
            "sites/zwijger.example.html",
            "no policy read Not compared: no policy could be read. Looked at: 1 page, choice none.",
        ),
        (
            "sites/weg.example.html",
            "not measured 1 info Not measured, so nothing is known about what it does:"
            " unreachable (dns). 1 remark.",
        ),
        (
            "sites/later.example.html",
            "not scanned Not scanned: Nobody confirmed its host yet.",
        ),
    ]


def test_the_index_has_the_matrix_and_no_site(pages):
    index = pages[FILE]
    matrix = index.select("table.matrix tbody a")
    assert [link["href"] for link in matrix] == [name for name in pages if name != FILE]
    assert index.select("section.site, details.finding, #tools") == []


def test_a_page_of_a_site_holds_what_the_whole_page_says_of_it(pages, sample):
    whole = BeautifulSoup(FORMAT.render(sample), "lxml").select("section.site")
    alone = [page.select_one("section.site") for name, page in pages.items() if name != FILE]
    assert [words(section) for section in alone] == [words(section) for section in whole]


def test_links_lead_to_places_on_the_page_to_its_pictures_and_to_the_index(pages):
    page = pages["sites/winkel.example.html"]
    links = [link["href"] for link in page.find_all(href=True)]
    inner = {link.removeprefix("#") for link in links if link.startswith("#")}
    assert inner <= {each["id"] for each in page.find_all(id=True)}
    assert {link for link in links if not link.startswith("#")} == {
        "../report.html#overview",
        "../evidence/winkel-1.png",
    }
    assert [picture["src"] for picture in page.select("img")] == ["../evidence/winkel-1.png"]
    assert pages[FILE].find(id="overview").name == "h2"


def test_every_page_may_load_nothing_and_says_what_shaped_the_run(pages):
    policies = {page.find("meta", attrs={"http-equiv": True})["content"] for page in pages.values()}
    assert len(policies) == 1
    assert policies.pop().startswith("default-src 'none'; style-src 'sha256-")
    assert all(
        "Third-party cookies" in words(page.find(id="run").parent) for page in pages.values()
    )


def test_headings_of_a_page_of_a_site_come_in_order(pages):
    page = pages["sites/winkel.example.html"]
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile(r"^h[1-6]$"))]
    assert levels[:3] == [1, 2, 3]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert words(page.title) == "winkel.example: discrepancy report 20261121T030000Z"
