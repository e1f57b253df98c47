"""Visit pages with plain Playwright and say what is there: the truth that the scanner must find."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.async_api import Browser, async_playwright

from scanner.browser.launch import find_browser, launch, make_launch_options
from scanner.demo.server import Handler, serve

READ_STORES = """() => ["localStorage", "sessionStorage"].flatMap(
    (store) => Object.keys(window[store]).map((key) => [location.origin, store, key]))"""


@dataclass(frozen=True)
class Seen:
    """What one fresh context held after its pages, and whom they called."""

    cookies: frozenset[tuple[str, str, int | None]]  # name, domain as in the jar, seconds
    stores: frozenset[tuple[str, str, str]]  # origin, localStorage or sessionStorage, key
    hosts: frozenset[str]


async def see(
    hosts: Mapping[str, Handler],
    visits: Mapping[str, tuple[str, ...]],
    presses: Mapping[str, str] | None = None,
) -> dict[str, Seen]:
    """Return what each visit, a name with its URLs, saw in a context of its own.

    A visit may press the button with the given words on its first page, which is then reloaded.
    """
    wanted = presses or {}
    async with serve(hosts) as served, async_playwright() as playwright:
        switches = (
            f"--host-resolver-rules={served.resolver_rules}",
            f"--ignore-certificate-errors-spki-list={served.spki}",
        )
        browser = await launch(playwright, make_launch_options(find_browser(None), switches))
        try:
            seen = await asyncio.gather(
                *(_visit(browser, urls, wanted.get(name)) for name, urls in visits.items())
            )
            return dict(zip(visits, seen, strict=True))
        finally:
            await browser.close()


async def _visit(browser: Browser, urls: tuple[str, ...], press: str | None) -> Seen:
    context = await browser.new_context()
    called, stores = set(), set()
    context.on("request", lambda request: called.add(urlsplit(request.url).hostname))
    page = await context.new_page()
    for url in urls:
        await page.goto(url, wait_until="networkidle")
        if press and url == urls[0]:
            await page.get_by_role("button", name=press, exact=True).click()
            await page.reload(wait_until="networkidle")
        for frame in page.frames:
            stores.update(tuple(item) for item in await frame.evaluate(READ_STORES))
    session = await context.new_cdp_session(page)
    target = await session.send("Target.getTargetInfo")
    jar = await (await browser.new_browser_cdp_session()).send(
        "Storage.getCookies", {"browserContextId": target["targetInfo"]["browserContextId"]}
    )
    now = time.time()
    cookies = frozenset(
        (cookie["name"], cookie["domain"], _seconds(cookie, now)) for cookie in jar["cookies"]
    )
    await context.close()
    return Seen(cookies, frozenset(stores), frozenset(filter(None, called)))


def _seconds(cookie, now):
    """Return the lifetime in whole minutes, as seconds: the visit itself took some."""
    return None if cookie["session"] else round((cookie["expires"] - now) / 60) * 60
