"""Items of localStorage and sessionStorage: the browser's events say what, our script says who."""

from __future__ import annotations

from typing import Any

from scanner.browser.collector import Collector
from scanner.browser.record import Record, StoreWrite
from scanner.browser.setter import script_setter
from scanner.models import Setter, StoredItem
from scanner.urls import host_of
from scanner.words import SetVia, StorageKind

_SINGLE = frozenset({StorageKind.LOCAL, StorageKind.SESSION})  # stored by one call
_LONGEST_KEY = 4_096  # a longer one is cut

_Place = tuple[StorageKind, str, str]  # kind, origin, key

_SCRIPT = """
    afterCall(globalThis.Storage && Storage.prototype, "setItem", (self, [key, value]) => {
      const area = self === globalThis.localStorage ? "local" : "session";
      const [name, content] = [`${key}`.slice(0, 4096), `${value}`.slice(0, 4096)];
      report("storage", { area, origin, key: name, value: content });
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
    told: dict[_Place, StoreWrite] = {}
    calls: dict[_Place, StoreWrite] = {}
    for write in record.store_writes:
        first = calls if write.api else told
        first.setdefault((write.kind, write.origin, write.key), write)
    # A call that fails is not told of: one whose event came too late, as the page went, is proof.
    made = {place: write for place, write in calls.items() if place[0] in _SINGLE} | told
    items = [_item(write, _call_for(place, calls), record) for place, write in made.items()]
    return {"storage": tuple(sorted(items, key=lambda item: (item.at_ms, item.key)))}


def _call_for(place: _Place, calls: dict[_Place, StoreWrite]) -> StoreWrite | None:
    """Return the call that stored an item; a database is opened by its name alone."""
    kind, origin, key = place
    if kind is StorageKind.INDEXEDDB:
        key = next((k for _, o, k in calls if o == origin and f"{key}/".startswith(f"{k}/")), key)
    return calls.get((kind, origin, key))


def _item(told: StoreWrite, called: StoreWrite | None, record: Record) -> StoredItem:
    moment = called.moment if called else told.moment
    return StoredItem(
        kind=told.kind,
        origin=told.origin,
        key=told.key,
        party=record.party(host_of(told.origin)),
        value=told.value,
        set_by=_setter(told, called, record),
        page=moment.page,
        at_ms=moment.ms(min(told.at, called.at) if called else told.at),
        phase=moment.phase,
    )


def _setter(told: StoreWrite, called: StoreWrite | None, record: Record) -> Setter:
    if called:
        return script_setter(record, called.api, called.stack, called.frame, called.moment.page)
    # Documents and other workers are observed from their first moment; a service worker may be on
    # its way before its observer is: what no call explains is its doing.
    there = (url for url in record.service_workers if url.startswith(f"{told.origin}/"))
    worker = None if told.kind in _SINGLE else next(there, None)
    if worker is None:
        return Setter(via=SetVia.UNKNOWN)
    return script_setter(record, None, (worker,), worker, told.moment.page)


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
