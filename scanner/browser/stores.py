"""What databases and caches have in common: read per origin, opened by a call that says who."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from scanner.browser.channel import Channel, ChannelClosedError, Params
from scanner.browser.record import Record, StoreWrite
from scanner.urls import host_of
from scanner.words import StorageKind

Reader = Callable[[Record, Channel, str], Awaitable[None]]

_APIS = {
    "indexeddb": (StorageKind.INDEXEDDB, "indexedDB.open"),
    "cache": (StorageKind.CACHE, "caches.open"),
}


async def read_origins(record: Record, channel: Channel, read: Reader) -> None:
    """Read a store of every origin among a target's frames.

    Raises:
        ChannelClosedError: the target is gone.
    """
    tree = await channel.send("Page.getFrameTree")
    for origin in sorted(set(_origins(tree["frameTree"]))):
        try:
            await read(record, channel, origin)
        except ChannelClosedError:
            continue  # an origin without stores of its own, as a sandboxed frame's


def on_opened(record: Record, report: Params) -> None:
    """Take the call that opened a store."""
    kind, api = _APIS[report["area"]]
    opened = StoreWrite(
        kind=kind,
        origin=str(report["origin"]),
        key=str(report["key"]),
        value=None,
        api=api,
        frame=report["frame"],
        stack=report["stack"],
        at=report["at"],
        moment=record.moment,
    )
    record.store_writes.append(opened)


def on_made(record: Record, report: Params) -> None:
    """Take the call that made an object store: proof of it, and of who made it."""
    on_opened(record, report)
    see_item(record, StorageKind.INDEXEDDB, str(report["origin"]), str(report["key"]))


def see_item(record: Record, kind: StorageKind, origin: str, key: str) -> None:
    """Note an item that the browser holds."""
    seen = StoreWrite(
        kind=kind,
        origin=origin,
        key=key,
        value=None,
        api=None,
        frame="",
        stack=(),
        at=record.now(),
        moment=record.moment,
    )
    record.store_writes.append(seen)


def _origins(tree: Params) -> list[str]:
    own = tree["frame"].get("securityOrigin", "")
    below = [origin for child in tree.get("childFrames", ()) for origin in _origins(child)]
    return [*below, own] if host_of(own) else below
