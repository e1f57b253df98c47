"""Biedring, an exchange for advertising space: it asks for bids, and joins what others know."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta

from aiohttp import web

from scanner.demo.server import Handler
from scanner.demo.services.advertentiebord import PIXEL

LIFETIME = timedelta(days=90)


async def _sync(request: web.Request) -> web.Response:
    """Answer with a pixel; the address holds by what another advertiser knows the browser."""
    if request.path != "/koppel":
        raise web.HTTPNotFound
    response = web.Response(body=PIXEL, content_type="image/gif")
    response.set_cookie(
        "brid",
        request.cookies.get("brid") or secrets.token_urlsafe(24),
        domain="biedring.example",
        max_age=int(LIFETIME.total_seconds()),
        secure=True,
        httponly=True,
        samesite="None",
    )
    return response


async def _auction(request: web.Request) -> web.Response:
    if request.path != "/veiling":
        raise web.HTTPNotFound
    return web.Response(status=204)  # nobody bids


HOSTS: Mapping[str, Handler] = {"sync.biedring.example": _sync, "bod.biedring.example": _auction}
