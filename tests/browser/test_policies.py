"""The search for policies on the sites of ``tests/web/policies.py``, by a real browser."""

import asyncio
import time

import pytest
from browser.conftest import HASHER
from playwright.async_api import async_playwright
from web.policies import policy_hosts

from scanner.browser.documents import Documents
from scanner.browser.launch import find_browser, launch, make_launch_options
from scanner.browser.links import LINKS_SCRIPT, parse_links, policy_links
from scanner.browser.settle import Patience
from scanner.demo.server import serve
from scanner.models import Site
from spiders.policies import PolicySearch, SearchPlan

pytestmark = pytest.mark.browser

AT_ONCE = 3
LIMIT_S = 25.0
EXPECTED = {
    "voet": [
        ("/privacy?taal=", "privacy", "link", "read", None),
        ("/cookies", "cookies", "link", "read", None),
    ],
    "pdf": [("/download", "privacy", "link", "read", None)],
    "uitvouw": [("/privacy", "privacy", "link", "read", None)],
    "script": [("/privacy", "privacy", "link", "read", None)],
    "kader": [("/privacy", "privacy", "link", "read", None)],
    "kaart": [("/juridisch/privacyverklaring", "privacy", "sitemap", "read", None)],
    "gewoon": [
        ("/privacybeleid", "privacy", "well_known", "read", None),
        ("/cookiebeleid", "cookies", "well_known", "read", None),
    ],
    "weg": [("/privacy", "privacy", "link", "not_found", "404")],
    "naarhuis": [("/privacy", "privacy", "link", "not_found", "it leads to the home page")],
    "overal": [
        (
            None,
            "privacy",
            None,
            "not_found",
            "no page links it, and neither the sitemap nor the usual addresses have it",
        )
    ],
    "spaans": [
        (
            "/privacy",
            "privacy",
            "link",
            "language_unsupported",
            "its language is none that can be read",
        )
    ],
    "groot": [("/privacy", "privacy", "link", "too_large", "more than 5 MB")],
    "vast": [
        ("/privacy", "privacy", "link", "partial", "the page did not answer; read as it was sent")
    ],
    "even": [("/privacy", "privacy", "link", "read", None)],
    "kapot": [("/privacy", "privacy", "link", "unreachable", "http error: 500")],
    "dicht": [("/privacy", "privacy", "link", "unreachable", "http error: 403")],
    "elders": [("https://www.documenten.example/x", "privacy", "link", "read", None)],
}


async def search(names):
    """Search each site, and return what was found and the server's log."""
    gate = asyncio.Semaphore(AT_ONCE)
    async with serve(policy_hosts()) as served, async_playwright() as playwright:
        switches = (
            f"--host-resolver-rules={served.resolver_rules}",
            f"--ignore-certificate-errors-spki-list={served.spki}",
        )
        browser = await launch(playwright, make_launch_options(find_browser(None), switches))

        async def one(name):
            async with gate:
                return await search_one(browser, name)

        try:
            found = await asyncio.gather(*map(one, names))
        finally:
            await browser.close()
        return dict(zip(names, found, strict=True)), served.log


async def search_one(browser, name):
    home = f"https://www.{name}.example/"
    context = await browser.new_context()
    page = await context.new_page()
    await page.goto(home)
    links = parse_links(await page.evaluate(LINKS_SCRIPT))
    site = Site(domain=f"{name}.example", start_urls=(home,))
    documents = Documents(page, site, HASHER, Patience())
    plan = SearchPlan(
        site=site,
        home=home,
        links=policy_links(links, home),
        is_service=lambda url: False,
        limit_s=LIMIT_S,
        should_stop=lambda: False,
    )
    started = time.monotonic()
    try:
        policies = [policy async for policy in PolicySearch(plan, documents).run()]
    finally:
        await documents.close()
        await context.close()
    return policies, time.monotonic() - started


@pytest.fixture(scope="module")
def searched():
    return asyncio.run(search(tuple(EXPECTED)))


@pytest.fixture(scope="module")
def found(searched):
    return {name: policies for name, (policies, _) in searched[0].items()}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_site_gives_exactly_the_documents_it_has(found, name):
    home = f"https://www.{name}.example"
    assert [
        (
            each.url and each.url.removeprefix(home),
            each.kind,
            each.found_by,
            each.status,
            each.reason,
        )
        for each in (policy.document for policy in found[name])
    ] == EXPECTED[name]


def test_a_scanned_pdf_is_unreadable_and_its_reason_is_told():
    (policy,) = asyncio.run(search(("plaatje",)))[0]["plaatje"][0]
    assert (policy.document.status, policy.text, policy.document.claims) == ("unreadable", None, ())
    assert policy.document.reason


@pytest.mark.parametrize("name", [name for name, rows in EXPECTED.items() if rows[0][3] == "read"])
def test_every_quote_stands_in_the_text_where_it_says(found, name):
    for policy in found[name]:
        quoted = [claim for claim in policy.document.claims if claim.quote is not None]
        assert quoted != []
        assert [policy.text[claim.start : claim.end] for claim in quoted] == [
            claim.quote for claim in quoted
        ]


@pytest.mark.parametrize("name", ["uitvouw", "script", "kader", "pdf", "kaart"])
def test_the_date_and_the_language_are_those_the_text_states(found, name):
    (policy,) = found[name]
    assert (policy.document.date, policy.document.language) == ("2025-03-03", "nl")


@pytest.mark.parametrize("name", ["spaans", "groot", "weg", "vast"])
def test_what_was_not_read_whole_is_not_said_to_be_silent(found, name):
    (policy,) = found[name]
    assert [claim for claim in policy.document.claims if claim.polarity == "silent"] == []


def test_a_redirect_is_noted(found):
    (policy,) = found["pdf"]
    assert policy.document.notes == ("redirected to https://www.pdf.example/stukken/privacy.pdf",)


def test_a_server_error_is_tried_once_more_and_a_refusal_is_not(searched):
    asked = [(each.host, each.path) for each in searched[1]]
    counts = {name: asked.count((f"www.{name}.example", "/privacy")) for name in ("kapot", "dicht")}
    assert counts == {"kapot": 2, "dicht": 1}


def test_no_search_takes_longer_than_its_limit(searched):
    took = {name: seconds for name, (_, seconds) in searched[0].items()}
    assert max(took.values()) < 3 * LIMIT_S + 10, took
