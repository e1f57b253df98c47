"""Who had an element or a stream load something, where the browser's own event does not say.

It names no script for an image that is asked for after a promise, for media and for a stream of
events (measured, Chromium 156). Images of the document's own origin are left out: there are many,
and each call that is told costs half a millisecond.
"""

from __future__ import annotations

from typing import Any

from scanner.browser.collector import Collector
from scanner.browser.exchange import Told
from scanner.browser.record import Record

_SCRIPT = """
    let calls = 0;
    const loads = (type, url) => {
      if (calls >= 200) return;
      const { href } = new URL(`${url}`, globalThis.document ? document.baseURI : location.href);
      const address = href.split("#", 1)[0].slice(0, 4096);
      const isOwn = address.startsWith(`${origin}/`);
      if (!address.startsWith("http") || (isOwn && type === "image")) return;
      calls += 1;
      report("loads", { type, url: address });
    };
    for (const [name, type] of [["Image", "image"], ["Media", "media"], ["Source", "media"]]) {
      const element = globalThis[`HTML${name}Element`];
      afterCall(element && element.prototype, "src", (self, [url]) => loads(type, url));
    }
    afterConstruct("EventSource", ([url]) => loads("eventsource", url));
"""


def _on_report(record: Record, report: dict[str, Any]) -> None:  # Any: see channel.Params
    told = Told(
        url=str(report.get("url", "")),
        resource_type=str(report.get("type", "")),
        method="GET",
        stack=report["stack"],
        moment=record.moment,
        at=report["at"],
        document=report["frame"],
    )
    record.network.calls.on_load(told)


COLLECTOR = Collector(
    id="elements",
    collect=lambda _: {},  # it only tells who asked for a request
    script=_SCRIPT,
    on_report={"loads": _on_report},
)
