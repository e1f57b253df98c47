"""Workers of each kind, and what they ask for and store."""

from web.register import (
    DERDE,
    WINKEL,
    answers,
    cookie_line,
    frames,
    inline,
    runs,
    shows,
    third_line,
)

_ANSWER = "/werker/antwoord/"

for _name in ("eigen", "door", "werker", "gedeeld", "genest"):
    answers(WINKEL, f"{_ANSWER}{_name}", "", cookie_line(f"via_{_name}"))
answers(DERDE, "/werker/antwoord", "", third_line("via_derde"))


def _register(path, scope=""):
    options = f', {{scope: "{scope}"}}' if scope else ""
    return f'navigator.serviceWorker.register("{path}"{options});'


shows("/werker/sw-eigen", "a service worker's own fetch", inline(_register("/werker/sw-eigen.js")))
runs(
    WINKEL,
    "/werker/sw-eigen.js",
    f'addEventListener("install", (event) => event.waitUntil(fetch("{_ANSWER}eigen")));',
)

shows(
    "/werker/sw-door",
    "a page's fetch answered through its service worker",
    inline(
        'navigator.serviceWorker.addEventListener("controllerchange",'
        f' () => fetch("{_ANSWER}door"));' + _register("/werker/sw-door.js", "/werker/sw-door")
    ),
)
runs(
    WINKEL,
    "/werker/sw-door.js",
    'addEventListener("install", () => skipWaiting());'
    'addEventListener("activate", (event) => event.waitUntil(clients.claim()));'
    'addEventListener("fetch", (event) => event.respondWith(fetch(event.request)));',
)

shows(
    "/werker/sw-voorlaad",
    "a frame that its service worker answers from a navigation preload",
    inline(
        'navigator.serviceWorker.addEventListener("controllerchange", () => {'
        ' const kader = document.createElement("iframe");'
        ' kader.src = "/werker/sw-voorlaad/kader"; document.body.append(kader); });'
        + _register("/werker/sw-voorlaad.js", "/werker/sw-voorlaad")
    ),
)
runs(
    WINKEL,
    "/werker/sw-voorlaad.js",
    'addEventListener("install", () => skipWaiting());'
    'addEventListener("activate", (event) => event.waitUntil('
    "registration.navigationPreload.enable().then(() => clients.claim())));"
    'addEventListener("fetch", (event) => event.respondWith(event.preloadResponse));',
)
frames(WINKEL, "/werker/sw-voorlaad/kader", "kader", cookie_line("voorgeladen"))

shows(
    "/werker/sw-koek",
    "a service worker whose script comes with a cookie and opens a cache",
    inline(_register("/werker/sw-koek.js")),
)
answers(
    WINKEL,
    "/werker/sw-koek.js",
    'addEventListener("install", (event) => event.waitUntil(caches.open("sw-voorraad")));',
    cookie_line("met_script"),
    kind="text/javascript",
)

shows(
    "/werker/sw-cookiestore",
    "cookieStore.set in a service worker",
    inline(_register("/werker/sw-cookiestore.js")),
)
runs(
    WINKEL,
    "/werker/sw-cookiestore.js",
    'addEventListener("install", (event) => event.waitUntil(cookieStore.set("uit_werker", "a1")));',
)

shows(
    "/werker/sw-derde",
    "a service worker's fetch of a third party",
    inline(_register("/werker/sw-derde.js")),
)
runs(
    WINKEL,
    "/werker/sw-derde.js",
    'addEventListener("install", (event) => event.waitUntil('
    f'fetch("https://{DERDE}/werker/antwoord", {{credentials: "include"}})));',
)

shows(
    "/werker/sw-kader",
    "a service worker of a third party's frame",
    f'<iframe title="kader" src="https://{DERDE}/werker/kader"></iframe>',
)
frames(DERDE, "/werker/kader", inline(_register("/werker/sw-kader.js")))
runs(
    DERDE,
    "/werker/sw-kader.js",
    'addEventListener("install", (event) => event.waitUntil(fetch("/werker/antwoord")));',
)

shows("/werker/gewoon", "a dedicated worker's fetch", inline('new Worker("/werker/gewoon.js")'))
runs(WINKEL, "/werker/gewoon.js", f'fetch("{_ANSWER}werker");')

shows(
    "/werker/gewoon-later",
    "a dedicated worker's fetch after two seconds",
    inline('new Worker("/werker/gewoon-later.js")'),
)
runs(WINKEL, "/werker/gewoon-later.js", f'setTimeout(() => fetch("{_ANSWER}werker"), 2000);')

shows(
    "/werker/gewoon-derde",
    "a dedicated worker's fetch of a third party",
    inline('new Worker("/werker/gewoon-derde.js")'),
)
runs(
    WINKEL,
    "/werker/gewoon-derde.js",
    f'fetch("https://{DERDE}/werker/antwoord", {{credentials: "include"}});',
)

shows(
    "/werker/van-derde",
    "a worker that a third party's script makes of a file of the shop",
    f'<script src="https://{DERDE}/werker/maakt.js"></script>',
)
runs(DERDE, "/werker/maakt.js", 'new Worker("/werker/gemaakt.js#deel");')
runs(WINKEL, "/werker/gemaakt.js", f'fetch("{_ANSWER}werker");')

shows(
    "/werker/van-derde-blob",
    "fetch after 0.7 s of a worker of a blob: URL that a third party's script makes",
    f'<script src="https://{DERDE}/werker/maakt-blob.js"></script>',
)
runs(
    DERDE,
    "/werker/maakt-blob.js",
    f"const tekst = 'importScripts(\"https://{DERDE}/werker/deel.js\")';"
    "new Worker(URL.createObjectURL(new Blob([tekst])));",
)
runs(
    DERDE,
    "/werker/deel.js",
    f'setTimeout(() => fetch("https://{WINKEL}{_ANSWER}werker"), 700);',
)

shows("/werker/genest", "a worker's worker's fetch", inline('new Worker("/werker/genest.js")'))
runs(WINKEL, "/werker/genest.js", 'new Worker("/werker/genest-binnen.js");')
runs(WINKEL, "/werker/genest-binnen.js", f'fetch("{_ANSWER}genest");')

shows(
    "/werker/gedeeld",
    "a shared worker's fetch after half a second",
    inline('new SharedWorker("/werker/gedeeld.js")'),
)
runs(WINKEL, "/werker/gedeeld.js", f'setTimeout(() => fetch("{_ANSWER}gedeeld"), 500);')

shows(
    "/werker/bericht",
    "a worker's message makes the page write",
    inline(
        'new Worker("/werker/bericht.js").onmessage = () => {'
        ' document.cookie = "bericht=a1; path=/; secure"; }'
    ),
)
runs(WINKEL, "/werker/bericht.js", 'postMessage("nu");')
