"""Attach to a page before its first byte and take down everything until the visit ends."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Iterable

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from scanner.browser.channel import (
    WITH_DOCUMENT,
    BrowserChannel,
    Channel,
    ChannelClosedError,
    PageChannel,
    Params,
    first_line,
)
from scanner.browser.collector import Collector, Reader
from scanner.browser.hook import make_script
from scanner.browser.identity import make_identity
from scanner.browser.jar import Jar
from scanner.browser.record import Record
from scanner.browser.reports import Reports
from scanner.browser.traffic import Traffic
from scanner.urls import host_of

logger = logging.getLogger(__name__)

_ATTACH_LIMIT_S = 10.0
_READ_OUT_LIMIT_S = 3.0
# Targets whose timers virtual time does not move (measured, Chromium 156). Service workers are
# not among them: they have no work to put off once they are idle.
_OWN_CLOCKS = frozenset({"iframe", "worker", "shared_worker"})
_STARVATION = 1_000  # tasks that may run before the clock moves on: pages that never rest


class Recorder:
    """Writes a visit's record while the visit drives the page."""

    def __init__(self, record: Record, collectors: tuple[Collector, ...]) -> None:
        self.record = record
        self.last_traffic = 0.0  # of the clock
        self.last_name = 0.0  # when a cookie or stored item with a new name was last seen
        self._clock = record.now
        self._collectors = collectors
        self._token = f"_{secrets.token_hex(12)}"
        self._script = make_script(self._token, (each.script for each in collectors))
        self._events = {name: take for each in collectors for name, take in each.on_event.items()}
        self._names: set[object] = set()
        self._waited_for: set[str] = set()
        self._workers: set[str] = set()  # URLs of their scripts
        self._stored = asyncio.Event()  # something may have been
        takers = {kind: take for each in collectors for kind, take in each.on_report.items()}
        self._reports = Reports(record, self._token, takers, self._stored)
        self._clock_ran_out = asyncio.Event()
        self._traffic = Traffic(record, self._stored)
        self._readers = {
            **self._traffic.readers,
            "Debugger.scriptParsed": self._on_script,
            "Runtime.bindingCalled": self._reports.on_report,
            "Runtime.consoleAPICalled": self._reports.on_console,
            "Emulation.virtualTimeBudgetExpired": lambda *_: self._clock_ran_out.set(),
        }
        self._jar: Jar | None = None
        self._browser: BrowserChannel | None = None
        self._channel: PageChannel | None = None
        self._clock_moved = False  # of the page as it is now
        self._context_id = ""
        self._identity: Params = {}

    async def attach(self, page: Page) -> None:
        """Put everything in place on a page that has loaded nothing yet.

        Raises:
            ChannelClosedError: the page or the browser is gone.
        """
        try:
            async with asyncio.timeout(_ATTACH_LIMIT_S):
                session = await page.context.new_cdp_session(page)
                if self._browser is None:
                    self._browser = await self._open_browser(page)
        except (TimeoutError, PlaywrightError) as error:
            raise ChannelClosedError(f"the page cannot be observed: {first_line(error)}") from error
        self._reports.place_rest()
        self._channel = PageChannel(session, self._on_event, self._prepare)
        self._clock_moved = False
        target = (await self._channel.send("Target.getTargetInfo"))["targetInfo"]
        self._context_id = target["browserContextId"]
        self.record.network.frames.main.add(target["targetId"])
        await self._channel.start()
        if self._jar is None:
            page.context.on("response", self._traffic.on_any_response)
            self._jar = Jar(self.record, self._browser, self._context_id, self._stored, self._see)

    async def _open_browser(self, page: Page) -> BrowserChannel:
        browser = page.context.browser
        if browser is None:
            raise ChannelClosedError("the page has no browser")
        session = await browser.new_browser_cdp_session()
        channel = BrowserChannel(session, self._on_event, self._prepare, self._is_ours)
        await channel.start()
        self._identity = make_identity(await channel.send("Browser.getVersion"))
        return channel

    def _is_ours(self, target: Params) -> bool:
        return target.get("browserContextId") == self._context_id

    def is_loading(self) -> bool:
        """Tell whether the page waits for an answer.

        That a worker's own script has come is not always told: it has where the worker is there.
        """
        pending = self.record.network.pending(self.record.moment.started)
        return any(url not in self._workers for url in pending)

    def has_clocks_of_their_own(self) -> bool:
        """Tell whether something runs whose timers the page's clock does not move."""
        return bool(self._own_clocks() - self._waited_for)

    def waited(self) -> None:
        """Note that what has a clock of its own was waited for: once is enough in a visit."""
        self._waited_for |= self._own_clocks()

    def _own_clocks(self) -> set[str]:
        return {host_of(each.url) for each in self.channels() if each.kind in _OWN_CLOCKS}

    async def advance(self, policy: str, virtual_s: float, wall_s: float) -> bool:
        """Run the page's clock ahead; return False when it took longer than ``wall_s``.

        Raises:
            ChannelClosedError: the page is gone or does not answer.
        """
        if self._channel is None:
            return False
        self._clock_ran_out.clear()
        self._clock_moved = True
        await self._channel.send(
            "Emulation.setVirtualTimePolicy",
            {
                "policy": policy,
                "budget": virtual_s * 1000,
                "maxVirtualTimeTaskStarvationCount": _STARVATION,
            },
        )
        try:
            async with asyncio.timeout(wall_s):
                await self._clock_ran_out.wait()
        except TimeoutError:
            return False
        return True

    def channels(self) -> list[Channel]:
        """Return the page's channel and those of its frames and workers."""
        return self._channel.channels() if self._channel else []

    async def on_quiet(self) -> None:
        """Read what can only be read before the page's clock is run ahead; never raises."""
        if self._clock_moved:
            return
        for collector in self._collectors:
            await self._read_out(collector.id, collector.on_quiet)

    async def on_leave(self) -> None:
        """Read what can only be read while the page is there; never raises."""
        for collector in self._collectors:
            await self._read_out(collector.id, collector.on_leave)

    async def _read_out(self, what: str, read: Reader | None) -> None:
        for channel in self.channels():
            if read is None or channel.kind not in WITH_DOCUMENT:
                continue
            try:
                async with asyncio.timeout(_READ_OUT_LIMIT_S):
                    await read(self.record, channel)
            except (ChannelClosedError, TimeoutError, KeyError) as error:
                logger.debug("%s: %s: %r", self.record.site.domain, what, error)
                self.record.miss(what, "could not be read")

    async def read_jar(self) -> None:
        """Read the jar while there is one: it goes with the context; never raises."""
        if self._jar:
            await self._jar.read()

    async def stop(self) -> None:
        """Read the jar a last time and let go of the page; never raises."""
        if self._jar:
            await self._jar.stop()
        self._reports.place_rest()
        if self._channel:
            self._channel.close()
        if self._browser:
            await self._browser.detach()

    def _see(self, names: Iterable[object]) -> None:
        fresh = set(names) - self._names
        if fresh:
            self._names |= fresh
            self.last_name = self._clock()

    async def _prepare(self, channel: Channel) -> None:
        await channel.send("Network.enable")
        await channel.send("Runtime.enable")
        await channel.send("Runtime.addBinding", {"name": self._token})
        if channel.kind not in WITH_DOCUMENT:
            self._workers.add(channel.url)
            if channel.kind == "service_worker":
                self.record.service_workers.append(channel.url)
            # A worker waits before its first instruction: the script runs there and then.
            await channel.send("Runtime.evaluate", {"expression": self._script})
            return
        await channel.send("Emulation.setUserAgentOverride", self._identity)
        await channel.send("Runtime.setAsyncCallStackDepth", {"maxDepth": 16})
        await channel.send("Debugger.enable")
        await channel.send("Debugger.setSkipAllPauses", {"skip": True})
        await channel.send("Page.enable")
        await channel.send("Page.addScriptToEvaluateOnNewDocument", {"source": self._script})
        for method, params in (pair for each in self._collectors for pair in each.commands):
            await channel.send(method, params)

    def _on_event(self, channel: Channel, method: str, params: Params) -> None:
        try:
            self._take(channel, method, params)
        except (KeyError, TypeError, ValueError) as error:
            # One odd event must not cost the visit; that it was lost is said.
            logger.warning("%s: %s not understood: %r", self.record.site.domain, method, error)
            self.record.miss(method, "an event was not understood")

    def _take(self, channel: Channel, method: str, params: Params) -> None:
        if method.startswith("Network."):
            self.last_traffic = self._clock()
        if read := self._readers.get(method):
            read(channel, params)
        elif take := self._events.get(method):
            take(self.record, params)
            self._see((item.kind, item.origin, item.key) for item in self.record.store_writes[-1:])

    def _on_script(self, channel: Channel, params: Params) -> None:
        # Ours is made by whoever opens an empty frame, and stands on every stack it reports.
        if params.get("url") or params.get("length") != len(self._script):
            self.record.scripts.on_parsed(id(channel), params)
