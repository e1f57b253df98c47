"""Tagbeheer, a tag manager: one script that loads what its customer has put in a container."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from aiohttp import web

from scanner.demo.server import Handler

SCRIPT = Path(__file__).with_name("tagbeheer.js")
CONTAINERS = {
    "TB-HELDER": {
        "scripts": ["https://cdn.meetlat.example/ml.js"],
        "pixels": ["https://pixel.advertentiebord.example/p.gif?klant=helder-hosting"],
    },
    "TB-PLANTENKAS": {
        "scripts": [],
        "pixels": ["https://pixel.advertentiebord.example/p.gif?klant=plantenkas"],
    },
}


async def _script(request: web.Request) -> web.Response:
    container = CONTAINERS.get(request.query.get("id", ""))
    if request.path != "/tm.js" or container is None:
        raise web.HTTPNotFound
    text = SCRIPT.read_text(encoding="utf-8").replace("CONTAINER", json.dumps(container))
    return web.Response(text=text, content_type="text/javascript")


HOSTS: Mapping[str, Handler] = {"cdn.tagbeheer.example": _script}
