"""The script that runs in every document before the site's own, and what it reports.

It keeps the native functions it needs, takes its binding off the global object before the site
can see it, and wraps setters in proxies, which still print as native code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

_FRAME = re.compile(r"((?:blob:)?https?://[^\s()]+?|data:[^\s()]+?):\d+:\d+")
_LONGEST_REPORT = 20_000

_PRELUDE = """
(() => {
  const send = globalThis[%(binding)s];
  if (typeof send !== "function") return;
  delete globalThis[%(binding)s];
  const { stringify } = JSON, { apply, defineProperty, getOwnPropertyDescriptor } = Reflect;
  const clock = performance, tick = performance.now, Failure = Error, Wrapper = Proxy;
  const place = () => location.href.startsWith("http") ? location.href : document.baseURI;
  const callers = () => {
    const limit = Failure.stackTraceLimit;
    Failure.stackTraceLimit = 50;
    const { stack } = new Failure();
    Failure.stackTraceLimit = limit;
    return stack;
  };
  const report = (kind, fields) => {
    try {
      send(stringify({
        kind, at: clock.timeOrigin + apply(tick, clock, []), frame: place(), stack: callers(),
        ...fields,
      }));
    } catch {}
  };
  const afterCall = (owner, name, then) => {
    const native = owner && getOwnPropertyDescriptor(owner, name);
    const key = native && (native.set ? "set" : "value");
    if (!native || !native[key]) return;
    const wrapped = new Wrapper(native[key], {
      apply(target, self, given) {
        const result = apply(target, self, given);
        try { then(self, given, result); } catch {}
        return result;
      },
    });
    defineProperty(owner, name, { ...native, [key]: wrapped });
  };
"""


def make_script(binding: str, parts: Iterable[str]) -> str:
    """Return the whole script: the prelude, then each collector's part in a scope of its own."""
    body = "\n".join(f"  {{ {part} }}" for part in parts if part)
    return _PRELUDE % {"binding": json.dumps(binding)} + body + "\n})();"


def parse_report(payload: str) -> dict[str, Any] | None:
    """Return a report with its stack as URLs, innermost first; None for what is none of ours."""
    if len(payload) > _LONGEST_REPORT:
        return None
    try:
        report = json.loads(payload)
    except ValueError:
        return None
    if not isinstance(report, dict) or not isinstance(report.get("kind"), str):
        return None
    if not isinstance(report.get("at"), int | float) or not isinstance(report.get("frame"), str):
        return None
    report["stack"] = tuple(dict.fromkeys(_FRAME.findall(str(report.get("stack", "")))))
    report["at"] = report["at"] / 1000
    return report
