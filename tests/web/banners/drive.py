"""Visit a site with plain Playwright, press what is given, and say what came of it.

This proves the pages, not the scanner: it finds nothing by itself.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import SplitResult, parse_qs, urlsplit

from playwright.async_api import BrowserContext, Frame, Locator, Page, async_playwright
from playwright.async_api import Error as PlaywrightError
from web.banners.truth import BannerCase, Expected, Phases, Stage
from web.pages import web_hosts

from scanner.browser.launch import find_browser, launch, make_launch_options
from scanner.demo.server import serve

T = TypeVar("T")

_PATIENCE_S = 8.0
_AT_ONCE = 4
_STORES = """() => [["local", localStorage], ["session", sessionStorage]].flatMap(
    ([kind, store]) => Object.keys(store).map((key) => [kind, self.origin, key]))"""

# A hand sees into closed shadow roots, selectors do not.
_OPEN = """const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function () { return attach.call(this, { mode: "open" }); };"""

Find = Callable[[Page], Locator]


@dataclass(frozen=True)
class Way:
    """How a hand goes through a banner: controls in order, and how it comes to be seen."""

    presses: tuple[Find, ...]
    sign: Find | None  # something of the banner that is seen at first; None: there is none
    untick: Find | None = None  # boxes to clear before the last press
    fill_in: Callable[[Page], Awaitable[object]] | None = None  # other things to set before it
    scroll: bool = False


@dataclass(frozen=True)
class Driven:
    phases: Phases
    comes_back: bool  # the banner is seen on the second page
    jar: dict[str, str]  # name -> value, at the end


async def in_browser(visits: Sequence[tuple[Callable[..., Awaitable[T]], ...]]) -> list[T]:
    """Run each visit, a function with what it takes, in a context of its own, some at a time.

    A visit that raised has its error in the place of its result.
    """
    gate = asyncio.Semaphore(_AT_ONCE)
    async with serve(web_hosts()) as served, async_playwright() as playwright:
        switches = (
            f"--host-resolver-rules={served.resolver_rules}",
            f"--ignore-certificate-errors-spki-list={served.spki}",
        )
        browser = await launch(playwright, make_launch_options(find_browser(None), switches))

        async def one(run, *given):
            async with gate:
                context = await browser.new_context()
                context.set_default_timeout(_PATIENCE_S * 1000)
                try:
                    return await run(context, *given)
                finally:
                    await context.close()

        try:
            return await asyncio.gather(*(one(*each) for each in visits), return_exceptions=True)
        finally:
            await browser.close()


async def drive(context: BrowserContext, case: BannerCase, way: Way, expected: Expected) -> Driven:
    """Visit a site and make one choice."""
    return await _Drive(context, case).run(way, expected)


class _Drive:
    """One visit in a fresh context."""

    def __init__(self, context: BrowserContext, case: BannerCase) -> None:
        self._context = context
        self._case = case
        self._stages = [Stage(), Stage(), Stage()]
        self._phase = 0
        context.on("request", lambda request: self._call(urlsplit(request.url)))

    async def run(self, way: Way, expected: Expected) -> Driven:
        truth = (expected.seen.before, expected.seen.between, expected.seen.after)
        await self._context.add_init_script(_OPEN)
        page = await self._context.new_page()
        await page.goto(self._case.home)
        await self._see_banner(page, way)
        if way.presses:
            await self._until(page, truth[0])
            self._phase = 1
            await self._press(page, way)
            await self._until(page, truth[1])
            self._phase = 2
            await page.reload()
            await self._until(page, Stage())
        await page.goto(self._case.second)
        comes_back = await self._comes_back(page, way, expected)
        await self._until(page, truth[self._phase])
        jar = {each["name"]: each["value"] for each in await self._context.cookies()}
        return Driven(Phases(*self._stages), comes_back, jar)

    async def _see_banner(self, page: Page, way: Way) -> None:
        if way.scroll:
            await page.mouse.wheel(0, 900)
            await page.mouse.wheel(0, -900)
        if way.sign:
            await way.sign(page).wait_for(state="visible")

    async def _press(self, page: Page, way: Way) -> None:
        for number, find in enumerate(way.presses, 1):
            control = find(page)
            await control.wait_for(state="visible")
            if number == len(way.presses) and way.untick:
                for box in await way.untick(page).all():
                    await box.uncheck()
            if number == len(way.presses) and way.fill_in:
                await way.fill_in(page)
            await control.click()

    async def _comes_back(self, page: Page, way: Way, expected: Expected) -> bool:
        """Tell whether the banner is seen again, and wait for one that must be."""
        if not way.sign:
            return False
        if not way.presses or not expected.proofs:
            await self._see_banner(page, way)
        return await way.sign(page).is_visible()

    async def _until(self, page: Page, least: Stage) -> None:
        """Take stock until all that must be there is, or for as long as patience lasts."""
        try:
            async with asyncio.timeout(_PATIENCE_S):
                while not await self._has(page, least):
                    await asyncio.sleep(0.05)
        except TimeoutError:
            return  # the comparison says what is missing

    async def _has(self, page: Page, least: Stage) -> bool:
        await self._take_stock(page)
        now = self._stages[self._phase]
        return (
            least.cookies <= now.cookies and least.stored <= now.stored and least.hosts <= now.hosts
        )

    async def _take_stock(self, page: Page) -> None:
        """Add what is there and was not there in an earlier phase."""
        jar = await self._context.cookies()
        stored = [item for frame in page.frames for item in await _items(frame)]
        earlier = self._stages[: self._phase]
        seen = Stage(
            frozenset((each["name"], each["domain"].lstrip(".")) for each in jar).difference(
                *(stage.cookies for stage in earlier)
            ),
            frozenset(map(tuple, stored)).difference(*(stage.stored for stage in earlier)),
        )
        self._stages[self._phase] |= seen

    def _call(self, url: SplitResult) -> None:
        host, own = url.hostname, self._case.domain
        if not host or host == own or host.endswith(f".{own}"):
            return
        query = parse_qs(url.query)
        mode = " ".join(f"{key}={query[key][0]}" for key in ("gcs", "gcd") if key in query)
        called = Stage(hosts=frozenset({host}), modes=frozenset({mode} if mode else ()))
        self._stages[self._phase] |= called


async def _items(frame: Frame) -> list[list[str]]:
    with suppress(PlaywrightError):  # a frame that went away with its banner
        return await frame.evaluate(_STORES)
    return []
