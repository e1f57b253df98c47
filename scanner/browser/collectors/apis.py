"""Interfaces that can tell devices apart, counted by script; what for is not said."""

from __future__ import annotations

from collections import Counter
from typing import Any

from scanner.browser.collector import Collector
from scanner.browser.record import Record
from scanner.browser.setter import script_setter
from scanner.models import ApiUse

# Every call up to a number is told with its stack; later ones are told together once the script
# that called is done, as calls of whoever called first; of a page without end only in lots.
_SCRIPT = """
    const lot = 50, mostTellings = 200, uses = new Map(), done = Promise.resolve(), { then } = done;
    const tell = (api, use) => {
      const calls = use.held;
      use.held = 0;
      use.tellings += 1;
      report("api", { api, calls });
    };
    const count = (api) => {
      if (!uses.has(api)) uses.set(api, { calls: 0, held: 0, tellings: 0 });
      const use = uses.get(api), fewest = use.tellings < mostTellings ? 1 : lot;
      use.calls += 1;
      use.held += 1;
      if (use.calls <= lot) tell(api, use);
      else if (use.held === fewest) apply(then, done, [() => tell(api, use)]);
    };
    const watch = (owner, name, api) =>
      afterCall(globalThis[owner] && globalThis[owner].prototype, name, () => count(api));
    watch("HTMLCanvasElement", "toDataURL", "canvas.toDataURL");
    watch("HTMLCanvasElement", "toBlob", "canvas.toBlob");
    watch("OffscreenCanvas", "convertToBlob", "canvas.convertToBlob");
    for (const context of ["CanvasRenderingContext2D", "OffscreenCanvasRenderingContext2D"]) {
      watch(context, "getImageData", "canvas.getImageData");
      watch(context, "measureText", "canvas.measureText");
    }
    for (const context of ["WebGLRenderingContext", "WebGL2RenderingContext"]) {
      watch(context, "getParameter", "webgl.getParameter");
      watch(context, "readPixels", "webgl.readPixels");
    }
    watch("FontFaceSet", "check", "fonts.check");
    const old = { RTCPeerConnection: "webkitRTCPeerConnection" };  // a second name for the same
    for (const name of ["AudioContext", "OfflineAudioContext", "RTCPeerConnection"]) {
      const api = `${name.startsWith("RTC") ? "webrtc" : "audio"}.${name}`;
      afterConstruct(name, () => count(api), old[name]);
    }
"""


def _on_report(record: Record, report: dict[str, Any]) -> None:  # Any: see channel.Params
    api, calls = report.get("api"), report.get("calls")
    if not isinstance(api, str) or not isinstance(calls, int):
        return
    record.api_calls[record.moment.page, report["stack"], report["frame"], api] += calls


def collect(record: Record) -> dict[str, tuple[ApiUse, ...]]:
    """Return the calls by page, script and interface."""
    calls: Counter[tuple[str, str, str]] = Counter()
    for (page, stack, frame, api), count in record.api_calls.items():
        script = script_setter(record, api, stack, frame, page).url or ""
        calls[page, script, api] += count
    return {
        "apis": tuple(
            ApiUse(api=api, count=calls[page, script, api], script=script, page=page)
            for page, script, api in sorted(calls)
        )
    }


COLLECTOR = Collector(id="apis", collect=collect, script=_SCRIPT, on_report={"api": _on_report})
