"""Cookies on answers to what a page asks for: images, redirects, fetch, beacons, sockets."""

import asyncio

from aiohttp import web
from web.register import (
    CASES,
    DERDE,
    FILIAAL,
    RECLAME,
    RUIL,
    WINKEL,
    answers,
    cookie_line,
    frames,
    html,
    inline,
    page,
    pixel_of,
    redirect,
    runs,
    shows,
    third_line,
    writes,
)

# -- images and redirects --------------------------------------------------------------------------

shows(
    "/verkeer/eigen-pixel",
    "image of the shop itself",
    pixel_of(WINKEL, "/verkeer/eigen-pixel/p.gif", cookie_line("plaatje")),
)
shows(
    "/verkeer/filiaal-pixel",
    "image of another host of the same site",
    pixel_of(FILIAAL, "/p.gif", cookie_line("filiaal")),
)
shows(
    "/verkeer/partitioned",
    "third-party image with a partitioned cookie",
    pixel_of(RECLAME, "/deel.gif", third_line("deel", "; Partitioned")),
)
shows(
    "/verkeer/pixel-keten",
    "third-party image over three hosts, a cookie on each hop",
    f'<img src="https://{RECLAME}/keten/1" alt="">',
)
pixel_of(DERDE, "/keten/3.gif", third_line("derde3"))


@page(RECLAME, "/keten/1")
def first_hop(request):
    raise redirect(f"https://{RUIL}/keten/2", third_line("derde1"))


@page(RUIL, "/keten/2")
def second_hop(request):
    raise redirect(f"https://{DERDE}/keten/3.gif", third_line("derde2"))


CASES["/verkeer/heen-en-weer"] = "redirects over another site and back, a cookie on each hop"


@page(WINKEL, "/verkeer/heen-en-weer")
def leave(request):
    raise redirect(f"https://{RUIL}/terug", cookie_line("weg"))


@page(RUIL, "/terug")
def come_back(request):
    raise redirect(f"https://{WINKEL}/verkeer/heen-en-weer/thuis", cookie_line("ruil"))


frames(WINKEL, "/verkeer/heen-en-weer/thuis", "thuis", cookie_line("thuis"))

shows(
    "/verkeer/omweg",
    "a script leaves by way of another site's redirect, and the next page writes",
    inline(f'location.href = "https://{RUIL}/omweg"'),
)


@page(RUIL, "/omweg")
def way_round(request):
    raise redirect(f"https://{WINKEL}/verkeer/omweg/thuis")


frames(WINKEL, "/verkeer/omweg/thuis", inline(writes("aangekomen")))
shows(
    "/verkeer/csp",
    "a third party's image that the page's own Content-Security-Policy holds back",
    inline(
        'const regel = document.createElement("meta"); regel.httpEquiv = "Content-Security-Policy";'
        """ regel.content = "img-src 'none'"; document.head.append(regel);"""
        f' new Image().src = "https://{DERDE}/verkeer/nooit.gif";'
    ),
)

CASES["/verkeer/script-omleiding"] = (
    "third-party script behind a redirect, a cookie on the first hop"
)
page(WINKEL, "/verkeer/script-omleiding")(
    lambda request: html(f'<script src="https://{RECLAME}/script/1"></script>')
)


@page(RECLAME, "/script/1")
def script_hop(request):
    raise redirect(f"https://{DERDE}/verkeer/doel.js", third_line("hop"))


runs(DERDE, "/verkeer/doel.js", 'document.cookie = "doel=a1; path=/; secure";')

# -- what scripts ask for --------------------------------------------------------------------------

answers(WINKEL, "/verkeer/antwoord/xhr", "", cookie_line("xhr"))
answers(WINKEL, "/verkeer/antwoord/baken", "", cookie_line("baken"))
answers(WINKEL, "/verkeer/antwoord/keepalive", "", cookie_line("wakker"))
answers(WINKEL, "/verkeer/antwoord/css", "", cookie_line("stijl"), kind="text/css")
answers(DERDE, "/verkeer/antwoord/fetch", "", third_line("opgehaald"))
answers(DERDE, "/verkeer/antwoord/baken", "", third_line("baken"))
runs(
    DERDE,
    "/verkeer/haalt.js",
    f'fetch("https://{WINKEL}/verkeer/antwoord/xhr", {{method: "POST"}})',
)

