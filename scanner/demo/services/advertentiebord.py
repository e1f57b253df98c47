"""Advertentiebord, an advertising network: a pixel that recognises the browser on every site."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from datetime import timedelta

from aiohttp import web

from scanner.demo.server import Handler

LIFETIME = timedelta(days=730)
PARTNERS = {"biedring": "https://sync.biedring.example/koppel"}
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


async def _pixel(request: web.Request) -> web.Response:
    if request.path != "/p.gif":
        raise web.HTTPNotFound
    known_by = request.cookies.get("abid") or secrets.token_hex(16)
    response = _answer(request, known_by)
    response.set_cookie(
        "abid",
        known_by,
        domain="advertentiebord.example",
        max_age=int(_lifetime(request).total_seconds()),
        secure=True,
        samesite="None",
    )
    return response


def _answer(request: web.Request, known_by: str) -> web.Response:
    """Return the pixel, or the way to a partner that a customer wants to know the browser too."""
    partner = PARTNERS.get(request.query.get("koppel", ""))
    if partner:
        return web.Response(status=302, headers={"Location": f"{partner}?ab={known_by}"})
    return web.Response(body=PIXEL, content_type="image/gif")


def _lifetime(request: web.Request) -> timedelta:
    """Return how long a browser is to be known again: a customer may ask for fewer days."""
    days = request.query.get("dagen", "")
    return timedelta(days=int(days)) if days.isdecimal() else LIFETIME


HOSTS: Mapping[str, Handler] = {"pixel.advertentiebord.example": _pixel}
