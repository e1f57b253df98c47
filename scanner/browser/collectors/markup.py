"""Markup that scripts write: whose the inline scripts in it are, when they run only later."""

from __future__ import annotations

from typing import Any

from scanner.browser.collector import Collector
from scanner.browser.record import Record

_SCRIPT = """
    const written = (self, parts) => {
      const markup = parts.join("");
      if (/<script/i.test(markup)) report("written", { markup: markup.slice(0, 15000) });
    };
    afterCall(globalThis.Document && Document.prototype, "write", written);
    afterCall(globalThis.Document && Document.prototype, "writeln", written);
    afterCall(globalThis.HTMLIFrameElement && HTMLIFrameElement.prototype, "srcdoc", written);
"""


def _on_report(record: Record, report: dict[str, Any]) -> None:  # Any: see channel.Params
    record.scripts.on_written(str(report.get("markup", "")), report["stack"])


COLLECTOR = Collector(
    id="markup",
    collect=lambda _: {},  # it only tells the other collectors whose code is whose
    script=_SCRIPT,
    on_report={"written": _on_report},
)
