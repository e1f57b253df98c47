"""One visit: a page that has loaded nothing yet and a consent choice in, an observation out."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from playwright.async_api import Dialog, Page, Response
from playwright.async_api import Error as PlaywrightError

from scanner import models
from scanner.browser.aliases import Resolve, find_aliases
from scanner.browser.channel import ChannelClosedError, first_line
from scanner.browser.collector import Collector
from scanner.browser.failures import Ending, VisitEndedError, ending_of
from scanner.browser.interact import interact
from scanner.browser.launch import kill_browser
from scanner.browser.links import (
    FORM_SCRIPT,
    LINKS_SCRIPT,
    Link,
    choose_pages,
    parse_links,
    policy_links,
)
from scanner.browser.record import CaptchaMatcher, Moment, Record
from scanner.browser.recorder import Recorder
from scanner.browser.secrets import Hasher
from scanner.browser.settle import Patience, run_ahead, settle
from scanner.models import Incomplete, Observation, PolicyLink, Screenshot, Settled, Site
from scanner.urls import host_of, without_values
from scanner.words import ConsentChoice, PageReason, Phase, Trigger, VisitOutcome

logger = logging.getLogger(__name__)

T = TypeVar("T")

_CALL_LIMIT_S = 3.0  # of one call into a page, which may never answer
_FIRST_ANSWER_S = 8.0  # a page of many megabytes is busy for a while
_LOAD_LIMIT_S = 15.0  # from the first byte of a document to its end
_PICTURE_LIMIT_S = 5.0
_CLOSE_LIMIT_S = 10.0
_WRAP_UP_S = 5.0  # kept back to ask a page for its title and links after waiting for it
_PAGE_S = 5.0  # with less than this and the wrap-up left, no further page is opened
_MOST_DIALOGS = 10
_AFTER_TOUCH_S = 2.0  # of virtual time
_UNLOAD_S = 0.1  # what a page sends when it is left arrives within this
# What bot protections say of themselves in a response's headers.
_CHALLENGES = ("cf-mitigated", "x-datadome", "x-amzn-waf-action", "x-sucuri-block")


@dataclass(frozen=True)
class VisitPlan:
    """What a visit is to do, and what it may use."""

    site: Site
    choice: ConsentChoice
    most_pages: int  # the home page included
    timeout_s: float
    patience: Patience
    hasher: Hasher
    captcha_of: CaptchaMatcher
    collectors: tuple[Collector, ...]
    save_picture: Callable[[bytes], str]  # returns the file's name below the run's folder
    should_stop: Callable[[], bool]
    resolve: Resolve | None = None  # None: aliases of hosts are not looked up
    now: Callable[[], float] = time.time  # seconds since 1970


async def visit(page: Page, plan: VisitPlan) -> Observation:
    """Return what the site did; whatever happens, with one outcome and all that was seen."""
    return await _Visit(page, plan).run()


async def close_context(page: Page) -> None:
    """Close a visit's context; a browser that does not do so in time is ended, not waited for."""
    browser = page.context.browser
    try:
        async with asyncio.timeout(_CLOSE_LIMIT_S):
            await page.context.close()
    except TimeoutError:
        logger.warning("a context did not close: the browser is ended, the next visit starts anew")
        if browser:
            kill_browser(browser)
    except PlaywrightError as error:
        logger.debug("context was closed already: %s", first_line(error))


