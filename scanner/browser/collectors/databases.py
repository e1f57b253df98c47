"""Databases (IndexedDB): read when a page is quiet, and told by calls that make their stores."""

from __future__ import annotations

from scanner.browser.channel import Channel
from scanner.browser.collector import Collector
from scanner.browser.record import Record
from scanner.browser.stores import on_made, on_opened, read_origins, see_item
from scanner.words import StorageKind

_MOST_DATABASES = 20

# A store that is made once the clock runs ahead is known by its call alone: the browser then no
# longer answers for databases (measured, Chromium 156).
_SCRIPT = """
    const tell = (kind, key) => {
      const fields = { area: "indexeddb", origin, key: key.slice(0, 4096) };
      report(kind, fields);
    };
    afterCall(globalThis.IDBFactory && IDBFactory.prototype, "open", (self, [name]) => {
      tell("opened", `${name}`);
    });
    const owner = globalThis.IDBDatabase && IDBDatabase.prototype;
    afterCall(owner, "createObjectStore", (self, [name]) => tell("made", `${self.name}/${name}`));
"""


async def _on_quiet(record: Record, channel: Channel) -> None:
    await read_origins(record, channel, _read)


async def _read(record: Record, channel: Channel, origin: str) -> None:
    names = await channel.send("IndexedDB.requestDatabaseNames", {"securityOrigin": origin})
    for name in names["databaseNames"][:_MOST_DATABASES]:
        asked = {"securityOrigin": origin, "databaseName": name}
        answer = await channel.send("IndexedDB.requestDatabase", asked)
        stores = [each["name"] for each in answer["databaseWithObjectStores"]["objectStores"]]
        for key in [f"{name}/{store}" for store in stores] or [name]:
            see_item(record, StorageKind.INDEXEDDB, origin, key)


COLLECTOR = Collector(
    id="databases",
    collect=lambda _: {},  # what comes of it is the storage collector's, as for every store
    commands=(("IndexedDB.enable", {}),),
    script=_SCRIPT,
    on_report={"opened": on_opened, "made": on_made},
    on_quiet=_on_quiet,
)
