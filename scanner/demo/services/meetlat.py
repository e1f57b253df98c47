"""Meetlat, an analytics service: its script sets first-party cookies and reports each page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from aiohttp import web

from scanner.demo.server import Handler

SCRIPT = Path(__file__).with_name("meetlat.js")


async def _script(request: web.Request) -> web.Response:
    if request.path != "/ml.js":
        raise web.HTTPNotFound
    return web.Response(text=SCRIPT.read_text(encoding="utf-8"), content_type="text/javascript")


async def _hit(request: web.Request) -> web.Response:
    if request.path != "/c":
        raise web.HTTPNotFound
    return web.Response(status=204)


HOSTS: Mapping[str, Handler] = {"cdn.meetlat.example": _script, "hit.meetlat.example": _hit}
