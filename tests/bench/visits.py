"""Visits as the scanner makes them, without Scrapy, and the same pages in a bare browser."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

from bench.served import Served
from playwright.async_api import Browser, async_playwright

from scanner.browser.collector import load_collectors
from scanner.browser.launch import close_browser, find_browser, launch, make_launch_options
from scanner.browser.plan import VisitPlan
from scanner.browser.secrets import Hasher
from scanner.browser.settle import Patience
from scanner.browser.tab import close_context
from scanner.browser.visit import visit
from scanner.catalogue.load import load_catalogue
from scanner.models import Observation, Site
from scanner.words import ConsentChoice

CONTEXT = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}
_CATALOGUE = load_catalogue()


@asynccontextmanager
async def a_browser(served: Served) -> AsyncIterator[Browser]:
    """Start the browser of a scan."""
    async with async_playwright() as playwright:
        options = make_launch_options(find_browser(None), served.switches)
        browser = await launch(playwright, options)
        try:
            yield browser
        finally:
            await close_browser(browser)


async def visit_all(
    browser: Browser, sites: Sequence[Site], patience: Patience, *, pages: int, at_once: int
) -> list[Observation]:
    """Visit each site in a context of its own, some at a time."""
    gate = asyncio.Semaphore(at_once)

    async def one(site: Site) -> Observation:
        async with gate:
            page = await (await browser.new_context(**CONTEXT)).new_page()
            try:
                return await visit(page, _plan(site, patience, pages))
            finally:
                await close_context(page)

    return await asyncio.gather(*map(one, sites))


async def load_all(
    browser: Browser,
    visits: Iterable[Sequence[tuple[str, float]]],
    *,
    at_once: int,
    tab_each: bool,
) -> None:
    """Load the pages of each visit in a context of its own and stay on each as long as it says.

    With ``tab_each`` every page has a tab of its own, as in the scanner's visits.
    """
    gate = asyncio.Semaphore(at_once)
    clock = asyncio.get_running_loop().time

    async def one(pages: Sequence[tuple[str, float]]) -> None:
        async with gate:
            context = await browser.new_context(**CONTEXT)
            page = await context.new_page()
            for number, (url, seconds) in enumerate(pages):
                started = clock()
                if tab_each and number:
                    await page.close()
                    page = await context.new_page()
                await page.goto(url)
                await asyncio.sleep(max(0.0, seconds - (clock() - started)))
            await context.close()

    await asyncio.gather(*map(one, visits))


def site_of(url: str) -> Site:
    host = url.split("/")[2]
    return Site(domain=".".join(host.split(".")[-2:]), start_urls=(url,))


def _plan(site: Site, patience: Patience, pages: int) -> VisitPlan:
    return VisitPlan(
        site=site,
        choice=ConsentChoice.NONE,
        most_pages=pages,
        timeout_s=60.0,
        patience=patience,
        hasher=Hasher(b"the key of the measurements"),
        captcha_of=_CATALOGUE.find_captcha,
        services=_CATALOGUE.names,
        collectors=load_collectors(),
        save_picture=lambda name, _: f"{name}.png",
        should_stop=lambda: False,
    )
