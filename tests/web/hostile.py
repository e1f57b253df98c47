"""Pages that hang, shout, lead astray or never end; each first sets ``vooraf`` by HTTP."""

import asyncio

from aiohttp import web
from web.register import (
    CASES,
    DERDE,
    WINKEL,
    cookie_line,
    frames,
    html,
    inline,
    page,
    redirect,
    shows,
)

FIRST = cookie_line("vooraf")
_LINKS = "".join(
    f'<li><a href="/lijst/{number}">Artikel {number}</a></li>' for number in range(2000)
)


def _hostile(name, what, body, *cookies):
    shows(f"/vijandig/{name}", what, body, FIRST, *cookies)


_hostile("lus", "a script loops without end while the page loads", inline("for (;;) {}"))
_hostile(
    "lus-later",
    "a script loops without end 300 ms after it ran",
    inline("setTimeout(() => { for (;;); }, 300)"),
)
_hostile(
    "lus-kader",
    "a third party's frame loops without end",
    f'<iframe title="kader" src="https://{DERDE}/vijandig/lus"></iframe>',
)
frames(DERDE, "/vijandig/lus", inline("setTimeout(() => { for (;;); }, 300)"))
_hostile(
    "meldingen",
    "20 dialogs while the page loads, then a cookie",
    inline('for (let i = 0; i < 20; i++) alert(i); document.cookie = "na=a1; path=/; secure";'),
)
_hostile(
    "vragen",
    "confirm and prompt, then a cookie with the answers",
    inline(
        'const a = [confirm("Goed?"), prompt("Wie?")];'
        "document.cookie = `antwoord=${a}; path=/; secure`;"
    ),
)
_hostile(
    "blijf",
    "a dialog when the page is left",
    inline(
        'addEventListener("beforeunload", (event) => {'
        ' event.preventDefault(); event.returnValue = "1"; })'
    ),
)
_hostile(
    "vensters",
    "three popups of a third party",
    inline(f'for (let i = 0; i < 3; i++) open("https://{DERDE}/vijandig/venster", `v${{i}}`)'),
)
frames(DERDE, "/vijandig/venster", "venster")
_hostile(
    "download",
    "a script starts a download",
    '<a id="bestand" href="/vijandig/bestand" download>Folder</a>'
    + inline('document.getElementById("bestand").click()'),
)
_hostile("afdrukken", "print()", inline("print()"))
_hostile(
    "vastplakken",
    "history.pushState 500 times",
    inline("for (let i = 0; i < 500; i++) history.pushState({}, '', `?stap=${i}`)"),
)
_hostile(
    "verder",
    "meta refresh to another page of the shop",
    '<meta http-equiv="refresh" content="0; url=/vijandig/verder/doel">',
)
frames(WINKEL, "/vijandig/verder/doel", "doel", cookie_line("doel"))
_hostile(
    "verdwaald",
    "a script leaves for a third party after 500 ms",
    inline(f'setTimeout(() => location.assign("https://{DERDE}/vijandig/elders"), 500)'),
)
frames(DERDE, "/vijandig/elders", "elders", cookie_line("elders"))
_hostile(
    "herlaadt",
    "a script reloads the page without end",
    inline("setTimeout(() => location.reload(), 200)"),
)
_hostile("groot", "a page of 10 MB", "<p>" + "x" * 10_000_000 + "</p>")
_hostile(
    "film",
    "the browser's own controls of video and sound",
    "<video controls></video><audio controls></audio>",
)
_hostile("lijst", "2,000 links", f"<ul>{_LINKS}</ul>")

CASES["/vijandig/wachtwoord"] = "HTTP basic authentication, status 401"
CASES["/vijandig/omleiding"] = "redirects to itself with a growing query, without end"
CASES["/vijandig/druppelt"] = "the body never ends"
CASES["/vijandig/stil"] = "the answer never begins"


@page(WINKEL, "/vijandig/bestand")
def attachment(request):
    headers = {"Content-Disposition": 'attachment; filename="folder.bin"'}
    return web.Response(body=b"\0" * 100, headers=headers)


@page(WINKEL, "/vijandig/wachtwoord")
def password(request):
    response = html("wachtwoord", FIRST, status=401)
    response.headers["WWW-Authenticate"] = 'Basic realm="proef"'
    return response


@page(WINKEL, "/vijandig/omleiding")
def endless_redirect(request):
    step = int(request.query.get("stap", "0"))
    raise redirect(f"/vijandig/omleiding?stap={step + 1}", FIRST)


@page(WINKEL, "/vijandig/druppelt")
async def dripping(request):
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    response.headers.add("Set-Cookie", FIRST)
    await response.prepare(request)
    await response.write(b"<!DOCTYPE html><title>Proef</title><p>")
    while True:
        await response.write(b"nog even ")
        await asyncio.sleep(0.5)


@page(WINKEL, "/vijandig/stil")
async def silent(request):
    await asyncio.Event().wait()
