"""Attach to a page before its first byte and take down everything until the visit ends."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Iterable
from contextlib import suppress

from playwright.async_api import CDPSession, Page
from playwright.async_api import Error as PlaywrightError

from scanner.browser.channel import Channel, ChannelClosedError, PageChannel, Params
from scanner.browser.collector import Collector
from scanner.browser.hook import make_script, parse_report
from scanner.browser.record import JarCookie, JarRead, Record
from scanner.models import Incomplete

logger = logging.getLogger(__name__)

JAR_INTERVAL_S = 1.0  # reliability.md V3
_JAR_DELAY_S = 0.05  # after an event that may have stored something
_ATTACH_LIMIT_S = 10.0
_JAR_LIMIT_S = 5.0
_MOST_COOKIES = 3_000  # reliability.md V7


class Recorder:
    """Writes a visit's record while the visit drives the page."""

    def __init__(self, record: Record, collectors: tuple[Collector, ...]) -> None:
        self.record = record
        self.last_traffic = 0.0  # of the clock
        self.last_name = 0.0  # when a cookie or stored item with a new name was last seen
        self._clock = record.now
        self._collectors = collectors
        self._binding = f"_{secrets.token_hex(12)}"
        self._script = make_script(self._binding, (each.script for each in collectors))
        self._reports = {kind: take for each in collectors for kind, take in each.on_report.items()}
        self._events = {name: take for each in collectors for name, take in each.on_event.items()}
        self._names: set[object] = set()
        self._stored = asyncio.Event()
        self._jar_task: asyncio.Task[None] | None = None
        self._browser_session: CDPSession | None = None
        self._channel: PageChannel | None = None
        self._context_id = ""

    async def attach(self, page: Page) -> None:
        """Put everything in place on a page that has loaded nothing yet.

        Raises:
            ChannelClosedError: the page or the browser is gone.
        """
        try:
            async with asyncio.timeout(_ATTACH_LIMIT_S):
                browser = page.context.browser
                if browser is None:
                    raise ChannelClosedError("the page has no browser")
                self._browser_session = await browser.new_browser_cdp_session()
                session = await page.context.new_cdp_session(page)
        except (TimeoutError, PlaywrightError) as error:
            raise ChannelClosedError(f"the page cannot be observed: {error}") from error
        self._channel = PageChannel(session, self._on_event, self._prepare)
        target = await self._channel.send("Target.getTargetInfo")
        self._context_id = target["targetInfo"]["browserContextId"]
        self.record.network.main_frame = target["targetInfo"]["targetId"]
        await self._channel.start()
        self._jar_task = asyncio.ensure_future(self._watch_jar())

    async def stop(self) -> None:
        """Read the jar a last time and let go of the page; never raises."""
        if self._jar_task:
            self._jar_task.cancel()
            with suppress(asyncio.CancelledError):
                await self._jar_task
            await self.read_jar()
        if self._channel:
            self._channel.close()
        if self._browser_session:
            with suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout(_JAR_LIMIT_S):
                    await self._browser_session.detach()

    async def read_jar(self) -> None:
        """Take one reading of the cookies of this visit's context."""
        if self._browser_session is None:
            return
        try:
            async with asyncio.timeout(_JAR_LIMIT_S):
                answer = await self._browser_session.send(
                    "Storage.getCookies", {"browserContextId": self._context_id}
                )
        except (PlaywrightError, TimeoutError) as error:
            self._miss("cookie jar", f"could not be read: {type(error).__name__}")
            return
        cookies = tuple(
            _jar_cookie(each, self.record) for each in answer["cookies"][:_MOST_COOKIES]
        )
        self.record.jar.append(JarRead(self._clock(), self.record.moment, cookies))
        self._see(cookie.key for cookie in cookies)

    def see_traffic(self) -> None:
        """Note that something moved: the page is not finished yet."""
        self.last_traffic = self._clock()

    def _see(self, names: Iterable[object]) -> None:
        fresh = set(names) - self._names
        if fresh:
            self._names |= fresh
            self.last_name = self._clock()

    async def _prepare(self, channel: Channel) -> None:
        await channel.send("Network.enable")
        if channel.kind not in ("page", "iframe"):
            return
        await channel.send("Runtime.enable")
        await channel.send("Runtime.setAsyncCallStackDepth", {"maxDepth": 16})
        await channel.send("Runtime.addBinding", {"name": self._binding})
        await channel.send("Page.enable")
        await channel.send("Page.addScriptToEvaluateOnNewDocument", {"source": self._script})
        for method, params in (pair for each in self._collectors for pair in each.commands):
            await channel.send(method, params)

    def _on_event(self, channel: Channel, method: str, params: Params) -> None:
        try:
            self._take(method, params)
        except (KeyError, TypeError, ValueError) as error:
            # One odd event must not cost the visit; that it was lost is said.
            logger.warning("%s: %s not understood: %r", self.record.site.domain, method, error)
            self._miss(method, "an event was not understood")

    def _take(self, method: str, params: Params) -> None:
        network, now = self.record.network, self._clock()
        if method.startswith("Network."):
            self.last_traffic = now
        if method == "Network.requestWillBeSent":
            network.on_request(params, self.record.moment)
        elif method == "Network.responseReceivedExtraInfo":
            if network.on_response_extra(params, self.record.hasher, now):
                self._stored.set()
        elif take_network := network.readers.get(method):
            take_network(params)
        elif method == "Runtime.bindingCalled" and params["name"] == self._binding:
            self._on_report(params["payload"], now)
        elif take := self._events.get(method):
            take(self.record, params)
            self._see((item.kind, item.origin, item.key) for item in self.record.store_writes[-1:])

    def _on_report(self, payload: str, now: float) -> None:
        report = parse_report(payload)
        if report is None or not (take := self._reports.get(report["kind"])):
            return
        # The page's clock is believed only between its navigation and the report's arrival.
        if not self.record.moment.started <= report["at"] <= now:
            report["at"] = now
        take(self.record, report)
        self._stored.set()

    async def _watch_jar(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(JAR_INTERVAL_S):
                    await self._stored.wait()
                    await asyncio.sleep(_JAR_DELAY_S)
            self._stored.clear()
            await self.read_jar()

    def _miss(self, what: str, why: str) -> None:
        entry = Incomplete(what=what, why=why)
        if entry not in self.record.incomplete:
            self.record.incomplete.append(entry)


def _jar_cookie(raw: Params, record: Record) -> JarCookie:
    partition = raw.get("partitionKey")
    if isinstance(partition, dict):
        partition = partition.get("topLevelSite")
    domain = raw["domain"]
    return JarCookie(
        name=raw["name"],
        domain=domain.lstrip("."),
        host_only=not domain.startswith("."),
        path=raw["path"],
        secure=raw["secure"],
        http_only=raw["httpOnly"],
        same_site=raw.get("sameSite"),
        partition_key=partition,
        expires=None if raw["session"] else float(raw["expires"]),
        value=record.hasher.value(raw["value"]),
    )
