"""Geenrobot, a CAPTCHA: a script that puts a frame of its own host into the form."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from aiohttp import web

from scanner.demo.server import Handler

SCRIPT = Path(__file__).with_name("geenrobot.js")
FRAME = Path(__file__).with_name("geenrobot.html")
LIFETIME = timedelta(days=180)


async def _captcha(request: web.Request) -> web.Response:
    if request.path == "/api.js":
        return web.Response(text=SCRIPT.read_text(encoding="utf-8"), content_type="text/javascript")
    if request.path == "/anchor":
        return _frame(request)
    raise web.HTTPNotFound


def _frame(request: web.Request) -> web.Response:
    response = web.Response(text=FRAME.read_text(encoding="utf-8"), content_type="text/html")
    response.set_cookie(
        "_GEENROBOT",
        request.cookies.get("_GEENROBOT") or secrets.token_urlsafe(32),
        max_age=int(LIFETIME.total_seconds()),
        secure=True,
        httponly=True,
        samesite="None",
    )
    return response


HOSTS: Mapping[str, Handler] = {"www.geenrobot.example": _captcha}
