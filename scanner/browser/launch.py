"""Start a browser, and prove that it keeps the third-party cookies a scan must see.

Some browsers drop every third-party cookie of a fresh context, and a scan with one of those looks
clean. So nothing is assumed: the proof runs before the first visit and stands in the report.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from aiohttp import web
from playwright.async_api import Browser, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from scanner.browser.find import ADVICE, find_browser
from scanner.errors import BrowserError
from scanner.models import BrowserInfo, BrowserProof

__all__ = [
    "LaunchOptions",
    "ScanBrowserProvider",
    "browser_info",
    "find_browser",
    "launch",
    "make_launch_options",
    "prove",
    "split_arguments",
]

# What Playwright does not pass by itself: no UDP round a proxy, be it QUIC or WebRTC.
OWN_ARGUMENTS = (
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
# With it one page can starve every reading of the cookie jar (measured, Chromium 156).
DROPPED_ARGUMENTS = ("--disable-ipc-flooding-protection",)
RESOLVER_SWITCH = "--host-resolver-rules="
PROOF_EXCLUSIONS = ("EXCLUDE localhost", "EXCLUDE 127.0.0.1")

START_LIMIT_S = 30.0
PROOF_LIMIT_S = 15.0
CLOSE_LIMIT_S = 10.0


@dataclass(frozen=True)
class LaunchOptions:
    """How the browser of a run is started."""

    executable: str
    arguments: tuple[str, ...]  # ours and the operator's; Playwright adds its own
    sandbox: bool
    ignore_tls_errors: bool

    def as_setting(self) -> dict[str, Any]:  # Any: the values differ in type
        """Return the options as plain values, for Scrapy's PLAYWRIGHT_LAUNCH_OPTIONS."""
        return asdict(self)

    @classmethod
    def from_setting(cls, setting: Mapping[str, Any]) -> LaunchOptions:
        """Return the options that ``as_setting`` wrote."""
        return cls(
            executable=str(setting["executable"]),
            arguments=tuple(setting["arguments"]),
            sandbox=bool(setting["sandbox"]),
            ignore_tls_errors=bool(setting["ignore_tls_errors"]),
        )


