"""Items of localStorage and sessionStorage: the browser's events say what, our script says who."""

from __future__ import annotations

from typing import Any

from scanner.browser.collector import Collector
from scanner.browser.record import Record, StoreWrite
from scanner.browser.setter import script_setter
from scanner.models import Setter, StoredItem
from scanner.urls import host_of
from scanner.words import SetVia, StorageKind

_LONGEST_KEY = 4_096  # reliability.md V7

_SCRIPT = """
    afterCall(globalThis.Storage && Storage.prototype, "setItem", (self, [key, value]) => {
      const area = self === globalThis.localStorage ? "local" : "session";
      const [name, content] = [`${key}`.slice(0, 4096), `${value}`.slice(0, 4096)];
      report("storage", { area, origin: globalThis.origin, key: name, value: content });
    });
"""


def _on_event(record: Record, params: dict[str, Any]) -> None:  # Any: see channel.Params
    place = params["storageId"]
    origin = place.get("storageKey") or place.get("securityOrigin") or ""
    record.store_writes.append(
        StoreWrite(
            kind=StorageKind.LOCAL if place["isLocalStorage"] else StorageKind.SESSION,
            origin=origin.split("^")[0].rstrip("/"),
            key=params["key"][:_LONGEST_KEY],
            value=record.hasher.value(params["newValue"]),
            api=None,
            frame="",
            stack=(),
            at=record.now(),
            moment=record.moment,
        )
    )


def _on_report(record: Record, report: dict[str, Any]) -> None:  # Any: see channel.Params
    record.store_writes.append(
        StoreWrite(
            kind=StorageKind.LOCAL if report.get("area") == "local" else StorageKind.SESSION,
            origin=str(report.get("origin", "")),
            key=str(report.get("key", "")),
            value=record.hasher.value(str(report.get("value", ""))),
            api="localStorage.setItem"
            if report.get("area") == "local"
            else "sessionStorage.setItem",
            frame=report["frame"],
            stack=report["stack"],
            at=report["at"],
            moment=record.moment,
        )
    )


def collect(record: Record) -> dict[str, tuple[StoredItem, ...]]:
    """Return each item once, as it was first stored, in order of time."""
    seen: dict[tuple[StorageKind, str, str], list[StoreWrite]] = {}
    for write in record.store_writes:
        seen.setdefault((write.kind, write.origin, write.key), []).append(write)
    # Only what the browser itself told counts as stored: a script's call may have failed.
    items = [
        _item(writes, record)
        for writes in seen.values()
        if any(write.api is None for write in writes)
    ]
    return {"storage": tuple(sorted(items, key=lambda item: (item.at_ms, item.key)))}


def _item(writes: list[StoreWrite], record: Record) -> StoredItem:
    told = next(write for write in writes if write.api is None)
    called = next((write for write in writes if write.api), None)
    return StoredItem(
        kind=told.kind,
        origin=told.origin,
        key=told.key,
        party=record.party(host_of(told.origin)),
        value=told.value,
        set_by=_setter(called, record),
        page=told.moment.page,
        at_ms=told.moment.ms(min(write.at for write in writes)),
        phase=told.moment.phase,
    )


def _setter(called: StoreWrite | None, record: Record) -> Setter:
    if called is None:
        return Setter(via=SetVia.UNKNOWN)
    return script_setter(record, called.api, called.stack, called.frame)


COLLECTOR = Collector(
    id="storage",
    collect=collect,
    commands=(("DOMStorage.enable", {}),),
    script=_SCRIPT,
    on_report={"storage": _on_report},
    on_event={
        "DOMStorage.domStorageItemAdded": _on_event,
        "DOMStorage.domStorageItemUpdated": _on_event,
    },
)
