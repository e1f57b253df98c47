"""One visit: a page that has loaded nothing yet and a consent choice in, an observation out."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace

from playwright.async_api import Page, Response

from scanner import models
from scanner.browser.aliases import find_aliases
from scanner.browser.channel import ChannelClosedError
from scanner.browser.consent.agent import ConsentAgent
from scanner.browser.failures import Ending, VisitEndedError
from scanner.browser.interact import interact
from scanner.browser.links import (
    FORM_SCRIPT,
    LINKS_SCRIPT,
    Link,
    choose_pages,
    parse_links,
    policy_links,
    recorded,
)
from scanner.browser.observation import make_observation
from scanner.browser.plan import VisitPlan
from scanner.browser.record import Moment, Record
from scanner.browser.recorder import Recorder
from scanner.browser.settle import let_go_on, react, settle
from scanner.browser.tab import Tab, close_context
from scanner.models import Observation, Screenshot, Settled
from scanner.urls import host_of, page_key, without_values
from scanner.words import STOPPED, ConsentChoice, PageReason, Phase, Trigger, VisitOutcome

logger = logging.getLogger(__name__)

_WRAP_UP_S = 5.0  # kept back to ask a page for its title and links after waiting for it
_PAGE_S = 5.0  # with less than this and the wrap-up left, no further page is opened
_GRACE_S = 1.0  # the time of the visit ends first, not that of one navigation
_MOST_DIALOGS = 10
_AFTER_TOUCH_S = 2.0  # of virtual time


async def visit(page: Page, plan: VisitPlan) -> Observation:
    """Return what the site did; whatever happens, with one outcome and all that was seen."""
    return await _Visit(page, plan).run()


class _Visit:
    """The state of one visit while it runs."""

    def __init__(self, page: Page, plan: VisitPlan) -> None:
        self._plan = plan
        self._clock_start = time.monotonic()
        self._dialogs = 0
        self._given_up: Ending | None = None
        self._record = Record(
            site=plan.site,
            choice=plan.choice,
            hasher=plan.hasher.for_visit(),
            moment=Moment("about:blank", plan.now(), Trigger.LOAD, Phase.BEFORE),
            now=plan.now,
            captcha_of=plan.captcha_of,
        )
        self._recorder = Recorder(self._record, plan.collectors)
        self._agent = ConsentAgent(
            plan.choice,
            self._recorder.channels,
            lambda seconds: let_go_on(self._recorder, plan.patience, seconds),
            services=plan.services,
            on_press=lambda: self._go_on(Trigger.CONSENT, Phase.BETWEEN),
        )
        self._has_banner = False
        self._tab = Tab(page, self._count_dialog)

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
        return make_observation(
            self._record,
            self._plan,
            self._given_up or ending,
            self._agent.consent() if self._record.pages else None,
            time.monotonic() - self._clock_start,
        )

    async def _drive(self) -> Ending:
        await self._tab.ask(self._tab.page.unroute("**"))  # costs time and fidelity
        await self._recorder.attach(self._tab.page)
        asked, response = await self._open_home()
        home, links = await self._see(response, asked, self._tab.page.url, PageReason.HOME)
        chosen = choose_pages(
            links, home, self._plan.site, host_of(home), self._plan.most_pages - 1
        )
        for url, why in chosen:
            if self._plan.should_stop():
                self._record.miss("further pages", STOPPED)
                break
            if self._left_s() < _PAGE_S + _WRAP_UP_S:
                self._record.miss("further pages", "no time was left")
                break
            await self._open_further(url, why)
        missed = bool(self._record.incomplete)
        return Ending(VisitOutcome.PARTIAL if missed else VisitOutcome.OK, None)

    async def _open_home(self) -> tuple[str, Response]:
        """Open the first start URL that answers; return it with its response."""
        endings: list[Ending] = []
        for url in self._plan.site.start_urls:
            try:
                response = await self._go(url)
            except VisitEndedError as error:
                endings.append(error.ending)
                continue
            self._record.landing = host_of(self._tab.page.url)
            return url, response
        raise VisitEndedError(endings[0].outcome, endings[0].reason)

    async def _open_further(self, url: str, why: PageReason) -> None:
        """See a page in a tab of its own; one that cannot be seen is noted, and the visit goes on.

        Raises:
            VisitEndedError: the page took the browser with it.
        """
        try:
            await self._turn_tab()
            await self._see(await self._go(url), url, url, why)
        except VisitEndedError as error:
            ending = error.ending
            self._record.miss(without_values(url), f"{ending.outcome}: {ending.reason}")
            if ending.outcome is VisitOutcome.CRASHED:
                raise VisitEndedError(VisitOutcome.PARTIAL, "crashed") from error

    async def _turn_tab(self) -> None:
        self._tab = await self._tab.next()
        await self._recorder.attach(self._tab.page)
        await self._agent.go_on()

    async def _go(self, url: str) -> Response:
        """Navigate and return the document's response.

        Raises:
            VisitEndedError: no document came, or one that says an error.
        """
        self._enter(url)
        response = await self._tab.open(url, self._left_s() + _GRACE_S)
        self._record.moment.page = self._tab.url
        await self._tab.loaded(response)
        return response

    async def _see(
        self, response: Response, asked: str, url: str, why: PageReason
    ) -> tuple[str, tuple[Link, ...]]:
        """Take down a page, answer a banner it shows, and return its address and links.

        A banner may be a page of its own, ``url``, that stands before the one that was asked for.
        """
        links = await self._look(response, why)
        pressed = await self._answer_banner()
        has_moved = page_key(url) not in (page_key(asked), page_key(self._tab.page.url))
        await self._leave()
        if not pressed:
            return url, links
        self._go_on(Trigger.LOAD, Phase.AFTER)
        behind = await self._see_again(asked if has_moved else url, why)
        return (self._tab.page.url, behind) if has_moved else (url, links)

    async def _look(self, response: Response, why: PageReason) -> tuple[Link, ...]:
        """Wait until the page is finished, record it, and return its links."""
        url = self._record.moment.page  # by which all that it does is known, wherever it goes on to
        settled = await self._finish(why, url)
        page = self._tab.page
        title = await self._tab.ask(page.title()) if settled else None
        has_form = await self._tab.ask(page.evaluate(FORM_SCRIPT)) if settled else None
        if has_form is False:
            has_form = await self._tab.is_so_in_a_frame(FORM_SCRIPT)
        raw_links = await self._tab.ask(page.evaluate(LINKS_SCRIPT)) if settled else None
        links = parse_links(raw_links)
        if title is None or has_form is None:
            self._record.miss(url, "the page did not answer")
        self._record.pages.append(
            models.Page(
                url=url,
                why=why,
                phase=self._record.moment.phase,
                status=response.status,
                title=title[:300] if title else None,
                has_form=has_form is True,
                settled=settled,
            )
        )
        found = policy_links(links, url)
        self._plan.note_policies(found)
        self._record.policy_links += map(recorded, found)
        if title is None and why is PageReason.HOME:
            raise VisitEndedError(VisitOutcome.TIMEOUT, "page")
        return links

    async def _finish(self, why: PageReason, url: str) -> Settled | None:
        """Wait until the page is finished, and touch it; None when it does not answer at all."""
        if not await self._tab.answers():
            return None
        settled = await self._settle()
        if await self._tab.ask(self._tab.page.title()) is not None:
            if why is PageReason.HOME:
                await self._take_picture("page", url)
            await self._touch()
        return settled

    async def _settle(self) -> Settled:
        budget_s = max(0.0, self._left_s() - _WRAP_UP_S)
        return await settle(self._recorder, self._plan.patience, budget_s)

    async def _touch(self) -> None:
        """Do what a visitor does, and see what the page does of it."""
        self._go_on(Trigger.INTERACTION)
        patience = self._plan.patience
        await interact(self._tab.page, lambda: react(self._recorder, patience, _AFTER_TOUCH_S))

    async def _answer_banner(self) -> bool:
        """Do with a banner what the visit's choice says; True: the choice was made."""
        if self._has_banner:
            return False
        self._has_banner = await self._agent.find()
        if not self._has_banner or self._plan.choice is ConsentChoice.NONE:
            return False
        url = self._tab.url
        await self._recorder.on_leave()  # what is stored by now came before the choice
        await self._take_picture("before", url)
        if not await self._agent.choose():
            return False
        # A page that loads itself anew needs its clock for that; it stood still since the touch.
        await let_go_on(self._recorder, self._plan.patience, _AFTER_TOUCH_S)
        await self._settle()
        await self._agent.keep()
        await self._take_picture("after", url)
        return True

    async def _see_again(self, url: str, why: PageReason) -> tuple[Link, ...]:
        """Load a page anew after a choice, see whether that took effect, and return its links."""
        await self._turn_tab()
        links = await self._look(await self._go(url), why)
        await self._agent.confirm()
        await self._leave()
        return links

    async def _leave(self) -> None:
        await self._recorder.on_leave()
        self._go_on(Trigger.UNLOAD)
        await self._tab.close()

    async def _take_picture(self, name: str, url: str) -> None:
        picture = await self._tab.picture()
        if picture is None:
            logger.warning("%s: no screenshot", self._plan.site.domain)
            return
        phase = self._record.moment.phase
        file = self._plan.save_picture(name, picture)
        self._record.screenshots.append(Screenshot(file=file, page=url, phase=phase))

    def _enter(self, url: str) -> None:
        phase = self._record.moment.phase
        self._record.moment = Moment(without_values(url), self._plan.now(), Trigger.LOAD, phase)

    def _go_on(self, trigger: Trigger, phase: Phase | None = None) -> None:
        """Go on to another moment of the page; what was taken down keeps its own."""
        moment = self._record.moment
        self._record.moment = replace(moment, trigger=trigger, phase=phase or moment.phase)

    def _left_s(self) -> float:
        return max(0.0, self._plan.timeout_s - (time.monotonic() - self._clock_start))

    def _cut_short(self, why: str, otherwise: VisitOutcome) -> Ending:
        """Return the ending of a visit that could not finish: what was seen by then may do."""
        if not self._record.pages:
            return Ending(otherwise, why)
        self._record.miss("further pages", f"cut short: {why}")
        return Ending(VisitOutcome.PARTIAL, why)

    async def _count_dialog(self) -> None:
        self._dialogs += 1
        if self._dialogs > _MOST_DIALOGS:
            self._given_up = Ending(VisitOutcome.SKIPPED, "dialogs")
            await self._recorder.read_jar()
            await close_context(self._tab.page)
