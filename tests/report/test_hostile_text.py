"""Whatever a site writes stays text, in every form of the report."""

import json
import unicodedata
from enum import Enum
from io import StringIO

import jsonschema
import pytest
from bs4 import BeautifulSoup
from pydantic import BaseModel
from rich.console import Console

from scanner.report.formats.report_html import FORMAT as HTML
from scanner.report.formats.report_json import FORMAT as JSON
from scanner.report.schema import make_schema
from scanner.report.terminal import print_summary
from scanner.words import Polarity

PAYLOADS = (
    "<script>alert(1)</script>",
    "</style></code></details></main></body></html><script>alert(2)</script>",
    '" onmouseover="alert(3)" x="',
    "' autofocus onfocus='alert(4)",
    "<img src=x onerror=alert(5)>",
    "<!-- --><svg/onload=alert(6)>",
    "javascript:alert(7)",
    "data:text/html,<script>alert(8)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "[red]bold[/red] [link=https://kwaad.example]x[/link]",
    "\x1b[2J\x1b]8;;https://kwaad.example\x07x\x9b31m",
    "a\u202egnp.exe\u2066\u200f\u061c",
    "\r\n\t\x00\ud800",
)
OURS = {"rule", "type", "schema_version"}  # words of the program, never a site's


@pytest.fixture(params=PAYLOADS, ids=range(len(PAYLOADS)))
def hostile(request, sample):
    """The sample with a payload put before every text that is not one of our own words."""
    return request.param, _spoil(sample, request.param)


def _spoil(value, payload):
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return payload + value
    if isinstance(value, tuple):
        return tuple(_spoil(item, payload) for item in value)
    if isinstance(value, BaseModel):
        spoiled = {
            name: _spoil(field, payload)
            for name, field in value
            if name not in OURS and not _is_closed_list(value, name)
        }
        return value.model_copy(update=spoiled)
    return value


def _is_closed_list(value, name):
    return "Literal" in str(type(value).model_fields[name].annotation)


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


@pytest.mark.parametrize("form", [HTML, JSON], ids=lambda form: form.id)
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


def test_json_means_what_the_site_wrote_and_stays_valid(hostile):
    payload, report = hostile
    plain = json.loads(JSON.render(report))
    assert plain["sites"][0]["domain"] == f"{payload}winkel.example"
    jsonschema.validate(plain, json.loads(make_schema()))


def test_the_sample_reaches_every_part_of_the_page(sample):
    shop = sample.sites[0]
    inventory = shop.inventory
    parts = (inventory.cookies, inventory.storage, inventory.trackers, inventory.captchas)
    assert all(parts)
    assert {judged.claim.polarity for judged in shop.verdicts} == {
        Polarity.DECLARES,
        Polarity.DENIES,
        Polarity.SILENT,
    }


def _steering(text):
    return {
        letter for letter in text if letter != "\n" and unicodedata.category(letter) in ("Cc", "Cf")
    }


def _escapes(report):
    stream = StringIO()
    print_summary(report, Console(file=stream, width=2000, force_terminal=True), ())
    return {part.partition("m")[0] for part in stream.getvalue().split("\x1b")[1:]}
