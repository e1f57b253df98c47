"""Start a browser that keeps what a scan must see, and end it whatever state it is in.

Full Chrome and Chromium drop every third-party cookie of a fresh context unless that context
belongs to a profile that allows them; so each start gets such a profile of its own.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from playwright.async_api import Browser, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from scanner.browser.find import ADVICE, find_browser
from scanner.browser.options import LaunchOptions, make_launch_options, split_arguments
from scanner.browser.proof import prove
from scanner.errors import BrowserError
from scanner.models import BrowserInfo

__all__ = [
    "LaunchOptions",
    "ScanBrowserProvider",
    "browser_info",
    "check_browser",
    "close_browser",
    "find_browser",
    "kill_browser",
    "launch",
    "make_launch_options",
    "prove",
    "split_arguments",
]

# With the first one page can starve every reading of the cookie jar (measured, Chromium 156); with
# the second it opens windows that the browser of a visitor would not open.
DROPPED_ARGUMENTS = ("--disable-ipc-flooding-protection", "--disable-popup-blocking")
START_LIMIT_S = 30.0
CLOSE_LIMIT_S = 10.0
REMOVE_TRIES = 50
REMOVE_PAUSE_S = 0.01

logger = logging.getLogger(__name__)

_process_groups: WeakKeyDictionary[Browser, int] = WeakKeyDictionary()


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
        browser.on("disconnected", lambda ended: _clean_up(ended, profile))
        _process_groups[browser] = await _find_process_group(browser)
    except (PlaywrightError, TimeoutError) as error:
        profile.cleanup()
        raise BrowserError(_not_started(options, str(error))) from error
    except BaseException:
        profile.cleanup()
        raise
    return browser


async def close_browser(browser: Browser) -> None:
    """Close the browser; one that does not close in time is killed."""
    try:
        async with asyncio.timeout(CLOSE_LIMIT_S):
            await browser.close()
    except (PlaywrightError, TimeoutError):
        kill_browser(browser)


def kill_browser(browser: Browser) -> None:
    """End every process of a browser from ``launch`` at once, also of one that answers nothing.

    Playwright then reports it as disconnected, and the next visit gets a new one.
    """
    if browser.is_connected():
        _kill_group(browser)


def _kill_group(browser: Browser) -> None:
    """End what is left of a browser's processes."""
    group = _process_groups.get(browser)  # None: it went before it could be asked
    if group is not None:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


def _clean_up(browser: Browser, profile: tempfile.TemporaryDirectory[str]) -> None:
    """Remove the profile of a browser that has gone.

    Helper processes outlive the connection by some milliseconds and write to the profile while it
    is being removed (seen once in five runs), so they are ended first.
    """
    _kill_group(browser)
    for _ in range(REMOVE_TRIES):
        profile.cleanup()
        if not Path(profile.name).exists():
            return
        time.sleep(REMOVE_PAUSE_S)
    logger.warning("a browser's profile could not be removed: %s", profile.name)


async def _find_process_group(browser: Browser) -> int:
    """Return the process group that Playwright started the browser as the leader of."""
    answer = await _ask(browser, "SystemInfo.getProcessInfo")
    process = next(p["id"] for p in answer["processInfo"] if p["type"] == "browser")
    return os.getpgid(process)


async def _ask(browser: Browser, method: str) -> dict[str, Any]:  # Any: the browser's own answer
    """Return the browser's answer to a command of its protocol.

    Raises:
        BrowserError: it did not answer.
    """
    try:
        async with asyncio.timeout(CLOSE_LIMIT_S):
            session = await browser.new_browser_cdp_session()
            answer: dict[str, Any] = await session.send(method)
            await session.detach()
    except (PlaywrightError, TimeoutError) as error:
        raise BrowserError(f"the browser does not answer {method}") from error
    return answer


def _not_started(options: LaunchOptions, reason: str) -> str:
    """Return the one line that matters of Playwright's long report, and what to do."""
    if "sandboxing failed" in reason:
        return (
            f"{options.executable} did not start: its sandbox does not work here; allow user "
            "namespaces, or switch the sandbox off with SCAN_BROWSER_ARGS=--no-sandbox"
        )
    said = re.findall(r"\[err\] (.+)", reason)  # what the browser wrote before it ended
    first = reason.strip().partition("\n")[0].removeprefix("BrowserType.")
    why = said[-1] if said else first or f"no answer in {START_LIMIT_S:.0f} s"
    return f"{options.executable} did not start: {why}; {ADVICE}"


def _make_profile() -> tempfile.TemporaryDirectory[str]:
    """Make a profile that keeps third-party cookies, also in the contexts made from it."""
    profile = tempfile.TemporaryDirectory(prefix="scan-profile-", ignore_cleanup_errors=True)
    preferences = Path(profile.name, "Default", "Preferences")
    preferences.parent.mkdir()
    preferences.write_text('{"profile": {"cookie_controls_mode": 0}}', encoding="utf-8")
    return profile


async def browser_info(playwright: Playwright, options: LaunchOptions) -> BrowserInfo:
    """Start the browser once, prove it, close it, and return what the report says of it.

    Raises:
        BrowserError: it did not start, or it does not keep third-party cookies.
    """
    browser = await launch(playwright, options)
    try:
        version = await _ask(browser, "Browser.getVersion")
        proof = await prove(browser)
        info = BrowserInfo(
            name=str(version["product"]).partition("/")[0],  # as HeadlessChrome
            version=browser.version,
            executable=Path(options.executable).name,
            arguments=options.arguments,
            sandbox=options.sandbox,
            proof=proof,
        )
    finally:
        await close_browser(browser)
    if not proof.kept:
        raise BrowserError(f"{options.executable} drops third-party cookies; {ADVICE}")
    return info


async def check_browser(options: LaunchOptions) -> BrowserInfo:
    """Return the same as ``browser_info``, with a driver of its own.

    Raises:
        BrowserError: it did not start, or it does not keep third-party cookies.
    """
    async with async_playwright() as playwright:
        return await browser_info(playwright, options)


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
        self._browser: Browser | None = None

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
        self._browser = await launch(self._playwright, self._options)
        return self._browser

    async def launch_persistent_context(self, context_kwargs: Mapping[str, Any]) -> None:
        """Refuse: a visit never gets a lasting profile.

        Raises:
            BrowserError: always.
        """
        raise BrowserError("every visit has a fresh context; a lasting profile is not offered")

    async def close(self) -> None:
        """End a browser that is still there, and the driver."""
        if self._browser is not None:
            await close_browser(self._browser)
        if self._playwright is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(CLOSE_LIMIT_S):
                    await self._playwright.stop()
