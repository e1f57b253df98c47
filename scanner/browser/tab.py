"""One tab of a visit: a page that is opened, asked, touched and closed, each within a limit."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from playwright.async_api import Dialog, Page, Response
from playwright.async_api import Error as PlaywrightError

from scanner.browser.channel import ChannelClosedError, first_line
from scanner.browser.failures import VisitEndedError, ending_of
from scanner.browser.launch import kill_browser
from scanner.urls import without_values
from scanner.words import VisitOutcome

logger = logging.getLogger(__name__)

T = TypeVar("T")

CLOSE_LIMIT_S = 10.0
_CALL_LIMIT_S = 3.0  # of one call into a page, which may never answer
_FIRST_ANSWER_S = 20.0  # a page of many megabytes is busy for a while
_LOAD_LIMIT_S = 15.0  # from the first byte of a document to its end
_PICTURE_LIMIT_S = 5.0
_MOST_FRAMES = 10
_UNLOAD_S = 0.1  # what a page sends when it is left arrives within this
# What bot protections say of themselves in a response's headers.
_CHALLENGES = ("cf-mitigated", "x-datadome", "x-amzn-waf-action", "x-sucuri-block")


async def close_context(page: Page) -> None:
    """Close a visit's context; a browser that does not do so in time is ended, not waited for."""
    browser = page.context.browser
    try:
        async with asyncio.timeout(CLOSE_LIMIT_S):
            await page.context.close()
    except TimeoutError:
        logger.warning("a context did not close: the browser is ended, the next visit starts anew")
        if browser:
            kill_browser(browser)
    except PlaywrightError as error:
        logger.debug("context was closed already: %s", first_line(error))


class Tab:
    """One tab. What a page asks of its visitor is not granted, answered or opened."""

    def __init__(self, page: Page, on_dialog: Callable[[], Awaitable[None]]) -> None:
        self.page = page
        self._on_dialog = on_dialog
        page.on("dialog", self._dismiss)
        page.on("popup", self._close_popup)

    @property
    def url(self) -> str:
        """Where the tab is, without query values."""
        return without_values(self.page.url)

    async def next(self) -> Tab:
        """Return a further tab of the same context, which has loaded nothing yet.

        Raises:
            ChannelClosedError: the browser opened none in time.
        """
        try:
            async with asyncio.timeout(CLOSE_LIMIT_S):
                return Tab(await self.page.context.new_page(), self._on_dialog)
        except (TimeoutError, PlaywrightError) as error:
            raise ChannelClosedError(f"no further page: {first_line(error)}") from error

    async def open(self, url: str, limit_s: float) -> Response:
        """Navigate and return the document's response, whatever it says.

        Raises:
            VisitEndedError: no document came.
        """
        limit_ms = max(1, limit_s * 1000)
        try:
            response = await self.page.goto(url, wait_until="commit", timeout=limit_ms)
        except PlaywrightError as error:
            ending = ending_of(str(error))
            if ending.outcome is VisitOutcome.UNREACHABLE:
                await self._see_error_page()
            raise VisitEndedError(ending.outcome, ending.reason) from error
        if response is None:
            raise VisitEndedError(VisitOutcome.UNREACHABLE, "reset")
        return response

    async def loaded(self, response: Response) -> None:
        """Wait for the end of the document, or for as long as one may take.

        Raises:
            VisitEndedError: the document says an error, or ended in one.
        """
        if response.status >= 400:
            headers = await self.ask(response.all_headers()) or {}
            challenged = any(name in headers for name in _CHALLENGES)
            blocked = challenged or response.status == 429
            outcome = VisitOutcome.BLOCKED if blocked else VisitOutcome.HTTP_ERROR
            raise VisitEndedError(outcome, str(response.status))
        try:
            await self.page.wait_for_load_state("load", timeout=_LOAD_LIMIT_S * 1000)
        except PlaywrightError as error:
            ending = ending_of(str(error))
            if ending.outcome is not VisitOutcome.TIMEOUT:
                raise VisitEndedError(ending.outcome, ending.reason) from error

    async def answers(self) -> bool:
        """Tell whether the page answers at all."""
        return await self.ask(self.page.title(), _FIRST_ANSWER_S) is not None

    async def ask(self, call: Awaitable[T], limit_s: float = _CALL_LIMIT_S) -> T | None:
        """Return the answer of a call into the page; None when none came."""
        try:
            async with asyncio.timeout(limit_s):
                return await call
        except (TimeoutError, PlaywrightError) as error:
            logger.debug("no answer: %s", first_line(error))
            return None

    async def is_so_in_a_frame(self, script: str) -> bool:
        """Tell whether a script answers true in one of the page's frames."""
        return await self.ask(self._ask_frames(script)) is True

    async def _ask_frames(self, script: str) -> bool:
        for frame in self.page.frames[1:_MOST_FRAMES]:
            with suppress(PlaywrightError):  # it has gone
                if await frame.evaluate(script) is True:
                    return True
        return False

    async def picture(self) -> bytes | None:
        """Return a PNG of what is on the screen; None when none could be made."""
        shot = self.page.screenshot(animations="disabled")
        return await self.ask(shot, _PICTURE_LIMIT_S)

    async def close(self) -> None:
        """Close the tab as a visitor does: only then is the page heard to its end.

        A page that is left by navigation goes on in a process that no observer sees any more.
        """
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(_CALL_LIMIT_S), self.page.expect_event("close"):
                await self.page.close(run_before_unload=True)
        await asyncio.sleep(_UNLOAD_S)

    async def _see_error_page(self) -> None:
        """Wait for the browser's own page about an error: it comes late, and ends what follows."""
        with suppress(PlaywrightError):
            await self.page.wait_for_url("chrome-error://**", wait_until="commit", timeout=1000)

    async def _dismiss(self, dialog: Dialog) -> None:
        with suppress(PlaywrightError):
            if dialog.type == "beforeunload":
                await dialog.accept()  # the visit leaves
            else:
                await self._on_dialog()
                await dialog.dismiss()

    async def _close_popup(self, popup: Page) -> None:
        with suppress(PlaywrightError):
            await popup.close()