def split_arguments(value: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the switches of SCAN_BROWSER_ARGS, a list or a string with commas between.

    Only a comma that stands before ``--`` divides: the values of switches hold commas too.

    Raises:
        BrowserError: a part is not a switch.
    """
    parts = re.split(r",(?=\s*--)", value) if isinstance(value, str) else list(value or ())
    arguments = tuple(part.strip() for part in parts if part.strip())
    for argument in arguments:
        if not argument.startswith("--"):
            raise BrowserError(f"SCAN_BROWSER_ARGS: expected a switch (--name), found {argument!r}")
    return arguments


def make_launch_options(
    browser: Path, arguments: Sequence[str] = (), *, ignore_tls_errors: bool = False
) -> LaunchOptions:
    """Return how to start the browser with the operator's extra switches.

    The sandbox is off only for root, for whom it does not work, or when a switch says so.
    """
    extra = [a for a in arguments if not a.startswith(RESOLVER_SWITCH)]
    rules = [a.removeprefix(RESOLVER_SWITCH) for a in arguments if a.startswith(RESOLVER_SWITCH)]
    if rules:  # the browser heeds the last switch only; the proof needs loopback as it is
        extra.append(RESOLVER_SWITCH + ", ".join([*rules, *PROOF_EXCLUSIONS]))
    if ignore_tls_errors:  # the context's own option does not reach service workers
        extra.append("--ignore-certificate-errors")
    return LaunchOptions(
        executable=str(browser),
        arguments=(*OWN_ARGUMENTS, *extra),
        sandbox=os.geteuid() != 0 and "--no-sandbox" not in extra,
        ignore_tls_errors=ignore_tls_errors,
    )


async def launch(playwright: Playwright, options: LaunchOptions) -> Browser:
    """Start the browser on a profile of its own, which goes when the browser goes.

    Visits use fresh contexts of it (``new_context``), never the profile itself.

    Raises:
        BrowserError: it did not start.
    """
    profile = _make_profile()
    try:
        async with asyncio.timeout(START_LIMIT_S + CLOSE_LIMIT_S):
            context = await playwright.chromium.launch_persistent_context(
                profile.name,
                executable_path=options.executable,
                args=list(options.arguments),
                ignore_default_args=list(DROPPED_ARGUMENTS),
                chromium_sandbox=options.sandbox,  # Playwright's default is without
                headless=True,
                handle_sigint=False,  # ctrl-C: visits are recorded before the browser goes
                handle_sigterm=False,
                handle_sighup=False,
                timeout=START_LIMIT_S * 1000,
            )
        browser = context.browser
        if browser is None:
            raise BrowserError(f"{options.executable}: Playwright gave no browser")
    except (PlaywrightError, TimeoutError) as error:
        profile.cleanup()
        reason = str(error).strip().partition("\n")[0] or f"no answer in {START_LIMIT_S:.0f} s"
        raise BrowserError(f"{options.executable} did not start: {reason}; {ADVICE}") from error
    except BaseException:
        profile.cleanup()
        raise
    browser.on("disconnected", lambda _: profile.cleanup())
    return browser


def _make_profile() -> tempfile.TemporaryDirectory[str]:
    """Make a profile that keeps third-party cookies, also in the contexts made from it."""
    profile = tempfile.TemporaryDirectory(prefix="scan-profile-", ignore_cleanup_errors=True)
    preferences = Path(profile.name, "Default", "Preferences")
    preferences.parent.mkdir()
    preferences.write_text('{"profile": {"cookie_controls_mode": 0}}', encoding="utf-8")
    return profile


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
        headers = {
            "Set-Cookie": "kept=1; Path=/; Max-Age=60; SameSite=None; Secure",
            "Cache-Control": "no-store",
        }
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


async def browser_info(playwright: Playwright, options: LaunchOptions) -> BrowserInfo:
    """Start the browser once, prove it, close it, and return what the report says of it.

    Raises:
        BrowserError: it did not start, or it does not keep third-party cookies.
    """
    browser = await launch(playwright, options)
    try:
        proof = await prove(browser)
        info = BrowserInfo(
            name=await _product(browser),
            version=browser.version,
            executable=Path(options.executable).name,
            arguments=options.arguments,
            sandbox=options.sandbox,
            proof=proof,
        )
    finally:
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(CLOSE_LIMIT_S):
                await browser.close()
    if not proof.kept:
        raise BrowserError(f"{options.executable} drops third-party cookies; {ADVICE}")
    return info


async def _product(browser: Browser) -> str:
    """Return the name the browser gives itself, as HeadlessChrome."""
    async with asyncio.timeout(CLOSE_LIMIT_S):
        session = await browser.new_browser_cdp_session()
        answer = await session.send("Browser.getVersion")
    return str(answer["product"]).partition("/")[0]


class _Config(Protocol):
    """The part of scrapy-playwright's configuration that is used here."""

    launch_options: dict[str, Any]  # Any: as LaunchOptions.as_setting


class ScanBrowserProvider:
    """Gives scrapy-playwright our browser (setting PLAYWRIGHT_BROWSER_PROVIDER).

    A launch after a crash gets a profile of its own again.
    """

    def __init__(self, config: _Config) -> None:
        self._options = LaunchOptions.from_setting(config.launch_options)
        self._playwright: Playwright | None = None

    async def start(self) -> None:
        """Start Playwright's driver."""
        self._playwright = await async_playwright().start()

    async def launch_browser(self) -> Browser:
        """Return a started browser.

        Raises:
            BrowserError: it did not start.
        """
        if self._playwright is None:
            raise BrowserError("the browser's driver was not started")
        return await launch(self._playwright, self._options)

    async def launch_persistent_context(self, context_kwargs: Mapping[str, Any]) -> None:
        """Refuse: a visit never gets a lasting profile.

        Raises:
            BrowserError: always.
        """
        raise BrowserError("every visit has a fresh context; a lasting profile is not offered")

    async def close(self) -> None:
        """End the driver, and with it a browser that is still there."""
        if self._playwright is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(CLOSE_LIMIT_S):
                    await self._playwright.stop()
