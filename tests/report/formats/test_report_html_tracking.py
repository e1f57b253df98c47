from datetime import date

import pytest
from bs4 import BeautifulSoup
from builders import (
    STARTED_AT,
    make_cookie_entry,
    make_inventory,
    make_service,
    make_storage_entry,
)
from report.tracking import MARKS

from scanner.models import ImportedList
from scanner.report.formats.report_html import FORMAT
from scanner.words import Category, Stability


def words(element):
    return " ".join(element.get_text(" ").split())


@pytest.fixture
def page_of(make_report, make_site_report):
    def make(marks, **run):
        inventory = make_inventory(services=(make_service(),)).model_copy(update=marks)
        report = make_report(make_site_report(inventory=inventory))
        report = report.model_copy(update={"run": report.run.model_copy(update=run)})
        return BeautifulSoup(FORMAT.render(report), "lxml")

    return make


def _rows(page, heading):
    table = page.find("h4", string=heading).find_next("table")
    return [[words(cell) for cell in row.select("td")] for row in table.select("tbody tr")]


def test_scripts_that_can_tell_devices_apart_are_listed_with_what_they_used(page_of):
    rows = _rows(page_of(MARKS), "Scripts that used interfaces which can tell devices apart")
    assert rows == [
        [
            "https://cdn.meetlat.example/ml.js",
            "third",
            "Meetlat Meetlat Analytics GmbH, DE",
            "canvas.toDataURL, 1 time fonts.check, 40 times",
            "none",
        ]
    ]


def test_identifiers_that_were_handed_over_are_listed_from_whom_to_whom(page_of):
    rows = _rows(page_of(MARKS), "Identifiers of one third party that were handed to another")
    assert rows == [
        [
            "meetlat.example Meetlat Meetlat Analytics GmbH, DE",
            "bod.example unknown",
            "ml_id",
            "2",
            "https://bod.example/match?u=",
            "none: before",
        ]
    ]


def test_third_parties_that_loads_passed_through_are_listed(page_of):
    rows = _rows(page_of(MARKS), "Third parties that page loads passed through")
    assert rows == [["sprong.example", "unknown", "https://sprong.example/r", "none: before"]]


def test_aliases_are_listed_with_what_they_stand_for(page_of):
    rows = _rows(page_of(MARKS), "Hosts of the site that are another name of somebody else's host")
    assert rows == [
        [
            "stats.winkel.example",
            "hit.meetlat.example",
            "Meetlat Meetlat Analytics GmbH, DE",
            "analytics catalogue: meetlat, another name of hit.meetlat.example",
            "3",
            "none: before",
        ]
    ]


def test_site_without_any_of_them_says_so(page_of):
    summary = page_of({}).find("summary", string="0 other ways to follow a visitor")
    assert words(summary.find_next("p")) == "None was seen."


def test_cookie_of_a_pattern_shows_its_purpose_usual_lifetime_and_stability(page_of):
    cookie = make_cookie_entry("_ga_A1", category=Category.ANALYTICS).model_copy(
        update={
            "names": ("_ga_A1", "_ga_B2"),
            "pattern": "_ga_*",
            "purpose": "keeps the state of a visit",
            "usual_lifetime": "P2Y",
            "stability": Stability.IDENTIFIER,
        }
    )
    row = page_of({"cookies": (cookie,)}).select_one("section.site table.sift tbody tr")
    assert [words(cell) for cell in row.select("td")[:5]] == [
        "_ga_A1 and 1 other name like _ga_* winkel.example/",
        "first",
        "session usually 2 years",
        "identifier",
        "analytics: keeps the state of a visit catalogue: _ga_A1",
    ]


def test_item_of_a_pattern_shows_its_other_keys(page_of):
    item = make_storage_entry("AMP_1").model_copy(
        update={"keys": ("AMP_1", "AMP_2", "AMP_3"), "pattern": "AMP_*"}
    )
    row = page_of({"storage": (item,)}).select_one("section.site table.sift tbody tr")
    assert words(row.td) == "AMP_1 and 2 other keys like AMP_*"


def test_imported_lists_stand_in_the_head_with_licence_and_age(page_of):
    lists = tuple(
        ImportedList(
            id=id,
            format="filters",
            title="Volglijst",
            licence=licence,
            dated=dated,
            imported_at=STARTED_AT,
            sha256="0" * 64,
            entries=1,
            refused=3,
        )
        for id, licence, dated in (("een", "CC0", date(2026, 11, 1)), ("twee", None, None))
    )
    facts = {words(fact.dt): words(fact.dd) for fact in page_of({}, lists=lists).select("dl > div")}
    assert (
        facts["Imported list een"]
        == "Volglijst of 2026-11-01, licence CC0; 1 entry used, 3 refused"
    )
    assert facts["Imported list twee"] == (
        "Volglijst of an unknown day, licence not stated; 1 entry used, 3 refused"
    )
