"""Prove that a browser keeps third-party cookies.

Some browsers drop every third-party cookie of a fresh context, and a scan with one of those looks
clean. So nothing is assumed: the proof runs before the first visit and stands in the report.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError

from scanner.errors import BrowserError
from scanner.models import BrowserProof

PROOF_COOKIE = "kept=1; Path=/; Max-Age=60; SameSite=None; Secure"
PROOF_LIMIT_S = 15.0


async def prove(browser: Browser) -> BrowserProof:
    """Show whether a fresh context keeps a cookie of another site, on two loopback hosts.

    A page of 127.0.0.1 embeds a resource of localhost, twice: the first answer sets a cookie, and
    the second request sends it back only when it was kept.

    Raises:
        BrowserError: the browser did not load the pages.
    """
    started = time.monotonic()
    try:
        async with asyncio.timeout(PROOF_LIMIT_S), _serve_proof() as (port, log):
            context = await browser.new_context()
            try:
                page = await context.new_page()
                for _ in range(2):
                    await page.goto(f"http://127.0.0.1:{port}/", wait_until="load")
            finally:
                await context.close()
    except (PlaywrightError, TimeoutError) as error:
        reason = str(error).strip().partition("\n")[0] or f"no answer in {PROOF_LIMIT_S:.0f} s"
        raise BrowserError(f"the browser did not load the loopback page: {reason}") from error
    return BrowserProof(
        kept=log == [None, "1"],
        method="a cookie of localhost, set and sent back on a page of 127.0.0.1",
        seconds=round(time.monotonic() - started, 3),
    )


@asynccontextmanager
async def _serve_proof() -> AsyncIterator[tuple[int, list[str | None]]]:
    """Serve the page and the embedded resource; give the port and the cookies that arrive."""
    log: list[str | None] = []

    async def page(request: web.Request) -> web.Response:
        embedded = f'<script src="http://localhost:{request.url.port}/embedded"></script>'
        return web.Response(text=f"<!doctype html>{embedded}", content_type="text/html")

    async def embedded(request: web.Request) -> web.Response:
        log.append(request.cookies.get("kept"))
        headers = {"Set-Cookie": PROOF_COOKIE, "Cache-Control": "no-store"}
        return web.Response(headers=headers, content_type="text/javascript")

    app = web.Application()
    app.add_routes([web.get("/", page), web.get("/embedded", embedded)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        yield runner.addresses[0][1], log
    finally:
        await runner.cleanup()
