"""Interfaces that can tell devices apart, counted by script; what for is not said."""

from __future__ import annotations

from collections import Counter
from typing import Any

from scanner.browser.collector import Collector
from scanner.browser.record import Record
from scanner.browser.setter import script_setter
from scanner.models import ApiUse

# Every call up to a number is told with its stack, later ones in lots to whoever called last.
_SCRIPT = """
    const lot = 50, counts = new Map();
    const count = (api) => {
      const calls = (counts.get(api) || 0) + 1;
      counts.set(api, calls);
      if (calls <= lot) report("api", { api, calls: 1 });
      else if (calls % lot === 0) report("api", { api, calls: lot });
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
    page = record.moment.page
    script = script_setter(record, api, report["stack"], report["frame"], page).url or ""
    record.api_calls[page, script, api] += calls


def collect(record: Record) -> dict[str, tuple[ApiUse, ...]]:
    """Return the calls by page, script and interface."""
    calls: Counter[tuple[str, str, str]] = record.api_calls
    return {
        "apis": tuple(
            ApiUse(api=api, count=calls[page, script, api], script=script, page=page)
            for page, script, api in sorted(calls)
        )
    }


COLLECTOR = Collector(id="apis", collect=collect, script=_SCRIPT, on_report={"api": _on_report})
