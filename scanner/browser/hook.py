"""The script that runs in every document before the site's own, and what it reports.

It keeps the native functions it needs, takes its binding off the global object before the site
can see it, and wraps functions in proxies, which still print as native code. What it saw goes
through the binding; the native console is then called with the report's number only, because the
browser adds the stack with its async parents to that call (and writes its text to a log, where
no value may stand).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

Report = dict[str, Any]  # Any: each kind has fields of its own, checked by who takes it

_LONGEST_REPORT = 20_000

_PRELUDE = """
(() => {
  const send = globalThis[%(token)s];
  if (typeof send !== "function") return;
  delete globalThis[%(token)s];
  const writer = console, write = console.debug;
  let reports = 0;
  const { stringify } = JSON;
  const { apply, construct, defineProperty, getOwnPropertyDescriptor } = Reflect;
  const clock = performance, tick = performance.now, Wrapper = Proxy;
  const { origin, document } = globalThis;  // a page may have a variable of its own named origin
  // A cookie's default path is that of the document as it came, whatever pushState or <base> say.
  const { href } = location, around = document && document.baseURI;
  const place = () => {
    if (href.startsWith("http") || !document) return href;
    const now = location.href.startsWith("http") ? location.href : around;
    return origin === "null" || now.startsWith(`${origin}/`) ? now : `${origin}/`;
  };
  const report = (kind, fields) => {
    try {
      const at = clock.timeOrigin + apply(tick, clock, []);
      reports += 1;
      send(stringify({ kind, id: reports, at, frame: place(), ...fields }));
      apply(write, writer, [%(token)s, reports]);
    } catch {}
  };
  const afterConstruct = (name, then, alias) => {
    const native = globalThis[name];
    if (typeof native !== "function") return;
    globalThis[name] = new Wrapper(native, {
      construct(target, given, self) {
        try { then(given); } catch {}
        return construct(target, given, self);
      },
    });
    if (alias && globalThis[alias] === native) globalThis[alias] = globalThis[name];
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


def make_script(token: str, parts: Iterable[str]) -> str:
    """Return the whole script: the prelude, then each collector's part in a scope of its own."""
    # What a part needs may be missing: a worker has no document.
    body = "\n".join(f"  try {{ {part} }} catch {{}}" for part in parts if part)
    return _PRELUDE % {"token": json.dumps(token)} + body + "\n})();"


def parse_report(payload: str) -> Report | None:
    """Return a report, its time in seconds; None for what is none of ours."""
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
    if not isinstance(report.get("id"), int):
        return None
    report["at"] = report["at"] / 1000
    return report
