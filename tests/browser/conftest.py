"""Visits of the test web, made once for all tests that look at them."""

import asyncio
from collections.abc import Mapping

import pytest
from playwright.async_api import async_playwright
from web.pages import web_hosts
from web.register import PAGES, WINKEL

from scanner.browser.collector import load_collectors
from scanner.browser.launch import find_browser, launch, make_launch_options
from scanner.browser.plan import VisitPlan
from scanner.browser.secrets import Hasher
from scanner.browser.settle import Patience
from scanner.browser.tab import close_context
from scanner.browser.visit import visit
from scanner.catalogue.load import load_catalogue
from scanner.demo.server import Handler, serve
from scanner.models import Observation, Site
from scanner.words import ConsentChoice

CATALOGUE = load_catalogue()
HASHER = Hasher(b"the key of the tests")
AT_ONCE = 4


async def _observe(
    hosts: Mapping[str, Handler], sites: Mapping[str, Site], **plan: object
) -> dict[str, Observation]:
    """Visit each site in a context of its own, some at a time."""
    gate = asyncio.Semaphore(AT_ONCE)
    async with serve(hosts) as served, async_playwright() as playwright:
        switches = (
            f"--host-resolver-rules={served.resolver_rules}",
            f"--ignore-certificate-errors-spki-list={served.spki}",
        )
        browser = await launch(playwright, make_launch_options(find_browser(None), switches))

        async def one(site: Site) -> Observation:
            async with gate:
                page = await (await browser.new_context()).new_page()
                try:
                    return await visit(page, make_plan(site, **plan))
                finally:
                    await close_context(page)

        try:
            seen = await asyncio.gather(*map(one, sites.values()))
        finally:
            await browser.close()
    return dict(zip(sites, seen, strict=True))


def make_plan(site: Site, **plan: object) -> VisitPlan:
    return VisitPlan(
        **{
            "site": site,
            "choice": ConsentChoice.NONE,
            "most_pages": 1,
            "timeout_s": 30.0,
            "patience": Patience(),
            "hasher": HASHER,
            "captcha_of": CATALOGUE.find_captcha,
            "services": (),
            "collectors": load_collectors(),
            "save_picture": lambda name, data: f"{name}-{len(data) > 0}.png",
            "should_stop": lambda: False,
            **plan,
        }
    )


def _shop(path: str) -> Site:
    return Site(domain="winkel.example", start_urls=(f"https://{WINKEL}{path}",))


@pytest.fixture(scope="session")
def seen_pages() -> dict[str, Observation]:
    """Every page of the test web, by its path."""
    paths = sorted(path for path in PAGES[WINKEL] if path.count("/") == 1)
    return asyncio.run(_observe(web_hosts(), {path: _shop(path) for path in paths}))


@pytest.fixture(scope="session")
def observe():
    return _observe


@pytest.fixture(scope="session")
def shop():
    return _shop
