"""Cookies that come late, or only when somebody does something."""

import asyncio

from aiohttp import web
from web.register import (
    DERDE,
    FORM,
    WINKEL,
    answers,
    cookie_line,
    inline,
    page,
    runs,
    shows,
    third_line,
    writes,
)

_TALL = '<div style="height:6000px"></div>'

for _seconds in (1, 3, 8):
    shows(
        f"/later/{_seconds}",
        f"by a script's timer after {_seconds} s",
        inline(f"setTimeout(() => {{ {writes(f'na{_seconds}')} }}, {_seconds * 1000})"),
    )
shows(
    "/later/fetch-3",
    "by the answer to a fetch after 3 s",
    inline('setTimeout(() => fetch("/later/antwoord/fetch"), 3000)'),
)
answers(WINKEL, "/later/antwoord/fetch", "", cookie_line("nafetch"))
shows(
    "/later/derde-3",
    "by a third party's script after 3 s",
    f'<script src="https://{DERDE}/later/3.js"></script>',
)
runs(DERDE, "/later/3.js", f"setTimeout(() => {{ {writes('naderde')} }}, 3000);")
shows(
    "/later/kader-3",
    "by a timer in a third party's frame after 3 s",
    f'<iframe title="kader" src="https://{DERDE}/later/kader"></iframe>',
)
answers(
    DERDE,
    "/later/kader",
    inline(f"setTimeout(() => {{ {writes('nakader', 'path=/; secure; samesite=none')} }}, 3000)"),
    kind="text/html",
)
shows(
    "/later/traag",
    "by a chain of three answers that take a second each",
    inline(
        "(async () => { for (const stap of [1, 2, 3]) await fetch(`/later/traag/${stap}`);"
        + writes("slot")
        + "})()"
    ),
)


async def _slow(request: web.Request) -> web.Response:
    await asyncio.sleep(1)
    response = web.Response(text="")
    response.headers.add("Set-Cookie", cookie_line(f"traag{request.path[-1]}"))
    return response


for _step in (1, 2, 3):
    page(WINKEL, f"/later/traag/{_step}")(_slow)

shows(
    "/doen/scroll",
    "on a scroll event, half-way down",
    _TALL
    + inline(
        'addEventListener("scroll", () => { if (scrollY > 2000) {' + writes("gerold") + "} })"
    ),
)
shows(
    "/doen/wiel",
    "when the wheel of the mouse is turned",
    '<div style="height:3000px"></div>'
    + inline('addEventListener("wheel", () => {' + writes("gedraaid") + "}, {once: true})"),
)
shows(
    "/doen/zicht",
    "when the foot of a long page comes into view",
    _TALL
    + '<p id="voet">voet</p>'
    + inline(
        "new IntersectionObserver((lijst) => { if (lijst.some((een) => een.isIntersecting)) {"
        + writes("gezien")
        + '} }).observe(document.getElementById("voet"))'
    ),
)
shows(
    "/doen/oneindig",
    "when the second part comes of a list that grows each time its end comes into view",
    '<div id="lijst" style="height:2000px"></div><p id="eind">verder</p>'
    + inline(
        "let deel = 0; new IntersectionObserver(async ([{isIntersecting}]) => {"
        " if (!isIntersecting) return; await fetch(`/doen/antwoord/deel?n=${++deel}`);"
        " lijst.style.height = `${lijst.offsetHeight + 2000}px`;"
        " if (deel === 2) {" + writes("tweede_deel") + "} }).observe(eind)"
    ),
)
answers(WINKEL, "/doen/antwoord/deel")
shows(
    "/doen/luie-pixel",
    "image with loading=lazy at the foot of a long page",
    _TALL + '<img src="/doen/lui.gif" loading="lazy" width="1" height="1" alt="">',
)
answers(WINKEL, "/doen/lui.gif", "", cookie_line("lui"), kind="image/gif")
shows(
    "/doen/focus",
    "when the first field of a form gets focus",
    FORM.format("")
    + inline(
        'document.querySelector("input").addEventListener("focus", () => {' + writes("veld") + "})"
    ),
)
shows(
    "/doen/tweede-veld",
    "only when the second field of a form gets focus: never",
    FORM.format('<input id="tweede" aria-label="Tweede">')
    + inline(
        'document.getElementById("tweede").addEventListener("focus", () => {'
        + writes("tweede")
        + "})"
    ),
)
shows(
    "/doen/klik",
    "only on a click: never",
    inline('addEventListener("click", () => {' + writes("klik") + "})"),
)
shows(
    "/doen/verzonden",
    "only when a form is sent: never",
    FORM.format("") + inline('addEventListener("submit", () => {' + writes("verzonden") + "})"),
)
shows(
    "/weg/pagehide",
    "document.cookie and localStorage on pagehide",
    inline(
        'addEventListener("pagehide", () => {'
        + writes("tot_ziens")
        + ' localStorage.setItem("laatste", "a1"); })'
    ),
)
shows(
    "/weg/baken",
    "sendBeacon on pagehide",
    inline(
        'addEventListener("pagehide", () => navigator.sendBeacon("/weg/antwoord/baken", "a=1"))'
    ),
)
answers(WINKEL, "/weg/antwoord/baken", "", cookie_line("afscheid"))
shows(
    "/weg/unload",
    "fetch with keepalive on unload",
    inline('addEventListener("unload", () => fetch("/weg/antwoord/unload", {keepalive: true}))'),
)
answers(WINKEL, "/weg/antwoord/unload", "", cookie_line("uitgang"))
shows(
    "/weg/derde-keepalive",
    "fetch of a third party with keepalive on pagehide",
    inline(
        f'addEventListener("pagehide", () => fetch("https://{DERDE}/weg/antwoord",'
        ' {mode: "no-cors", credentials: "include", keepalive: true}))'
    ),
)
answers(DERDE, "/weg/antwoord", "", third_line("uitgezwaaid"))
shows("/weg/later", "fetchLater", inline('fetchLater("/weg/antwoord/later", {method: "POST"})'))
answers(WINKEL, "/weg/antwoord/later", "", cookie_line("uitgesteld"))
shows(
    "/weg/verborgen",
    "document.cookie when the page is hidden",
    inline(
        'addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") {'
        + writes("verborgen")
        + "} })"
    ),
)
