"""Caches (Cache API), read from the browser when a page is left."""

from __future__ import annotations

from scanner.browser.channel import Channel
from scanner.browser.collector import Collector
from scanner.browser.record import Record
from scanner.browser.stores import on_opened, read_origins, see_item
from scanner.words import StorageKind

_SCRIPT = """
    afterCall(globalThis.CacheStorage && CacheStorage.prototype, "open", (self, [name]) => {
      const key = `${name}`.slice(0, 4096);
      report("openedCache", { area: "cache", origin, key });
    });
"""


async def _on_leave(record: Record, channel: Channel) -> None:
    await read_origins(record, channel, _read)


async def _read(record: Record, channel: Channel, origin: str) -> None:
    answer = await channel.send("CacheStorage.requestCacheNames", {"securityOrigin": origin})
    for cache in answer["caches"]:
        see_item(record, StorageKind.CACHE, origin, cache["cacheName"])


COLLECTOR = Collector(
    id="caches",
    collect=lambda _: {},  # what comes of it is the storage collector's, as for every store
    script=_SCRIPT,
    on_report={"openedCache": on_opened},
    on_leave=_on_leave,
)
