"""The cookies of a visit's context, read again and again: a check on what the events say."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress

from scanner.browser.channel import Channel, ChannelClosedError, Params
from scanner.browser.record import JarCookie, JarRead, Record

logger = logging.getLogger(__name__)

JAR_INTERVAL_S = 1.0  # reliability.md V3
_DELAY_S = 0.05  # after an event that may have stored something
_MOST_COOKIES = 3_000  # reliability.md V7


class Jar:
    """Reads the jar of one context each second, and after what may have stored something."""

    def __init__(
        self,
        record: Record,
        browser: Channel,
        context_id: str,
        stored: asyncio.Event,
        see: Callable[[Iterable[object]], None],
    ) -> None:
        """Begin to read.

        Args:
            record: where the readings are written to.
            browser: it holds the jar.
            context_id: whose jar it is.
            stored: set by whoever takes down what may have stored something.
            see: is given the key of every cookie of a reading.
        """
        self._record = record
        self._browser = browser
        self._context_id = context_id
        self._stored = stored
        self._see = see
        self._task = asyncio.ensure_future(self._watch())

    async def stop(self) -> None:
        """Read a last time; never raises."""
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        await self.read()

    async def _watch(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(JAR_INTERVAL_S):
                    await self._stored.wait()
                    await asyncio.sleep(_DELAY_S)
            self._stored.clear()
            await self.read()

    async def read(self) -> None:
        """Read now; never raises."""
        try:
            answer = await self._browser.send(
                "Storage.getCookies", {"browserContextId": self._context_id}
            )
        except ChannelClosedError as error:
            logger.warning("%s: %s", self._record.site.domain, error)
            self._record.miss("cookie jar", "could not be read")
            return
        cookies = tuple(
            _jar_cookie(each, self._record) for each in answer["cookies"][:_MOST_COOKIES]
        )
        self._record.jar.append(JarRead(self._record.now(), self._record.moment, cookies))
        self._see(cookie.key for cookie in cookies)


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