shows(
    "/verkeer/xhr",
    "XMLHttpRequest",
    inline(
        'const x = new XMLHttpRequest(); x.open("POST", "/verkeer/antwoord/xhr"); x.send("a=1")'
    ),
)
shows(
    "/verkeer/baken",
    "navigator.sendBeacon",
    inline('navigator.sendBeacon("/verkeer/antwoord/baken", "a=1")'),
)
shows(
    "/verkeer/keepalive",
    "fetch with keepalive",
    inline('fetch("/verkeer/antwoord/keepalive", {keepalive: true})'),
)
shows("/verkeer/stylesheet", "a stylesheet", '<link rel="stylesheet" href="/verkeer/antwoord/css">')
shows(
    "/verkeer/derde-fetch",
    "fetch of a third party with credentials",
    inline(f'fetch("https://{DERDE}/verkeer/antwoord/fetch", {{credentials: "include"}})'),
)
shows(
    "/verkeer/derde-baken",
    "sendBeacon to a third party",
    inline(f'navigator.sendBeacon("https://{DERDE}/verkeer/antwoord/baken", "a=1")'),
)
shows(
    "/verkeer/derde-haalt",
    "a third party's script fetches from the shop",
    f'<script src="https://{DERDE}/verkeer/haalt.js"></script>',
)
shows(
    "/verkeer/websocket",
    "handshake of a WebSocket",
    inline(f'new WebSocket("wss://{WINKEL}/verkeer/ws")'),
)
shows(
    "/verkeer/derde-websocket",
    "handshake of a WebSocket of a third party",
    inline(f'new WebSocket("wss://{DERDE}/verkeer/ws")'),
)
shows(
    "/verkeer/werkplaats",
    "a third party's script loads code for an audio worklet",
    f'<script src="https://{DERDE}/verkeer/klinkt.js"></script>',
)
runs(
    DERDE,
    "/verkeer/klinkt.js",
    'new AudioContext().audioWorklet.addModule("/verkeer/antwoord/klank");',
)
answers(WINKEL, "/verkeer/antwoord/klank", "", cookie_line("klank"), kind="text/javascript")
shows("/verkeer/eventsource", "EventSource", inline('new EventSource("/verkeer/stroom")'))
shows(
    "/verkeer/derde-eventsource",
    "a third party's script opens an EventSource",
    f'<script src="https://{DERDE}/verkeer/stroomt.js"></script>',
)
runs(DERDE, "/verkeer/stroomt.js", 'new EventSource("/verkeer/stroom");')
pixel_of(RECLAME, "/verkeer/na.gif", third_line("nagekomen"))
shows(
    "/verkeer/belofte",
    "a third party's script has an image loaded once its fetch is answered",
    f'<script src="https://{DERDE}/verkeer/belooft.js"></script>',
)
runs(
    DERDE,
    "/verkeer/belooft.js",
    f'fetch("https://{DERDE}/verkeer/belooft.js").then((r) => r.text())'
    f'.then(() => {{ new Image().src = "https://{RECLAME}/verkeer/na.gif"; }});',
)
shows(
    "/verkeer/verhuisd",
    "the page gives itself another address before its markup names a frame",
    inline('history.replaceState(null, "", "/verkeer/elders")')
    + f'<iframe src="https://{DERDE}/verkeer/buur" title="buur"></iframe>',
)
frames(DERDE, "/verkeer/buur", "buur", third_line("buur"))


async def _socket(request: web.Request, line: str) -> web.WebSocketResponse:
    socket = web.WebSocketResponse()
    socket.headers.add("Set-Cookie", line)
    await socket.prepare(request)
    async for _ in socket:
        pass
    return socket


@page(WINKEL, "/verkeer/ws")
def own_socket(request):
    return _socket(request, cookie_line("stekker"))


@page(DERDE, "/verkeer/ws")
def third_socket(request):
    return _socket(request, third_line("stekker"))


@page(WINKEL, "/verkeer/stroom")
async def stream(request):
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    response.headers.add("Set-Cookie", cookie_line("stroom"))
    await response.prepare(request)
    await response.write(b"data: a1\n\n")
    await asyncio.Event().wait()  # open until the browser goes
    return response
