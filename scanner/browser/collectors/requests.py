"""Every request of a visit, with its party, what asked for it, and what it passed on to whom."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from scanner.browser.bounces import find_bounces
from scanner.browser.chains import initiators
from scanner.browser.channel import Channel, ChannelClosedError
from scanner.browser.collector import Collector
from scanner.browser.consent_mode import find_consent_mode
from scanner.browser.exchange import Exchange, Told
from scanner.browser.record import Record
from scanner.browser.syncing import find_synced
from scanner.models import Request, Synced
from scanner.urls import registrable_domain, without_values
from scanner.words import Party

# The events of what a page sends on its way out may come after the page is gone; those of workers,
# worklets, forms and fetches for later do not say which script asked.
_SCRIPT = """
    const tell = (kind, type, method, url) => {
      const { href } = new URL(`${url}`, globalThis.document ? document.baseURI : location.href);
      const address = href.split("#", 1)[0].slice(0, 4096);
      report(kind, { type, method: `${method || "GET"}`.toUpperCase(), url: address });
    };
    const made = (asked, options) => {
      const own = typeof asked === "object" && "keepalive" in asked ? asked : {};
      return { url: own.url || asked, method: own.method, keepalive: own.keepalive, ...options };
    };
    const after = (owner, name, then) =>
      afterCall(globalThis[owner] && globalThis[owner].prototype, name, then);
    after("Navigator", "sendBeacon", (self, [url]) => tell("beacon", "ping", "POST", url));
    afterCall(globalThis, "fetch", (self, given) => {
      const { keepalive, method, url } = made(...given);
      if (keepalive) tell("beacon", "fetch", method, url);
    });
    afterCall(globalThis, "fetchLater", (self, given) => {
      const { signal, method, url } = made(...given);
      if (!signal) tell("asked", "fetch", method, url);  // with one it may be taken back
    });
    after("ServiceWorkerContainer", "register", (self, [url]) => tell("asked", "other", "", url));
    // A worker made by a worker may have no event at all; what a policy forbids has none either.
    for (const name of ["Worker", "SharedWorker"])
      afterConstruct(name, ([url]) =>
        tell("asked", `${url}`.startsWith("blob:") ? "script" : "worker", "", url));
    after("Worklet", "addModule", (self, [url]) => tell("asked", "script", "", url));
    for (const name of ["submit", "requestSubmit"])
      after("HTMLFormElement", name, (self) => {
        const [method, action] = ["method", "action"].map((each) =>
          apply(getOwnPropertyDescriptor(HTMLFormElement.prototype, each).get, self, []));
        tell("asked", "document", method, action);
      });
"""
_LONGEST_DOCUMENT = 1_000_000  # characters


def collect(record: Record) -> dict[str, tuple[Request, ...]]:
    """Return the requests in order of time."""
    log = [each for each in record.network.exchanges() if each.is_sent]
    marks = zip(log, find_synced(record, log), find_bounces(record, log), strict=True)
    return {"requests": tuple(_request(record, *each) for each in marks)}


async def _keep_document(record: Record, channel: Channel) -> None:
    """Keep what a page's own document says, for the time of the visit."""
    started = record.moment.started
    if channel.kind != "page" or started in record.documents:
        return
    with suppress(ChannelClosedError):  # of some there is none: a service worker's
        frame = (await channel.send("Page.getFrameTree"))["frameTree"]["frame"]
        asked = {"requestId": frame["loaderId"]}
        body = (await channel.send("Network.getResponseBody", asked))["body"]
        record.documents[started] = body[:_LONGEST_DOCUMENT]


def _request(
    record: Record, exchange: Exchange, synced: tuple[Synced, ...], bounce: bool
) -> Request:
    party = record.party(exchange.host)
    return Request(
        url=without_values(exchange.url),
        host=exchange.host,
        domain=registrable_domain(exchange.host),
        party=party,
        resource_type=exchange.resource_type,
        method=exchange.method,
        page=exchange.moment.page,
        at_ms=exchange.moment.ms(exchange.at),
        phase=exchange.moment.phase,
        initiators=tuple(map(without_values, initiators(record.network, exchange))),
        redirected_from=without_values(exchange.previous.url) if exchange.previous else None,
        cookies_sent=exchange.sent,
        alias_of=record.aliases.get(exchange.host) if party is Party.FIRST else None,
        synced=synced,
        bounce=bounce,
        consent_mode=find_consent_mode(exchange.url),
        status=exchange.status,
        remote_address=exchange.remote_address,
    )


def _on_beacon(record: Record, report: dict[str, Any]) -> None:  # Any: see channel.Params
    record.network.on_beacon(_told(record, report))


def _on_asked(record: Record, report: dict[str, Any]) -> None:  # Any: see channel.Params
    record.network.on_asked(_told(record, report))


def _told(record: Record, report: dict[str, Any]) -> Told:  # Any: see channel.Params
    return Told(
        url=str(report.get("url", "")),
        resource_type=str(report.get("type", "")),
        method=str(report.get("method", ""))[:20],
        stack=report["stack"],
        moment=record.moment,
        at=report["at"],
        document=report["frame"],
    )


COLLECTOR = Collector(
    id="requests",
    collect=collect,
    script=_SCRIPT,
    on_leave=_keep_document,
    on_report={"beacon": _on_beacon, "asked": _on_asked},
)