class _Visit:
    """The state of one visit while it runs."""

    def __init__(self, page: Page, plan: VisitPlan) -> None:
        self._page = page
        self._plan = plan
        self._started = plan.now()
        self._clock_start = time.monotonic()
        self._dialogs = 0
        self._given_up: Ending | None = None
        self._links: list[PolicyLink] = []
        self._pictures: list[Screenshot] = []
        self._record = Record(
            site=plan.site,
            choice=plan.choice,
            hasher=plan.hasher,
            moment=Moment("about:blank", self._started, Trigger.LOAD, Phase.BEFORE),
            now=plan.now,
            captcha_of=plan.captcha_of,
        )
        self._recorder = Recorder(self._record, plan.collectors)

    async def run(self) -> Observation:
        """Drive the page through the visit and return what was seen."""
        try:
            async with asyncio.timeout(self._plan.timeout_s):
                ending = await self._drive()
        except TimeoutError:
            ending = self._cut_short("time", VisitOutcome.TIMEOUT)
        except VisitEndedError as error:
            ending = error.ending
        except ChannelClosedError as error:
            logger.warning("%s: %s", self._plan.site.domain, error)
            ending = self._cut_short("browser", VisitOutcome.CRASHED)
        await self._recorder.stop()
        self._record.aliases.update(await find_aliases(self._record, self._plan.resolve))
        return self._observation(self._given_up or ending)

    async def _drive(self) -> Ending:
        await self._ask(self._page.unroute("**"))  # interception costs time and fidelity
        await self._observe_page()
        links = await self._open_home()
        home = self._page.url
        chosen = choose_pages(
            links, home, self._plan.site, host_of(home), self._plan.most_pages - 1
        )
        for url, why in chosen:
            if self._plan.should_stop():
                self._miss("further pages", "the run was stopped")
                break
            if self._left_s() < _PAGE_S + _WRAP_UP_S:
                self._miss("further pages", "no time was left")
                break
            await self._turn_page()
            await self._open_further(url, why)
        missed = bool(self._record.incomplete)
        return Ending(VisitOutcome.PARTIAL if missed else VisitOutcome.OK, None)

    async def _open_home(self) -> tuple[Link, ...]:
        """Open the first start URL that answers and return the links of its page."""
        endings: list[Ending] = []
        for url in self._plan.site.start_urls:
            try:
                response = await self._go(url)
            except VisitEndedError as error:
                endings.append(error.ending)
                if error.ending.outcome is VisitOutcome.UNREACHABLE:
                    await self._see_error_page()
                continue
            self._record.landing = host_of(self._page.url)
            return await self._look(response, PageReason.HOME)
        raise VisitEndedError(endings[0].outcome, endings[0].reason)

    async def _see_error_page(self) -> None:
        """Wait for the browser's own page about an error: it comes late, and ends what follows."""
        with suppress(PlaywrightError):
            await self._page.wait_for_url("chrome-error://**", wait_until="commit", timeout=1000)

    async def _open_further(self, url: str, why: PageReason) -> None:
        try:
            await self._look(await self._go(url), why)
        except VisitEndedError as error:
            ending = error.ending
            self._miss(without_values(url), f"{ending.outcome}: {ending.reason}")
            if ending.outcome is VisitOutcome.CRASHED:
                raise VisitEndedError(VisitOutcome.PARTIAL, "crashed") from error

    async def _go(self, url: str) -> Response:
        """Navigate and return the document's response.

        Raises:
            VisitEndedError: no document came, or one that says an error.
        """
        self._enter(url)
        limit_ms = self._left_s() * 1000
        try:
            response = await self._page.goto(url, wait_until="commit", timeout=max(1, limit_ms))
        except PlaywrightError as error:
            ending = ending_of(str(error))
            raise VisitEndedError(ending.outcome, ending.reason) from error
        if response is None:
            raise VisitEndedError(VisitOutcome.UNREACHABLE, "reset")
        self._record.moment.page = without_values(self._page.url)
        await self._refuse_error(response)
        try:
            await self._page.wait_for_load_state("load", timeout=_LOAD_LIMIT_S * 1000)
        except PlaywrightError as error:
            ending = ending_of(str(error))
            if ending.outcome is not VisitOutcome.TIMEOUT:
                raise VisitEndedError(ending.outcome, ending.reason) from error
        return response

    async def _refuse_error(self, response: Response) -> None:
        if response.status < 400:
            return
        headers = await self._ask(response.all_headers()) or {}
        challenged = any(name in headers for name in _CHALLENGES)
        if challenged or response.status == 429:
            raise VisitEndedError(VisitOutcome.BLOCKED, str(response.status))
        raise VisitEndedError(VisitOutcome.HTTP_ERROR, str(response.status))

    async def _look(self, response: Response, why: PageReason) -> tuple[Link, ...]:
        """Wait until the page is finished, record it, and return its links."""
        url = without_values(self._page.url)
        settled = await self._finish(why, url)
        title = await self._ask(self._page.title()) if settled else None
        has_form = await self._ask(self._page.evaluate(FORM_SCRIPT)) if settled else None
        raw_links = await self._ask(self._page.evaluate(LINKS_SCRIPT)) if settled else None
        links = parse_links(raw_links)
        if title is None or has_form is None:
            self._miss(url, "the page did not answer")
        self._record.pages.append(
            models.Page(
                url=url,
                why=why,
                status=response.status,
                title=title[:300] if title else None,
                has_form=has_form is True,
                settled=settled,
            )
        )
        self._links += policy_links(links, url)
        if title is None and why is PageReason.HOME:
            raise VisitEndedError(VisitOutcome.TIMEOUT, "page")
        await self._recorder.on_leave()
        await self._leave()
        return links

    async def _finish(self, why: PageReason, url: str) -> Settled | None:
        """Wait until the page is finished, and touch it; None when it does not answer at all."""
        if await self._ask(self._page.title(), _FIRST_ANSWER_S) is None:
            return None
        budget = max(0.0, self._left_s() - _WRAP_UP_S)
        settled = await settle(self._recorder, self._plan.patience, budget)
        if await self._ask(self._page.title()) is not None:
            if why is PageReason.HOME:
                await self._take_picture(url)
            await self._touch()
        return settled

    async def _touch(self) -> None:
        """Do what a visitor does, and see what the page does of it."""
        self._change(Trigger.INTERACTION)
        await interact(self._page)
        patience = self._plan.patience
        if patience.virtual_s:
            await run_ahead(self._recorder, _AFTER_TOUCH_S, patience.virtual_wall_s)

    async def _observe_page(self) -> None:
        self._page.on("dialog", self._dismiss)
        self._page.on("popup", self._close_popup)
        await self._recorder.attach(self._page)

    async def _turn_page(self) -> None:
        """Go on in a new tab: the last one is closed."""
        try:
            async with asyncio.timeout(_CLOSE_LIMIT_S):
                self._page = await self._page.context.new_page()
        except (TimeoutError, PlaywrightError) as error:
            raise ChannelClosedError(f"no further page: {first_line(error)}") from error
        await self._observe_page()

    async def _leave(self) -> None:
        """Close the tab as a visitor does: only then is the page heard to its end.

        A page that is left by navigation goes on in a process that no observer sees any more.
        """
        self._change(Trigger.UNLOAD)
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(_CALL_LIMIT_S), self._page.expect_event("close"):
                await self._page.close(run_before_unload=True)
        await asyncio.sleep(_UNLOAD_S)

    async def _take_picture(self, url: str) -> None:
        try:
            async with asyncio.timeout(_PICTURE_LIMIT_S):
                picture = await self._page.screenshot(animations="disabled")
        except (TimeoutError, PlaywrightError) as error:
            logger.warning("%s: no screenshot: %s", self._plan.site.domain, type(error).__name__)
            return
        self._pictures.append(Screenshot(file=self._plan.save_picture(picture), page=url))

    async def _ask(self, call: Awaitable[T], limit_s: float = _CALL_LIMIT_S) -> T | None:
        """Return the answer of a call into the page; None when none came."""
        try:
            async with asyncio.timeout(limit_s):
                return await call
        except (TimeoutError, PlaywrightError) as error:
            logger.debug("%s: no answer: %s", self._plan.site.domain, first_line(error))
            return None

    def _enter(self, url: str) -> None:
        self._record.moment = Moment(
            without_values(url), self._plan.now(), Trigger.LOAD, self._record.moment.phase
        )

    def _change(self, trigger: Trigger) -> None:
        moment = self._record.moment
        self._record.moment = Moment(moment.page, moment.started, trigger, moment.phase)

    def _left_s(self) -> float:
        return max(0.0, self._plan.timeout_s - (time.monotonic() - self._clock_start))

    def _cut_short(self, why: str, otherwise: VisitOutcome) -> Ending:
        """Return the ending of a visit that could not finish: what was seen by then may do."""
        if not self._record.pages:
            return Ending(otherwise, why)
        self._miss("further pages", f"cut short: {why}")
        return Ending(VisitOutcome.PARTIAL, why)

    def _miss(self, what: str, why: str) -> None:
        self._record.incomplete.append(Incomplete(what=what, why=why))

    async def _dismiss(self, dialog: Dialog) -> None:
        if dialog.type == "beforeunload":
            with suppress(PlaywrightError):
                await dialog.accept()  # the visit leaves
            return
        self._dialogs += 1
        if self._dialogs > _MOST_DIALOGS:
            self._given_up = Ending(VisitOutcome.SKIPPED, "dialogs")
            await close_context(self._page)
            return
        with suppress(PlaywrightError):
            await dialog.dismiss()

    async def _close_popup(self, popup: Page) -> None:
        with suppress(PlaywrightError):
            await popup.close()

    def _observation(self, ending: Ending) -> Observation:
        record = self._record
        if record.network.cut:
            self._miss("requests", f"{record.network.cut} beyond the limit")
        evidence = {
            name: values
            for each in self._plan.collectors
            for name, values in each.collect(record).items()
        }
        links = {link.url: link for link in reversed(self._links)}
        return Observation(
            domain=self._plan.site.domain,
            choice=self._plan.choice,
            outcome=ending.outcome,
            reason=ending.reason,
            started_at=datetime.fromtimestamp(self._started, UTC),
            duration_s=round(time.monotonic() - self._clock_start, 3),
            pages=tuple(record.pages),
            policy_links=tuple(sorted(links.values(), key=lambda link: link.url)),
            screenshots=tuple(self._pictures),
            incomplete=tuple(record.incomplete),
            **evidence,
        )
